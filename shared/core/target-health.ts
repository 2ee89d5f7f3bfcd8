/** What a load balancer says of one target (ELB, "health checks for your target groups"), for a person. */

export interface TargetHealth {
  /** As ELB spells it: `initial`, `healthy`, `unhealthy`, `unused`, `draining`, `unavailable`. */
  state: string
  /** `Target.Timeout` and so on; a healthy target has none. */
  reason?: string
  description?: string
}

export interface Advice {
  /** What it means. */
  means: string
  /** What a person can do about it. */
  next: string
}

const wait = 'Nothing needs to be done: wait.'

const reasons: Readonly<Record<string, Advice>> = {
  'Elb.RegistrationInProgress': { means: 'The load balancer is taking the task in.', next: wait },
  'Elb.InitialHealthChecking': {
    means: 'The task waits for enough good health checks.',
    next: 'If it stays so, the health check neither passes nor fails: compare its interval and its thresholds with the time the program takes to start.',
  },
  'Elb.InternalError': {
    means: 'The load balancer itself failed.',
    next: 'Wait. If it lasts, look at the AWS Health Dashboard.',
  },
  'Target.ResponseCodeMismatch': {
    means: 'The program answers the health check, but with a status that the target group does not accept.',
    next: 'Ask for the health check path yourself and read the log of the program at that moment. A 404 or a redirect means the path is wrong, 401 or 403 that it asks for a login, 5xx that the program is not well. Correct the program, or the path and the success codes of the target group.',
  },
  'Target.Timeout': {
    means: 'The health check got no answer in time.',
    next: 'Check that the security group of the tasks lets the security group of the load balancer in on the container port, that the program listens on 0.0.0.0 and not only on localhost, and that it answers faster than the timeout of the health check.',
  },
  'Target.FailedHealthChecks': {
    means: 'The load balancer could not connect, or did not understand the answer.',
    next: 'Check that the container port of the service is the port on which the program listens, that it has started by then, and that the protocol of the target group (HTTP or HTTPS) is the one it speaks.',
  },
  'Target.NotRegistered': {
    means: 'The task is not in the target group.',
    next: 'ECS registers a task once it runs. If it stays so, check that the service still names this target group, and that the service-linked role of ECS exists.',
  },
  'Target.NotInUse': {
    means:
      'No load balancer sends this target anything: no listener uses the target group, or the zone of the task is not enabled.',
    next: 'Check that a listener rule forwards to this target group, and that the load balancer has a subnet in the availability zone of the task.',
  },
  'Target.InvalidState': { means: 'The target is stopped or gone.', next: 'Look at why the task stopped.' },
  'Target.IpUnusable': {
    means: 'The address of the task is in use by a load balancer, so it cannot be a target.',
    next: 'Give the tasks subnets of their own.',
  },
  'Target.DeregistrationInProgress': {
    means: 'The task is leaving: requests that are under way may end, new ones go elsewhere.',
    next: 'Nothing needs to be done. How long this takes is the deregistration delay of the target group (300 seconds unless changed).',
  },
  'Target.HealthCheckDisabled': {
    means: 'The target group has no health check, so nobody knows whether the task is well.',
    next: 'Turn the health check of the target group on.',
  },
}

const states: Readonly<Record<string, Advice>> = {
  healthy: { means: 'The load balancer finds the task healthy.', next: 'Nothing needs to be done.' },
  initial: { means: 'The task waits for its first health checks.', next: wait },
  draining: { means: 'The task is leaving.', next: wait },
  unhealthy: {
    means: 'The health check fails, and the load balancer does not say why.',
    next: 'Ask for the health check path yourself, and check port, path and security groups.',
  },
  unused: {
    means: 'The load balancer sends this target nothing.',
    next: 'Check that a listener rule forwards to this target group.',
  },
  unavailable: {
    means: 'The load balancer does not know how the task is.',
    next: 'Check that the health check of the target group is on.',
  },
}

const unknown: Advice = {
  means: 'The load balancer reports a state that is not known here.',
  next: 'Look at the targets of the target group in the EC2 console.',
}

/** `Health checks failed with these codes: [503]` */
const codes = /codes: \[([\d, ]{1,64})\]/

/** Says what the health of a target means, and what to check. Both are free of foreign text. */
export function explainTarget({ state, reason = '', description = '' }: TargetHealth): Advice {
  const advice = reasons[reason] ?? states[state] ?? unknown
  const answered = codes.exec(description)?.[1]
  if (reason !== 'Target.ResponseCodeMismatch' || answered === undefined) return advice
  return { ...advice, means: `${advice.means.slice(0, -1)}: it answers ${answered}.` }
}
