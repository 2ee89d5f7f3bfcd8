import { likeliest } from '../choices.ts'
import type { Chosen } from '../choices.ts'

/**
 * What nobody outside AWS could verify. Each is a choice, so that tests can turn it over and prove that nothing
 * depends on it. The first value of each is the default.
 */
export const choices = {
  /** UpdateService with the task definition that already is PRIMARY, without force. */
  sameTaskDefinition: ['keeps-deployment', 'new-deployment'],
  /** The circuit breaker's least threshold: today's documentation, and that of some years ago. */
  leastThreshold: [3, 10],
  /** A failed deployment's status while its tasks are being stopped. */
  failedDeploymentStatus: ['ACTIVE', 'DRAINING'],
  /** What the service deployment says when there is no completed deployment to go back to. */
  nothingToReturnTo: ['ROLLBACK_FAILED', 'STOPPED', 'IN_PROGRESS'],
  /** What DescribeTasks lists of a task that never started. */
  unstartedContainers: ['listed', 'empty'],
  /** Whether the client token of a RunTask that placed no task at all stands for that, or may be used again. */
  tokenOfFailures: ['remembered', 'forgotten'],
  /** Whether ListTasks takes `startedBy` together with `desiredStatus`; it takes no other filter beside it. */
  startedByFilter: ['with-desired-status', 'alone'],
  /** Whether UpdateService and RunTask take a revision for the first ten minutes after it was deregistered. */
  inactiveRevision: ['refused', 'taken-for-ten-minutes'],
  /** The stop code of a task that Spot interrupts: that of the SDK, and that of an example in the documentation. */
  spotStopCode: ['SpotInterruption', 'TerminationNotice'],
  /** How a service starts several tasks: both were recorded. */
  starts: ['together', 'one-by-one'],
  /** Whether starts that keep failing are tried at longer and longer intervals, as documented, or not, as was recorded. */
  backOff: ['growing', 'steady'],
  /** Whether the service deployment says SUCCESSFUL before, or only when, the deployment says COMPLETED. */
  successComes: ['before-completed', 'with-completed', 'after-completed'],
} as const

export type Assumptions = Chosen<typeof choices>

/** What is assumed unless a test turns it over. */
export const likely = likeliest(choices)
