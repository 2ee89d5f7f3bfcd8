import { describe, expect, test } from '@jest/globals'
import { obeyed } from './runner-commands.ts'
import type { FailureKind } from '../../shared/core/stop-reasons.ts'
import {
  cannotHeal,
  explainStop,
  groupStops,
  type StoppedContainer,
  type StoppedTask,
} from '../../shared/core/stopped-task.ts'

const image = '123456789012.dkr.ecr.us-west-2.amazonaws.com/doc-platform/api'
const secret = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:prod/db-AbCdEf'
const registry = 'ResourceInitializationError: unable to pull secrets or registry auth:'
const fetching = `${registry} execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s):`
const logger = 'ResourceInitializationError: failed to validate logger args:'
const noRoute = 'Post "https://api.ecr.us-west-2.amazonaws.com/": dial tcp 52.94.1.1:443: i/o timeout'

const task = (rest: Partial<StoppedTask> = {}): StoppedTask => ({
  taskArn: 'arn:aws:ecs:us-west-2:123456789012:task/doc-platform/0123456789abcdef0123456789abcdef',
  taskDefinition: 'arn:aws:ecs:us-west-2:123456789012:task-definition/api:7',
  containers: [],
  ...rest,
})
const failedToStart = (stoppedReason: string): StoppedTask => task({ stopCode: 'TaskFailedToStart', stoppedReason })
const exited = (...containers: StoppedContainer[]): StoppedTask =>
  task({ stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited', containers })

/** Whether a later start may succeed without anyone changing anything. */
type Heals = 'heals' | 'stays'

describe('a task that never started', () => {
  test.each<[FailureKind, Heals, string]>([
    [
      'image-missing',
      'stays',
      `CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref ${image}:abc: ${image}:abc: not found`,
    ],
    [
      'image-missing',
      'stays',
      `CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref ${image}@sha256:0123: not found`,
    ],
    [
      'image-missing',
      'stays',
      'CannotPullContainerError: Error response from daemon: manifest unknown: Requested image not found',
    ],
    [
      'image-platform',
      'stays',
      "CannotPullContainerError: pull image manifest has been retried 7 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'",
    ],
    [
      'image-platform',
      'stays',
      'CannotPullContainerError: ref pull has been retried 1 time(s): failed to find a descriptor for platform "linux/amd64"',
    ],
    [
      'image-platform',
      'stays',
      'CannotPullContainerError: no matching manifest for linux/amd64 in the manifest list entries',
    ],
    [
      'image-denied',
      'stays',
      `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${image}:a: unexpected status from HEAD request to https://x/v2/manifests/a: 403 Forbidden`,
    ],
    [
      'image-denied',
      'stays',
      "CannotPullContainerError: The task can't pull the image. Check that the role has the permissions to pull images from the registry.",
    ],
    [
      'image-denied',
      'stays',
      'CannotPullContainerError: Error response from daemon: pull access denied for api, repository does not exist or may require docker login',
    ],
    [
      'image-denied',
      'stays',
      `${registry} execution resource retrieval failed: unable to get registry auth from ECR: AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/x is not authorized to perform: ecr:GetAuthorizationToken on resource: *`,
    ],
    [
      'image-unreachable',
      'heals',
      `CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref docker.io/a/b:1: failed to do request: Head "https://registry-1.docker.io/v2/": dial tcp 34.205.13.154:443: i/o timeout`,
    ],
    [
      'image-unreachable',
      'heals',
      `CannotPullContainerError: The task cannot pull 'api' from the Amazon ECR repository '${image}'. There is a connection issue between the task and Amazon ECR. Check your task network configuration.`,
    ],
    [
      'image-unreachable',
      'heals',
      `${registry} The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. operation error ECR: GetAuthorizationToken, ${noRoute}`,
    ],
    ['image-unreachable', 'heals', 'CannotPullContainerError: context canceled'],
    [
      'image-throttled',
      'heals',
      'CannotPullContainerError: inspect image has been retried 5 time(s): httpReadSeeker: failed open: unexpected status code: 429 Too Many Requests - toomanyrequests: You have reached your pull rate limit.',
    ],
    [
      'image-download',
      'heals',
      'CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open: unexpected EOF',
    ],
    ['image-download', 'heals', 'CannotPullContainerError: failed to unpack image on snapshotter overlayfs'],
    [
      'disk-full',
      'stays',
      'CannotPullContainerError: ref pull has been retried 1 time(s): failed to extract layer: write /var/lib/x: no space left on device',
    ],
    [
      'secret-missing',
      'stays',
      `${fetching} failed to fetch secret ${secret} from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret.`,
    ],
    [
      'secret-missing',
      'stays',
      `ResourceNotFoundException: The task can't retrieve the secret with ARN '${secret}' from AWS Secrets Manager. Check whether the secret exists in the specified Region.`,
    ],
    [
      'secret-missing',
      'stays',
      `${fetching} InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.`,
    ],
    [
      'secret-missing',
      'stays',
      `${registry} execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid ssm parameters: /prod/db`,
    ],
    ['secret-malformed', 'stays', `${fetching} invalid character 'p' in literal true (expecting 'r')`],
    [
      'secret-malformed',
      'stays',
      `${fetching} retrieved secret from Secrets Manager did not contain json key PASSWORD`,
    ],
    [
      'secret-denied',
      'stays',
      `${fetching} AccessDeniedException: User is not authorized to perform: secretsmanager:GetSecretValue on resource: ${secret}`,
    ],
    ['secret-denied', 'stays', `${fetching} AccessDeniedException: Access to KMS is not allowed`],
    [
      'secret-unreachable',
      'heals',
      `${registry} unable to retrieve secret from asm: There is a connection issue between the task and AWS Secrets Manager. Check your task network configuration. context deadline exceeded`,
    ],
    [
      'secret-unreachable',
      'heals',
      `${registry} unable to retrieve secrets from ssm: The task cannot pull secrets from AWS Systems Manager. There is a connection issue between the task and AWS Systems Manager Parameter Store. RequestCanceled: request context canceled`,
    ],
    ['aws-throttled', 'heals', `${registry} unable to retrieve secrets from ssm: ThrottlingException: Rate exceeded`],
    [
      'log-group-missing',
      'stays',
      `${logger} create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.`,
    ],
    ['log-group-missing', 'stays', 'ResourceInitializationError: failed to initialize logging driver'],
    [
      'logs-unreachable',
      'heals',
      `${logger} The task cannot find the Amazon CloudWatch log group defined in the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your network configuration. : signal: killed`,
    ],
    [
      'logs-denied',
      'stays',
      `${logger} create stream has been retried 1 times: failed to create Cloudwatch log group: AccessDeniedException: User is not authorized to perform: logs:CreateLogGroup`,
    ],
    [
      'environment-file',
      'stays',
      'ResourceInitializationError: failed to download env files: service call has been retried 1 time(s): operation error S3: HeadObject, https response error StatusCode: 403, api error Forbidden: Forbidden.',
    ],
    ['environment-file', 'stays', 'ResourceInitializationError: failed to download env files: file not found'],
    [
      'environment-file-unreachable',
      'heals',
      "ResourceInitializationError: The task can't download the environment variable files from Amazon S3. There is a connection issue between the task and Amazon S3.",
    ],
    [
      'volume',
      'stays',
      "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: b'mount.nfs4: mounting fs-1.efs.us-west-2.amazonaws.com:/a failed, reason given by server: No such file or directory'",
    ],
    [
      'volume',
      'heals',
      'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: mount.nfs4: Connection timed out',
    ],
    [
      'role',
      'stays',
      "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/x' that was provided for this task.",
    ],
    [
      'command',
      'stays',
      'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: OCI runtime create failed: runc create failed: exec: "npm": executable file not found in $PATH',
    ],
    ['image-platform', 'stays', 'CannotStartContainerError: OCI runtime create failed: exec /app: exec format error'],
    ['container-start', 'heals', 'CannotStartContainerError: failed to get container status'],
    ['container-timeout', 'heals', 'DockerTimeoutError: Could not transition to started; timed out after waiting 3m0s'],
    [
      'container-timeout',
      'heals',
      'ContainerRuntimeTimeoutError: Could not transition to running; timed out after waiting 1m: x',
    ],
    [
      'capacity',
      'heals',
      'Capacity is unavailable at this time. Please try again later or in a different availability zone',
    ],
    ['quota', 'heals', "You've reached the limit on the number of vCPUs you can run concurrently"],
    [
      'addresses',
      'heals',
      "Unexpected EC2 error while attempting to Create Network Interface with public IP assignment enabled in subnet 'subnet-1': InsufficientFreeAddressesInSubnet",
    ],
    ['network-interface', 'heals', 'Timeout waiting for network interface provisioning to complete.'],
    ['placement', 'heals', 'TaskFailedToStart: RESOURCE:MEMORY'],
    ['placement', 'heals', 'TaskFailedToStart: AGENT'],
    ['placement', 'heals', 'MemberOf placement constraint unsatisfied'],
    ['aws-throttled', 'heals', 'ThrottlingException: Rate exceeded'],
    ['aws-error', 'heals', 'InternalError: unexpected'],
    ['initialization', 'heals', 'ResourceInitializationError: something new'],
    ['other', 'heals', 'A reason that nobody has seen before'],
  ])('is %s and %s: %s', (kind, heals, reason) => {
    const explanation = explainStop(failedToStart(reason))
    expect(explanation.kind).toBe(kind)
    expect(cannotHeal(explanation)).toBe(heals === 'stays')
    expect(explanation.what).toContain(reason.slice(0, 300))
    expect([explanation.means, explanation.next]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)])
  })

  test('has its reason on a container where the task has none', () => {
    const explanation = explainStop(
      task({
        stopCode: 'TaskFailedToStart',
        containers: [{ name: 'api', reason: `CannotPullContainerError: ${image}:a: not found` }],
      }),
    )
    expect(explanation.what).toBe(
      `The image is not in the registry (container api): CannotPullContainerError: ${image}:a: not found.`,
    )
  })

  test.each([task(), task({ stopCode: 'TaskFailedToStart' }), task({ containers: [{ name: 'api' }] })])(
    'may give no reason at all',
    stopped => {
      const explanation = explainStop(stopped)
      expect(explanation.kind).toBe('never-started')
      expect(cannotHeal(explanation)).toBe(false)
    },
  )
})

describe('a task whose container exited', () => {
  test.each<[number, FailureKind, RegExp]>([
    [0, 'program-ended', /without an error/],
    [1, 'program-failed', /exception while it started/],
    [2, 'program-failed', /panic of a Go program/],
    [3, 'program-failed', /code of its own/],
    [126, 'command', /not executable/],
    [127, 'command', /not on the PATH/],
    [134, 'program-crashed', /SIGABRT/],
    [136, 'program-crashed', /Signal 8/],
    [137, 'program-killed', /all memory/],
    [139, 'program-crashed', /SIGSEGV/],
    [143, 'program-terminated', /SIGTERM/],
    [255, 'program-failed', /could not be run at all/],
  ])('with code %i is %s', (exitCode, kind, means) => {
    const explanation = explainStop(exited({ name: 'api', exitCode }))
    expect(explanation).toMatchObject({ kind, what: `Container api exited with code ${exitCode}.` })
    expect(explanation.means).toMatch(means)
  })

  test('may have been built for another processor', () => {
    expect(explainStop(exited({ name: 'api', exitCode: 255 })).next).toContain('exec format error')
  })

  test('ran out of memory when the container says so, whatever the code', () => {
    const reason = 'OutOfMemoryError: Container killed due to memory usage'
    expect(explainStop(exited({ name: 'api', exitCode: 137, reason }))).toMatchObject({
      kind: 'out-of-memory',
      what: `The container ran out of memory (container api): ${reason}.`,
    })
  })

  test.each<[string, StoppedContainer[], string]>([
    [
      'the one that failed, not those that were asked to end',
      [
        { name: 'proxy', exitCode: 143 },
        { name: 'api', exitCode: 1 },
      ],
      'Container api exited with code 1 (proxy with 143).',
    ],
    [
      'the one that ended well, when the other was asked to end',
      [
        { name: 'proxy', exitCode: 143 },
        { name: 'api', exitCode: 0 },
      ],
      'Container api exited with code 0 (proxy with 143).',
    ],
    ['the one that ran at all', [{ name: 'proxy' }, { name: 'api', exitCode: 1 }], 'Container api exited with code 1.'],
  ])('names %s', (_, containers, what) => {
    expect(explainStop(exited(...containers)).what).toBe(what)
    expect(what).toContain(`Container ${explainStop(exited(...containers)).container ?? '?'} `)
  })

  test('is explained in ECS words when no container has a code', () => {
    expect(explainStop(exited({ name: 'api' }))).toMatchObject({
      kind: 'other',
      what: 'The task stopped: Essential container in task exited.',
    })
  })
})

describe('a task that was stopped', () => {
  const ended = [{ name: 'api', exitCode: 143 }]
  test.each<[string, string | undefined, FailureKind]>([
    [
      'Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:x)',
      'ServiceSchedulerInitiated',
      'load-balancer-health',
    ],
    ['Task failed container health checks', 'ServiceSchedulerInitiated', 'container-health'],
    ['Scaling activity initiated by (deployment ecs-svc/123)', 'ServiceSchedulerInitiated', 'replaced'],
    ['Task stopped for Availability Zone rebalancing', 'ServiceSchedulerInitiated', 'replaced'],
    ['Your Spot Task was interrupted.', 'SpotInterruption', 'spot-interruption'],
    ['Your Spot Task was interrupted.', undefined, 'spot-interruption'],
    ['', 'SpotInterruption', 'spot-interruption'],
    [
      'ECS is performing maintenance on the underlying infrastructure hosting the task',
      'ServiceSchedulerInitiated',
      'host-maintenance',
    ],
    ['', 'TerminationNotice', 'host-maintenance'],
    ['', 'InfrastructureHealth', 'host-maintenance'],
    ['Task stopped by user', 'UserInitiated', 'stopped-by-hand'],
    ['CannotPullContainerError, or so somebody wrote', 'UserInitiated', 'stopped-by-hand'],
  ])('with %j (%s) is %s', (stoppedReason, stopCode, kind) => {
    const explanation = explainStop(task({ stoppedReason, ...(stopCode ? { stopCode } : {}), containers: ended }))
    expect(explanation.kind).toBe(kind)
    expect(cannotHeal(explanation)).toBe(false)
  })
})

describe('an explanation', () => {
  test('is one line that no runner obeys and no reader minds', () => {
    const { what } = explainStop(failedToStart('first\n::error::x\r##[add-mask]a \u001b[31m'))
    expect(what).toBe('The task stopped: first ::error::x ## [add-mask]a.')
    expect(obeyed(what)).toBeUndefined()
  })

  test('does not repeat a reason without end', () => {
    expect(explainStop(failedToStart('x'.repeat(5_000))).what.length).toBeLessThanOrEqual(500)
  })
})

describe('stops are grouped', () => {
  const id = (index: number): string =>
    `arn:aws:ecs:us-west-2:123456789012:task/c/${index.toString(16).padStart(32, 'a')}`
  const groups = (reasons: readonly string[]): [string, number][] =>
    groupStops(reasons.map((reason, index) => ({ ...failedToStart(reason), taskArn: id(index) }))).map(
      ({ explanation, tasks }) => [explanation.kind, tasks.length],
    )

  test('by reason, the most frequent first', () => {
    expect(
      groups(['InternalError: a', 'TaskFailedToStart: AGENT', 'InternalError: b', 'TaskFailedToStart: AGENT']),
    ).toEqual([
      ['placement', 2],
      ['aws-error', 1],
      ['aws-error', 1],
    ])
  })

  test.each([
    [
      'how often it was tried',
      `CannotPullContainerError: has been retried 5 time(s): ${image}:a: not found`,
      `CannotPullContainerError: has been retried 7 time(s): ${image}:a: not found`,
    ],
    [
      'addresses',
      'CannotPullContainerError: dial tcp 10.0.1.2:443: i/o timeout',
      'CannotPullContainerError: dial tcp 10.0.9.8:443: i/o timeout',
    ],
    ['ids of tasks', 'Task 0123456789abcdef0123456789abcdef is gone', 'Task fedcba98765432100123456789abcdef is gone'],
    [
      'ids of requests',
      `${registry} RequestID: 0b1c2d3e-1111-4222-8333-444455556666`,
      `${registry} RequestID: 9f8e7d6c-1111-4222-8333-444455556666`,
    ],
    [
      'durations',
      'DockerTimeoutError: timed out after waiting 3m0s',
      'DockerTimeoutError: timed out after waiting 3m12s',
    ],
    [
      'deployments',
      'Scaling activity initiated by (deployment ecs-svc/1234567890)',
      'Scaling activity initiated by (deployment ecs-svc/9876543210)',
    ],
  ])('together where only %s differ', (_, first, second) => {
    expect(groups([first, second])).toHaveLength(1)
  })

  test('apart where exit codes or images differ', () => {
    expect(groupStops([exited({ name: 'api', exitCode: 1 }), exited({ name: 'api', exitCode: 2 })])).toHaveLength(2)
    expect(
      groups(['CannotPullContainerError: doc/api:a: not found', 'CannotPullContainerError: doc/web:a: not found']),
    ).toHaveLength(2)
  })

  test('with every task in its group', () => {
    const tasks = [1, 2, 3].map(index => ({ ...exited({ name: 'api', exitCode: 1 }), taskArn: id(index) }))
    expect(groupStops(tasks)).toEqual([{ explanation: explainStop(exited({ name: 'api', exitCode: 1 })), tasks }])
    expect(groupStops([])).toEqual([])
  })
})
