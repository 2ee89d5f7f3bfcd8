/**
 * What nobody outside AWS could verify. Each is a choice, so that tests can turn it over and prove that nothing
 * depends on it. The first value of each is the default.
 */
export interface Assumptions {
  /** UpdateService with the task definition that already is PRIMARY, without force. */
  sameTaskDefinition: 'keeps-deployment' | 'new-deployment'
  /** The circuit breaker's least threshold: today's documentation, and that of some years ago. */
  leastThreshold: 3 | 10
  /** A deployment that failed and has no completed one to return to. */
  nothingToReturnTo: 'STOPPED' | 'ROLLBACK_FAILED' | 'IN_PROGRESS'
  /** A failed deployment's status while its tasks are being stopped. */
  failedDeploymentStatus: 'ACTIVE' | 'DRAINING'
  /** What DescribeTasks lists of a task that never started. */
  unstartedContainers: 'listed' | 'empty'
  /** Whether the service deployment says SUCCESSFUL before, or only when, the deployment says COMPLETED. */
  successComes: 'before-completed' | 'with-completed' | 'after-completed'
}

/** What is assumed unless a test turns it over. */
export const likely: Assumptions = {
  sameTaskDefinition: 'keeps-deployment',
  leastThreshold: 3,
  nothingToReturnTo: 'STOPPED',
  failedDeploymentStatus: 'ACTIVE',
  unstartedContainers: 'listed',
  successComes: 'before-completed',
}
