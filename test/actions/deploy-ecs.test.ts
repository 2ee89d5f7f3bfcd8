import { describe, expect, test } from '@jest/globals'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deregisterTaskDefinition } from '../simulator/ecs/deregister-task-definition.ts'
import { updateService } from '../simulator/ecs/update-service.ts'
import type { JsonObject } from '../simulator/operation.ts'
import type { DescribedService, Scenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { manyServices } from '../simulator/worlds/many-services.ts'
import { canary, secretive } from '../stage/canary.ts'
import { byHand } from '../stage/by-hand.ts'
import { perform } from '../stage/perform.ts'
import type { Performance } from '../stage/perform.ts'
import { footprint, imagesOf, primaryOf, serviceOf, tagsOf } from '../stage/truth.ts'

/** A cluster `prod` with these services; every repository has v1, v2 and v3. */
function worldOf(services: Record<string, string | DescribedService>, more: Scenario = {}): Simulation {
  const names = ['api', 'web', 'worker', 'proxy']
  return simulate({
    repositories: Object.fromEntries(names.map(name => [name, ['v1', 'v2', 'v3']])),
    clusters: { prod: services },
    ...more,
  })
}

interface Call extends Record<string, string | Record<string, string> | undefined> {
  images?: Record<string, string>
}

/** Images are given as `repository:tag` of the account's registry. */
function deploy(simulation: Simulation, { images, ...inputs }: Call): Promise<Performance> {
  const references = Object.entries(images ?? {}).map(([key, image]) => [key, simulation.world.ecr.uri(image)])
  const given = images && { images: JSON.stringify(Object.fromEntries(references)) }
  return perform('deploy-ecs', { cluster: 'prod', ...given, ...(inputs as Record<string, string>) }, { simulation })
}

interface Deployment {
  taskDefinition: string
  previousTaskDefinition: string
  deploymentId: string
  previousDeploymentId: string
  changed: boolean
}

function deploymentsOf({ outputs }: Performance): Record<string, Deployment> {
  return JSON.parse(outputs['deployments'] ?? '{}') as Record<string, Deployment>
}

function writesOf({ requests }: Simulation): string[] {
  return requests.map(({ operation }) => operation).filter(name => !/^(Describe|List|BatchGet)/.test(name))
}

function pinned({ world }: Simulation, image: string): string {
  return `${world.ecr.uri(image.split(':')[0] ?? '')}@${world.ecr.find(image)?.digest ?? ''}`
}

function service({ world }: Simulation, name: string) {
  return serviceOf(world, 'prod', name)
}

/** Somebody else's UpdateService, beside any runner. */
function somebodyDeploys({ world }: Simulation, name: string, taskDefinition: string): void {
  byHand(world, updateService, { cluster: 'prod', service: name, taskDefinition })
}

describe('a deployment', () => {
  test('pins each tag to its digest, and says what it began', async () => {
    const simulation = worldOf({ api: 'api:v1', web: 'web:v1', worker: 'worker:v1' })
    const before = primaryOf(service(simulation, 'api'))
    const result = await deploy(simulation, { images: { api: 'api:v2', web: 'web:v2', worker: 'worker:v2' } })
    expect(result).toMatchObject({ outcome: 'succeeded', outputs: { changed: 'true' } })
    for (const name of ['api', 'web', 'worker']) {
      expect(imagesOf(simulation.world, service(simulation, name))).toEqual({
        [name]: pinned(simulation, `${name}:v2`),
      })
    }
    const primary = primaryOf(service(simulation, 'api'))
    expect(deploymentsOf(result)['api']).toEqual({
      taskDefinition: primary.taskDefinition,
      previousTaskDefinition: before.taskDefinition,
      deploymentId: primary.id,
      previousDeploymentId: before.id,
      changed: true,
    })
  })

  test('sends nothing but the revision: no desired count, no network, no force', async () => {
    const simulation = worldOf({ api: 'api:v1' })
    await deploy(simulation, { images: { api: 'api:v2' } })
    const update = simulation.requests.find(({ operation }) => operation === 'UpdateService')
    expect(Object.keys(update?.input ?? {}).sort()).toEqual(['cluster', 'service', 'taskDefinition'])
    expect(update?.input.taskDefinition).toMatch(/^arn:aws:ecs:.*:task-definition\/prod-api:2$/)
  })

  test('of fifty services stays within what AWS allows, and begins all of them', async () => {
    const simulation = simulate(manyServices(50))
    const names = [...simulation.world.ecr.repositories.keys()]
    const images = Object.fromEntries(names.map(name => [name, `${name}:v2`]))
    const { outcome } = await deploy(simulation, { cluster: 'production', images })
    expect(outcome).toBe('succeeded')
    expect(simulation.requests.filter(({ fault }) => fault !== undefined)).toEqual([])
    const prints = names.map(name => footprint(simulation.world, serviceOf(simulation.world, 'production', name)))
    expect(new Set(prints.map(({ deployments, revisions }) => `${deployments}/${revisions}`))).toEqual(new Set(['2/2']))
    // One look at ten services, two revisions and an image with its status each, one registration and one update each.
    expect(simulation.requests.length).toBeLessThanOrEqual(5 + 50 * 6 + 5)
  })

  test('gives each container of a service its image, and leaves the others alone', async () => {
    const simulation = worldOf({ api: { image: 'api:v1', sidecars: { proxy: 'proxy:v1', agent: 'web:v1' } } })
    const { outcome } = await deploy(simulation, { images: { 'api/api': 'api:v2', 'api/proxy': 'proxy:v3' } })
    expect(outcome).toBe('succeeded')
    expect(imagesOf(simulation.world, service(simulation, 'api'))).toEqual({
      api: pinned(simulation, 'api:v2'),
      proxy: pinned(simulation, 'proxy:v3'),
      agent: simulation.world.ecr.uri('web:v1'),
    })
  })

  test('finds the container that runs the image’s repository', async () => {
    const simulation = worldOf({ api: { image: 'api:v1', container: 'main', sidecars: { proxy: 'proxy:v1' } } })
    await deploy(simulation, { images: { api: 'proxy:v2' } })
    expect(imagesOf(simulation.world, service(simulation, 'api'))).toEqual({
      main: simulation.world.ecr.uri('api:v1'),
      proxy: pinned(simulation, 'proxy:v2'),
    })
  })

  test('takes what was verified, though the tag was moved since', async () => {
    const simulation = worldOf({ api: 'api:v1' })
    const verified = await perform('verify-image', { images: 'api', tag: 'v2' }, { simulation })
    const wanted = pinned(simulation, 'api:v2')
    simulation.world.ecr.moveTag('api:v2', simulation.world.ecr.find('api:v3')?.digest ?? '')
    const inputs = { cluster: 'prod', images: verified.outputs['images'] ?? '' }
    await perform('deploy-ecs', inputs, { simulation })
    expect(imagesOf(simulation.world, service(simulation, 'api'))).toEqual({ api: wanted })
  })

  test('records on the revision where it comes from', async () => {
    const simulation = worldOf({ api: { image: 'api:v1', sidecars: { proxy: 'proxy:v1' } } })
    const images = { 'api/api': 'api:v2', 'api/proxy': 'proxy:v3' }
    await deploy(simulation, { images, release: 'v1.5.0', commit: 'c0ffee' })
    const { taskDefinition } = primaryOf(service(simulation, 'api'))
    expect(tagsOf(simulation.world, taskDefinition)).toEqual({
      'deploy-actions:release': 'v1.5.0',
      'deploy-actions:commit': 'c0ffee',
      'deploy-actions:image-tags': 'api=v2 proxy=v3',
      'deploy-actions:run': 'https://github.com/acme/specboard/actions/runs/7',
      'deploy-actions:previous': taskDefinition.replace(/:2$/, ':1'),
    })
  })

  test('keeps the tags that others gave, and replaces those of the release before', async () => {
    const simulation = worldOf({ api: { image: 'api:v1', taskDefinition: { tags: [{ key: 'team', value: 'core' }] } } })
    await deploy(simulation, { images: { api: 'api:v2' }, release: 'one' })
    await deploy(simulation, { images: { api: 'api:v3' }, release: 'two' })
    const tags = tagsOf(simulation.world, primaryOf(service(simulation, 'api')).taskDefinition)
    expect(tags).toMatchObject({ team: 'core', 'deploy-actions:release': 'two' })
  })
})

describe('what the new revision is made of', () => {
  const inThreeRevisions = (): Simulation => {
    const simulation = worldOf({ api: 'api:v1' })
    const [first] = simulation.world.ecs.families.get('prod-api') ?? []
    const document = { ...first?.document, cpu: '1024', memory: '2048' } as JsonObject
    simulation.world.ecs.registerTaskDefinition(document)
    return simulation
  }
  const deployed = ({ world }: Simulation): JsonObject => {
    const { taskDefinition } = primaryOf(serviceOf(world, 'prod', 'api'))
    return world.ecs.taskDefinition(taskDefinition)?.document ?? {}
  }

  test('is what the service runs, even if somebody registered a newer revision', async () => {
    const simulation = inThreeRevisions()
    await deploy(simulation, { images: { api: 'api:v2' } })
    expect(deployed(simulation)).toMatchObject({ revision: 3, cpu: '256' })
  })

  test('is the newest revision of the family with `latest`', async () => {
    const simulation = inThreeRevisions()
    await deploy(simulation, { images: { api: 'api:v2' }, base: 'latest' })
    expect(deployed(simulation)).toMatchObject({ revision: 3, cpu: '1024' })
  })

  test('is a file of the workspace, in whose name `{service}` stands for the service', async () => {
    const simulation = worldOf({ api: 'api:v1', web: 'web:v1' })
    const workspace = mkdtempSync(join(tmpdir(), 'workspace-'))
    for (const name of ['api', 'web']) {
      const text = `family: prod-${name}\ncpu: 512\nmemory: 1024\nnetworkMode: awsvpc\nrequiresCompatibilities: [FARGATE]\ncontainerDefinitions:\n  - { name: ${name}, image: placeholder, essential: true, portMappings: [{ containerPort: 8080 }] }\n`
      writeFileSync(join(workspace, `${name}.yml`), text)
    }
    const uri = (name: string): string => `${name}=${simulation.world.ecr.uri(`${name}:v2`)}`
    const inputs = { cluster: 'prod', images: `${uri('api')}\n${uri('web')}`, base: '{service}.yml' }
    const environment = { GITHUB_WORKSPACE: workspace }
    const { outcome } = await perform('deploy-ecs', inputs, { simulation, environment })
    expect(outcome).toBe('succeeded')
    expect(deployed(simulation)).toMatchObject({ family: 'prod-api', revision: 2, cpu: '512' })
  })

  test.each([
    { base: 'absent.json', says: 'the file absent.json is not in the workspace' },
    { base: '../../../etc/passwd', says: 'lies outside of the workspace' },
    { base: 'package.json', says: 'is not a task definition: `family` is missing' },
  ])('cannot be the file $base', async ({ base, says }) => {
    const simulation = worldOf({ api: 'api:v1' })
    const { outcome, failure } = await deploy(simulation, { images: { api: 'api:v2' }, base })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain(says)
    expect(writesOf(simulation)).toEqual([])
  })

  test('keeps members of the task definition that nobody here knows', async () => {
    const future = { checkpointing: { everySeconds: 30, modes: ['A', null] } }
    const simulation = worldOf({
      api: { image: 'api:v1', taskDefinition: future, containerDefinition: { startupProbe: { path: '/ready' } } },
    })
    await deploy(simulation, { images: { api: 'api:v2' } })
    const { taskDefinition } = primaryOf(service(simulation, 'api'))
    const document = simulation.world.ecs.taskDefinition(taskDefinition)?.document
    expect(document).toMatchObject({
      revision: 2,
      ...future,
      containerDefinitions: [{ startupProbe: { path: '/ready' } }],
    })
  })
})

describe('a second run', () => {
  test('is unchanged and writes nothing', async () => {
    const simulation = worldOf({ api: 'api:v1', web: 'web:v1' })
    const images = { api: 'api:v2', web: 'web:v2' }
    const first = await deploy(simulation, { images })
    const writes = writesOf(simulation).length
    const second = await deploy(simulation, { images })
    expect(second).toMatchObject({ outcome: 'unchanged', outputs: { changed: 'false' } })
    expect(writesOf(simulation)).toHaveLength(writes)
    expect(deploymentsOf(second)['api']?.deploymentId).toBe(deploymentsOf(first)['api']?.deploymentId)
  })

  test('still says what ran before the first', async () => {
    const simulation = worldOf({ api: 'api:v1' })
    const before = primaryOf(service(simulation, 'api'))
    await deploy(simulation, { images: { api: 'api:v2' } })
    const second = await deploy(simulation, { images: { api: 'api:v2' } })
    expect(deploymentsOf(second)['api']?.previousTaskDefinition).toBe(before.taskDefinition)
  })

  test('with force begins exactly one more deployment, of the same revision', async () => {
    const simulation = worldOf({ api: 'api:v1' })
    await deploy(simulation, { images: { api: 'api:v2' } })
    const again = await deploy(simulation, { images: { api: 'api:v2' }, 'force-new-deployment': 'true' })
    expect(again.outcome).toBe('succeeded')
    expect(footprint(simulation.world, service(simulation, 'api'))).toEqual({ deployments: 3, revisions: 2 })
    expect(deploymentsOf(again)['api']?.deploymentId).toBe(primaryOf(service(simulation, 'api')).id)
  })

  test('with force registers a copy of a revision that was deregistered', async () => {
    const simulation = worldOf({ api: 'api:v1' })
    const image = simulation.world.ecr.uri('api:v2')
    await deploy(simulation, { images: { api: 'api:v2' } })
    const { taskDefinition } = primaryOf(service(simulation, 'api'))
    byHand(simulation.world, deregisterTaskDefinition, { taskDefinition })
    const inputs = { cluster: 'prod', images: `api=${image}`, 'force-new-deployment': 'true' }
    const { outcome } = await perform('deploy-ecs', inputs, { simulation })
    expect(outcome).toBe('succeeded')
    expect(primaryOf(service(simulation, 'api')).taskDefinition).toMatch(/prod-api:3$/)
  })

  test('uses the revision that a run before had registered but not deployed', async () => {
    const simulation = worldOf({ api: 'api:v1' })
    simulation.faults.add({ is: 'denied', on: 'ecs:UpdateService', times: 1 })
    const first = await deploy(simulation, { images: { api: 'api:v2' } })
    expect(first.outcome).toBe('failed-before-change')
    expect(first.failure).toContain('Allow the role of this job the action ecs:UpdateService')
    const second = await deploy(simulation, { images: { api: 'api:v2' } })
    expect(second.outcome).toBe('succeeded')
    expect(second.transcript).toContainEqual(expect.stringContaining('revision prod-api:2, which exists already'))
    expect(footprint(simulation.world, service(simulation, 'api'))).toEqual({ deployments: 2, revisions: 2 })
  })
})

describe('two services of one family', () => {
  test('share the new revision, which is registered once', async () => {
    const simulation = worldOf({ api: { image: 'api:v1', container: 'main', health: false } })
    const { taskDefinition } = primaryOf(service(simulation, 'api'))
    simulation.world.ecs.createService({ cluster: 'prod', name: 'worker', taskDefinition })
    const { outcome } = await deploy(simulation, { images: { api: 'api:v2', worker: 'api:v2' } })
    expect(outcome).toBe('succeeded')
    const [api, worker] = ['api', 'worker'].map(name => primaryOf(service(simulation, name)).taskDefinition)
    expect(api).toMatch(/prod-api:2$/)
    expect(worker).toBe(api)
    expect(writesOf(simulation).sort()).toEqual(['RegisterTaskDefinition', 'UpdateService', 'UpdateService'])
  })

  test('get a revision each where their images differ', async () => {
    const simulation = worldOf({ api: { image: 'api:v1', container: 'main', health: false } })
    const { taskDefinition } = primaryOf(service(simulation, 'api'))
    simulation.world.ecs.createService({ cluster: 'prod', name: 'worker', taskDefinition })
    await deploy(simulation, { images: { api: 'api:v2', worker: 'api:v3' } })
    expect(imagesOf(simulation.world, service(simulation, 'api'))).toEqual({ main: pinned(simulation, 'api:v2') })
    expect(imagesOf(simulation.world, service(simulation, 'worker'))).toEqual({ main: pinned(simulation, 'api:v3') })
    expect(simulation.world.ecs.families.get('prod-api')).toHaveLength(3)
  })
})

describe('what stands against a deployment', () => {
  test('is named all in one run, and nothing is written', async () => {
    const simulation = worldOf(
      {
        good: 'api:v1',
        draining: 'api:v1',
        'by-codedeploy': { image: 'api:v1', controller: 'CODE_DEPLOY' },
        'by-others': { image: 'api:v1', controller: 'EXTERNAL' },
        daemon: { image: 'api:v1', more: { schedulingStrategy: 'DAEMON' } },
        stuck: { image: 'api:v1', minimumHealthyPercent: 100, maximumPercent: 125 },
        asleep: { image: 'api:v1', desired: 0 },
        unclear: { image: 'api:v1', sidecars: { second: 'web:v1' } },
        arm: { image: 'api:v1', taskDefinition: { runtimePlatform: { cpuArchitecture: 'ARM64' } } },
        imageless: 'api:v1',
      },
      { repositories: { api: [{ tags: ['v1'], platforms: ['linux/amd64', 'linux/arm64'] }, 'v2'], web: ['v1'] } },
    )
    simulation.world.ecs.levers.deleteService(service(simulation, 'draining'))
    const names = ['good', 'draining', 'by-codedeploy', 'by-others', 'daemon', 'stuck', 'asleep', 'arm']
    const { outcome, failure = '' } = await deploy(simulation, {
      images: {
        ...Object.fromEntries([...names, 'nowhere'].map(name => [name, 'api:v2'])),
        'unclear/third': 'api:v2',
        imageless: 'api:v9',
        'good/second': 'web:v1',
      },
    })
    expect(outcome).toBe('failed-before-change')
    for (const sentence of [
      'nowhere is MISSING in cluster prod',
      'draining is DRAINING',
      'by-codedeploy is deployed by CODE_DEPLOY',
      'by-others is deployed by EXTERNAL',
      'daemon is a DAEMON service on Fargate',
      'stuck could neither start nor stop a task',
      'asleep has a desired count of 0',
      'unclear cannot take the image: prod-unclear has no container "third"; its containers: unclear, second',
      'good cannot take the image: prod-good has no container "second"',
      'is not built for linux/arm64, only for linux/amd64',
      'carries the tag v9; the newest tags there',
    ]) {
      expect(failure).toContain(sentence)
    }
    expect(writesOf(simulation)).toEqual([])
  })

  test.each([
    { what: 'an archived image', image: 'api:old', says: 'is archived and cannot be pulled' },
    { what: 'an image of an unknown repository', image: 'apy:v1', says: 'has no repository apy' },
  ])('is $what', async ({ image, says }) => {
    const repositories = { api: ['v1', { tags: ['old'], archived: true }] }
    const simulation = worldOf({ api: 'api:v1' }, { repositories })
    const { outcome, failure } = await deploy(simulation, { images: { api: image } })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain(says)
    expect(writesOf(simulation)).toEqual([])
  })

  test('is an image of another registry without a digest', async () => {
    const simulation = worldOf({ api: 'api:v1' })
    const inputs = { cluster: 'prod', images: 'api=ghcr.io/acme/api:v2' }
    const { failure } = await perform('deploy-ecs', inputs, { simulation })
    expect(failure).toContain('api is given ghcr.io/acme/api:v2 without a digest')
    expect(writesOf(simulation)).toEqual([])
  })

  test('is not that the registry cannot be read, where the image is pinned already', async () => {
    const simulation = worldOf({ api: 'api:v1' })
    simulation.faults.add({ is: 'denied', on: 'ecr:*' })
    const inputs = { cluster: 'prod', images: `api=${pinned(simulation, 'api:v2')}` }
    const { outcome, transcript } = await perform('deploy-ecs', inputs, { simulation })
    expect(outcome).toBe('succeeded')
    expect(transcript).toContainEqual(expect.stringMatching(/^warning: api: the image could not be checked/))
  })

  test('is a permission that is missing, by its name', async () => {
    const simulation = worldOf({ api: 'api:v1' })
    simulation.faults.add({ is: 'denied', on: 'ecs:DescribeServices' })
    const { outcome, failure } = await deploy(simulation, { images: { api: 'api:v2' } })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('Allow the role of this job the action ecs:DescribeServices')
  })

  test('is not a desired count of 0 with `allow-zero`', async () => {
    const simulation = worldOf({ api: { image: 'api:v1', desired: 0 } })
    const { outcome } = await deploy(simulation, { images: { api: 'api:v2' }, 'allow-zero': 'true' })
    expect(outcome).toBe('succeeded')
  })

  test('is a cluster that does not exist', async () => {
    const { outcome, failure } = await deploy(worldOf({ api: 'api:v1' }), { cluster: 'prd', images: { api: 'api:v2' } })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('Cluster not found.')
  })
})

describe('a dry run', () => {
  test('shows the difference without any value, and writes nothing', async () => {
    const simulation = worldOf({ api: { image: 'api:v1', containerDefinition: secretive } })
    const { outcome, transcript, summary, outputs } = await deploy(simulation, {
      images: { api: 'api:v2' },
      'dry-run': 'true',
    })
    expect({ outcome, outputs }).toEqual({
      outcome: 'unchanged',
      outputs: { deployments: '{}', changed: 'false', outcome: 'unchanged' },
    })
    expect(transcript).toContainEqual(expect.stringMatching(/^api: a new revision.*image.*:v1 → .*@sha256:/))
    expect(summary).toContain('| a new revision |')
    expect([...transcript, summary].join('\n')).not.toContain(canary)
    expect(writesOf(simulation)).toEqual([])
  })

  test('shows what a file changes of variables, secrets and commands by their names only', async () => {
    const simulation = worldOf({ api: { image: 'api:v1', containerDefinition: secretive } })
    const workspace = mkdtempSync(join(tmpdir(), 'workspace-'))
    const [first] = simulation.world.ecs.families.get('prod-api') ?? []
    const text = JSON.stringify(first?.document).replaceAll(canary, `${canary}-rotated`)
    writeFileSync(join(workspace, 'api.json'), text)
    const inputs = {
      cluster: 'prod',
      images: `api=${simulation.world.ecr.uri('api:v2')}`,
      base: '{service}.json',
      'dry-run': 'true',
    }
    const environment = { GITHUB_WORKSPACE: workspace }
    const { transcript, summary } = await perform('deploy-ecs', inputs, { simulation, environment })
    const shown = [...transcript, summary].join('\n')
    for (const name of ['DATABASE_URL', 'GREETING', 'command', 'entryPoint', 'com.example.key']) {
      expect(shown).toContain(name)
    }
    expect(shown).not.toContain(canary)
  })
})

describe('somebody else', () => {
  test('who deploys while this deployment is prepared is not overwritten', async () => {
    const simulation = worldOf({ api: 'api:v1', web: 'web:v1' })
    const { world } = simulation
    const [first] = world.ecs.families.get('prod-web') ?? []
    const theirs = world.ecs.registerTaskDefinition({ ...first?.document, family: 'theirs' })
    simulation.faults.add({
      is: 'slow',
      delay: 1_000,
      on: ({ operation }) => {
        if (operation !== 'RegisterTaskDefinition') return false
        if (primaryOf(service(simulation, 'web')).taskDefinition !== theirs.arn) {
          somebodyDeploys(simulation, 'web', theirs.arn)
        }
        return true
      },
    })
    const { outcome, failure } = await deploy(simulation, { images: { api: 'api:v2', web: 'web:v2' } })
    expect(outcome).toBe('superseded')
    expect(failure).toContain('somebody else deployed web while this deployment was prepared')
    expect(primaryOf(service(simulation, 'web')).taskDefinition).toBe(theirs.arn)
    expect(writesOf(simulation)).not.toContain('UpdateService')
  })

  test('who deploys after an update whose reply was lost is not overwritten', async () => {
    const simulation = worldOf({ api: 'api:v1' })
    const { world } = simulation
    const [first] = world.ecs.families.get('prod-api') ?? []
    const theirs = world.ecs.registerTaskDefinition({ ...first?.document, family: 'theirs' })
    simulation.faults.add({ is: 'applied-and-lost', on: 'UpdateService' })
    world.onHappening(({ text }) => {
      if (/^deployment .* of prod-api:2$/.test(text)) {
        world.timeline.after(1, () => somebodyDeploys(simulation, 'api', theirs.arn))
      }
    })
    const { outcome, failure } = await deploy(simulation, { images: { api: 'api:v2' } })
    expect(outcome).toBe('superseded')
    expect(failure).toContain('api was deployed by somebody else')
    expect(primaryOf(service(simulation, 'api')).taskDefinition).toBe(theirs.arn)
    expect(writesOf(simulation).filter(name => name === 'UpdateService')).toHaveLength(1)
  })
})

describe('lost replies', () => {
  test.each(['RegisterTaskDefinition', 'UpdateService'])(
    'of %s, however often, leave one deployment and one new revision',
    async operation => {
      for (const is of ['lost', 'applied-and-lost', 'applied-and-html', 'applied-and-empty', 'hangs'] as const) {
        const simulation = worldOf({ api: 'api:v1' })
        simulation.faults.add({ is, on: operation, times: 2 })
        const { outcome } = await deploy(simulation, { images: { api: 'api:v2' } })
        expect(outcome).toBe('succeeded')
        expect(footprint(simulation.world, service(simulation, 'api'))).toEqual({ deployments: 2, revisions: 2 })
      }
    },
  )

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('of both are resolved where every read may be 30 s old (seed %d)', async seed => {
    const simulation = worldOf({ api: 'api:v1' }, { seed, aws: { replicaLag: '30s' } })
    simulation.world.ecs.assumptions.sameTaskDefinition = 'new-deployment'
    simulation.world.timeline.advance(60_000)
    simulation.faults.add({ is: 'applied-and-lost', on: ['RegisterTaskDefinition', 'UpdateService'], times: 2 })
    const { outcome } = await deploy(simulation, { images: { api: 'api:v2' } })
    expect(outcome).toBe('succeeded')
    expect(footprint(simulation.world, service(simulation, 'api'))).toEqual({ deployments: 2, revisions: 2 })
  })

  test('of a forced update are never answered by a second one', async () => {
    for (const is of ['lost', 'applied-and-lost', 'applied-and-empty'] as const) {
      const simulation = worldOf({ api: 'api:v1' })
      await deploy(simulation, { images: { api: 'api:v2' } })
      simulation.faults.add({ is, on: 'UpdateService' })
      const { outcome } = await deploy(simulation, { images: { api: 'api:v2' }, 'force-new-deployment': 'true' })
      expect(outcome).toBe(is === 'lost' ? 'unknown' : 'succeeded')
      expect(writesOf(simulation).filter(name => name === 'UpdateService')).toHaveLength(2)
    }
  })

  test('are told as unknown when the state cannot be seen until the deadline', async () => {
    const simulation = worldOf({ api: 'api:v1' })
    const began = simulation.world.now()
    simulation.faults.add(
      { is: 'applied-and-lost', on: 'UpdateService' },
      { is: 'failed', on: 'DescribeServices', nth: 3, times: Infinity },
    )
    const { outcome, failure } = await deploy(simulation, { images: { api: 'api:v2' }, timeout: '2m' })
    expect(outcome).toBe('unknown')
    expect(failure).toMatch(/api: .*DescribeServices.*HTTP 500, request id/)
    expect(simulation.world.now() - began).toBeLessThan(135_000)
  })

  test('because of throttling are none: the call is sent again until it is taken', async () => {
    const simulation = worldOf({ api: 'api:v1' })
    simulation.faults.add({ is: 'throttled', on: ['RegisterTaskDefinition', 'UpdateService'], times: 8 })
    const { outcome } = await deploy(simulation, { images: { api: 'api:v2' } })
    expect(outcome).toBe('succeeded')
    expect(footprint(simulation.world, service(simulation, 'api'))).toEqual({ deployments: 2, revisions: 2 })
  })
})

describe('when one of several services cannot be updated', () => {
  test('the others are seen through or not begun, and each is told', async () => {
    const simulation = worldOf({ api: 'api:v1', web: 'web:v1', worker: 'worker:v1' })
    simulation.faults.add({
      is: 'denied',
      on: ({ operation, input }) => operation === 'UpdateService' && input.service === 'web',
    })
    const result = await deploy(simulation, { images: { api: 'api:v2', web: 'web:v2', worker: 'worker:v2' } })
    expect(result.outcome).toBe('mixed')
    expect(result.failure).toContain('web: ecs:UpdateService for service web in cluster prod failed')
    for (const [name, { deploymentId }] of Object.entries(deploymentsOf(result))) {
      expect(primaryOf(service(simulation, name)).id).toBe(deploymentId)
    }
    expect(deploymentsOf(result)['web']).toBeUndefined()
  })
})

describe('cancellation', () => {
  test('at any call ends within 5 s, and no change is begun after it', async () => {
    const images = { api: 'api:v2', web: 'web:v2' }
    const calm = worldOf({ api: 'api:v1', web: 'web:v1' })
    await deploy(calm, { images })
    for (const { index } of calm.requests) {
      const simulation = worldOf({ api: 'api:v1', web: 'web:v1' })
      const stop = new AbortController()
      let stoppedAt = 0
      simulation.faults.add({
        is: 'slow',
        delay: 100,
        on: () => {
          if (simulation.requests.length === index + 1 && !stop.signal.aborted) {
            stoppedAt = simulation.world.now()
            stop.abort()
          }
          return false
        },
      })
      const references = Object.entries(images).map(([key, image]) => [key, simulation.world.ecr.uri(image)])
      const inputs = { cluster: 'prod', images: JSON.stringify(Object.fromEntries(references)) }
      const { outcome, outputs } = await perform('deploy-ecs', inputs, { simulation, stop: stop.signal })
      expect(simulation.world.now() - stoppedAt).toBeLessThan(5_000)
      expect(outputs['outcome']).toBe(outcome)
      const begunLater = simulation.requests.filter(
        ({ at, operation }) => at > stoppedAt + 100 && !/^(Describe|List|BatchGet)/.test(operation),
      )
      expect(begunLater).toEqual([])
    }
  })
})
