/**
 * How long things take, in seconds: the least and the most, between which the world's seed picks. Set so that the
 * recorded rollouts come out: two tasks behind a load balancer are started after 14 s, registered after 44 s and done
 * after 149 s; a task that crashes at once trips the breaker after 158 s.
 */
export const timing = {
  /** From UpdateService until the scheduler first acts on it. */
  firstTurn: [10, 14],
  /** From a change until the scheduler acts on it. */
  turn: [2, 5],
  /** PROVISIONING: the network interface is attached. */
  provision: [6, 10],
  /** PENDING until the images begin to be pulled. */
  prepare: [2, 4],
  pull: [11, 17],
  /** ACTIVATING until RUNNING. */
  activate: [1, 3],
  /** A pull that fails is retried this long before the task is given up. */
  failedPull: [100, 115],
  /** As long as secrets or a log group are looked for in vain. */
  failedInitialization: [20, 40],
  /** A program that heeds SIGTERM takes this long to end. */
  terminate: [1, 3],
  /** DEPROVISIONING: the network interface is detached. */
  deprovision: [8, 14],
  /** From the failure that reaches the threshold until the circuit breaker has tripped. */
  verdict: [8, 20],
  /** ECS asks CloudWatch for the alarms this often. */
  alarmPoll: [5, 20],
  /** The bake time that ECS computes when alarms are watched and none is configured. */
  computedBake: [60, 240],
  /** Until a new service deployment can be listed. */
  visible: [1, 5],
  /** PENDING of a service deployment. */
  pending: [1, 3],
  /** A stop or rollback that was requested begins. */
  request: [2, 8],
  /** Between a service deployment's SUCCESSFUL and its deployment's COMPLETED; 38 s in one recording. */
  completion: [2, 38],
  /** A stage of a blue/green deployment that only changes what is next. */
  stage: [2, 6],
  /** Traffic moves from one target group to the other. */
  trafficShift: [10, 30],
  /** A Lambda function that decides on a stage. */
  lambda: [2, 10],
} as const satisfies Record<string, readonly [number, number]>

/** What takes time in ECS; `Ecs.lasts` draws how long it takes this time. */
export type Duration = keyof typeof timing

/** In milliseconds, as all times here. */
export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute

/** A task without health check and load balancer counts as healthy this long after RUNNING. */
export const healthyByDefault = 40 * second

/** DescribeTasks knows a stopped task this long. */
export const stoppedTasksKept = hour
