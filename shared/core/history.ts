/** What ECS's own records say of the revisions that a service has run. Times are milliseconds since 1970. */

/** How a service deployment ended: `open` has not, and one that was `stopped` gave way to another without failing. */
export type End = 'succeeded' | 'failed' | 'stopped' | 'open'

export interface PastDeployment {
  taskDefinition: string
  end: End
  /** ECS's word for it, such as ROLLBACK_SUCCESSFUL. */
  status: string
  createdAt: number
  /** Container → digest that it ran, as far as ECS resolved it. */
  digests: ReadonlyMap<string, string>
}

/** The deployments of a service as far as they were read, newest first. None older than `since` is known. */
export interface History {
  deployments: readonly PastDeployment[]
  since: number
}

/** What the history says of a revision. */
export type Standing =
  | { is: 'succeeded'; at: number }
  | { is: 'failed'; at: number; status: string }
  /** The history reaches back to before it was registered, and no deployment of it came to an end. */
  | { is: 'untried' }
  /** It may have run before the history begins. */
  | { is: 'unknown' }

/** ECS's records are kept for 90 days ("View service history using Amazon ECS service deployments"); less a day. */
export const historyLasts = 89 * 86_400_000

/**
 * How a status ends. A deployment that ECS stopped may have failed where no rollback is configured, or have given way to
 * another: the status does not tell, so whoever read its circuit breaker and alarms says whether one of them went off.
 */
export function endOfDeployment(status: string, { wentOff }: { wentOff: boolean }): End {
  if (status === 'SUCCESSFUL') return 'succeeded'
  if (status === 'STOPPED') return wentOff ? 'failed' : 'stopped'
  return status === 'ROLLBACK_SUCCESSFUL' || status === 'ROLLBACK_FAILED' ? 'failed' : 'open'
}

/** A revision stands as its newest deployment that came to an end of its own. */
export function standingOf(
  taskDefinition: string,
  { deployments, since }: History,
  registeredAt: number | undefined,
): Standing {
  const own = deployments.filter(deployment => deployment.taskDefinition === taskDefinition)
  const telling = own.find(({ end }) => end === 'succeeded' || end === 'failed')
  if (telling?.end === 'succeeded') return { is: 'succeeded', at: telling.createdAt }
  if (telling) return { is: 'failed', at: telling.createdAt, status: telling.status }
  return registeredAt !== undefined && registeredAt > since ? { is: 'untried' } : { is: 'unknown' }
}

/** The revisions that were deployed after one last ran well, newest first; all that are known where it is not. */
export function laterThan(taskDefinition: string, { deployments }: History): string[] {
  const own = deployments.findIndex(one => one.taskDefinition === taskDefinition && one.end === 'succeeded')
  const later = own < 0 ? deployments : deployments.slice(0, own)
  return [...new Set(later.map(one => one.taskDefinition))].filter(name => name !== taskDefinition)
}

/** Milliseconds between the times that two of ECS's own records give one event. */
const clockSlack = 5_000

/**
 * Whether a look at the service is older than the history: it shows another deployment than the newest one, though that
 * was neither stopped nor rolled back. Replicas of ECS's state lag by seconds.
 */
export function isBehind(
  primary: { taskDefinition: string; createdAt: number } | undefined,
  history: History,
): boolean {
  const [newest] = history.deployments
  if (!primary || !newest || /^(ROLLBACK|STOP)/.test(newest.status)) return false
  return newest.taskDefinition !== primary.taskDefinition && newest.createdAt > primary.createdAt + clockSlack
}

/** Whether ECS is bringing the service back to this revision at the moment, because the newest deployment failed. */
export function isReturning(to: string, { deployments: [newest] }: History): boolean {
  return newest?.status === 'ROLLBACK_IN_PROGRESS' && newest.taskDefinition !== to
}

/**
 * The way back from a revision: the successful ones that ran before it, newest first. Whoever went back from C to B,
 * by whatever means, left C: from B the way leads to what ran before B first did, never to C again.
 */
export function wayBack(from: string, { deployments }: History): string[] {
  const way: string[] = []
  let left = deployments.filter(({ end }) => end === 'succeeded').map(({ taskDefinition }) => taskDefinition)
  for (let here: string | undefined = from; here !== undefined; here = left[0]) {
    if (here !== from) way.push(here)
    left = left.slice(left.lastIndexOf(here) + 1)
  }
  return way
}
