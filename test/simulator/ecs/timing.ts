/**
 * How long things take, in seconds: the least and the most, between which the world's seed picks. Set so that what was
 * recorded comes out, see `../golden`: two tasks behind a load balancer are started after 14 s, registered after 44 s,
 * stopped after 82 s and done after 149 s; a task that crashes at once trips the breaker after 175 s, one that fails
 * its health checks after 588 s, and an image that is not there after 704 s.
 */
export const timing = {
  /** From UpdateService until the scheduler first acts on it. */
  firstTurn: [10, 14],
  /** From a change until the scheduler acts on it. */
  turn: [2, 5],
  /** From a change of a target's health until the scheduler has seen it, which asks from time to time. */
  targetPoll: [10, 30],
  /** From the end of a task that the scheduler did not order until it starts another. */
  loss: [12, 55],
  /** Between two starts, where tasks are started one by one. */
  oneByOne: [30, 40],
  /** From the scheduler's decision to stop a task until its targets drain. */
  deregister: [1, 10],
  /** A replaced deployment without tasks stays in the list this long. */
  retire: [5, 45],
  /** PROVISIONING: the network interface is attached. */
  provision: [6, 10],
  /** As long as a network interface is waited for in vain. */
  failedProvision: [120, 180],
  /** PENDING until the images begin to be pulled. */
  prepare: [2, 4],
  pull: [11, 17],
  /** ACTIVATING until RUNNING. */
  activate: [1, 3],
  /** A pull that fails is retried this long before the task is given up. */
  failedPull: [72, 85],
  /** As long as secrets or a log group are looked for in vain. */
  failedInitialization: [20, 40],
  /** DEACTIVATING of a task that has no targets to drain. */
  deactivate: [1, 3],
  /** A program that heeds SIGTERM takes this long to end. */
  terminate: [1, 3],
  /** DEPROVISIONING: the network interface is detached. */
  deprovision: [8, 14],
  /** From the failure that reaches the threshold until the circuit breaker has tripped. */
  verdict: [5, 20],
  /** From a start that failed until the next; the first two of them in a row. */
  restart: [28, 34],
  /** From the third start in a row that failed until the next; then twice as long each time. */
  backOff: [240, 700],
  /** From the first start for which there was no capacity until the next. */
  placement: [900, 1_140],
  /** From the end of a task that failed its health checks until the start of another, if that had to wait for it. */
  replacement: [75, 110],
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

/** ListServiceDeployments knows a service deployment this long. */
export const recordsKept = 90 * 24 * hour

/** DescribeTasks knows a stopped task this long. */
export const stoppedTasksKept = hour
