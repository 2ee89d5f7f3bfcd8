import type { AwsServices } from '../../aws/services.ts'
import { logPlace } from '../../core/log-stream.ts'
import { redact } from '../../core/redaction.ts'
import { revisionName } from '../../core/service.ts'
import type { Service, TargetHealth } from '../../core/service.ts'
import { explainEvent } from '../../core/service-events.ts'
import { explainStop, groupStops, newestFirst } from '../../core/stopped-task.ts'
import type { StoppedTask } from '../../core/stopped-task.ts'
import { explainTarget } from '../../core/target-health.ts'
import { counted } from '../../core/wording.ts'
import { messageOf } from '../../errors.ts'
import type { State } from './path.ts'
import type { WaitRun } from './run.ts'

/** One thing that was seen, what it usually means and what to do. */
export interface Finding {
  /** What was seen: `3 tasks (ids): Essential container …`. */
  seen: string
  means: string
  next: string
  /** Last lines of the container that failed, as it printed them: foreign text. */
  log?: { container: string; task: string; lines: readonly string[] }
}

export interface Diagnosis {
  findings: readonly Finding[]
  /** What could not be looked at, and why: it is not the same as nothing being there. */
  unread: readonly string[]
  next: readonly string[]
}

/** Milliseconds. The job's own deadline may have passed; it must end within 15 s of it. */
const patience = 8_000
const mostGroups = 3
const mostLogLines = 20
const mostEvents = 3

/** Says why services failed: stopped tasks by reason, their last log lines, sick targets, telling events. */
export async function diagnose(failed: readonly State[], waiting: WaitRun): Promise<ReadonlyMap<string, Diagnosis>> {
  const { context, cluster, until } = waiting
  const aws = context.aws({ until: Math.min(context.clock.now(), until) + patience })
  const found = await Promise.all(
    failed.map(async state => [state.service, await diagnoseService(state, { aws, cluster })] as const),
  )
  for (const [service, diagnosis] of found) print(service, diagnosis, waiting)
  return new Map(found)
}

interface Place {
  aws: AwsServices
  cluster: string
}

async function diagnoseService(state: State, place: Place): Promise<Diagnosis> {
  const unread: string[] = []
  const attempt = async <T>(what: string, look: () => Promise<T[]>): Promise<T[]> => {
    try {
      return await look()
    } catch (error) {
      unread.push(`${what}: ${messageOf(error)}`)
      return []
    }
  }
  const services = await attempt(
    'the service',
    async () => (await (await place.aws.ecs()).describeServices(place.cluster, [state.service])).services,
  )
  const stops = await attempt('stopped tasks', () => stoppedTasks(state, place, unread))
  const targets = await attempt('target groups', () => sickTargets(services[0], place.aws))
  const seen = [...stops, ...targets]
  // Events repeat in other words what tasks and targets say better; alone they are all there is.
  const findings = seen.length > 0 ? seen : services.flatMap(service => tellingEvents(service, state))
  return {
    findings,
    unread,
    next: findings.slice(0, 1).map(({ seen: what, next }) => `${state.service}: ${what} ${next}`),
  }
}

async function stoppedTasks(state: State, { aws, cluster }: Place, unread: string[]): Promise<Finding[]> {
  const ecs = await aws.ecs()
  const stopped = await ecs.stoppedTasks({ cluster, service: state.service, startedBy: state.deploymentId })
  if (stopped.unread > 0) unread.push(`${stopped.unread} of the stopped tasks of the service`)
  const groups = groupStops(stopped.tasks).filter(({ explanation }) => explanation.kind !== 'replaced')
  return Promise.all(
    groups.slice(0, mostGroups).map(async ({ explanation, tasks }) => {
      const log = await lastLog(tasks, aws).catch((error: unknown) => void unread.push(`logs: ${messageOf(error)}`))
      if (log && 'why' in log) unread.push(`logs: ${log.why}`)
      return {
        seen: `${counted(tasks.length, 'task')} of ${revisionName(tasks[0]?.taskDefinition ?? '')} stopped: ${explanation.what}`,
        means: explanation.means,
        next: explanation.next,
        ...(log && 'lines' in log && { log }),
      }
    }),
  )
}

/** The last lines of the container that ended a task; the newest task of a group speaks for it. */
async function lastLog(
  tasks: readonly StoppedTask[],
  aws: AwsServices,
): Promise<Finding['log'] | { why: string } | undefined> {
  const [task] = newestFirst(tasks)
  const container = task && explainStop(task).container
  if (!task || container === undefined) return undefined
  const { definition } = await (await aws.ecs()).describeTaskDefinition(task.taskDefinition)
  const place = logPlace(definition, { container, taskArn: task.taskArn })
  if (place.is === 'elsewhere') return { why: place.why }
  const lines = await (await aws.logs(place.region)).lastLines(place, mostLogLines)
  if (lines.length === 0) return { why: `${container} printed nothing` }
  return {
    container,
    task: task.taskArn.slice(task.taskArn.lastIndexOf('/') + 1),
    lines,
  }
}

async function sickTargets(service: Service | undefined, aws: AwsServices): Promise<Finding[]> {
  const groups = service?.targetGroups.flatMap(({ arns }) => arns) ?? []
  if (groups.length === 0) return []
  const targets = await (await aws.loadBalancing()).targetHealth(groups)
  const sick = targets.filter(({ state }) => state !== 'healthy' && state !== 'draining' && state !== 'initial')
  const byReason = Map.groupBy(sick, ({ state, reason = '', description = '' }) => `${state} ${reason} ${description}`)
  return [...byReason.values()].map(alike => {
    const first: TargetHealth = alike[0] ?? { group: '', target: '', port: 0, state: 'unknown' }
    const names = alike.map(({ target, port }) => `${target}:${port}`).join(', ')
    const advice = explainTarget(first)
    return {
      seen: `${counted(alike.length, 'target')} ${first.state} (${names}): ${first.description ?? first.reason ?? 'no reason given'}`,
      ...advice,
    }
  })
}

/** Events that say something of their own; the newest wording of each kind. */
function tellingEvents(service: Service, { deploymentId }: State): Finding[] {
  const since = service.deployments.find(({ id }) => id === deploymentId)?.createdAt ?? 0
  const findings = service.events
    .filter(({ at }) => at >= since)
    .flatMap(({ message }) => {
      const advice = explainEvent(message)
      return advice ? [{ seen: redact(message), ...advice }] : []
    })
  return [...new Map(findings.reverse().map(finding => [finding.means, finding])).values()]
    .reverse()
    .slice(0, mostEvents)
}

function print(service: string, { findings, unread }: Diagnosis, { context: { step } }: WaitRun): void {
  for (const { seen, means, next, log } of findings) {
    step.info(`${service}: ${seen}`)
    step.info(`  ${means}`)
    step.info(`  What to do: ${next}`)
    if (log) {
      step.info(`  The last lines of ${log.container} in task ${log.task}:`)
      step.foreign(log.lines)
    }
  }
  if (findings.length === 0 && unread.length === 0)
    step.info(`${service}: ECS shows no stopped task, sick target or telling event of this deployment.`)
  for (const note of unread) step.info(`${service}: not seen: ${note}`)
}
