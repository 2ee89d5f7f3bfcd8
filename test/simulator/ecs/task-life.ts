import type { Container, Deployment, Stop, Task } from './model.ts'
import { healthVerdict, termination } from './program.ts'
import type { Ecs } from './state.ts'
import { containersOf, platformOf } from './task-definitions.ts'
import type { ContainerPlan } from './task-definitions.ts'
import { minute } from './timing.ts'
import type { Duration } from './timing.ts'
import { stopped } from './words.ts'

/*
 * A task's life: PROVISIONING, PENDING, ACTIVATING, RUNNING, and, once something ends it, DEACTIVATING (its targets
 * drain), STOPPING (its containers end), DEPROVISIONING, STOPPED.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
 */

export function begin(ecs: Ecs, task: Task): void {
  whileWanted(ecs, task, {
    after: 'provision',
    then: () => {
      task.lastStatus = 'PENDING'
      whileWanted(ecs, task, { after: 'prepare', then: () => fetchImages(ecs, task) })
    },
  })
}

function fetchImages(ecs: Ecs, task: Task): void {
  task.pullStartedAt = ecs.now()
  const obstacle = prepare(ecs, task)
  if (obstacle) {
    whileWanted(ecs, task, { after: obstacle.takes, then: () => failToStart(ecs, task, obstacle.reason) })
  } else {
    whileWanted(ecs, task, { after: 'pull', then: () => activate(ecs, task) })
  }
}

interface Obstacle {
  reason: string
  takes: Duration
}

/** Pulls every container's image, and finds what else keeps the task from starting. */
function prepare(ecs: Ecs, task: Task): Obstacle | undefined {
  const definition = ecs.taskDefinition(task.taskDefinition)
  const plans = definition ? containersOf(definition) : []
  const platform = definition ? platformOf(definition) : ''
  const deployment = deploymentOf(ecs, task)
  for (const [index, plan] of plans.entries()) {
    const container = task.containers[index]
    const obstacle = container && prepareContainer(ecs, { container, plan, platform, deployment })
    if (obstacle) return obstacle
  }
  return undefined
}

interface Preparation {
  container: Container
  plan: ContainerPlan
  platform: string
  deployment: Deployment | undefined
}

function prepareContainer(ecs: Ecs, { container, plan, platform, deployment }: Preparation): Obstacle | undefined {
  const { image, logs, name, consistent } = plan
  const pinned = consistent ? deployment?.images[name] : undefined
  const pulled = ecs.world.ecr.pull(pinned === undefined ? image : byDigest(image, pinned), platform)
  if (pulled.is === 'failed') {
    container.reason = pulled.reason
    return { reason: pulled.reason, takes: 'failedPull' }
  }
  container.imageDigest = pulled.digest
  container.behaviour = pulled.behaviour
  // Version consistency: the first task of a deployment decides for all of them which image a tag means.
  if (deployment && consistent) deployment.images[name] ??= pulled.digest
  if (pulled.behaviour.cannotInitialize !== undefined) {
    return { reason: pulled.behaviour.cannotInitialize, takes: 'failedInitialization' }
  }
  if (logs && !logs.createsGroup && !ecs.world.logs.exists(logs.group)) {
    return { reason: logGroupMissing, takes: 'failedInitialization' }
  }
  return undefined
}

const logGroupMissing =
  'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to ' +
  'create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1'

function byDigest(image: string, digest: string): string {
  const repository = image.replace(/@.*$/, '').replace(/:[^:/]*$/, '')
  return `${repository}@${digest}`
}

function failToStart(ecs: Ecs, task: Task, reason: string): void {
  for (const container of task.containers) container.lastStatus = 'STOPPED'
  if (ecs.assumptions.unstartedContainers === 'empty') task.containers = []
  leave(task, { at: ecs.now(), stop: { code: 'TaskFailedToStart', reason, failed: true } })
  deprovision(ecs, task)
}

function activate(ecs: Ecs, task: Task): void {
  task.pullStoppedAt = ecs.now()
  task.lastStatus = 'ACTIVATING'
  whileWanted(ecs, task, { after: 'activate', then: () => run(ecs, task) })
}

function run(ecs: Ecs, task: Task): void {
  task.lastStatus = 'RUNNING'
  task.startedAt = ecs.now()
  const definition = ecs.taskDefinition(task.taskDefinition)
  for (const [index, plan] of (definition ? containersOf(definition) : []).entries()) {
    const container = task.containers[index]
    if (container) startContainer(ecs, { task, container, plan })
  }
  ecs.scheduler.noticed(task)
}

function startContainer(
  ecs: Ecs,
  { task, container, plan }: { task: Task; container: Container; plan: ContainerPlan },
): void {
  const behaviour = container.behaviour ?? {}
  container.lastStatus = 'RUNNING'
  container.startedAt = ecs.now()
  writeLogs(ecs, { task, container, plan })
  const { exits } = behaviour
  if (exits) whileWanted(ecs, task, { after: exits.after, then: () => exit(ecs, { task, container, ...exits }) })
  if (plan.healthCheck) {
    const { after, health } = healthVerdict(plan.healthCheck, behaviour)
    whileWanted(ecs, task, { after, then: () => findHealth(ecs, { task, container, health }) })
  }
}

interface Finding {
  task: Task
  container: Container
  health: Container['health']
}

function findHealth(ecs: Ecs, { task, container, health }: Finding): void {
  container.health = health
  ecs.scheduler.noticed(task)
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
function writeLogs(
  ecs: Ecs,
  { task, container, plan }: { task: Task; container: Container; plan: ContainerPlan },
): void {
  if (!plan.logs) return
  const stream = `${plan.logs.prefix}/${container.name}/${task.id}`
  for (const message of container.behaviour?.logs ?? []) {
    ecs.world.logs.write({ group: plan.logs.group, stream, message })
  }
}

interface Exit {
  task: Task
  container: Container
  code: number
  outOfMemory?: boolean
}

/** A container's program ends by itself; an essential one takes the task with it. */
export function exit(ecs: Ecs, { task, container, code, outOfMemory = false }: Exit): void {
  container.lastStatus = 'STOPPED'
  container.exitCode = outOfMemory ? 137 : code
  if (outOfMemory) container.reason = 'OutOfMemoryError: Container killed due to memory usage'
  if (!container.essential) return
  const stop: Stop = {
    code: 'EssentialContainerExited',
    reason: 'Essential container in task exited',
    failed: !task.wasHealthy,
  }
  leave(task, { at: ecs.now(), stop })
  deregister(ecs, task)
  endContainers(ecs, task)
}

/** Ends a task in good order: its targets drain, then its containers get SIGTERM. Does nothing to one that ends. */
export function stop(ecs: Ecs, task: Task, why: Stop): void {
  if (task.stop) return
  const started = task.startedAt !== undefined
  leave(task, { at: ecs.now(), stop: why })
  if (!started) {
    for (const container of task.containers) container.lastStatus = 'STOPPED'
    deprovision(ecs, task)
    return
  }
  task.lastStatus = 'DEACTIVATING'
  deregister(ecs, task)
  targetsChanged(ecs, task)
}

const spotWarning = 2 * minute

/** Fargate Spot takes the task's capacity back after a warning, whether or not its targets have drained by then. */
export function interrupt(ecs: Ecs, task: Task): void {
  stop(ecs, task, { code: 'SpotInterruption', reason: stopped.spot, failed: false })
  ecs.after(task, spotWarning, () => {
    if (task.lastStatus === 'DEACTIVATING') endContainers(ecs, task)
  })
}

/** The task's programs go on, but pass no health check any more. */
export function sicken(ecs: Ecs, task: Task): void {
  const definition = ecs.taskDefinition(task.taskDefinition)
  for (const { name, healthCheck } of definition ? containersOf(definition) : []) {
    const container = task.containers.find(one => one.name === name)
    if (container) container.sick = true
    if (container && healthCheck) {
      const find = (): void => findHealth(ecs, { task, container, health: 'UNHEALTHY' })
      whileWanted(ecs, task, { after: healthCheck.interval * healthCheck.retries, then: find })
    }
  }
}

function leave(task: Task, { at, stop }: { at: number; stop: Stop }): void {
  task.stop = stop
  task.desiredStatus = 'STOPPED'
  task.stoppingAt = at
}

function deregister(ecs: Ecs, task: Task): void {
  for (const { group, target } of task.registrations) ecs.world.elb.deregister(group, target)
}

/** Goes on with the end of a task once none of its targets is left. */
export function targetsChanged(ecs: Ecs, task: Task): void {
  const drained = task.registrations.every(({ group, target }) => ecs.world.elb.state(group, target) === undefined)
  if (task.lastStatus === 'DEACTIVATING' && drained) endContainers(ecs, task)
}

function endContainers(ecs: Ecs, task: Task): void {
  task.lastStatus = 'STOPPING'
  const definition = ecs.taskDefinition(task.taskDefinition)
  const plans = definition ? containersOf(definition) : []
  let longest = 0
  for (const container of task.containers.filter(({ lastStatus }) => lastStatus === 'RUNNING')) {
    const stopTimeout = plans.find(({ name }) => name === container.name)?.stopTimeout ?? 0
    const { exitCode, killedAfter = ecs.lasts('terminate') } = termination(container, stopTimeout)
    longest = Math.max(longest, killedAfter)
    container.exitCode = exitCode
  }
  ecs.after(task, longest, () => {
    for (const container of task.containers) container.lastStatus = 'STOPPED'
    deprovision(ecs, task)
  })
}

function deprovision(ecs: Ecs, task: Task): void {
  task.executionStoppedAt = ecs.now()
  task.lastStatus = 'DEPROVISIONING'
  ecs.after(task, 'deprovision', () => {
    task.lastStatus = 'STOPPED'
    task.stoppedAt = ecs.now()
    ecs.world.note(`task ${task.id}`, task.stop?.reason ?? 'stopped')
    ecs.scheduler.ended(task)
  })
}

/** Goes on with a task's life unless something has begun to end it meanwhile. */
function whileWanted(ecs: Ecs, task: Task, { after, then }: { after: Duration | number; then: () => void }): void {
  ecs.after(task, after, () => {
    if (!task.stop) then()
  })
}

function deploymentOf(ecs: Ecs, task: Task): Deployment | undefined {
  return ecs.owner(task)?.deployments.find(({ id }) => id === task.startedBy)
}
