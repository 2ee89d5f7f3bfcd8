import { complain } from './journal.ts'
import type { Deployment, Service, Task } from './model.ts'
import { breakerThreshold, unresolvable } from './rules.ts'
import { currentRules, primary } from './deployment.ts'
import { giveUp } from './giving-up.ts'
import type { Ecs } from './state.ts'
import { minute } from './timing.ts'
import { events } from './words.ts'

/** Tasks of the deployment failed: they could not start, ended before they were healthy, or failed their health checks. */
export function countFailure(ecs: Ecs, service: Service, deployment: Deployment, tasks = 1): void {
  if (deployment.rollout.is !== 'IN_PROGRESS') return
  deployment.failures.count += tasks
  deployment.updatedAt = ecs.now()
  judge(ecs, service, deployment)
}

/** The circuit breaker compares with a threshold by the latest desired count, and takes a moment to act. */
function judge(ecs: Ecs, service: Service, deployment: Deployment): void {
  const { breaker } = currentRules(service)
  const { failures } = deployment
  const tripped = (): boolean =>
    failures.count >= breakerThreshold(service.desiredCount, breaker, ecs.assumptions.leastThreshold) ||
    failures.unresolved >= unresolvable
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
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-throttle-logic.html says up to 27 minutes. Three
 * recordings have three starts half a minute apart, and then a pause of five to more than eleven minutes; in all of
 * them `failedTasks` counts such a failure only as the next task starts. A fourth still had pauses of six to seven
 * minutes after ten failures. Tasks that fail together are one try.
 */
export function countUnstarted(ecs: Ecs, service: Service, deployment: Deployment): void {
  const { failures } = deployment
  failures.uncounted++
  if (failures.pausedUntil > ecs.now()) return
  failures.unstarted++
  const again = failures.unstarted - 3
  const growth = ecs.assumptions.backOff === 'growing' ? 2 : 1
  const pause = again < 0 ? ecs.lasts('restart') : Math.min(longestPause, ecs.lasts('backOff') * growth ** again)
  failures.pausedUntil = ecs.now() + pause
  if (again >= 0) complain(ecs, service, events.inconsistent(service))
}

/** Counts those that could not start, now that others are to take their place. */
export function countThoseUnstarted(ecs: Ecs, service: Service, deployment: Deployment): void {
  const { uncounted } = deployment.failures
  deployment.failures.uncounted = 0
  if (uncounted > 0) countFailure(ecs, service, deployment, uncounted)
}

/** There was no capacity for a task. One recording of three such tries in a row has 46 minutes from first to last. */
export function countUnplaced(ecs: Ecs, service: Service, deployment: Deployment): void {
  const { failures } = deployment
  failures.unstarted++
  failures.pausedUntil = ecs.now() + (failures.unstarted === 1 ? ecs.lasts('placement') : longestPause)
  countFailure(ecs, service, deployment)
}

/** A task that failed its health checks had to be gone before there was room for another, which then takes its time. */
export function delayReplacement(ecs: Ecs, service: Service, deployment: Deployment): void {
  const works = service.tasks.filter(({ startedBy, stop }) => startedBy === deployment.id && !stop).length
  if (works >= service.desiredCount) return
  const { failures } = deployment
  failures.pausedUntil = Math.max(failures.pausedUntil, ecs.now() + ecs.lasts('replacement'))
}
