import { isGreen } from '../../shared/core/outcome.ts'
import { obeyed } from '../core/runner-commands.ts'
import type { RequestRecord, Simulation } from '../simulator/simulation.ts'
import { canary } from './canary.ts'
import type { Performance } from './perform.ts'
import type { Ended, Ending, Wanted } from './roll-out.ts'
import { flawsOf, imagesOf, primaryOf, serviceOf } from './truth.ts'

/** A job that has just come to its end, in the world as it is now. */
interface Case {
  simulation: Simulation
  wanted: Wanted
  ending: Ending
  /** What the job asked of AWS. */
  requests: readonly RequestRecord[]
}

interface Rule {
  promise: string
  breaches: (run: Case) => string[]
}

/** What must hold of every job, whatever went wrong around it. Every breach is a sentence; none is as it should be. */
export function breaches(simulation: Simulation, wanted: Wanted, ending: Ending): string[] {
  const requests = simulation.requests.filter(({ runner }) => runner === ending.job.runner)
  const run = { simulation, wanted, ending, requests }
  return rules.flatMap(({ promise, breaches }) => breaches(run).map(breach => `${promise}, but ${breach}`))
}

const rules: readonly Rule[] = [
  { promise: 'succeeded is proved', breaches: ofEnded(unproved) },
  { promise: 'unchanged wrote nothing', breaches: ofEnded(written) },
  { promise: 'the report is true', breaches: ofEnded(misreported) },
  { promise: 'an update follows a fresh look', breaches: blindUpdates },
  { promise: 'only what was asked for is sent', breaches: unaskedMembers },
  { promise: 'nothing is deleted, stopped or created', breaches: foreignOperations },
  { promise: 'no secret is shown', breaches: ofEnded(indiscretions) },
  { promise: 'nothing foreign commands the runner', breaches: ofEnded(commands) },
  { promise: 'it ends in time', breaches: ofEnded(lateness) },
  { promise: 'red is explained', breaches: ofEnded(silence) },
]

function ofEnded(breaches: (run: Case & { ending: Ended }) => string[]): Rule['breaches'] {
  return run => (run.ending.is === 'ended' ? breaches({ ...run, ending: run.ending }) : [])
}

type EndedCase = Case & { ending: Ended }

const writes = new Set(['RegisterTaskDefinition', 'UpdateService'])
const reads = /^(Describe|List|Get|BatchGet)/

function unproved({ simulation, wanted, ending: { wait } }: EndedCase): string[] {
  if (wait?.outcome !== 'succeeded') return []
  return [...servicesOf(wanted)].flatMap(([name, images]) => flaws(simulation, wanted.cluster, { name, images }))
}

/** A read may be as old as the lag: what has happened since nobody could know. */
function flaws(
  { world }: Simulation,
  cluster: string,
  { name, images }: { name: string; images: Readonly<Record<string, string>> },
): string[] {
  const knowable = world.now() - world.replicaLag - 3_000
  const service = serviceOf(world, cluster, name)
  const tasks = new Set([name, ...service.tasks.map(({ id }) => `task ${id}`)])
  const recent = world.history.filter(({ at, subject }) => at > knowable && tasks.has(subject))
  return recent.length > 0 ? [] : flawsOf(world, service, images)
}

/** Container to image, by service. */
function servicesOf({ images }: Wanted): Map<string, Record<string, string>> {
  const services = new Map<string, Record<string, string>>()
  for (const [key, image] of Object.entries(images)) {
    const [service = '', container = service] = key.split('/')
    services.set(service, { ...services.get(service), [container]: image })
  }
  return services
}

function written({ ending: { deploy }, requests }: EndedCase): string[] {
  if (deploy.outcome !== 'unchanged') return []
  return requests.filter(({ operation, applied }) => applied && writes.has(operation)).map(sentence)
}

interface Reported {
  outcome: string
  deploymentId?: string
}

function misreported(run: EndedCase): string[] {
  const { simulation, wanted, ending } = run
  const { world } = simulation
  const begun = JSON.parse(ending.deploy.outputs['deployments'] ?? '{}') as Record<string, Begun>
  const unknown = Object.entries(begun).flatMap(([name, { deploymentId, taskDefinition }]) => {
    const { deployments } = serviceOf(world, wanted.cluster, name)
    const known = deployments.some(one => one.id === deploymentId && one.taskDefinition === taskDefinition)
    return known ? [] : [`${name} never had the deployment ${deploymentId} of ${taskDefinition}`]
  })
  const report = JSON.parse(ending.wait?.outputs['report'] ?? '{"services":{}}') as {
    services: Record<string, Reported>
  }
  const wrong = Object.entries(report.services).flatMap(([name, one]) => untrue(run, { name, one, begun: begun[name] }))
  return [...unknown, ...wrong]
}

interface Begun {
  deploymentId: string
  taskDefinition: string
  previousDeploymentId: string
}

function untrue(
  { simulation, wanted }: EndedCase,
  { name, one, begun }: { name: string; one: Reported; begun: Begun | undefined },
): string[] {
  const service = serviceOf(simulation.world, wanted.cluster, name)
  const { id } = primaryOf(service)
  const images = imagesOf(simulation.world, service)
  const claimed = one.outcome === 'succeeded' ? one.deploymentId : begun?.previousDeploymentId
  if (one.outcome !== 'succeeded' && one.outcome !== 'rolled-back') return []
  const found = flaws(simulation, wanted.cluster, { name, images })
  if (found.length === 0 && (id === claimed || isYoung(simulation, service.deployments[0]?.createdAt))) return []
  return [`${name} is called ${one.outcome}, while ${id} is there: ${found.join('; ')}`]
}

function isYoung({ world }: Simulation, createdAt = 0): boolean {
  return createdAt > world.now() - world.replicaLag - 3_000
}

/** How old the last look at a service may be when it is updated; fifty services take their turns for some seconds. */
const freshness = 20_000

function blindUpdates({ requests }: Case): string[] {
  return requests
    .filter(({ operation }) => operation === 'UpdateService')
    .flatMap(update => {
      const look = requests.findLast(
        ({ index, operation, input, reply }) =>
          index < update.index &&
          operation === 'DescribeServices' &&
          reply !== undefined &&
          (input.services as string[]).includes(String(update.input.service)),
      )
      return look && update.at - look.at <= freshness ? [] : [sentence(update)]
    })
}

const updateMembers = new Set(['cluster', 'service', 'taskDefinition'])

function unaskedMembers({ requests, wanted }: Case): string[] {
  const forced = wanted.deploy?.['force-new-deployment'] === 'true'
  return requests
    .filter(({ operation }) => operation === 'UpdateService')
    .flatMap(({ input }) => Object.keys(input))
    .filter(name => !updateMembers.has(name) && !(forced && name === 'forceNewDeployment'))
}

function foreignOperations({ requests }: Case): string[] {
  return requests
    .filter(({ service, operation }) => service !== 'github' && service !== 'web' && !reads.test(operation))
    .filter(({ operation }) => !writes.has(operation))
    .map(sentence)
}

function performances({ ending: { deploy, wait } }: EndedCase): Performance[] {
  return wait ? [deploy, wait] : [deploy]
}

function indiscretions(run: EndedCase): string[] {
  return performances(run).flatMap(({ transcript, outputs, summary, failure = '' }) =>
    [...transcript, ...Object.values(outputs), summary, failure].filter(text => text.includes(canary)),
  )
}

function commands(run: EndedCase): string[] {
  return performances(run).flatMap(({ transcript }) => transcript.filter(line => obeyed(line) !== undefined))
}

/** Seconds that an action may take beyond its timeout. */
const grace = 15

function lateness({ wanted, ending: { job, wait } }: EndedCase): string[] {
  const timeout = secondsOf(wanted.deploy?.['timeout'] ?? '10m') + (wait ? secondsOf(wanted.wait?.['timeout'] ?? '30m') : 0)
  const took = (job.ended - job.began) / 1_000
  const most = timeout + grace * (wait ? 2 : 1)
  return took <= most ? [] : [`it took ${took} s of at most ${most}`]
}

function secondsOf(duration: string): number {
  const [, amount, unit] = /^(\d+)(s|m|h)$/.exec(duration) ?? []
  return Number(amount) * { s: 1, m: 60, h: 3_600 }[unit as 's' | 'm' | 'h']
}

function silence(run: EndedCase): string[] {
  return performances(run)
    .filter(({ outcome, failure }) => isGreen(outcome) !== (failure === undefined))
    .map(({ outcome, failure = 'nothing' }) => `${outcome} said ${failure}`)
}

function sentence({ operation, input, at }: RequestRecord): string {
  return `${operation} ${JSON.stringify(input).slice(0, 200)} at ${new Date(at).toISOString()}`
}
