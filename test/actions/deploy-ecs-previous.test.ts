import { describe, expect, test } from '@jest/globals'
import type { Simulation } from '../simulator/simulation.ts'
import { deploysBeside, revisionOf } from '../stage/infrastructure.ts'
import { perform } from '../stage/perform.ts'
import type { Performance } from '../stage/perform.ts'
import { bySomebody, commits, markOn, promotionWorld, runs, threeServices } from '../stage/promotions.ts'
import { primaryOf, serviceOf } from '../stage/truth.ts'
import { workspace } from '../stage/workspace.ts'

const checkout = workspace({
  '.github/deploy.yml': `${threeServices.replaceAll('api: {', 'backend: { service: api, ')}
environments:
  production: { cluster: prod }
`,
})
const three = ['api', 'worker', 'web']
const arn = (name: string): string => `arn:aws:ecs:us-west-2:123456789012:task-definition/${name}`

interface Deployment {
  taskDefinition: string
  previousTaskDefinition: string | null
  deploymentId: string
  previousDeploymentId: string | null
  changed: boolean
}

function deploymentsOf({ outputs }: Performance): Record<string, Deployment> {
  return JSON.parse(outputs['deployments'] || '{}') as Record<string, Deployment>
}

function imagesIn({ world }: Simulation): Record<string, string> {
  const [api, web] = ['api', 'web'].map(name => world.ecr.uri(`shop/${name}:${commits.v2}`))
  return { api: api ?? '', 'worker/app': api ?? '', web: web ?? '' }
}

/** v2, over what runs; `previous` as it is given, or as JSON. */
function deploy(simulation: Simulation, previous: unknown, inputs: Record<string, string> = {}): Promise<Performance> {
  const given = typeof previous === 'string' ? previous : JSON.stringify(previous)
  const what = { cluster: 'prod', images: JSON.stringify(imagesIn(simulation)), release: 'v2', commit: commits.v2 }
  return perform('deploy-ecs', { ...what, previous: given, ...inputs }, { simulation, environment: checkout })
}

function rollBack(simulation: Simulation, { outputs }: Performance): Promise<Performance> {
  const deployments = outputs['deployments'] ?? ''
  return perform('rollback-task-def', { cluster: 'prod', deployments }, { simulation, environment: checkout })
}

/** An earlier step has deployed all services, and they run. */
function deployedBefore(mode = 'new'): Simulation {
  const simulation = promotionWorld()
  deploysBeside(simulation, three, { mode })
  simulation.world.timeline.advance(900_000)
  return simulation
}

function revisions(simulation: Simulation): string[] {
  return three.map(name => revisionOf(simulation, name))
}

const first = ['prod-api:1', 'prod-worker:1', 'prod-web:1']

describe('`previous`', () => {
  test.each<[string, unknown]>([
    ['ARNs', Object.fromEntries(three.map(name => [name, arn(`prod-${name}:1`)]))],
    ['family:number', Object.fromEntries(three.map(name => [name, `prod-${name}:1`]))],
    [
      'the output `deployments` of an earlier step',
      Object.fromEntries(three.map(name => [name, { changed: true, previousTaskDefinition: arn(`prod-${name}:1`) }])),
    ],
  ])('takes %s, and rollback-task-def goes back there', async (_, previous) => {
    const simulation = deployedBefore()
    const running = three.map(name => primaryOf(serviceOf(simulation.world, 'prod', name)).id)
    const deployed = await deploy(simulation, previous)
    const deployments = deploymentsOf(deployed)
    expect(deployed.outcome).toBe('succeeded')
    expect(three.map(name => deployments[name]?.previousTaskDefinition)).toEqual(first.map(arn))
    // What ECS by itself returns to: else that would look like somebody else's deployment.
    expect(three.map(name => deployments[name]?.previousDeploymentId)).toEqual(running)
    expect(three.map(name => markOn(simulation, revisionOf(simulation, name), 'previous'))).toEqual(first.map(arn))
    const back = await rollBack(simulation, deployed)
    expect([back.outcome, revisions(simulation)]).toEqual(['succeeded', first])
  })

  test('by names of the manifest is that of the services of ECS', async () => {
    const simulation = deployedBefore()
    const images = JSON.stringify({ ...imagesIn(simulation), api: undefined, backend: imagesIn(simulation)['api'] })
    const previous = { backend: 'prod-api:1' }
    const deployed = await deploy(simulation, previous, { environment: 'production', images })
    const { api, web } = deploymentsOf(deployed)
    expect([api?.previousTaskDefinition, web?.previousTaskDefinition]).toEqual([arn('prod-api:1'), arn('prod-web:2')])
  })

  test('that runs still is what was completed last, as without it', async () => {
    const simulation = promotionWorld()
    const { api } = deploymentsOf(await deploy(simulation, { api: 'prod-api:1' }))
    expect(api).toMatchObject({ changed: true, previousTaskDefinition: arn('prod-api:1') })
    const again = await deploy(simulation, { api: revisionOf(simulation, 'api') })
    const stays = { changed: false, previousTaskDefinition: arn('prod-api:1') }
    expect([again.outcome, deploymentsOf(again)['api']]).toEqual(['unchanged', expect.objectContaining(stays)])
  })

  test('that nobody can say is no way back, and no guess is made', async () => {
    const simulation = deployedBefore()
    const deployed = await deploy(simulation, { api: null, worker: 'prod-worker:1' })
    const { api, worker } = deploymentsOf(deployed)
    expect([api?.previousTaskDefinition, worker?.previousTaskDefinition]).toEqual([null, arn('prod-worker:1')])
    expect(markOn(simulation, revisionOf(simulation, 'api'), 'previous')).toBeUndefined()
    const back = await rollBack(simulation, deployed)
    expect([back.outcome, back.failure]).toEqual([
      'failed-before-change',
      expect.stringContaining('`deployments` does not say what ran before'),
    ])
  })

  test('and exactly what is wanted runs already: that is a change of this job, and is returned as one', async () => {
    const simulation = promotionWorld()
    deploysBeside(simulation, three, { release: 'digest' })
    simulation.world.timeline.advance(900_000)
    const previous = Object.fromEntries(three.map(name => [name, `prod-${name}:1`]))
    const deployed = await deploy(simulation, previous)
    expect([deployed.outcome, deployed.outputs['changed']]).toEqual(['succeeded', 'true'])
    expect(deployed.transcript.at(-1)).toContain('An earlier step has deployed exactly this to 3 services')
    expect(revisions(simulation)).toEqual(['prod-api:2', 'prod-worker:2', 'prod-web:2'])
    expect(markOn(simulation, 'prod-api:2', 'release')).toBe('v2')
    const back = await rollBack(simulation, deployed)
    expect([back.outcome, revisions(simulation)]).toEqual(['succeeded', first])
  })

  test.each<[string, unknown, RegExp]>([
    ['a family alone', { api: 'prod-api' }, /`previous` has .*prod-api.* for api; it takes the ARN of a revision/],
    ['a number', { api: 7 }, /`previous` has .*7.* for api/],
    ['a list', '[]', /`previous` is "\[\]"; it takes a JSON object/],
    ['no JSON', 'api=prod-api:1', /`previous` is not JSON/],
    ['a service that is not deployed', { mailer: 'prod-mailer:1' }, /`previous` names mailer, which is not among/],
  ])('with %s is a mistake', async (_, previous, says) => {
    const simulation = promotionWorld()
    const { outcome, failure } = await deploy(simulation, previous)
    expect([outcome, failure]).toEqual(['failed-before-change', expect.stringMatching(says)])
    expect(revisions(simulation)).toEqual(first)
  })

  test('of a step that came to nothing is none', async () => {
    const simulation = deployedBefore()
    const { outcome, outputs } = await deploy(simulation, '{}')
    const previous = (JSON.parse(outputs['deployments'] ?? '') as Record<string, Deployment>)['api']
    expect([outcome, previous?.previousTaskDefinition]).toEqual(['succeeded', arn('prod-api:2')])
  })
})

describe('where nothing can be deployed', () => {
  const previous = Object.fromEntries(three.map(name => [name, `prod-${name}:1`]))

  test.each<[string, (simulation: Simulation) => Record<string, string>]>([
    [
      'an image is missing',
      ({ world }) => ({
        images: `api=${world.ecr.uri('shop/api:nothing')}`,
        services: 'api,worker,web',
        base: 'latest',
      }),
    ],
    ['nothing can be registered', ({ faults }) => (faults.add({ is: 'denied', on: 'ecs:RegisterTaskDefinition' }), {})],
    ['ECS takes no update', ({ faults }) => (faults.add({ is: 'denied', on: 'ecs:UpdateService', times: 3 }), {})],
  ])('because %s, what an earlier step has deployed is named, and returns', async (_, spoil) => {
    const simulation = deployedBefore()
    const deployed = await deploy(simulation, previous, spoil(simulation))
    simulation.faults.clear()
    expect(deployed.outcome).not.toBe('succeeded')
    expect(Object.keys(deploymentsOf(deployed)).sort()).toEqual(three.toSorted())
    const back = await rollBack(simulation, deployed)
    expect([back.outcome, revisions(simulation)]).toEqual(['succeeded', first])
  })

  test('because somebody else deployed meanwhile: theirs stays, the others return', async () => {
    const simulation = deployedBefore()
    let done = false
    simulation.faults.add({
      is: 'slow',
      on: ({ operation }) => {
        if (!done && operation === 'RegisterTaskDefinition') {
          done = true
          bySomebody(simulation, 'web')
        }
        return false
      },
    })
    const deployed = await deploy(simulation, previous)
    expect(deployed.outcome).toBe('superseded')
    const back = await rollBack(simulation, deployed)
    expect([back.outcome, revisions(simulation)]).toEqual(['mixed', ['prod-api:1', 'prod-worker:1', 'prod-web:3']])
    expect(runs(simulation, 'web')).toBe('v1')
  })

  test('a dry run names nothing', async () => {
    const simulation = deployedBefore()
    simulation.faults.add({ is: 'denied', on: 'ecr:BatchGetImage' })
    const { outputs } = await deploy(simulation, previous, { 'dry-run': 'true' })
    expect(outputs['deployments'] || '{}').toBe('{}')
  })
})
