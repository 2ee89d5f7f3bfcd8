import { describe, expect, test } from '@jest/globals'
import { runsOf } from '../simulator/ecs/runs.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { registersRevisions, revisionOf } from '../stage/infrastructure.ts'
import { perform } from '../stage/perform.ts'
import { flawsOn } from '../stage/promotion-oracle.ts'
import { commits, markOn, migration, promote, promotionWorld, threeServices } from '../stage/promotions.ts'
import { primaryOf, serviceOf } from '../stage/truth.ts'
import { workspace } from '../stage/workspace.ts'

/*
 * Terraform registers a revision with a changed variable, and with `ignore_changes = [task_definition]` leaves it to
 * others to deploy it.
 */

const three = ['api', 'worker', 'web']
const manifest = `${threeServices}
migration: { service: api, command: ${migration} }
environments:
  production: { cluster: prod, base: latest }
  applying: { cluster: prod, base: latest, infrastructure-command: terraform apply, smoke-test-command: npm run smoke }
  unsaid: { cluster: prod }
  filed: { cluster: prod, base: "ecs/{service}.json" }
`
const definition = (name: string, container: string, image: string): string =>
  JSON.stringify({
    family: `prod-${name}`,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    containerDefinitions: [
      { name: container, image, essential: true, environment: [{ name: 'MODE', value: 'filed' }] },
    ],
  })
const checkout = workspace({
  '.github/deploy.yml': manifest,
  'ecs/api.json': definition('api', 'api', 'shop/api'),
  'ecs/worker.json': definition('worker', 'app', 'shop/api'),
  'ecs/web.json': definition('web', 'web', 'shop/web'),
})

interface Container {
  environment?: { name: string; value: string }[]
}

function modeOf({ world }: Simulation, taskDefinition: string): string | undefined {
  const { document = {} } = world.ecs.taskDefinition(taskDefinition) ?? {}
  const [container] = document['containerDefinitions'] as unknown as Container[]
  return container?.environment?.find(({ name }) => name === 'MODE')?.value
}

function modes(simulation: Simulation): (string | undefined)[] {
  return three.map(name => modeOf(simulation, primaryOf(serviceOf(simulation.world, 'prod', name)).taskDefinition))
}

function migrated(simulation: Simulation): (string | undefined)[] {
  const tasks = runsOf(simulation.world.ecs).filter(({ task }) => !task.group.startsWith('service:'))
  return tasks.map(({ task }) => modeOf(simulation, task.taskDefinition))
}

function applied(): Simulation {
  const simulation = promotionWorld()
  registersRevisions(simulation, ['api', 'web'], { mode: 'new' })
  return simulation
}

const before = three.map(name => `prod-${name}:1`)
const revisions = (simulation: Simulation): string[] => three.map(name => revisionOf(simulation, name))

describe('`base: latest` in the manifest', () => {
  test('a promotion brings the release on what Terraform has registered, its migration included', async () => {
    const simulation = applied()
    const { outcome, failure } = await promote(simulation, {}, { environment: checkout })
    expect([outcome, failure]).toEqual(['succeeded', undefined])
    expect(flawsOn({ simulation, services: three }, 'v2')).toEqual([])
    expect([modes(simulation), migrated(simulation)]).toEqual([['new', undefined, 'new'], ['new']])
    expect(markOn(simulation, revisionOf(simulation, 'web'), 'previous')).toMatch(/prod-web:1$/)
  })

  test.each([
    ['the one that ran well before', { services: 'api worker web' }],
    ['the very revisions', { 'task-definitions': before.map((name, index) => `${three[index] ?? ''}=${name}`).join() }],
  ])('a rollback to %s goes back to the exact revision before, not to what Terraform registered', async (_, to) => {
    const simulation = applied()
    await promote(simulation, {}, { environment: checkout })
    const { outcome } = await perform('rollback-task-def', { cluster: 'prod', ...to }, { simulation })
    expect([outcome, revisions(simulation), modes(simulation)]).toEqual([
      'succeeded',
      before,
      [undefined, undefined, undefined],
    ])
  })

  test('what the infrastructure command registers is what the release is built on, and a failure returns', async () => {
    for (const [code, ends] of [0, 1].map(smoke => [smoke, smoke === 0 ? 'succeeded' : 'rolled-back'] as const)) {
      const simulation = promotionWorld()
      const commands = {
        'terraform apply': { takes: 60_000, sees: () => registersRevisions(simulation, ['web'], { mode: 'new' }) },
        'npm run smoke': { code },
      }
      const { outcome } = await promote(simulation, { environment: 'applying' }, { environment: checkout, commands })
      expect(outcome).toBe(ends)
      if (ends === 'succeeded') expect(modes(simulation)).toEqual([undefined, undefined, 'new'])
      else expect(revisions(simulation)).toEqual(before)
    }
  })

  test('a dry run and the output `plan` show what differs', async () => {
    const simulation = applied()
    const { outputs, transcript, summary } = await promote(simulation, { 'dry-run': 'true' }, { environment: checkout })
    const plan = JSON.parse(outputs['plan'] ?? '') as {
      base: string
      services: Record<string, { differences: string[] }>
    }
    expect(plan.base).toBe('latest')
    const { api, worker } = plan.services
    expect(api?.differences).toEqual([expect.stringContaining('MODE'), expect.stringContaining('image of api')])
    expect(worker?.differences).toEqual([expect.stringContaining('image of app')])
    expect(transcript).toContainEqual(expect.stringMatching(/^api: .*MODE; image of api: /))
    expect(summary).toMatch(/\| Service +\| Difference +\|/)
    expect(
      [...transcript, summary, ...Object.values(outputs)].filter(text => /\bnew\b.*MODE|MODE.*\bnew\b/.test(text)),
    ).toEqual([])
  })

  test('is the default of the separate actions, and their input comes before it', async () => {
    const simulation = applied()
    const given = (environment: string, more: Record<string, string> = {}) => {
      const images = { api: `shop/api:${commits.v2}`, worker: `shop/api:${commits.v2}`, web: `shop/web:${commits.v2}` }
      const uris = Object.entries(images).map(([name, image]) => [name, simulation.world.ecr.uri(image)])
      return {
        environment,
        images: JSON.stringify(Object.fromEntries(uris)),
        release: 'v2',
        commit: commits.v2,
        ...more,
      }
    }
    const all = { simulation, environment: checkout }
    await perform('run-migration-task', given('production'), all)
    expect(migrated(simulation)).toEqual(['new'])
    await perform('deploy-ecs', given('production', { base: 'service' }), all)
    expect(modes(simulation)).toEqual([undefined, undefined, undefined])
    await perform('deploy-ecs', given('unsaid'), all)
    expect(modes(simulation)).toEqual([undefined, undefined, undefined])
    registersRevisions(simulation, ['web'], { mode: 'newer' })
    await perform('deploy-ecs', given('production'), all)
    expect(modes(simulation)).toEqual([undefined, undefined, 'newer'])
  })

  test.each([
    ['a task definition that is named', { 'task-definition': 'prod-api:1' }],
    ['a migration that goes down', { direction: 'down', command: migration, release: 'v1' }],
  ])('is not for %s', async (_, inputs) => {
    const simulation = applied()
    const { outcome, failure } = await perform(
      'run-migration-task',
      { environment: 'production', ...inputs },
      { simulation, environment: checkout },
    )
    expect([outcome, failure]).toEqual(['succeeded', undefined])
    expect(migrated(simulation)).toEqual([undefined])
  })
})

test('`base` may be a file of each service', async () => {
  const simulation = promotionWorld({ each: { health: false } })
  const { outcome, failure } = await promote(
    simulation,
    { environment: 'filed', migrate: 'false' },
    { environment: checkout },
  )
  expect([outcome, failure]).toEqual(['succeeded', undefined])
  expect(modes(simulation)).toEqual(['filed', 'filed', 'filed'])
})
