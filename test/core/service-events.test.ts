import { describe, expect, test } from '@jest/globals'
import { explainEvent } from '../../shared/core/service-events.ts'

const group = 'arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/api/0123456789abcdef'

describe('an event that explains a failure', () => {
  test.each([
    [
      '(service api) was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.',
      /no capacity/,
    ],
    [
      "(service api) was unable to place a task. Reason: You've reached the limit on the number of vCPUs you can run concurrently.",
      /quota/,
    ],
    ['(service api) was unable to place a task. Reason: Internal error.', /error of its own/],
    [
      '(service api) was unable to place a task. Reason: ResourceInitializationError: failed to validate logger args: The specified log group does not exist',
      /log group does not exist/,
    ],
    ['(service api) was unable to place a task. Reason: Something new.', /not known here/],
    ['(service secret-not-found) was unable to place a task. Reason: Something new.', /not known here/],
    [
      'service (api) was unable to place a task because no container instance met all of its requirements. The closest matching container-instance 1 has insufficient CPU units available.',
      /No place in the cluster/,
    ],
    [
      '(service api) was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.',
      /cannot move/,
    ],
    ['(service api) operations are being throttled. Will try again later.', /limits how fast/],
    [
      '(service api) is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.',
      /27 minutes/,
    ],
    [
      '(service api) was unable to reach steady state because (taskSet ecs-svc/1) was unable to scale in due to (reason 2 tasks under protection)',
      /protected against scale-in/,
    ],
    [
      'service (api) was unable to reach steady state because task set (1) was unable to scale in. Reason: The number of protected tasks are more than the desired count of tasks',
      /protected against scale-in/,
    ],
    [
      `(service api) task set (1) (task 2) is not healthy in target-group (${group}) due to TARGET GROUP IS NOT FOUND.`,
      /was deleted/,
    ],
    [
      `(service api) task set (1) (task 2) is not healthy in target-group (${group}) due to TARGET IS NOT FOUND.`,
      /does not know the task/,
    ],
    [
      `(service api) (task 1) (port 8080) is unhealthy in (target-group ${group}) due to (reason Health checks failed with these codes: [503]).`,
      /it answers 503/,
    ],
    [
      `(service api) (task 1) (port 8080) is unhealthy in (target-group ${group}) due to (reason Request timed out).`,
      /no answer in time/,
    ],
    [
      `(service api) (task 1) (port 8080) is unhealthy in (target-group ${group}) due to (reason Health checks failed).`,
      /could not connect/,
    ],
    ['(service api) (task 1) failed container health checks.', /health check of the container/],
    [
      '(service api) has started 2 tasks: (task 1). Amazon ECS replaced 2 tasks due to an unhealthy status.',
      /became unhealthy/,
    ],
    ['(service api) (deployment ecs-svc/1) deployment failed: tasks failed to start.', /circuit breaker/],
    ['(service api) (deployment ecs-svc/1) deployment failed: alarm detected.', /alarm/],
    [
      '(service api) (deployment ecs-svc/1) deployment failed: Service deployment rolled back because of x.',
      /gave the deployment up/,
    ],
    ['(service api) rolling back to deployment ecs-svc/1.', /completed last/],
    [
      "(service api) failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::1:role/x' that was provided for this task.)",
      /may not use a role/,
    ],
    [
      'service (api) could not launch 2 tasks for deployment ecs-svc/1 because the tasks provisioning capacity limit was exceeded',
      /no capacity/,
    ],
    [
      'IAM trust relationship has been misconfigured or changed, and ECS can no longer maintain your service',
      /can no longer use it/,
    ],
  ])('%s', (message, means) => {
    const advice = explainEvent(message)
    expect(advice?.means).toMatch(means)
    expect(advice?.next).toMatch(/\.$/)
  })
})

describe('an event of ordinary work explains nothing', () => {
  test.each([
    '(service api) has reached a steady state.',
    '(service api) has started 2 tasks: (task 1) (task 2).',
    '(service api) has stopped 2 running tasks: (task 1) (task 2).',
    '(service api) has stopped 2 pending tasks.',
    `(service api) registered 2 targets in (target-group ${group})`,
    `(service api) deregistered 2 targets in (target-group ${group})`,
    '(service api, taskSet ecs-svc/1) has begun draining connections on 2 tasks.',
    '(service api) (deployment ecs-svc/1) deployment completed.',
    '',
  ])('%s', message => {
    expect(explainEvent(message)).toBeUndefined()
  })
})
