/**
 * `npm run conformance`: holds the project to what others say of GitHub and AWS. zizmor judges the workflows; the `aws`
 * command line drives the simulator, and so do the built actions; moto, another simulation of AWS, is sent the same
 * calls; all traffic is judged by AWS's own models.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { report, type Check } from './checks.ts'
import { commandProblems, deploying, guarding, inspecting, looking, migrating } from './conformance/aws-cli.ts'
import { listProblems, readDifferences } from './conformance/difference-list.ts'
import { promotionProblems } from './conformance/promotion.ts'
import { record } from './conformance/recorder.ts'
import { replay, type Replay } from './conformance/replay.ts'
import { startMoto, startSimulator } from './conformance/servers.ts'
import { loadModel } from './conformance/service-model.ts'
import { installTools, type Tools } from './conformance/tools.ts'
import { operationsIn, trafficProblems } from './conformance/traffic.ts'
import { publicActions, readText } from './repository.ts'

/** Services whose traffic is judged, as botocore names them. */
const services = ['ecs', 'ecr', 'elbv2', 'logs', 'sts', 'wafv2', 'cloudwatch']
/** How many seconds of the simulated world pass in one of ours. */
const speed = 60

const scratch = await mkdtemp(join(tmpdir(), 'deploy-actions-conformance-'))
const installing = installTools(scratch)
const simulator = startSimulator({ world: 'scripts/conformance/world.yml', speed })
const recording = simulator.then(({ url }) => record(url))
const replaying = installing.then(replayOnMoto)
// One check says why it failed; the others only that they could not be made.
const tools = needed(installing, 'needs the tools, which could not be installed')
const recorder = needed(recording, 'needs the simulator, which did not start')
const replayed = needed(replaying, 'needs the calls that moto was to be sent too, which failed')

const printed = {}
const driving: Check[] = [...looking, ...inspecting, ...guarding, ...migrating, ...deploying].map(command => ({
  name: `aws ${command.says}`,
  problems: async () => commandProblems(command, { aws: (await tools).aws, url: (await recorder).url, printed }),
}))

const checks: Check[] = [
  { name: 'the tools of others can be installed', problems: () => installing.then(() => []) },
  { name: 'the simulator starts', problems: () => recording.then(() => []) },
  { name: 'zizmor finds nothing', problems: async () => zizmorProblems(await tools) },
  ...driving,
  ...[
    { release: 'v2', outcome: 'succeeded' },
    // Its api does not run and returns to v2; its frontend does.
    { release: 'v3', outcome: 'mixed' },
  ].map(promotion => ({
    name: `the built actions promote ${promotion.release}: ${promotion.outcome}`,
    problems: async () => promotionProblems(promotion, (await recorder).url),
  })),
  {
    name: 'moto and the simulator reply alike, but for what is listed',
    problems: async () => {
      const { differences } = await replaying
      return listProblems(differences, readDifferences(readText('scripts/conformance/differences.yml')))
    },
  },
  {
    name: 'all traffic keeps to the models of AWS',
    problems: async () => {
      const { models: data } = await tools
      const models = services.map(service => loadModel(data, service))
      const exchanges = [...(await recorder).exchanges, ...(await replayed).exchanges]
      return [...missing(operationsIn(exchanges, models)), ...trafficProblems(exchanges, models)]
    },
  },
]

/** A judgement of traffic is worth what the traffic holds. */
function missing(operations: readonly string[]): string[] {
  const telling = [
    'RegisterTaskDefinition',
    'RunTask',
    'UpdateService',
    'DescribeTasks',
    'DescribeTargetHealth',
    'GetLogEvents',
    'UpdateWebACL',
    'DescribeAlarms',
  ]
  return telling
    .filter(name => !operations.includes(name))
    .map(name => `${name} was never called, so nothing was judged`)
}

/** The same value, or a short failure; nobody may have asked for it yet when it fails. */
function needed<T>(started: Promise<T>, otherwise: string): Promise<T> {
  const result = started.catch(() => Promise.reject(new Error(otherwise)))
  result.catch(() => undefined)
  return result
}

async function replayOnMoto({ models, moto }: Tools): Promise<Replay> {
  const server = await startMoto({ moto })
  const script = readText('scripts/conformance/replayed-calls.yml')
  try {
    return await replay(script, { moto: server.url, modelOf: service => loadModel(models, service) })
  } finally {
    server.stop()
  }
}

async function zizmorProblems({ zizmor }: Tools): Promise<string[]> {
  const actions = ['action.yml', ...publicActions().map(({ folder }) => join(folder, 'action.yml'))]
  await zizmor(['--offline', '--no-progress', '--color', 'never', '.github', ...actions])
  return []
}

try {
  await report(checks, { atOnce: 1 })
} finally {
  await Promise.allSettled([recording.then(({ close }) => close()), simulator.then(({ stop }) => stop()), replaying])
  await rm(scratch, { recursive: true, force: true })
}
