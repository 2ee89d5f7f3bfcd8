import type { Service, TargetHealth, Task } from './service.ts'
import { revisionName } from './service.ts'
import { counted } from './wording.ts'

/** What every running task of a service has to be. */
export interface Claim {
  taskDefinition: string
  deploymentId: string
  /** Container → the digests that count as the wanted image: the index's and its children's. Others are not asked about. */
  digests: ReadonlyMap<string, readonly string[]>
  /** Essential containers with a health check: each must be HEALTHY, not merely not UNHEALTHY. */
  checked: readonly string[]
}

export type Proof = { is: 'proved'; evidence: Evidence } | { is: 'open'; because: readonly string[] }

/** What was observed when the claim held. */
export interface Evidence {
  running: number
  desired: number
  /** Container → digest that all tasks run. */
  digests: Readonly<Record<string, string>>
  healthyTargets: number
}

/**
 * Whether every running task is the wanted one and healthy. It is asked after ECS says that it is done, because ECS
 * may say so while old tasks still run (earlySuccessCriteria) or before a task is replaced again.
 */
export function prove(
  claim: Claim,
  seen: { service: Service; tasks: readonly Task[]; targets: readonly TargetHealth[] },
): Proof {
  const { service } = seen
  const running = seen.tasks.filter(task => task.lastStatus === 'RUNNING' && task.desiredStatus === 'RUNNING')
  const wanted = running.filter(task => isWanted(task, claim))
  const because = [
    ...strangers(running, claim),
    ...(wanted.length === service.desired ? [] : [`${wanted.length} of ${service.desired} tasks run it`]),
    ...wanted.flatMap(task => taskFlaws(task, claim)),
    ...service.targetGroups.flatMap(group => targetFlaws(group.arns, wanted, seen.targets)),
  ]
  if (because.length > 0) return { is: 'open', because: [...new Set(because)] }
  return { is: 'proved', evidence: evidenceOf(claim, { service, wanted, targets: seen.targets }) }
}

function isWanted(task: Task, { taskDefinition, deploymentId }: Claim): boolean {
  return task.taskDefinition === taskDefinition && task.startedBy === deploymentId
}

function strangers(running: readonly Task[], claim: Claim): string[] {
  const others = running.filter(task => !isWanted(task, claim))
  if (others.length === 0) return []
  const revisions = [...new Set(others.map(task => revisionName(task.taskDefinition)))].join(', ')
  return [
    `${counted(others.length, 'task')} of another deployment still run${others.length === 1 ? 's' : ''} (${revisions})`,
  ]
}

function taskFlaws(task: Task, { digests, checked }: Claim): string[] {
  const id = task.arn.slice(task.arn.lastIndexOf('/') + 1)
  const flaws: string[] = []
  if (task.health === 'UNHEALTHY') flaws.push(`task ${id} is UNHEALTHY`)
  else if (!checked.every(name => isHealthy(task, name))) flaws.push(`task ${id} is not HEALTHY yet`)
  for (const [container, accepted] of digests) {
    const digest = task.containers.find(({ name }) => name === container)?.digest
    if (digest === undefined) flaws.push(`ECS does not say which image container ${container} of task ${id} runs`)
    else if (!accepted.includes(digest))
      flaws.push(`container ${container} of task ${id} runs ${digest}, not the wanted image`)
  }
  return flaws
}

/** The container's own word: the task's is UNKNOWN as long as any essential container has no health check. */
function isHealthy(task: Task, container: string): boolean {
  return task.containers.some(({ name, health }) => name === container && health === 'HEALTHY')
}

/**
 * Tasks in `awsvpc` mode are targets by their IP; each must be healthy in one of the groups. On instances targets
 * are instance ids, several tasks to one: there as many healthy targets as tasks are wanted, and none unhealthy.
 */
function targetFlaws(groups: readonly string[], wanted: readonly Task[], all: readonly TargetHealth[]): string[] {
  const targets = all.filter(({ group }) => groups.includes(group))
  if (wanted.every(task => task.ips.length > 0)) {
    return wanted.flatMap(task => {
      const own = targets.filter(({ target }) => task.ips.includes(target))
      return own.some(({ state }) => state === 'healthy') ? [] : [ipFlaw(task, own)]
    })
  }
  const living = targets.filter(({ state }) => state !== 'draining')
  const healthy = living.filter(({ state }) => state === 'healthy')
  const sick = living.filter(({ state }) => state !== 'healthy')
  return [
    ...sick.map(
      ({ target, port, state, reason }) => `target ${target}:${port} is ${state}${reason ? ` (${reason})` : ''}`,
    ),
    ...(healthy.length < wanted.length ? [`${healthy.length} of ${wanted.length} targets are healthy`] : []),
  ]
}

function ipFlaw(task: Task, targets: readonly TargetHealth[]): string {
  const target = targets[0]
  if (!target) return `task address ${task.ips.join(', ')} is not registered with its load balancer`
  return `target ${target.target}:${target.port} is ${target.state}${target.reason ? ` (${target.reason})` : ''}`
}

function evidenceOf(
  claim: Claim,
  { service, wanted, targets }: { service: Service; wanted: readonly Task[]; targets: readonly TargetHealth[] },
): Evidence {
  const digests: Record<string, string> = {}
  for (const container of claim.digests.keys()) {
    const digest = wanted[0]?.containers.find(({ name }) => name === container)?.digest
    if (digest !== undefined) digests[container] = digest
  }
  const groups = service.targetGroups.flatMap(({ arns }) => arns)
  const healthyTargets = targets.filter(({ group, state }) => groups.includes(group) && state === 'healthy').length
  return { running: wanted.length, desired: service.desired, digests, healthyTargets }
}
