import { causeOf } from './stop-reasons.ts'
import { type Advice, explainTarget } from './target-health.ts'

/**
 * What the events of a service mean that explain a failure. Events are for explaining only: ECS keeps the latest hundred,
 * suppresses equal ones for hours, and changes their words, so nothing may be decided by them.
 */

interface Row {
  seen: RegExp
  advice: Advice | ((match: RegExpExecArray) => Advice)
}

const atTarget = (reason: string) => (match: RegExpExecArray) =>
  explainTarget({ state: 'unhealthy', reason, ...(match[1] === undefined ? {} : { description: match[1] }) })

// The first row that matches counts. Reasons within an event are the same as those of stopped tasks.
const rows: readonly Row[] = [
  {
    seen: /unable to stop or start tasks during a deployment because of the service deployment configuration/,
    advice: {
      means:
        'The deployment cannot move: with this number of tasks, `minimumHealthyPercent` forbids to stop one and `maximumPercent` forbids to start one.',
      next: 'Set `maximumPercent` of the service to 200, or lower `minimumHealthyPercent`. Waiting does not help.',
    },
  },
  {
    seen: /operations are being throttled/,
    advice: {
      means: 'AWS limits how fast ECS may act in this account. The deployment is slower, but it goes on.',
      next: 'Wait. If it lasts, find what else calls ECS in this account and region.',
    },
  },
  {
    seen: /unable to consistently start tasks successfully/,
    advice: {
      means:
        'Tasks stop again and again soon after they start, so ECS waits longer before each new attempt, up to 27 minutes.',
      next: 'Read why the tasks stopped. A new deployment resets the waiting.',
    },
  },
  {
    seen: /(?:under protection|protected tasks)/,
    advice: {
      means: 'Old tasks are protected against scale-in, so ECS may not stop them, and the deployment waits.',
      next: 'Wait until the protection ends, or end it with UpdateTaskProtection.',
    },
  },
  {
    seen: /TARGET GROUP IS NOT FOUND/,
    advice: {
      means: 'The target group of the service was deleted, so no task of it can become healthy.',
      next: 'Create the target group anew and give it to the service, or create the service anew.',
    },
  },
  {
    seen: /TARGET IS NOT FOUND/,
    advice: {
      means: 'The load balancer does not know the task: it was taken out of the target group, or was never taken in.',
      next: 'Look at the targets in the EC2 console. Something besides ECS may be changing the target group.',
    },
  },
  {
    seen: /due to \(reason (Health checks failed with these codes[^)]*)\)/,
    advice: atTarget('Target.ResponseCodeMismatch'),
  },
  { seen: /due to \(reason Request timed out/, advice: atTarget('Target.Timeout') },
  { seen: /is unhealthy in|is not healthy in/, advice: atTarget('Target.FailedHealthChecks') },
  {
    seen: /due to an unhealthy status/,
    advice: {
      means: 'Tasks became unhealthy, and ECS started others in their place.',
      next: 'Read why the tasks stopped and what the load balancer says of them.',
    },
  },
  {
    seen: /deployment failed: alarm detected/,
    advice: {
      means: 'A CloudWatch alarm of the deployment went off, so ECS gave the deployment up.',
      next: 'Look at the alarms of the service and at what they measure: they saw what the health checks did not.',
    },
  },
  {
    seen: /deployment failed: tasks? failed to start/,
    advice: {
      means: 'Too many tasks of the new revision failed, so the circuit breaker of ECS gave the deployment up.',
      next: 'Read why the tasks stopped.',
    },
  },
  {
    seen: /deployment failed/,
    advice: { means: 'ECS gave the deployment up.', next: 'Read the end of the event, and why the tasks stopped.' },
  },
  {
    seen: /rolling back to deployment/,
    advice: {
      means: 'ECS returns the service to the deployment that completed last.',
      next: 'Read why the tasks of the new revision stopped. The old ones keep serving.',
    },
  },
  {
    seen: /IAM (?:permissions policies|trust relationship)/,
    advice: {
      means: 'A role of the service or of its tasks was changed, and ECS can no longer use it.',
      next: 'Compare the policies and the trust policy of the task execution role, the task role and the role of the service with what worked before.',
    },
  },
]

/** Events that carry a reason of their own behind them. */
const withReason =
  /(?:unable to place|could not launch|failed to launch|unable to reach steady state|provisioning capacity limit|failed container health checks|ECS was unable to assume)/

/** What the event means and what to do about it; `undefined` for one that reports ordinary work. */
export function explainEvent(message: string): Advice | undefined {
  for (const { seen, advice } of rows) {
    const match = seen.exec(message)
    if (match) return typeof advice === 'function' ? advice(match) : advice
  }
  return withReason.test(message) ? adviceOf(message) : undefined
}

/** The name of a service may contain any word, so it is left out of what is looked at. */
const ofService = /^\(?service \(?[\w-]+\)? ?/

function adviceOf(message: string): Advice {
  const cause = causeOf(message.replace(ofService, ''))
  if (cause) return { means: `${cause.saw}. ${cause.means}`, next: cause.next }
  return {
    means: 'ECS could not start a task, for a reason that is not known here.',
    next: 'Read the end of the event. ECS keeps trying.',
  }
}
