import { isGreen } from '../../shared/core/outcome.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import { obeyed } from '../core/runner-commands.ts'
import type { Deployment, Service } from '../simulator/ecs/model.ts'
import type { RequestRecord, Simulation } from '../simulator/simulation.ts'
import type { World } from '../simulator/world.ts'
import { canary } from './canary.ts'
import type { Performance } from './perform.ts'
import type { Ended, Ending, Wanted } from './roll-out.ts'
import { flawsOf, imagesOf, primaryOf, returnsOf, serviceOf } from './truth.ts'

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
  { promise: 'what was begun is named', breaches: ofEnded(misnamed) },
  { promise: 'the report is true', breaches: ofEnded(misreported) },
  { promise: 'an update follows a fresh look', breaches: blindUpdates },
  { promise: 'nobody’s newer deployment is overwritten', breaches: overwrites },
  { promise: 'nothing is done twice', breaches: repetitions },
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

/** What is wrong with a service, unless something happened to it of which the job cannot know yet. */
function flaws(
  { world }: Simulation,
  cluster: string,
  { name, images }: { name: string; images: Readonly<Record<string, string>> },
): string[] {
  const service = serviceOf(world, cluster, name)
  return isDisturbed(world, service) ? [] : flawsOf(world, service, images)
}

/** How the note begins of what happens to a service by itself, such as autoscaling. */
export const byItself = 'by itself: '

/** Milliseconds that may lie between the last read of a job and its report. */
const afterthought = 3_000

/** What happened later than this the job that has just ended need not know: a read may be as old as the lag. */
function knowableUntil(world: World): number {
  return world.now() - world.replicaLag - afterthought
}

function isDisturbed(world: World, service: Service): boolean {
  const knowable = knowableUntil(world)
  const { id } = primaryOf(service)
  return (
    service.deployments.some(({ createdAt }) => createdAt > knowable) ||
    service.tasks.some(({ startedBy, stoppingAt = 0 }) => startedBy === id && stoppingAt > knowable) ||
    world.history.some(
      ({ at, subject, text }) => at > knowable && subject === service.name && text.startsWith(byItself),
    )
  )
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

/** One service in the output of deploy-ecs. */
interface Begun {
  deploymentId: string
  taskDefinition: string
  changed: boolean
  previousDeploymentId: string | null
  previousTaskDefinition: string | null
}

function begunOf({ deploy }: Ended): Record<string, Begun> {
  return JSON.parse(deploy.outputs['deployments'] ?? '{}') as Record<string, Begun>
}

function misnamed({ simulation: { world }, wanted, ending }: EndedCase): string[] {
  return Object.entries(begunOf(ending)).flatMap(([name, begun]) => {
    const { deploymentId, taskDefinition } = begun
    const service = serviceOf(world, wanted.cluster, name)
    const own = service.deployments.find(one => one.id === deploymentId && one.taskDefinition === taskDefinition)
    if (!own) return [`${name} never had the deployment ${deploymentId} of ${taskDefinition}`]
    // What this job found there was begun by another one, of which only the tags of the revision still tell.
    if (!begun.changed && begun.previousDeploymentId === null) return []
    const before = returnsOf(service, { from: ending.job.began - world.replicaLag, until: own.createdAt })
    const isKnown = before.some(one => isNamed(one, begun))
    return isKnown
      ? []
      : [`${name} could not return to ${begun.previousDeploymentId} of ${begun.previousTaskDefinition}`]
  })
}

function isNamed({ id, taskDefinition }: Deployment, begun: Begun): boolean {
  return id === begun.previousDeploymentId && taskDefinition === begun.previousTaskDefinition
}

/** One service in the output of wait-healthy. */
interface Reported {
  outcome: Outcome
  /** Absent where it was never seen. */
  deploymentId?: string
}

function misreported(run: EndedCase): string[] {
  const begun = begunOf(run.ending)
  const { services } = JSON.parse(run.ending.wait?.outputs['report'] ?? '{"services":{}}') as {
    services: Record<string, Reported>
  }
  return Object.entries(services).flatMap(([name, reported]) => {
    const service = serviceOf(run.simulation.world, run.wanted.cluster, name)
    const { deploymentId = reported.deploymentId } = begun[name] ?? {}
    const ours = service.deployments.find(({ id }) => id === deploymentId)
    return [...misattributed(reported, { name, deploymentId }), ...untrue(run, { reported, service, ours })]
  })
}

function misattributed(
  { deploymentId: followed, outcome }: Reported,
  { name, deploymentId }: { name: string; deploymentId: string | undefined },
): string[] {
  const isUnseen = followed === undefined && !(outcome in truths)
  return isUnseen || followed === deploymentId ? [] : [`${name} is reported of ${followed}, not of ${deploymentId}`]
}

/** Where a service stands, as far as a report claims to know it. */
interface Standing {
  run: EndedCase
  service: Service
  /** The deployment that was followed. */
  ours: Deployment | undefined
}

function untrue(run: EndedCase, { reported, ...standing }: { reported: Reported } & Omit<Standing, 'run'>): string[] {
  const lie = truths[reported.outcome]?.({ run, ...standing })
  return lie === undefined ? [] : [`${standing.service.name} is called ${reported.outcome}, ${lie}`]
}

/** What speaks against each outcome. The others claim nothing of the service. */
const truths: { [Claimed in Outcome]?: (standing: Standing) => string | undefined } = {
  succeeded: standing => notOn(standing, primaryOf(standing.service) === standing.ours),
  // ECS returns to the last deployment that was completed, which need not be the one just before.
  'rolled-back': standing => notOn(standing, isBefore(primaryOf(standing.service), standing.ours)),
  'rollback-failed': standing => (isSteady(standing) ? `while ${primaryOf(standing.service).id} works` : undefined),
  superseded: standing => (isTakenAway(standing) ? undefined : 'while nobody else deployed or deleted it'),
}

function notOn({ run: { simulation, wanted }, service }: Standing, isClaimed: boolean): string | undefined {
  const { world } = simulation
  const isYoung = service.deployments.some(({ createdAt }) => createdAt > knowableUntil(world))
  const found = flaws(simulation, wanted.cluster, { name: service.name, images: imagesOf(world, service) })
  if (found.length === 0 && (isClaimed || isYoung)) return undefined
  return `while ${primaryOf(service).id} is there: ${found.join('; ')}`
}

function isBefore(deployment: Deployment, ours: Deployment | undefined): boolean {
  return deployment.createdAt < (ours?.createdAt ?? 0)
}

/** The release works after all, or what ran before it does again, and both could have been seen. */
function isSteady({ run: { simulation }, service, ours }: Standing): boolean {
  const { world } = simulation
  const primary = primaryOf(service)
  const isSettled = primary.updatedAt <= knowableUntil(world) && !isDisturbed(world, service)
  const isOldOrOurs = primary === ours || isBefore(primary, ours)
  return isSettled && isOldOrOurs && flawsOf(world, service, imagesOf(world, service)).length === 0
}

/** Somebody else's newer deployment is there, or the service is being deleted. */
function isTakenAway({ run: { requests }, service, ours }: Standing): boolean {
  const own = new Set(updatesOf({ requests }).map(({ at }) => at))
  return (
    service.status !== 'ACTIVE' ||
    service.deployments.some(({ createdAt }) => createdAt > (ours?.createdAt ?? 0) && !own.has(createdAt))
  )
}

/** How old the last look at a service may be when it is updated; fifty services take their turns for some seconds. */
const freshness = 20_000

function blindUpdates(run: Case): string[] {
  return updatesOf(run)
    .filter(update => {
      const look = looksBefore(run, update).at(-1)
      return !look || update.at - look.at > freshness
    })
    .map(sentence)
}

/**
 * What began after the first look, and so early that the last look before the update must have shown it, was known to
 * be somebody else's. ECS has no compare-and-set: what began later than that can be overwritten by anybody.
 */
function overwrites(run: Case): string[] {
  const { world } = run.simulation
  return updatesOf(run).flatMap(update => {
    const looks = looksBefore(run, update)
    const [first, last] = [looks[0]?.at ?? 0, (looks.at(-1)?.at ?? 0) - world.replicaLag]
    return serviceOf(world, run.wanted.cluster, textOf(update.input.service))
      .deployments.filter(({ createdAt }) => createdAt > first && createdAt < last)
      .filter(({ taskDefinition }) => taskDefinition !== update.input.taskDefinition)
      .map(({ id }) => `${sentence(update)} overwrote ${id}`)
  })
}

/** Deployments that one job made of one service, and revisions of one family. */
function repetitions(run: Case): string[] {
  const { world } = run.simulation
  const updates = updatesOf(run)
  const deployments = [...new Set(updates.map(({ input }) => textOf(input.service)))].flatMap(name => {
    const times = new Set(updates.filter(({ input }) => input.service === name).map(({ at }) => at))
    const made = serviceOf(world, run.wanted.cluster, name).deployments.filter(({ createdAt }) => times.has(createdAt))
    return made.length <= 1 ? [] : [`${name} got ${made.length} deployments`]
  })
  const registered = run.requests.filter(({ operation, applied }) => operation === 'RegisterTaskDefinition' && applied)
  const families = Map.groupBy(registered, ({ input }) => textOf(input.family))
  const revisions = [...families].flatMap(([family, { length }]) =>
    length <= 1 ? [] : [`${family} got ${length} revisions`],
  )
  return [...deployments, ...revisions]
}

function updatesOf({ requests }: Pick<Case, 'requests'>): RequestRecord[] {
  return requests.filter(({ operation, applied }) => operation === 'UpdateService' && applied)
}

/** The job's looks at the service that an update is for, the oldest first. */
function looksBefore({ requests }: Case, { index, input: { service } }: RequestRecord): RequestRecord[] {
  return requests.filter(
    ({ index: earlier, operation, input, reply }) =>
      earlier < index &&
      operation === 'DescribeServices' &&
      reply !== undefined &&
      (input.services as string[]).includes(textOf(service)),
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
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
  const timeout =
    secondsOf(wanted.deploy?.['timeout'] ?? '10m') + (wait ? secondsOf(wanted.wait?.['timeout'] ?? '30m') : 0)
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
