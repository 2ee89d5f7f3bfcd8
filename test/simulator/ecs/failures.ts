import { complain } from './journal.ts'
import type { Deployment, Service, Task } from './model.ts'
import { breakerThreshold } from './rules.ts'
import { currentRules, primary } from './deployment.ts'
import { giveUp } from './giving-up.ts'
import type { Ecs } from './state.ts'
import { minute } from './timing.ts'
import { events } from './words.ts'

/** A task of the deployment failed: it could not start, ended before it was healthy, or failed its health checks. */
export function countFailure(ecs: Ecs, service: Service, deployment: Deployment): void {
  if (deployment.rollout.is !== 'IN_PROGRESS') return
  deployment.failures.count++
  deployment.updatedAt = ecs.now()
  judge(ecs, service, deployment)
}

/** The circuit breaker compares with a threshold by the latest desired count, and takes a moment to act. */
function judge(ecs: Ecs, service: Service, deployment: Deployment): void {
  const { breaker } = currentRules(service)
  const tripped = (): boolean =>
    deployment.failures.count >= breakerThreshold(service.desiredCount, breaker, ecs.assumptions.leastThreshold)
  if (!breaker.enabled || !tripped()) return
  ecs.after(service, 'verdict', () => {
    if (primary(service) === deployment && tripped()) {
      giveUp(ecs, service, { why: { is: 'breaker' }, rollback: breaker.rollback })
    }
  })
}

/** A task came to be healthy. By default that makes up for all failures so far. */
export function countHealthy(service: Service, deployment: Deployment, task: Task): void {
  task.wasHealthy = true
  deployment.failures.unstarted = 0
  if (currentRules(service).breaker.resetOnHealthyTask) deployment.failures.count = 0
}

const longestPause = 27 * minute

/**
 * Tasks that again and again fail before they reach RUNNING are started at longer and longer intervals.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-throttle-logic.html says up to 27 minutes; the
 * first pauses are set by a recording in which the second failure was followed by a pause of four minutes.
 */
export function countUnstarted(ecs: Ecs, service: Service, deployment: Deployment): void {
  const { failures } = deployment
  failures.unstarted++
  const pause = failures.unstarted < 2 ? 0 : Math.min(longestPause, 4 * minute * 2 ** (failures.unstarted - 2))
  failures.pausedUntil = ecs.now() + pause
  if (pause > 0) complain(ecs, service, events.inconsistent(service))
}
