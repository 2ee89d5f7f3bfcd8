/**
 * `npm run conformance`: holds the project to what others say of GitHub and AWS. zizmor judges the workflows; the `aws`
 * command line drives the simulator, and so do the built actions; all their traffic is judged by AWS's own models.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { report, type Check } from './checks.ts'
import { commandProblems, deploying, looking } from './conformance/aws-cli.ts'
import { promotionProblems } from './conformance/promotion.ts'
import { record } from './conformance/recorder.ts'
import { loadModel } from './conformance/service-model.ts'
import { startSimulator } from './conformance/simulator.ts'
import { installTools, type Tools } from './conformance/tools.ts'
import { operationsIn, trafficProblems } from './conformance/traffic.ts'
import { publicActions } from './repository.ts'

/** Services whose traffic is judged, as botocore names them. */
const services = ['ecs', 'ecr', 'elbv2', 'logs', 'sts']
/** How many seconds of the simulated world pass in one of ours. */
const speed = 60

const scratch = await mkdtemp(join(tmpdir(), 'deploy-actions-conformance-'))
const installing = installTools(scratch)
const simulator = startSimulator({ world: 'scripts/conformance/world.yml', speed })
const recording = simulator.then(({ url }) => record(url))
// One check says why it failed; the others only that they could not be made.
const tools = needed(installing, 'needs the tools, which could not be installed')
const recorder = needed(recording, 'needs the simulator, which did not start')

const driving: Check[] = [...looking, ...deploying].map(command => ({
  name: `aws ${command.says}`,
  problems: async () => commandProblems(command, { aws: (await tools).aws, url: (await recorder).url }),
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
    name: 'all traffic keeps to the models of AWS',
    problems: async () => {
      const { models: data } = await tools
      const models = services.map(service => loadModel(data, service))
      const { exchanges } = await recorder
      return [...missing(operationsIn(exchanges, models)), ...trafficProblems(exchanges, models)]
    },
  },
]

/** A judgement of traffic is worth what the traffic holds. */
function missing(operations: readonly string[]): string[] {
  const telling = ['RegisterTaskDefinition', 'UpdateService', 'DescribeTasks', 'DescribeTargetHealth', 'GetLogEvents']
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

async function zizmorProblems({ zizmor }: Tools): Promise<string[]> {
  const actions = publicActions().map(({ folder }) => join(folder, 'action.yml'))
  await zizmor(['--offline', '--no-progress', '--color', 'never', '.github', ...actions])
  return []
}

try {
  await report(checks, { atOnce: 1 })
} finally {
  await Promise.allSettled([recording.then(({ close }) => close()), simulator.then(({ stop }) => stop())])
  await rm(scratch, { recursive: true, force: true })
}
