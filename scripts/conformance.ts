/**
 * `npm run conformance`: holds the project to what others say of GitHub and AWS. zizmor judges the workflows, shellcheck
 * the scripts in them, act runs the callers, and Chromium lays out the page of versions. The `aws` command line drives the
 * simulator, and so do the built actions; moto, another simulation of AWS, is sent the same calls; all traffic is judged by
 * AWS's own models.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { report, type Check } from './checks.ts'
import { actProblems, actStories, stageForAct } from './conformance/act-callers.ts'
import { commandProblems, deploying, guarding, inspecting, looking, migrating } from './conformance/aws-cli.ts'
import { listProblems, readDifferences } from './conformance/difference-list.ts'
import { findChromium, installAct, installShellcheck } from './conformance/optional-tools.ts'
import { widthProblems } from './conformance/page-width.ts'
import { promotionProblems } from './conformance/promotion.ts'
import { record } from './conformance/recorder.ts'
import { replay, type Replay } from './conformance/replay.ts'
import { startMoto, startSimulator } from './conformance/servers.ts'
import { loadModel } from './conformance/service-model.ts'
import { shellcheckProblems } from './conformance/shellcheck.ts'
import { installTools, type Tools } from './conformance/tools.ts'
import { operationsIn, trafficProblems } from './conformance/traffic.ts'
import { readText } from './repository.ts'
import { actionFiles, workflowFiles } from './workflow-files.ts'

/** Services whose traffic is judged, as botocore names them. */
const services = ['ecs', 'ecr', 'elbv2', 'logs', 'sts', 'wafv2', 'cloudwatch']
/** How many seconds of the simulated world pass in one of ours. */
const speed = 60

const scratch = await mkdtemp(join(tmpdir(), 'deploy-actions-conformance-'))
const installing = installTools(scratch)
const simulator = startSimulator({ world: 'scripts/conformance/world.yml', speed })
const stops = [simulator]
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
  ...(await shellcheckChecks()),
  ...pageChecks(),
  ...(await actChecks()),
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

/** None where there is no shellcheck to be had, which is said. */
async function shellcheckChecks(): Promise<Check[]> {
  const shellcheck = await installShellcheck(scratch)
  if (shellcheck.is === 'missing') {
    console.warn(`SKIPPED  shellcheck could not be installed, so no shell script is judged: ${shellcheck.why}`)
    return []
  }
  const judged = { workflows: workflowFiles(), files: [join('.ci', 'run')], folder: join(scratch, 'scripts') }
  return [{ name: 'shellcheck finds nothing', problems: async () => shellcheckProblems(judged, shellcheck.tool) }]
}

/** None where there is no browser, which is said. */
function pageChecks(): Check[] {
  const chromium = findChromium()
  if (chromium.is === 'missing') {
    console.warn(`SKIPPED  no page is looked at on a phone's screen: ${chromium.why}`)
    return []
  }
  const page = readText('docs/samples/versions.html')
  const look = { chromium: chromium.tool, folder: scratch }
  return [{ name: 'the page of versions fits a phone', problems: () => widthProblems(page, look) }]
}

/** None where act cannot be built, which is said. It has a simulator of its own, whose services it moves. */
async function actChecks(): Promise<Check[]> {
  const act = await installAct(scratch)
  if (act.is === 'missing') {
    console.warn(`SKIPPED  act could not be installed, so it runs no workflow: ${act.why}`)
    return []
  }
  const world = startSimulator({ world: 'scripts/conformance/world.yml', speed })
  stops.push(world)
  const stage = stageForAct(join(scratch, 'act-stage'))
  return actStories.map(story => ({
    name: `act runs the callers: ${story.says}`,
    problems: async () => {
      const { url } = await world
      return actProblems(story, await stage, { act: act.tool, url: url.origin })
    },
  }))
}

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
  const files = [...workflowFiles(), ...actionFiles()].map(({ path }) => path)
  const options = ['--offline', '--strict-collection', '--no-progress', '--color', 'never', '--config', 'zizmor.yml']
  await zizmor([...options, ...files])
  return []
}

try {
  await report(checks, { atOnce: 1 })
} finally {
  const stopping = stops.map(one => one.then(({ stop }) => stop()))
  await Promise.allSettled([recording.then(({ close }) => close()), ...stopping, replaying])
  await rm(scratch, { recursive: true, force: true })
}
