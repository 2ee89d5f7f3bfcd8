import type { Outcome } from '../../core/outcome.ts'
import type { Evidence } from '../../core/proof.ts'
import type { Followed, Memory, Rollout } from '../../core/rollout.ts'
import { firstLook } from '../../core/rollout.ts'
import { primaryOf } from '../../core/service.ts'
import type { Service } from '../../core/service.ts'
import type { Target } from './targets.ts'

/** How a service stands at the end. `why` continues a sentence that begins with the service's name. */
export interface State {
  service: string
  outcome: Outcome
  why: string
  next?: string | undefined
  deploymentId?: string | undefined
  taskDefinition?: string | undefined
  /** What was observed at the end, and the revision it was observed of: after a rollback, the one before. */
  evidence?: Evidence
  runs?: string
  /** Milliseconds since 1970. */
  at: number
}

/** One service while it is followed. */
export interface Path {
  target: Target
  followed?: Followed
  memory: Memory
  /** ARN of its service deployment, once it was found. */
  record?: string
  rollout: Rollout
  /** Looks in a row in which everything was as claimed. */
  proofs: number
  absences: number
  failedTasks: number
  /** How many tasks had failed when it was first seen. */
  failedBefore?: number
  /** What the tasks that failed so far died of. */
  trouble?: string | undefined
  /** Why the last look at it showed too little. */
  unread?: string
  state?: State
  /** The primary deployment of which the state was proved. */
  proved?: string
  /** The outcome that the log has; it is told again only when it is another. */
  told?: Outcome
}

/** The path of a service of which nothing has been seen yet. */
export function startPath(target: Target, now: number): Path {
  const rollout: Rollout = { is: 'moving', on: 'waiting for ECS' }
  return { target, memory: firstLook(now), rollout, proofs: 0, absences: 0, failedTasks: 0 }
}

/** Without ids the deployment that is there at the first look is the one that is followed. */
export function begin(path: Path, service: Service | undefined): void {
  if (path.followed || !service) return
  const { deploymentId, taskDefinition, previousDeploymentId } = path.target
  const primary = primaryOf(service)
  const own = deploymentId && taskDefinition ? { id: deploymentId, taskDefinition } : primary
  if (!own) return
  const previous = previousDeploymentId ?? service.deployments.find(({ id }) => id !== own.id)?.id
  path.followed = {
    deploymentId: own.id,
    taskDefinition: own.taskDefinition,
    ...(previous !== undefined && previous !== own.id && { previousDeploymentId: previous }),
  }
}

/** From now on it is followed again; `proofs` of those it needs are taken as there. */
export function reopen(path: Path, proofs: number): void {
  path.proofs = proofs
  delete path.state
}

/** What is still waited for, as one line that changes when something moved. */
export function lineOf(path: Path): string {
  return `${path.target.service}: ${describe(path)}`
}

/** Where a service stands. */
export function describe({ rollout, trouble, proofs, unread }: Path): string {
  if (unread !== undefined) return `could not be read just now: ${unread}`
  const where = wording[rollout.is](rollout as never, proofs)
  return trouble ? `${where} · ${trouble}` : where
}

const wording: { [Is in Rollout['is']]: (rollout: Extract<Rollout, { is: Is }>, proofs: number) => string } = {
  completed: (_, proofs) => (proofs > 0 ? 'healthy; looking once more' : 'ECS calls it done; proving it'),
  moving: ({ on }) => on,
  'rolling-back': ({ why }) => `rolling back: ${why}`,
  returned: ({ why }) => `rolled back; proving it: ${why}`,
  failed: ({ why }) => why,
  superseded: ({ why }) => why,
  paused: ({ why }) => why,
  unseen: ({ why }) => why,
}
