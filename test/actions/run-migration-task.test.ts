import { describe, expect, test } from '@jest/globals'
import { deregisterTaskDefinition } from '../simulator/ecs/deregister-task-definition.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { byHand } from '../stage/by-hand.ts'
import { perform } from '../stage/perform.ts'
import {
  changesOf,
  command,
  migrationWorld,
  oneOffTasks,
  runMigration,
  runsIn,
  startsOf,
  works,
} from '../stage/migrations.ts'
import { workspace } from '../stage/workspace.ts'
import { imagesOf, primaryOf, serviceOf, tagsOf } from '../stage/truth.ts'

const service = ({ world }: Simulation) => serviceOf(world, 'prod', 'api')
const revisions = ({ world }: Simulation, family = 'prod-api') => world.ecs.families.get(family) ?? []
const pinned = ({ world }: Simulation, image: string) =>
  `${world.ecr.uri(image.split(':')[0] ?? '')}@${world.ecr.find(image)?.digest ?? ''}`

describe('a migration in the place of a service', () => {
  test('runs the new image there, and says what it left', async () => {
    const simulation = migrationWorld()
    const { outcome, outputs, summary, transcript } = await runMigration(simulation)
    expect(outcome).toBe('succeeded')
    const [task] = oneOffTasks(simulation)
    expect(task).toMatchObject({
      containers: [{ name: 'api', imageDigest: simulation.world.ecr.find('api:v2')?.digest, exitCode: 0 }],
    })
    expect(outputs).toEqual({
      outcome: 'succeeded',
      'task-arn': task?.arn,
      'exit-code': '0',
      'log-url': expect.stringMatching(
        /^https:\/\/us-west-2\.console\.aws\.amazon\.com\/cloudwatch\/.*\$252Fecs\$252Fprod\$252Fapi\/log-events\/api\$252Fapi\$252F[0-9a-f]{32}$/,
      ),
      'restore-point': expect.stringMatching(/^2026-11-20T\d\d:\d\d:\d\dZ$/),
    })
    expect(Date.parse(outputs['restore-point'] ?? '')).toBeLessThanOrEqual(task?.createdAt ?? 0)
    expect(Date.parse(outputs['restore-point'] ?? '')).toBeGreaterThan((task?.createdAt ?? 0) - 2_000)
    expect(summary).toContain(`| Restore point  | \`${outputs['restore-point'] ?? ''}\``)
    expect(transcript).toEqual(
      expect.arrayContaining(['Task role: arn:aws:iam::123456789012:role/prod-api-task', '│ step 1', '│ step 2']),
    )
  })

  test('takes network, platform version and revision from it: nothing is typed twice', async () => {
    const simulation = migrationWorld({ service: { more: { launchType: 'FARGATE', platformVersion: '1.4.0' } } })
    await runMigration(simulation)
    expect(startsOf(simulation)).toEqual([
      expect.objectContaining({
        cluster: 'prod',
        taskDefinition: revisions(simulation).at(-1)?.arn,
        count: 1,
        launchType: 'FARGATE',
        platformVersion: '1.4.0',
        networkConfiguration: service(simulation).configuration['networkConfiguration'],
        overrides: { containerOverrides: [{ name: 'api', command: command.split(' ') }] },
      }),
    ])
  })

  test.each([
    { capacity: 'on-demand', sends: { launchType: 'FARGATE' } },
    { capacity: 'spot', sends: { capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] } },
  ])('that runs on Spot gets $capacity capacity where that is asked for', async ({ capacity, sends }) => {
    const capacityProviderStrategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }]
    const simulation = migrationWorld({ service: { more: { capacityProviderStrategy } } })
    const { outcome } = await runMigration(simulation, { capacity })
    expect(outcome).toBe('succeeded')
    const [{ launchType, capacityProviderStrategy: strategy } = {}] = startsOf(simulation)
    expect({ launchType, capacityProviderStrategy: strategy }).toEqual({
      launchType: undefined,
      capacityProviderStrategy: undefined,
      ...sends,
    })
  })

  test('runs the very revision that deploy-ecs then deploys: the family grows once', async () => {
    const simulation = migrationWorld()
    const images = `api=${simulation.world.ecr.uri('api:v2')}`
    await runMigration(simulation, { images })
    const { outcome } = await perform('deploy-ecs', { cluster: 'prod', images, release: 'v2.0.0' }, { simulation })
    expect(outcome).toBe('succeeded')
    expect(revisions(simulation)).toHaveLength(2)
    expect(primaryOf(service(simulation)).taskDefinition).toBe(oneOffTasks(simulation)[0]?.taskDefinition)
    expect(imagesOf(simulation.world, service(simulation))).toEqual({ api: pinned(simulation, 'api:v2') })
  })

  test('runs the revision that deploy-ecs has deployed already', async () => {
    const simulation = migrationWorld()
    const images = `api=${simulation.world.ecr.uri('api:v2')}`
    await perform('deploy-ecs', { cluster: 'prod', images, release: 'v2.0.0' }, { simulation })
    const { outcome } = await runMigration(simulation, { images })
    expect(outcome).toBe('succeeded')
    expect(revisions(simulation)).toHaveLength(2)
  })

  test('records on the revision what deploy-ecs would, and the migration', async () => {
    const simulation = migrationWorld()
    await runMigration(simulation, { commit: 'c0ffee' })
    const [task] = oneOffTasks(simulation)
    const tags = tagsOf(simulation.world, task?.taskDefinition ?? '')
    expect(tags).toMatchObject({
      'deploy-actions:release': 'v2.0.0',
      'deploy-actions:commit': 'c0ffee',
      'deploy-actions:image-tags': 'api=v2',
      'deploy-actions:previous': primaryOf(service(simulation)).taskDefinition,
      'deploy-actions:migration': expect.stringMatching(/^succeeded 2026-.*Z release v2\.0\.0$/),
    })
    expect(task?.tags).toEqual(
      expect.arrayContaining([
        { key: 'deploy-actions:release', value: 'v2.0.0' },
        { key: 'deploy-actions:attempt', value: '1' },
      ]),
    )
  })

  test('runs an ACTIVE copy where the service’s revision was deregistered', async () => {
    const simulation = migrationWorld({ service: { image: 'api:v3' } })
    byHand(simulation.world, deregisterTaskDefinition, {
      taskDefinition: primaryOf(service(simulation)).taskDefinition,
    })
    const { outcome } = await runMigration(simulation, { images: `api=${simulation.world.ecr.uri('api:v3')}` })
    expect(outcome).toBe('succeeded')
  })

  test('gives each container its image, and counts the named one', async () => {
    const simulation = migrationWorld({ service: { sidecars: { proxy: 'proxy:v1' } } })
    const { ecr } = simulation.world
    const images = JSON.stringify({
      'api/api': ecr.uri('api:v2'),
      'api/proxy': ecr.uri('proxy:v2'),
      web: ecr.uri('proxy:v1'),
    })
    const { outcome } = await runMigration(simulation, { images, container: 'api' })
    expect(outcome).toBe('succeeded')
    const digests = oneOffTasks(simulation)[0]?.containers.map(({ imageDigest }) => imageDigest)
    expect(digests).toEqual(['api:v2', 'proxy:v2'].map(image => ecr.find(image)?.digest))
  })

  test('may be given the image of its container alone', async () => {
    const simulation = migrationWorld({ service: { sidecars: { proxy: { image: 'proxy:v1', essential: false } } } })
    const { outcome } = await runMigration(simulation, { images: '', image: simulation.world.ecr.uri('api:v2') })
    expect(outcome).toBe('succeeded')
  })

  test('sets variables and roles for this task only, and shows no values', async () => {
    const simulation = migrationWorld()
    const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`
    const variables = 'TENANT=acme ltd\nGREETING=k4n4r1-9ZqW7xT2'
    const result = await runMigration(simulation, {
      'environment-variables': variables,
      'task-role': role('migrator'),
      'execution-role': role('puller'),
    })
    expect(result.outcome).toBe('succeeded')
    expect(startsOf(simulation)[0]?.['overrides']).toEqual({
      containerOverrides: [
        {
          name: 'api',
          command: command.split(' '),
          environment: [
            { name: 'TENANT', value: 'acme ltd' },
            { name: 'GREETING', value: 'k4n4r1-9ZqW7xT2' },
          ],
        },
      ],
      taskRoleArn: role('migrator'),
      executionRoleArn: role('puller'),
    })
    expect(result.transcript).toEqual(
      expect.arrayContaining(['Variables set: TENANT, GREETING', `Task role: ${role('migrator')}`]),
    )
    expect(JSON.stringify(result)).not.toContain('k4n4r1')
  })
})

describe('a migration with a task definition of its own', () => {
  const families = { 'shop-migrate': { image: 'api:v1', container: 'migrate', command: command.split(' ') } }
  const own = { service: '', 'task-definition': 'shop-migrate', command: '' }

  test('runs in the network that is given, with the image of the release', async () => {
    const simulation = migrationWorld({ more: { families } })
    const { ecr } = simulation.world
    const images = JSON.stringify({ frontend: ecr.uri('proxy:v2'), backend: ecr.uri('api:v2') })
    const { outcome } = await runMigration(simulation, {
      ...own,
      images,
      subnets: 'subnet-1, subnet-2',
      'security-groups': 'sg-1',
      'assign-public-ip': 'true',
    })
    expect(outcome).toBe('succeeded')
    expect(revisions(simulation, 'shop-migrate')).toHaveLength(2)
    const [start] = startsOf(simulation)
    expect(start?.['networkConfiguration']).toEqual({
      awsvpcConfiguration: { subnets: ['subnet-1', 'subnet-2'], securityGroups: ['sg-1'], assignPublicIp: 'ENABLED' },
    })
    expect(start?.['overrides']).toEqual({ containerOverrides: [{ name: 'migrate' }] })
  })

  test('runs in the network of a service, if one is named', async () => {
    const simulation = migrationWorld({ more: { families } })
    const { outcome } = await runMigration(simulation, { ...own, service: 'api' })
    expect(outcome).toBe('succeeded')
    expect(startsOf(simulation)[0]?.['networkConfiguration']).toEqual(
      service(simulation).configuration['networkConfiguration'],
    )
    expect(oneOffTasks(simulation)[0]?.taskDefinition).toContain('shop-migrate:2')
  })

  test('runs as it is where no image is given', async () => {
    const simulation = migrationWorld({
      more: { families: { 'shop-migrate': { ...families['shop-migrate'], image: 'api:v2' } } },
    })
    const { outcome } = await runMigration(simulation, { ...own, images: '', subnets: 'subnet-1' })
    expect(outcome).toBe('succeeded')
    expect(revisions(simulation, 'shop-migrate')).toHaveLength(1)
  })

  test('is refused while somebody runs a task of it by hand', async () => {
    const simulation = migrationWorld({ more: { families } })
    const byHand = runMigration(simulation, { ...own, subnets: 'subnet-1' })
    await simulation.world.timeline.sleep(20_000)
    const [task] = oneOffTasks(simulation)
    Object.assign(task ?? {}, { startedBy: 'somebody', tags: [] })
    const { outcome, failure } = await runMigration(simulation, { ...own, subnets: 'subnet-1', release: 'v3' })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain(`another migration is running: task ${task?.id ?? ''}`)
    await byHand
    expect(runsIn(simulation, 'migrate')).toBe(1)
  })
})

describe('a migration of the manifest', () => {
  const manifest = (line: string) => `services:
  backend: { image: api }
migration: { service: backend, command: ${line}, timeout: 3m }
environments:
  production: { cluster: prod, service: api }
`
  const good = workspace({ '.github/deploy.yml': manifest('alembic upgrade head') })
  const bad = workspace({ '.github/deploy.yml': manifest("'alembic upgrade head && seed'") })
  const fromManifest = { environment: 'production', cluster: '', service: '', command: '' }

  test('needs nothing but the environment, the images and the release', async () => {
    const simulation = migrationWorld()
    const images = `backend=${simulation.world.ecr.uri('api:v2')}`
    const { outcome, transcript } = await runMigration(simulation, { ...fromManifest, images }, { environment: good })
    expect(outcome).toBe('succeeded')
    expect(transcript[0]).toBe('From .github/deploy.yml, environment production: cluster, service, command, timeout.')
    expect(oneOffTasks(simulation)[0]?.taskDefinition).toContain('prod-api:2')
  })

  test('with a command that needs a shell is refused with its name', async () => {
    const simulation = migrationWorld()
    const { outcome, failure } = await runMigration(simulation, fromManifest, { environment: bad })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('`migration.command` of the manifest has `&&`')
  })
})

describe('what stands against a migration', () => {
  test('between its inputs is named all at once, before anything is asked', async () => {
    const simulation = migrationWorld()
    const wrong = {
      cluster: '',
      command: 'migrate && seed',
      capacity: 'cheap',
      'on-timeout': 'pray',
      'log-lines': 'all',
      timeout: 'soon',
      'task-role': 'migrator',
      'environment-variables': 'TENANT',
    }
    const { outcome, failure = '' } = await runMigration(simulation, wrong)
    expect(outcome).toBe('failed-before-change')
    for (const name of Object.keys(wrong)) expect(failure).toContain(`\`${name}\` `)
    expect(failure).toContain('["sh","-c","…"]')
    expect(simulation.requests).toEqual([])
  })

  test.each<[string, Record<string, string>, string]>([
    ['nothing to run', { service: '' }, '`service` or `task-definition` is required'],
    ['a network beside a service', { subnets: 'subnet-1' }, 'are taken from `service`'],
    ['two images', { image: 'api:v2' }, '`images` and `image` exclude each other'],
    [
      'security groups without subnets',
      { service: '', 'task-definition': 'shop-migrate', 'security-groups': 'sg-1' },
      'need `subnets`',
    ],
    [
      'a base of a task definition',
      { service: '', 'task-definition': 'shop-migrate', base: 'latest' },
      '`base` is for the revision of a `service`',
    ],
  ])('is %s', async (_, inputs, says) => {
    const { failure } = await runMigration(migrationWorld(), inputs)
    expect(failure).toContain(says)
  })

  test.each<[string, Parameters<typeof migrationWorld>[0], Record<string, string>, string]>([
    ['a service that is not there', {}, { service: 'web' }, 'web is MISSING in cluster prod'],
    ['a container that is not there', {}, { container: 'migrate' }, 'has no container "migrate"; its containers: api'],
    [
      'several essential containers',
      { service: { sidecars: { proxy: 'proxy:v1' } } },
      {},
      'several essential containers: api, proxy',
    ],
    [
      'a container that is not essential',
      { service: { sidecars: { proxy: { image: 'proxy:v1', essential: false } } } },
      { container: 'proxy' },
      'is not essential',
    ],
    [
      'a restart policy',
      { service: { containerDefinition: { restartPolicy: { enabled: true, restartAttemptPeriod: 60 } } } },
      {},
      'ECS would run the migration again and again',
    ],
    ['images for others', {}, { images: 'web=example.com/web:v1' }, 'gets none of the images, which are for web'],
    [
      'an image that is not there',
      {},
      { images: 'api=123456789012.dkr.ecr.us-west-2.amazonaws.com/api:v9' },
      'cannot run its image',
    ],
    [
      'Spot outside of Fargate',
      { service: { more: { launchType: 'EC2' } } },
      { capacity: 'spot' },
      'does not run on Fargate',
    ],
    [
      'a moving tag as its only name',
      { more: { families: { m: { image: 'api:v2' } } } },
      { service: '', 'task-definition': 'm', subnets: 'subnet-1', images: '', release: '', commit: '' },
      'neither a release nor a commit nor a digest',
    ],
    [
      'a task definition without a network',
      { more: { families: { m: { image: 'api:v2' } } } },
      { service: '', 'task-definition': 'm', images: '' },
      'no subnets',
    ],
  ])('is %s, and nothing is written', async (_, world, inputs, says) => {
    const simulation = migrationWorld(world)
    const { outcome, failure } = await runMigration(simulation, inputs)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain(says)
    expect(changesOf(simulation)).toEqual([])
  })
})

describe('a dry run', () => {
  const pullRequest = { 'dry-run': 'true', 'dry-run-command': 'alembic upgrade head --sql' }
  const ofV3 = ({ world }: Simulation) => ({ images: `api=${world.ecr.uri('api:v3')}` })

  test('shows what would run, where and as whom, and starts and writes nothing', async () => {
    const simulation = migrationWorld()
    const { outcome, failure, transcript, summary, outputs } = await runMigration(simulation, { 'dry-run': 'true' })
    expect([outcome, failure]).toEqual(['unchanged', undefined])
    expect(transcript.at(-1)).toBe(
      'Dry run of the migration of release v2.0.0: attempt 1 would be started, because no earlier attempt is known. Nothing was started or written.',
    )
    for (const fact of [
      command,
      'a new one of prod-api',
      'Fargate, on demand',
      'subnet-',
      'prod-api-task',
      'prod-api-execution',
    ])
      expect(summary).toContain(fact)
    expect(changesOf(simulation)).toEqual([])
    expect(outputs).toMatchObject({ 'task-arn': '', 'exit-code': '', 'restore-point': '' })
  })

  test('says of a migration that ended well that nothing would be started', async () => {
    const simulation = migrationWorld()
    await runMigration(simulation)
    const { transcript } = await runMigration(simulation, { 'dry-run': 'true' })
    expect(transcript.at(-1)).toContain('nothing would be started, because it ended well')
  })

  test('runs its own command instead, if it has one, each time anew and without recording it', async () => {
    const simulation = migrationWorld()
    const attempt = (id: string) =>
      runMigration(simulation, { ...pullRequest, ...ofV3(simulation) }, { environment: { GITHUB_RUN_ID: id } })
    expect((await attempt('1')).outcome).toBe('succeeded')
    const again = await attempt('2')
    expect(again.outcome).toBe('succeeded')
    expect(again.transcript).toContain('│ step 1')
    expect(startsOf(simulation).map(({ overrides }) => JSON.stringify(overrides))).toEqual([
      expect.stringContaining('--sql'),
      expect.stringContaining('--sql'),
    ])
    expect(changesOf(simulation)).not.toContain('TagResource')
    const migrated = await runMigration(simulation, {
      ...ofV3(simulation),
      'dry-run-command': pullRequest['dry-run-command'],
    })
    expect(migrated.outcome).toBe('succeeded')
    expect(startsOf(simulation)).toHaveLength(3)
  })

  test('is in no migration’s way, nor they in its', async () => {
    const simulation = migrationWorld({ migration: { ...works, exits: { code: 0, after: '5m' } } })
    const both = [runMigration(simulation), runMigration(simulation, { ...pullRequest, ...ofV3(simulation) })]
    expect((await Promise.all(both)).map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded'])
  })
})
