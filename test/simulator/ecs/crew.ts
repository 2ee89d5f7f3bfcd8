import type { Deployment, Service, Task } from './model.ts'
import type { Ecs } from './state.ts'
import { healthyByDefault, second } from './timing.ts'
import { asNumber } from './json.ts'

/** What ails a task, so that the scheduler replaces it. */
export type Ailment = { is: 'target'; group: string; port: number; reason: string } | { is: 'containers' }

type Condition =
  | { is: 'healthy' }
  /** Neither yet; `until` when the passing of time alone may change it. */
  | { is: 'starting'; until?: number }
  | { is: 'ailing'; ailment: Ailment }

/** The tasks of one deployment, as the scheduler counts them. */
export interface Crew {
  deployment: Deployment
  healthy: Task[]
  starting: Task[]
  ailing: { task: Task; ailment: Ailment }[]
  /** Failed tasks that are not gone yet. They keep their place until they are. */
  leaving: number
  /** Whether any task, even one that is being stopped in good order, is left. */
  present: boolean
  /** The next time at which what the scheduler may do with a task changes by itself. */
  changesAt: number
}

/** The crew of the PRIMARY deployment, and those that it replaces. */
export interface Crews {
  fresh: Crew
  stale: Crew[]
}

/** Counts the tasks of a deployment that are not STOPPED. */
export function muster(ecs: Ecs, service: Service, deployment: Deployment): Crew {
  const crew: Crew = {
    deployment,
    healthy: [],
    starting: [],
    ailing: [],
    leaving: 0,
    present: false,
    changesAt: Infinity,
  }
  for (const task of service.tasks) {
    if (task.startedBy === deployment.id && task.lastStatus !== 'STOPPED') enlist(ecs, { service, task, crew })
  }
  return crew
}

function enlist(ecs: Ecs, { service, task, crew }: { service: Service; task: Task; crew: Crew }): void {
  crew.present = true
  if (task.stop) {
    if (task.stop.failed) crew.leaving++
    return
  }
  const { protectedUntil = 0 } = task
  if (protectedUntil > ecs.now()) crew.changesAt = Math.min(crew.changesAt, protectedUntil)
  const condition = conditionOf(ecs, service, task)
  if (condition.is === 'healthy') crew.healthy.push(task)
  else if (condition.is === 'ailing') crew.ailing.push({ task, ailment: condition.ailment })
  else {
    crew.starting.push(task)
    crew.changesAt = Math.min(crew.changesAt, condition.until ?? Infinity)
  }
}

/** Tasks that work or may come to work. */
export function usable({ healthy, starting }: Crew): number {
  return healthy.length + starting.length
}

/** Places that are taken, of those that maximumPercent allows. */
export function places(crew: Crew): number {
  return usable(crew) + crew.ailing.length + crew.leaving
}

/**
 * Whether a task counts as healthy: its targets are, its containers' health checks pass, both where there are both,
 * and 40 s after RUNNING where there is neither.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
function conditionOf(ecs: Ecs, service: Service, task: Task): Condition {
  if (task.lastStatus !== 'RUNNING' || task.startedAt === undefined) return { is: 'starting' }
  const signs = [...targetSigns(ecs, task), ...containerSigns(ecs, task)]
  if (signs.length === 0) {
    const since = task.startedAt + healthyByDefault
    return ecs.now() >= since ? { is: 'healthy' } : { is: 'starting', until: since }
  }
  if (signs.every(sign => sign === 'good')) return { is: 'healthy' }
  const ailment = signs.find(sign => typeof sign === 'object')
  if (!ailment) return { is: 'starting' }
  const grace = (asNumber(service.settings.healthCheckGracePeriodSeconds) ?? 0) * second
  const spared = task.startedAt + grace
  return ecs.now() >= spared ? { is: 'ailing', ailment } : { is: 'starting', until: spared }
}

type Sign = 'good' | 'open' | Ailment

function targetSigns(ecs: Ecs, task: Task): Sign[] {
  return (ecs.deploymentOf(task)?.targetGroups ?? []).map(({ arn }) => {
    const registration = task.registrations.find(({ group }) => group === arn)
    const state = registration && ecs.world.elb.state(arn, registration.target)
    if (state?.state === 'healthy') return 'good'
    if (state?.state !== 'unhealthy') return 'open'
    const reason = state.description ?? 'Health checks failed'
    return { is: 'target', group: arn, port: registration?.target.port ?? 0, reason }
  })
}

function containerSigns(ecs: Ecs, task: Task): Sign[] {
  const checked = ecs.plansOf(task).filter(({ healthCheck }) => healthCheck)
  return checked.map(({ name }) => {
    const health = task.containers.find(container => container.name === name)?.health
    if (health === 'UNHEALTHY') return { is: 'containers' }
    return health === 'HEALTHY' ? 'good' : 'open'
  })
}
