import { describe, expect, test } from '@jest/globals'
import type { Outcome } from '../../shared/core/outcome.ts'
import { updateService } from '../simulator/ecs/update-service.ts'
import type { JsonObject } from '../simulator/operation.ts'
import type { DescribedService, Scenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { manyServices } from '../simulator/worlds/many-services.ts'
import { canary, indiscreet } from '../stage/canary.ts'
import { breaches } from '../stage/oracle.ts'
import { byHand } from '../stage/by-hand.ts'
import { perform } from '../stage/perform.ts'
import type { Performance } from '../stage/perform.ts'
import { rollOutToTheEnd } from '../stage/roll-out.ts'
import type { Ended, Wanted } from '../stage/roll-out.ts'
import { primaryOf, runningTasks, serviceOf } from '../stage/truth.ts'

const missingSecret = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:prod/db'

/** Images of everything that can go wrong with a program; `v1` and `v2` are healthy. */
const images: NonNullable<Scenario['repositories']>[string] = [
  'v1',
  'v2',
  { tags: ['crashes'], behaviour: { exits: { code: 3, after: '2s' }, logs: indiscreet } },
  { tags: ['dies'], behaviour: { exits: { code: 137, after: '5s', outOfMemory: true } } },
  { tags: ['sick'], behaviour: { healthyAfter: 'never', logs: ['waiting for the database'] } },
  { tags: ['silent'], behaviour: { healthyAfter: 'never', sickAnswer: 'timeout' } },
  { tags: ['slow'], behaviour: { healthyAfter: '45s' } },
  {
    tags: ['secretless'],
    behaviour: {
      cannotInitialize:
        'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: ' +
        `unable to retrieve secret from asm: service call has been retried 1 time(s): secrets manager: ResourceNotFoundException: ${missingSecret}`,
    },
  },
]

/** One cluster `prod`, whose services all run v1 of the image `app`. */
function worldOf(services: Record<string, Partial<DescribedService>>, more: Scenario = {}): Simulation {
  const described = Object.entries(services).map(([name, given]) => [name, { image: 'app:v1', ...given }] as const)
  return simulate({
    repositories: { app: images },
    clusters: { prod: Object.fromEntries(described) },
    ...more,
  })
}

/** `tag` of `app` for all services. */
function everywhere({ world }: Simulation, tag: string): Wanted {
  const services = [...(world.ecs.clusters.get('prod')?.services.keys() ?? [])]
  return { cluster: 'prod', images: Object.fromEntries(services.map(name => [name, world.ecr.uri(`app:${tag}`)])) }
}

/** Deploys `tag` of `app` to all services and waits for the end, in which every promise must have been kept. */
async function release(simulation: Simulation, tag: string, more: Partial<Wanted> = {}): Promise<Ended & Waited> {
  const wanted = { ...everywhere(simulation, tag), ...more }
  const ending = await rollOutToTheEnd(wanted, { simulation })
  expect(breaches(simulation, wanted, ending)).toEqual([])
  if (!ending.wait) throw new Error(`deploy-ecs was ${ending.outcome}: ${ending.deploy.failure ?? ''}`)
  return { ...ending, wait: ending.wait, seconds: (ending.job.ended - ending.job.began) / 1_000 }
}

interface Waited {
  wait: Performance
  seconds: number
}

function service({ world }: Simulation, name = 'api') {
  return serviceOf(world, 'prod', name)
}

interface Report {
  services: Record<
    string,
    { outcome: Outcome; why: string; findings?: { seen: string; means: string; next: string }[] }
  >
  urls: { url: string; outcome: Outcome; why: string }[]
}

function reportOf({ outputs }: Performance): Report {
  return JSON.parse(outputs['report'] ?? '') as Report
}

/** Does something once, so many seconds of virtual time from now. */
function after({ world }: Simulation, seconds: number, happen: () => void): void {
  world.timeline.after(seconds * 1_000, happen)
}

/** Somebody else's deployment, of a revision of their own. */
function somebodyDeploys({ world }: Simulation, name: string): string {
  const { taskDefinition } = primaryOf(serviceOf(world, 'prod', name))
  const document = { ...world.ecs.taskDefinition(taskDefinition)?.document, family: 'theirs' } as JsonObject
  const { arn } = world.ecs.registerTaskDefinition(document)
  byHand(world, updateService, { cluster: 'prod', service: name, taskDefinition: arn })
  return arn
}

describe('a release that works', () => {
  test('is proved: its own deployment, every task by digest, every target', async () => {
    const simulation = worldOf({ api: {}, worker: { health: false }, web: { desired: 3 } })
    const { outcome, wait } = await release(simulation, 'v2')
    expect(outcome).toBe('succeeded')
    const digest = simulation.world.ecr.find('app:v2')?.digest
    expect(reportOf(wait).services).toMatchObject({
      api: { outcome: 'succeeded', running: 2, desired: 2, digests: { api: digest }, healthyTargets: 2 },
      worker: { outcome: 'succeeded', running: 2, healthyTargets: 0 },
      web: { outcome: 'succeeded', running: 3, healthyTargets: 3 },
    })
  })

  test('is waited for while it starts slowly within its grace period', async () => {
    const { outcome } = await release(worldOf({ api: { gracePeriod: '120s' } }), 'slow')
    expect(outcome).toBe('succeeded')
  })

  test('is proved by its container health check, too', async () => {
    const { outcome } = await release(worldOf({ api: { health: false, healthCheck: 'curl -f localhost' } }), 'v2')
    expect(outcome).toBe('succeeded')
  })

  test('is proved where ECS reports the digest of the platform’s image, not the index’s', async () => {
    const { outcome } = await release(worldOf({ api: {} }, { aws: { reportedDigest: 'platform' } }), 'v2')
    expect(outcome).toBe('succeeded')
  })

  test('is proved whichever of the two, deployment and service deployment, says first that it is done', async () => {
    for (const successComes of ['before-completed', 'with-completed', 'after-completed'] as const) {
      const simulation = worldOf({ api: {} })
      simulation.world.ecs.assumptions.successComes = successComes
      const { outcome } = await release(simulation, 'v2')
      expect(outcome).toBe('succeeded')
    }
  })

  test('is waited for until the old tasks have drained', async () => {
    const { outcome, seconds } = await release(worldOf({ api: { targetGroup: { deregistrationDelay: '300s' } } }), 'v2')
    expect(outcome).toBe('succeeded')
    expect(seconds).toBeGreaterThan(300)
  })

  test('of more tasks than fit on a page is proved page by page', async () => {
    const simulation = worldOf({ api: { desired: 105 } })
    const inputs = { cluster: 'prod', services: 'api' }
    const { outcome, outputs } = await perform('wait-healthy', inputs, { simulation })
    expect(outcome).toBe('succeeded')
    expect(outputs['report']).toContain('"running":105,"desired":105')
  })

  test('can be followed by the services’ names alone', async () => {
    const simulation = worldOf({ api: {}, web: {} })
    const { outcome } = await perform('wait-healthy', { cluster: 'prod', services: 'api, web' }, { simulation })
    expect(outcome).toBe('succeeded')
  })

  test('of fifty services is followed within the buckets, a few calls a look', async () => {
    const simulation = simulate(manyServices(50))
    const { world } = simulation
    const names = [...world.ecr.repositories.keys()]
    const wanted = {
      cluster: 'production',
      images: Object.fromEntries(names.map(name => [name, world.ecr.uri(`${name}:v2`)])),
    }
    const ended = await rollOutToTheEnd(wanted, { simulation })
    expect(ended.outcome).toBe('succeeded')
    expect(breaches(simulation, wanted, ended)).toEqual([])
    expect(simulation.requests.filter(({ fault }) => fault !== undefined)).toEqual([])
    // A look is five calls of ten services, three of twenty service deployments; others need the rest of the buckets.
    const perSecond = (operation: string): number =>
      (simulation.requests.filter(request => request.operation === operation).length * 1_000) /
      (ended.job.ended - ended.job.began)
    expect(perSecond('DescribeServices')).toBeLessThan(5)
    expect(perSecond('DescribeServiceDeployments')).toBeLessThan(3)
  }, 60_000)
})

describe('a release that ECS rolls back', () => {
  test('is a failure with its reason, exit code and last log lines', async () => {
    const simulation = worldOf({ api: {} })
    const before = primaryOf(service(simulation)).id
    const { outcome, wait } = await release(simulation, 'crashes')
    expect(outcome).toBe('rolled-back')
    expect(primaryOf(service(simulation)).id).toBe(before)
    expect(wait.failure).toMatch(/^rolled-back: api was rolled back by ECS and runs prod-api:1 on 2 of 2 tasks again/)
    expect(wait.failure).toContain('circuit breaker threshold was exceeded')
    const text = wait.transcript.join('\n')
    expect(text).toMatch(/api: \d tasks of prod-api:2 stopped: Container api exited with code 3/)
    expect(text).toContain('What to do: ')
    expect(text).toContain('│ password=[redacted]')
    expect(wait.summary).toMatch(/Why .?api.? failed/)
    expect(wait.summary).toContain('password=[redacted]')
    expect(wait.summary).not.toContain(canary)
  })

  test('for lack of memory says so', async () => {
    const { outcome, wait } = await release(worldOf({ api: {} }), 'dies')
    expect(outcome).toBe('rolled-back')
    expect(JSON.stringify(reportOf(wait).services['api']?.findings)).toMatch(/memory/i)
  })

  test.each(['sick', 'silent'])('because its targets are %s says that they failed their health checks', async tag => {
    const { outcome, wait } = await release(worldOf({ api: {} }), tag)
    expect(outcome).toBe('rolled-back')
    expect(wait.transcript.join('\n')).toMatch(/ELB health checks/)
  })

  test('because an alarm rings names the alarm', async () => {
    const simulation = worldOf({
      api: { deployment: { alarms: { enable: true, rollback: true, alarmNames: ['api-5xx'] }, bakeTimeInMinutes: 5 } },
    })
    after(simulation, 150, () => simulation.world.ecs.levers.alarm('api-5xx', 'ALARM'))
    const { outcome, wait } = await release(simulation, 'v2')
    expect(outcome).toBe('rolled-back')
    expect(wait.failure).toContain('api-5xx')
  })

  test('does not hide that another service is on the new release', async () => {
    const simulation = worldOf({ api: {}, web: {} })
    const image = (tag: string): string => simulation.world.ecr.uri(`app:${tag}`)
    const { outcome, wait } = await release(simulation, '', { images: { api: image('crashes'), web: image('v2') } })
    expect(outcome).toBe('mixed')
    expect(reportOf(wait).services).toMatchObject({ api: { outcome: 'rolled-back' }, web: { outcome: 'succeeded' } })
    expect(wait.failure).toMatch(/- api was rolled back by ECS.*\n {2}- web runs prod-web:2/)
  })

  test('is told the same without the service deployments, by DescribeServices alone', async () => {
    const simulation = worldOf({ api: {} })
    simulation.faults.add({ is: 'denied', on: ['ecs:ListServiceDeployments', 'ecs:DescribeServiceDeployments'] })
    const { outcome, wait } = await release(simulation, 'crashes')
    expect(outcome).toBe('rolled-back')
    expect(wait.transcript.join('\n')).toMatch(/warning: .*ecs:ListServiceDeployments/)
  })
})

describe('a release that fails and is not rolled back', () => {
  test('by a breaker that may not roll back is told as not restored', async () => {
    const { outcome, wait } = await release(worldOf({ api: { breaker: { enable: true, rollback: false } } }), 'crashes')
    expect(outcome).toBe('rollback-failed')
    expect(wait.failure).toContain('ECS did not roll it back')
  })

  test.each([
    { nothingToReturnTo: 'STOPPED', ends: 'rollback-failed' },
    { nothingToReturnTo: 'ROLLBACK_FAILED', ends: 'rollback-failed' },
    { nothingToReturnTo: 'IN_PROGRESS', ends: 'timed-out' },
  ] as const)(
    'because it is the first, of which ECS then says $nothingToReturnTo, ends as $ends',
    async ({ nothingToReturnTo, ends }) => {
      const simulation = worldOf({ api: { image: 'app:crashes', born: 'new' } })
      simulation.world.ecs.assumptions.nothingToReturnTo = nothingToReturnTo
      const inputs = { cluster: 'prod', services: 'api', timeout: '20m' }
      const { outcome, failure } = await perform('wait-healthy', inputs, { simulation })
      expect(outcome).toBe(ends)
      expect(failure).toContain('api')
    },
  )

  test.each([
    { tag: 'sick', says: /503/ },
    { tag: 'silent', says: /timed out|no answer/i },
  ])('because its targets are $tag, times out with what the load balancer saw', async ({ tag, says }) => {
    const simulation = worldOf({ api: { breaker: false, gracePeriod: '20m' } })
    const { outcome, wait } = await release(simulation, tag, { wait: { timeout: '3m' } })
    expect(outcome).toBe('timed-out')
    expect(wait.transcript.join('\n')).toMatch(says)
  })

  test('because the breaker is off, times out and says what died', async () => {
    const simulation = worldOf({ api: { breaker: false } })
    const { outcome, wait, seconds } = await release(simulation, 'crashes', { wait: { timeout: '10m' } })
    expect(outcome).toBe('timed-out')
    expect(seconds).toBeLessThan(620)
    expect(wait.failure).toContain('was not done after 10m')
    expect(wait.transcript.join('\n')).toContain('exited with code 3')
  })

  test('because nothing can be placed times out with what ECS says of it', async () => {
    const simulation = worldOf({ api: {} })
    simulation.world.ecs.levers.takeCapacity()
    const { outcome, wait } = await release(simulation, 'v2', { wait: { timeout: '5m' } })
    expect(outcome).toBe('timed-out')
    expect(wait.transcript.join('\n')).toContain('Capacity is unavailable at this time')
  })
})

describe('fail-fast', () => {
  const hopeless = [
    { what: 'an image that is gone', tag: 'v2', says: /not found|not there|no longer/i, gone: true },
    { what: 'a secret that is missing', tag: 'secretless', says: /secret/i, gone: false },
  ]

  test.each(hopeless)('ends at $what, long before the breaker or the timeout', async ({ tag, says, gone }) => {
    const simulation = worldOf({ api: { breaker: false } })
    if (gone) after(simulation, 1, () => simulation.world.ecr.deleteImage(`app:${tag}`))
    const { outcome, wait, seconds } = await release(simulation, tag)
    expect(outcome).toBe('rollback-failed')
    expect(seconds).toBeLessThan(300)
    expect(wait.failure).toContain('cannot succeed')
    expect(wait.failure).toMatch(says)
  })

  test('ends at a platform that the image was not built for', async () => {
    const simulation = simulate({
      repositories: { app: [{ tags: ['v1'], platforms: ['linux/arm64'] }] },
      clusters: {
        prod: {
          api: { image: 'app:v1', breaker: false, born: 'new' },
        },
      },
    })
    const { outcome, failure } = await perform('wait-healthy', { cluster: 'prod', services: 'api' }, { simulation })
    expect(outcome).toBe('rollback-failed')
    expect(failure).toMatch(/platform|linux\/amd64/)
  })

  test('ends nothing where it is off, not even at an image that is gone', async () => {
    const simulation = worldOf({ api: { breaker: false } })
    after(simulation, 1, () => simulation.world.ecr.deleteImage('app:v2'))
    const { outcome } = await release(simulation, 'v2', { wait: { 'fail-fast': 'false', timeout: '8m' } })
    expect(outcome).toBe('timed-out')
  })
})

describe('somebody else’s deployment', () => {
  test.each([20, 60, 95])('%d s into the wait supersedes, and is left alone', async seconds => {
    const simulation = worldOf({ api: {} })
    let theirs = ''
    after(simulation, seconds, () => {
      theirs = somebodyDeploys(simulation, 'api')
    })
    const { outcome, wait } = await release(simulation, 'v2')
    expect(outcome).toBe('superseded')
    expect(wait.failure).toMatch(/api was superseded: deployment ecs-svc\/\d+ of theirs:1 took its place/)
    expect(primaryOf(service(simulation)).taskDefinition).toBe(theirs)
  })

  test('is told without the service deployments, too', async () => {
    const simulation = worldOf({ api: {} })
    simulation.faults.add({ is: 'denied', on: 'ecs:ListServiceDeployments' })
    after(simulation, 40, () => somebodyDeploys(simulation, 'api'))
    const { outcome } = await release(simulation, 'v2')
    expect(outcome).toBe('superseded')
  })

  test('of a service that was proved already, while another is still waited for, is seen', async () => {
    const simulation = worldOf({ api: {}, web: { targetGroup: { deregistrationDelay: '300s' } } })
    after(simulation, 200, () => somebodyDeploys(simulation, 'api'))
    const { outcome, wait } = await release(simulation, 'v2')
    expect(outcome).toBe('mixed')
    expect(wait.transcript.join('\n')).toMatch(/succeeded: api[^]*superseded: api/)
    expect(reportOf(wait).services).toMatchObject({ api: { outcome: 'superseded' }, web: { outcome: 'succeeded' } })
  })

  test('after our rollback is not taken for our success', async () => {
    const simulation = worldOf({ api: {} })
    after(simulation, 105, () => somebodyDeploys(simulation, 'api'))
    const { outcome } = await release(simulation, 'crashes')
    expect(outcome).toBe('superseded')
  })
})

describe('rollouts of other kinds', () => {
  /** Blue/green and its kin move traffic between two target groups. */
  function withTwoGroups(deployment: JsonObject): Simulation {
    const simulation = worldOf({ api: { deployment } })
    const { arn } = simulation.world.elb.createTargetGroup({
      name: 'prod-api-green',
      loadBalancer: 'prod',
      port: 8080,
      deregistrationDelay: 30_000,
    })
    const [balancer] = service(simulation).configuration['loadBalancers'] as JsonObject[]
    Object.assign(balancer ?? {}, { advancedConfiguration: { alternateTargetGroupArn: arn } })
    return simulation
  }

  const strategies: { strategy: string; more?: JsonObject }[] = [
    { strategy: 'BLUE_GREEN' },
    { strategy: 'LINEAR', more: { linearConfiguration: { stepPercent: 25, stepBakeTimeInMinutes: 1 } } },
    { strategy: 'CANARY', more: { canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: 2 } } },
  ]

  test.each(strategies)('$strategy is followed to its end and proved', async ({ strategy, more }) => {
    const simulation = withTwoGroups({ strategy, bakeTimeInMinutes: 3, ...more })
    const { outcome, wait, seconds } = await release(simulation, 'v2')
    expect(outcome).toBe('succeeded')
    expect(seconds).toBeGreaterThan(180)
    expect(wait.transcript.join('\n')).toContain('stage BAKE_TIME')
  })

  test.each(strategies)('$strategy of a bad release is told as rolled back', async ({ strategy, more }) => {
    const { outcome } = await release(withTwoGroups({ strategy, bakeTimeInMinutes: 3, ...more }), 'sick')
    expect(outcome).toBe('rolled-back')
  })

  test('a PAUSE hook waits for approval, and a run after the approval proves the rest', async () => {
    const hooks = [{ targetType: 'PAUSE', lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'] }]
    const simulation = withTwoGroups({ strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1, lifecycleHooks: hooks })
    const { outcome, deploy, wait } = await release(simulation, 'v2')
    expect(outcome).toBe('awaiting-approval')
    expect(wait.failure).toMatch(
      /api waits: It is paused at POST_TEST_TRAFFIC_SHIFT by hook \S+ and waits until 20\d\d-/,
    )
    expect(wait.failure).toContain('continue-service-deployment')
    const [current] = service(simulation).serviceDeployments
    const { continueServiceDeployment } = await import('../simulator/ecs/continue-service-deployment.ts')
    byHand(simulation.world, continueServiceDeployment, {
      serviceDeploymentArn: current?.arn,
      hookId: current?.hooks[0]?.id,
      action: 'CONTINUE',
    })
    const deployments = deploy.outputs['deployments'] ?? ''
    const rest = await perform('wait-healthy', { cluster: 'prod', deployments }, { simulation })
    expect(rest.outcome).toBe('succeeded')
  })

  test.each([
    { cleanup: 'BLOCKING', minimumHealthyPercent: 50 },
    { cleanup: 'DEFERRED', minimumHealthyPercent: 50 },
  ])(
    'early success with $cleanup cleanup is proved only when everything is new',
    async ({ cleanup, minimumHealthyPercent }) => {
      const simulation = worldOf({
        api: {
          desired: 4,
          minimumHealthyPercent,
          deployment: {
            earlySuccessCriteria: { enable: true, healthyPercent: 50, sourceServiceRevisionCleanup: cleanup },
          },
        },
      })
      const { outcome } = await release(simulation, 'v2')
      expect(outcome).toBe('succeeded')
      expect(runningTasks(service(simulation)).every(({ taskDefinition }) => taskDefinition.endsWith(':2'))).toBe(true)
    },
  )
})

describe('what happens during a wait', () => {
  test.each([
    { by: 'autoscaling out', happen: (s: Simulation) => s.world.ecs.levers.autoscale(service(s), 5), running: 5 },
    {
      by: 'a task that crashes',
      happen: (s: Simulation) => {
        const [task] = runningTasks(service(s))
        if (task) s.world.ecs.levers.crash(task)
      },
      running: 2,
    },
    {
      by: 'a Spot interruption',
      happen: (s: Simulation) => {
        const [task] = runningTasks(service(s))
        if (task) s.world.ecs.levers.interruptSpot(task)
      },
      running: 2,
    },
  ])('$by moves the counts, not the verdict', async ({ happen, running }) => {
    for (const seconds of [30, 70, 100]) {
      const simulation = worldOf({ api: {} })
      after(simulation, seconds, () => happen(simulation))
      const { outcome } = await release(simulation, 'v2')
      expect(outcome).toBe('succeeded')
      expect(runningTasks(service(simulation))).toHaveLength(running)
    }
  })

  test('a protected old task holds the rollout up, and that is said', async () => {
    const simulation = worldOf({ api: {} })
    for (const task of runningTasks(service(simulation))) simulation.world.ecs.levers.protect(task, 10)
    const { outcome, wait } = await release(simulation, 'v2')
    expect(outcome).toBe('succeeded')
    expect(wait.transcript.join('\n')).toContain('2 of 2 new tasks running · 2 old')
  })

  test('a log group that is missing ends it fast, with its reason', async () => {
    const simulation = worldOf({ api: { breaker: false } })
    const logConfiguration = {
      logDriver: 'awslogs',
      options: { 'awslogs-group': '/nowhere', 'awslogs-region': 'us-west-2', 'awslogs-stream-prefix': 'api' },
    }
    const [first] = simulation.world.ecs.families.get('prod-api') ?? []
    const [container] = first?.document['containerDefinitions'] as JsonObject[]
    Object.assign(container ?? {}, { logConfiguration })
    const { outcome, wait, seconds } = await release(simulation, 'v2')
    expect(outcome).toBe('rollback-failed')
    expect(wait.failure).toMatch(/log group/i)
    expect(seconds).toBeLessThan(200)
  })

  test('a target group that is deleted keeps its service from being proved, and no other', async () => {
    const simulation = worldOf({ api: {}, web: {} })
    const [balancer] = service(simulation).configuration['loadBalancers'] as JsonObject[]
    after(simulation, 60, () => simulation.world.elb.deleteTargetGroup(balancer?.['targetGroupArn'] as string))
    const { outcome, wait } = await release(simulation, 'v2', { wait: { timeout: '6m' } })
    expect(outcome).toBe('timed-out')
    expect(wait.transcript.join('\n')).toContain('The target group of the service was deleted')
    expect(reportOf(wait).services['web']?.outcome).toBe('succeeded')
  })

  test('a service that is deleted is not proved', async () => {
    const simulation = worldOf({ api: {} })
    after(simulation, 50, () => simulation.world.ecs.levers.deleteService(service(simulation)))
    const { outcome, wait } = await release(simulation, 'v2')
    expect(outcome).toBe('superseded')
    expect(wait.failure).toMatch(/api was superseded: The service is (DRAINING|INACTIVE)/)
  })

  test('a service that is not there is unknown', async () => {
    const simulation = worldOf({ api: {} })
    const inputs = { cluster: 'prod', services: 'apy' }
    const { outcome, failure } = await perform('wait-healthy', inputs, { simulation })
    expect(outcome).toBe('unknown')
    expect(failure).toContain('apy is MISSING in cluster prod')
  })

  test('a desired count of 0 proves nothing', async () => {
    const simulation = worldOf({ api: { desired: 0 } })
    const { outcome, wait } = await release(simulation, 'v2', { deploy: { 'allow-zero': 'true' } })
    expect(outcome).toBe('unknown')
    expect(wait.failure).toContain('has a desired count of 0')
  })

  test('a desired count of 0 is green only where it is allowed', async () => {
    const simulation = worldOf({ api: { desired: 0 } })
    const inputs = { cluster: 'prod', services: 'api', 'allow-zero': 'true' }
    const { outcome, transcript } = await perform('wait-healthy', inputs, { simulation })
    expect(outcome).toBe('succeeded')
    expect(transcript.join('\n')).toContain('nothing is proved')
  })
})

describe('what may not be read', () => {
  test('of the service deployments is done without, and the permission is named', async () => {
    const simulation = worldOf({ api: {} })
    simulation.faults.add({ is: 'denied', on: 'ecs:ListServiceDeployments' })
    const { outcome, wait } = await release(simulation, 'v2')
    expect(outcome).toBe('succeeded')
    const warnings = wait.transcript.filter(line => line.startsWith('warning: '))
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('Allow the role of this job the action ecs:ListServiceDeployments')
  })

  test.each([
    'elasticloadbalancing:DescribeTargetHealth',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    'ecs:DescribeServices',
  ])('of %s makes the proof impossible: unknown, with the permission', async action => {
    const simulation = worldOf({ api: {} })
    simulation.faults.add({
      is: 'denied',
      on: ({ service: of, operation }) => `${of}:${operation}` === action && simulation.requests.length > 15,
    })
    const { outcome, wait, seconds } = await release(simulation, 'v2')
    expect(outcome).toBe('unknown')
    expect(wait.failure).toContain(action)
    expect(wait.failure).toContain(`Allow the role of this job the action ${action}`)
    expect(seconds).toBeLessThan(600)
  })

  test.each([
    { action: 'logs:GetLogEvents', tag: 'crashes' },
    { action: 'elasticloadbalancing:DescribeTargetHealth', tag: 'crashes' },
  ])('of $action for the explanation is said, and changes no verdict', async ({ action, tag }) => {
    const simulation = worldOf({ api: { breaker: { enable: true, rollback: false } } })
    simulation.faults.add({ is: 'denied', on: action })
    const { outcome, wait } = await release(simulation, tag)
    expect(outcome).toBe('rollback-failed')
    expect(wait.transcript.join('\n')).toMatch(new RegExp(`not seen: .*${action}`))
  })

  test('because the token expired in mid-wait is unknown at once, and says how long a session has to be', async () => {
    const simulation = worldOf({ api: {} })
    simulation.faults.add({ is: 'expired', from: 60_000 })
    const { outcome, wait, seconds } = await release(simulation, 'v2')
    expect(outcome).toBe('unknown')
    expect(seconds).toBeLessThan(90)
    expect(wait.failure).toContain('role-duration-seconds')
  })

  test('because the region is out for long is unknown at the deadline', async () => {
    const simulation = worldOf({ api: {} })
    simulation.faults.add({ is: 'unavailable', on: 'ecs:*', from: 30_000 })
    const { outcome, wait } = await release(simulation, 'v2', { wait: { timeout: '4m' } })
    expect(outcome).toBe('unknown')
    expect(wait.failure).toMatch(/HTTP 503, request id/)
  })
})

describe('an AWS that is hard to hear', () => {
  test.each([1, 2, 3])('whose reads lag up to 30 s is still told right (seed %d)', async seed => {
    for (const [tag, ends] of [
      ['v2', 'succeeded'],
      ['crashes', 'rolled-back'],
    ] as const) {
      const simulation = worldOf({ api: {}, web: {} }, { seed, aws: { replicaLag: '30s' } })
      simulation.world.timeline.advance(60_000)
      const { outcome } = await release(simulation, tag)
      expect(outcome).toBe(ends)
    }
  })

  test('that throttles, resets and fails now and then is asked again', async () => {
    const simulation = worldOf({ api: {}, web: {} })
    simulation.faults.add(
      { is: 'throttled', probability: 0.2, on: 'ecs:*' },
      { is: 'lost', probability: 0.05, on: /* reads */ ({ operation }) => /^(Describe|List)/.test(operation) },
      { is: 'unavailable', probability: 0.05, on: ({ operation }) => /^(Describe|List)/.test(operation) },
    )
    const { outcome } = await release(simulation, 'v2')
    expect(outcome).toBe('succeeded')
  })
})

describe('health URLs', () => {
  const urls = {
    'https://app.example.com/health': 'prod/api',
    'https://app.example.com/late': { statuses: [503, 503, 200] },
    'https://app.example.com/broken': { statuses: [500] },
    'https://app.example.com/moved': { statuses: [302] },
    'https://app.example.com/moved/': { statuses: [200] },
    'https://app.example.com/astray/': { statuses: [302] },
    'http://localhost/health': { statuses: [200] },
    'http://10.1.2.3/health': { statuses: [200] },
  }
  const ask = (address: string, more: Record<string, string> = {}) =>
    release(worldOf({ api: {} }, { urls }), 'v2', {
      wait: { 'health-urls': address, 'health-timeout': '60s', ...more },
    })

  test('are asked once the services are proved', async () => {
    const { outcome, wait } = await ask('app.example.com/health')
    expect(outcome).toBe('succeeded')
    expect(reportOf(wait).urls).toEqual([
      { url: 'https://app.example.com/health', outcome: 'succeeded', why: 'answered 200' },
    ])
  })

  test('may take some time', async () => {
    expect((await ask('app.example.com/late')).outcome).toBe('succeeded')
  })

  test.each([
    { path: 'broken', says: 'answered 500' },
    { path: 'astray/', says: 'answered 302' },
    { path: 'nowhere', says: 'answered 404' },
  ])('that stay $path are not rounded to success', async ({ path, says }) => {
    const { outcome, wait } = await ask(`app.example.com/${path}`)
    expect(outcome).toBe('timed-out')
    expect(wait.failure).toContain(says)
    expect(reportOf(wait).services['api']?.outcome).toBe('succeeded')
  })

  test('may answer with what the workflow accepts', async () => {
    expect((await ask('app.example.com/broken', { 'health-status': '2xx,500' })).outcome).toBe('succeeded')
  })

  test('that redirect are followed', async () => {
    const { wait } = await ask('app.example.com/moved')
    expect(reportOf(wait).urls).toMatchObject([{ outcome: 'succeeded', why: 'answered 200' }])
  })

  test('of which a redirect is wanted are seen to redirect, and not followed', async () => {
    const { wait } = await ask('app.example.com/moved', { 'health-status': '2xx,302' })
    expect(reportOf(wait).urls).toMatchObject([{ outcome: 'succeeded', why: 'answered 302' }])
  })

  test.each(['http://localhost/health', 'http://10.1.2.3/health'])(
    'with a private address are refused unless `allow-private-urls` says otherwise: %s',
    async address => {
      const refused = await ask(address)
      expect(refused.outcome).toBe('failed-before-change')
      expect(refused.wait.failure).toContain('only `allow-private-urls: true` lets that be asked')
      const allowed = await ask(address, { 'allow-private-urls': 'true' })
      expect(allowed.outcome).toBe('succeeded')
    },
  )

  test('are not asked where the services failed', async () => {
    const simulation = worldOf({ api: {} }, { urls })
    await release(simulation, 'crashes', { wait: { 'health-urls': 'app.example.com/health' } })
    expect(simulation.requests.filter(({ service: of }) => of === 'web')).toEqual([])
  })
})

describe('cancellation', () => {
  /** Deploys a tag everywhere and cancels the wait for it after so many seconds. `late` is how many more it took. */
  async function cancel(simulation: Simulation, tag: string, seconds: number): Promise<Performance & { late: number }> {
    const { cluster, images } = everywhere(simulation, tag)
    const deploy = await perform('deploy-ecs', { cluster, images: JSON.stringify(images) }, { simulation })
    const deployments = deploy.outputs['deployments'] ?? ''
    const stop = new AbortController()
    after(simulation, seconds, () => stop.abort())
    const began = simulation.world.now()
    const wait = await perform('wait-healthy', { cluster, deployments }, { simulation, stop: stop.signal })
    return { ...wait, late: (simulation.world.now() - began) / 1_000 - seconds }
  }

  test.each([
    { seconds: 1, ends: 'cancelled' },
    { seconds: 5, ends: 'cancelled' },
    { seconds: 20, ends: 'cancelled' },
    { seconds: 60, ends: 'cancelled' },
    { seconds: 100, ends: 'cancelled' },
    { seconds: 150, ends: 'rolled-back' },
  ])('$seconds s into a wait ends it as $ends within 5 s, with outputs', async ({ seconds, ends }) => {
    const { outcome, outputs, summary, late } = await cancel(worldOf({ api: {}, web: {} }), 'crashes', seconds)
    expect(outcome).toBe(ends)
    expect(late).toBeLessThan(5)
    expect(outputs['outcome']).toBe(outcome)
    expect(outputs['report']).toBeDefined()
    expect(summary).toContain('api')
  })

  test('while AWS does not answer ends within 5 s all the same', async () => {
    const simulation = worldOf({ api: { breaker: false } })
    after(simulation, 30, () => simulation.faults.add({ is: 'hangs', times: Infinity }))
    const { outcome, outputs, late } = await cancel(simulation, 'sick', 40)
    expect(simulation.requests.at(-1)?.fault).toBe('hangs')
    expect(outcome).toBe('cancelled')
    expect(late).toBeLessThan(5)
    expect(outputs['outcome']).toBe(outcome)
    expect(outputs['report']).toContain('was still under way')
  })
})

describe('inputs', () => {
  test.each([
    { inputs: {}, says: '`services` or `deployments` is required' },
    { inputs: { services: 'api', deployments: '{"api":{}}' }, says: '`deployments` has no deploymentId' },
    { inputs: { deployments: '[]' }, says: '`deployments` is "[]"; it takes a JSON object' },
    { inputs: { services: 'api', timeout: 'soon' }, says: '`timeout` is "soon"' },
    { inputs: { services: 'api', 'health-urls': 'ftp://example.com' }, says: '`health-urls` has "ftp://example.com"' },
  ])('$inputs are refused', async ({ inputs, says }) => {
    const { outcome, failure } = await perform(
      'wait-healthy',
      { cluster: 'prod', ...inputs },
      { simulation: worldOf({ api: {} }) },
    )
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain(says)
  })
})
