import { describe, expect, test } from '@jest/globals'
import { deregisterTaskDefinition } from '../simulator/ecs/deregister-task-definition.ts'
import type { Behaviour } from '../simulator/behaviour.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { byHand } from '../stage/by-hand.ts'
import {
  changesOf,
  downCommand,
  goBack,
  migrationWorld,
  oneOffTasks,
  release,
  releasedWorld,
  runDown,
  runMigration,
  startsOf,
  ways,
  works,
} from '../stage/migrations.ts'
import { perform } from '../stage/perform.ts'
import { commits, migration, promote, promotionWorld, threeServices } from '../stage/promotions.ts'
import { tagsOf } from '../stage/truth.ts'
import { workspace } from '../stage/workspace.ts'

const hour = 3_600_000
const wait = ({ world }: Simulation, ms: number) => world.timeline.advance(ms)
const revisions = ({ world }: Simulation, family = 'prod-api') => world.ecs.families.get(family) ?? []
const slow = { ...works, exits: { code: 0, after: '10m' } }

/** The first revision is of a release, too. */
function tagRelease(simulation: Simulation, value: string): void {
  revisions(simulation)[0]?.tags.push({ key: 'deploy-actions:release', value })
}

/** A run that is killed as soon as the task of its migration runs. */
async function killed(simulation: Simulation, run: typeof runDown): Promise<void> {
  const ran = ways(simulation).length
  const runner = simulation.runner()
  const ended = run(simulation, {}, { runner }).then(({ failure, outcome }) => failure ?? outcome)
  while (ways(simulation).length === ran) {
    const end = await Promise.race([ended, simulation.world.timeline.sleep(1_000)])
    if (end !== undefined) throw new Error(`nothing ran: ${end}`)
  }
  runner.kill()
}

const declared = workspace({
  '.github/deploy.yml': `services:
  backend: { image: api }
migration: { service: backend, command: alembic upgrade head, timeout: 3m }
environments:
  production: { cluster: prod, service: api }
`,
})

describe('taking a migration back', () => {
  test('runs its own command with what the service runs, and registers nothing', async () => {
    const simulation = await releasedWorld()
    const before = revisions(simulation).length
    const { outcome, outputs, transcript, summary } = await runDown(simulation)
    expect(outcome).toBe('succeeded')
    expect(outputs).toMatchObject({ 'exit-code': '0', 'restore-point': expect.stringContaining('2026-') })
    expect(revisions(simulation)).toHaveLength(before)
    const start = startsOf(simulation).at(-1)
    expect(start).toMatchObject({
      taskDefinition: revisions(simulation).at(-1)?.arn,
      startedBy: expect.stringMatching(/^deploy-actions\/migration\/down\/[0-9a-f]{32}$/),
      networkConfiguration: expect.anything(),
      overrides: { containerOverrides: [{ name: 'api', command: downCommand.split(' ') }] },
    })
    expect(oneOffTasks(simulation).at(-1)?.containers[0]?.imageDigest).toBe(simulation.world.ecr.find('api:v2')?.digest)
    expect(transcript).toEqual(
      expect.arrayContaining([
        'Direction: down to v1.0.0, with what runs now',
        '│ step 1',
        expect.stringMatching(/^The migration down to v1\.0\.0 ended with exit code 0/),
      ]),
    )
    expect(summary).toContain('Down to v1.0.0')
  })

  test('is written on its task and on the revision, which keeps what it says of its own release', async () => {
    const simulation = await releasedWorld()
    const before = tagsOf(simulation.world, revisions(simulation).at(-1)?.arn ?? '')
    await runDown(simulation)
    const task = oneOffTasks(simulation).at(-1)
    const own = (task?.tags ?? []) as { key: string; value: string }[]
    const tags = Object.fromEntries(own.map(({ key, value }) => [key, value]))
    expect(tags).toMatchObject({
      'deploy-actions:down-to': 'v1.0.0',
      'deploy-actions:container': 'api',
      'deploy-actions:run': expect.any(String),
    })
    expect(tags).not.toHaveProperty('deploy-actions:release')
    const after = tagsOf(simulation.world, task?.taskDefinition ?? '')
    expect(after).toMatchObject(before)
    const added = Object.keys(after).filter(key => !(key in before))
    expect(added.map(key => key.replace(/:[0-9a-f]+$/, ''))).toEqual([
      'deploy-actions:down-begun',
      'deploy-actions:down-ended',
    ])
    expect(added.map(key => after[key])).toEqual([
      expect.stringMatching(/^1 2026-\S+ v1\.0\.0$/),
      expect.stringMatching(/^1 succeeded 2026-\S+ [0-9a-f]{32} v1\.0\.0$/),
    ])
  })

  test('to a commit, where the release is not known, says so', async () => {
    const commit = '1'.repeat(40)
    const { outcome, transcript } = await runDown(await releasedWorld(), { release: '', commit })
    expect(outcome).toBe('succeeded')
    expect(transcript.at(-1)).toContain('The migration down to commit 111111111111 ended with exit code 0')
  })

  test('runs a copy where what runs was deregistered, which is of the same release', async () => {
    const simulation = await releasedWorld()
    const [, second] = revisions(simulation)
    byHand(simulation.world, deregisterTaskDefinition, { taskDefinition: second?.arn ?? '' })
    expect((await runDown(simulation)).outcome).toBe('succeeded')
    expect(revisions(simulation)).toHaveLength(3)
    const tags = tagsOf(simulation.world, revisions(simulation).at(-1)?.arn ?? '')
    expect(tags).toMatchObject({ 'deploy-actions:release': 'v2.0.0' })
    expect((await runDown(simulation)).outcome).toBe('unchanged')
  })

  test('runs the revision that is named, where the service runs an older one by now', async () => {
    const simulation = await releasedWorld()
    goBack(simulation)
    const own = { 'task-definition': 'prod-api:2' }
    expect((await runDown(simulation, own)).outcome).toBe('succeeded')
    expect(startsOf(simulation).at(-1)?.['taskDefinition']).toBe(revisions(simulation)[1]?.arn)
    expect((await release(simulation)).outcome).toBe('succeeded')
    expect(ways(simulation)).toEqual(['up', 'down', 'up'])
  })

  test('takes everything but the command from the manifest', async () => {
    const simulation = await releasedWorld()
    const inputs = { environment: 'production', cluster: '', service: '' }
    const without = await runDown(simulation, { ...inputs, command: '' }, { environment: declared })
    expect(without.failure).toContain('`command` is required with `direction: down`')
    expect((await runDown(simulation, inputs, { environment: declared })).outcome).toBe('succeeded')
    expect(ways(simulation)).toEqual(['up', 'down'])
  })
})

describe('what a release and a way back know of each other', () => {
  test('a release that was taken back is migrated again, and taken back again', async () => {
    const simulation = await releasedWorld()
    for (const turn of [1, 2, 3]) {
      expect((await runDown(simulation)).outcome).toBe('succeeded')
      expect((await runDown(simulation)).outcome).toBe('unchanged')
      goBack(simulation)
      const { outcome, transcript } = await release(simulation)
      expect(outcome).toBe('succeeded')
      expect(transcript.join('\n')).toMatch(
        new RegExp(`Starting attempt ${turn + 1}: the migration down to v1.0.0, begun at \\S+, took it back`),
      )
      expect((await runMigration(simulation)).outcome).toBe('unchanged')
    }
    expect(ways(simulation)).toEqual(['up', 'down', 'up', 'down', 'up', 'down', 'up'])
  })

  test.each([0, 3])('so it is %d hours later, too', async hours => {
    const simulation = await releasedWorld()
    await runDown(simulation)
    wait(simulation, hours * hour)
    expect((await runDown(simulation)).outcome).toBe('unchanged')
    expect((await runMigration(simulation)).outcome).toBe('succeeded')
    wait(simulation, hours * hour)
    expect((await runDown(simulation)).outcome).toBe('succeeded')
    expect(ways(simulation)).toEqual(['up', 'down', 'up', 'down'])
  })

  test('any release makes it run again, and all that were taken back run again', async () => {
    const simulation = await releasedWorld()
    await release(simulation, 'v3')
    expect((await runDown(simulation)).outcome).toBe('succeeded')
    goBack(simulation)
    expect((await release(simulation, 'v2')).outcome).toBe('succeeded')
    expect((await release(simulation, 'v3')).outcome).toBe('succeeded')
    expect((await runDown(simulation)).outcome).toBe('succeeded')
    expect(ways(simulation)).toEqual(['up', 'up', 'down', 'up', 'up', 'down'])
  })

  test('a rollback that is run again once the code has gone back takes it as done, and goes no further', async () => {
    const simulation = await releasedWorld()
    await runDown(simulation)
    goBack(simulation)
    const { outcome, transcript } = await runDown(simulation)
    expect(outcome).toBe('unchanged')
    expect(transcript.at(-1)).toContain('The migration down to v1.0.0 ended well before')
    expect(ways(simulation)).toEqual(['up', 'down'])
  })

  test('with an image that does not know the migrations nothing is taken back', async () => {
    const simulation = await releasedWorld()
    goBack(simulation)
    tagRelease(simulation, 'v1.0.0')
    const { outcome, failure } = await runDown(simulation)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('The migration down to v1.0.0 is not started: api runs v1.0.0 already')
    expect(failure).toContain('Name the revision of the newer release by `task-definition`')
    expect(ways(simulation)).toEqual(['up'])
  })

  test('one that failed may run again, and the release runs again, too: what of it is applied is not known', async () => {
    const simulation = await releasedWorld({ down: { exits: { code: 3, after: '5s' } } })
    const first = await runDown(simulation)
    expect(first.outcome).toBe('failed-before-change')
    expect(first.failure).toContain('The migration down to v1.0.0 ran and failed')
    wait(simulation, 2 * hour)
    expect((await runDown(simulation)).transcript.join('\n')).toContain(
      'Starting attempt 2: attempt 1 was seen to fail',
    )
    const { outcome, transcript } = await runMigration(simulation)
    expect(outcome).toBe('succeeded')
    expect(transcript.join('\n')).toContain('ran and failed, and may have taken some of it back')
  })

  test('one of which nothing ran, for want of capacity, leaves the release as it was', async () => {
    const simulation = await releasedWorld()
    const { levers } = simulation.world.ecs
    levers.takeCapacity()
    expect((await runDown(simulation, { timeout: '5m' })).outcome).toBe('failed-before-change')
    levers.giveCapacity()
    wait(simulation, 2 * hour)
    expect((await runMigration(simulation)).outcome).toBe('unchanged')
    expect((await runDown(simulation)).outcome).toBe('succeeded')
    expect(ways(simulation)).toEqual(['up', 'down'])
  })

  test('one whose task never started leaves the release as it was, and a way back before it done', async () => {
    const cannotInitialize =
      'ResourceInitializationError: unable to retrieve secret from asm: ResourceNotFoundException'
    const simulation = await releasedWorld()
    const { behaviour } = simulation.world.ecr.find('api:v2') ?? {}
    const commands: Record<string, Behaviour> = { ...behaviour?.commands }
    const { [downCommand]: program } = commands
    Object.assign(behaviour ?? {}, { commands })
    const never = async (inputs: Record<string, string>) => {
      commands[downCommand] = { ...program, cannotInitialize }
      expect((await runDown(simulation, inputs)).failure).toContain('never started: A secret does not exist')
      commands[downCommand] = { ...program }
      wait(simulation, 2 * hour)
    }
    await never({})
    expect((await runMigration(simulation)).outcome).toBe('unchanged')
    expect((await runDown(simulation)).outcome).toBe('succeeded')
    await never({ force: 'true' })
    expect((await runDown(simulation)).outcome).toBe('unchanged')
    expect((await runMigration(simulation)).outcome).toBe('succeeded')
    expect(ways(simulation)).toEqual(['up', 'down', 'up'])
  })

  test('in another cluster of the same family nothing is taken back', async () => {
    const simulation = await releasedWorld()
    const arn = revisions(simulation)[1]?.arn ?? ''
    const stage = {
      key: `deploy-actions:down-ended:${'f'.repeat(32)}`,
      value: '1 succeeded 2026-11-20T23:00:00Z d0 v1.0.0',
    }
    simulation.world.ecs.taskDefinition(arn)?.tags.push(stage)
    expect((await runMigration(simulation)).outcome).toBe('unchanged')
  })
})

describe('a way back that runs', () => {
  test('is followed by the next run of a rollback that was killed', async () => {
    const simulation = await releasedWorld({ down: slow })
    await killed(simulation, runDown)
    const { outcome, transcript } = await runDown(simulation)
    expect(outcome).toBe('succeeded')
    expect(transcript.join('\n')).toContain('of this migration is there already')
    expect(ways(simulation)).toEqual(['up', 'down'])
  })

  test('keeps a release from being migrated, which names it, and the other way round', async () => {
    const simulation = await releasedWorld({ down: slow, migration: slow })
    await killed(simulation, runDown)
    const kept = await runMigration(simulation)
    expect(kept.outcome).toBe('failed-before-change')
    expect(kept.failure).toMatch(/another migration is running: task [0-9a-f]{32} down to v1\.0\.0, begun at/)
    wait(simulation, hour / 2)
    await killed(simulation, runMigration)
    const { outcome, failure } = await runDown(simulation)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toMatch(/another migration is running: task [0-9a-f]{32} of release v2\.0\.0, begun at/)
    expect(ways(simulation)).toEqual(['up', 'down', 'up: no exit code'])
  })

  test.each(['0s', '30s'])(
    'is started once by two rollbacks at the same moment, with reads that lag %s',
    async replicaLag => {
      const simulation = await releasedWorld({ more: { aws: { replicaLag } } })
      await runDown(simulation)
      await release(simulation)
      const both = await Promise.all([runDown(simulation), runDown(simulation)])
      expect(both.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded'])
      expect(ways(simulation)).toEqual(['up', 'down', 'up', 'down'])
    },
  )
})

describe('a way back whose end nobody saw', () => {
  test('leaves it unknown what is applied: nothing runs but by force, which settles it', async () => {
    const simulation = await releasedWorld()
    await killed(simulation, runDown)
    wait(simulation, 2 * hour)
    const up = await runMigration(simulation)
    expect(up.outcome).toBe('unknown')
    expect(up.failure).toMatch(
      /the migration down to v1\.0\.0 was about to begin at 2026-\S+, and its end was not seen/,
    )
    expect(up.failure).toContain('Run the rollback that began it again, which looks first.')
    expect(up.failure).toContain('`force: true` for one run')
    const other = { release: 'v3.0.0', images: `api=${simulation.world.ecr.uri('api:v3')}` }
    expect((await runMigration(simulation, other)).outcome).toBe('unknown')
    expect((await runDown(simulation)).outcome).toBe('unknown')
    expect((await runDown(simulation, { release: 'v0.9.0' })).outcome).toBe('unknown')
    expect(ways(simulation)).toEqual(['up', 'down'])
    expect((await runMigration(simulation, { force: 'true' })).outcome).toBe('succeeded')
    expect((await runMigration(simulation)).outcome).toBe('unchanged')
    expect((await runMigration(simulation, other)).outcome).toBe('succeeded')
    expect((await runDown(simulation)).outcome).toBe('succeeded')
  })

  test('is recorded by the next run that sees its task, for whoever comes when ECS has forgotten it', async () => {
    const simulation = await releasedWorld()
    await killed(simulation, runDown)
    wait(simulation, hour / 2)
    expect((await runDown(simulation)).outcome).toBe('unchanged')
    wait(simulation, 2 * hour)
    expect((await runDown(simulation)).outcome).toBe('unchanged')
    expect((await runMigration(simulation)).outcome).toBe('succeeded')
    expect(ways(simulation)).toEqual(['up', 'down', 'up'])
  })

  test('is known for as long as ECS shows its task, whoever was killed', async () => {
    const simulation = await releasedWorld()
    await killed(simulation, runDown)
    wait(simulation, hour / 2)
    expect((await runMigration(simulation)).outcome).toBe('succeeded')
    expect(ways(simulation)).toEqual(['up', 'down', 'up'])
  })

  test('stays unknown where it was cut off', async () => {
    const simulation = await releasedWorld({ down: slow })
    await killed(simulation, runDown)
    const task = oneOffTasks(simulation).at(-1)
    if (task) simulation.world.ecs.levers.breakDown(task)
    expect((await runDown(simulation)).outcome).toBe('unknown')
    for (const hours of [0, 3]) {
      wait(simulation, hours * hour)
      expect((await runMigration(simulation)).failure).toContain(
        'was cut off, and what it had taken back by then cannot be known',
      )
    }
    expect(ways(simulation)).toEqual(['up', 'down: no exit code'])
  })
})

describe('the plan of a rollback', () => {
  const planned = async (simulation: Simulation) => {
    const inputs = { cluster: 'prod', services: 'api', 'task-definitions': '', 'dry-run': 'true' }
    const { transcript } = await perform('rollback-task-def', inputs, { simulation })
    return transcript.filter(line => line.includes('stays applied')).join('\n')
  }

  test('does not say of what was taken back that it stays applied, until it comes again', async () => {
    const simulation = await releasedWorld()
    expect(await planned(simulation)).toMatch(/^The migration of v2\.0\.0 stays applied: succeeded 2026-\S+$/)
    expect((await runDown(simulation, { release: 'v1.0.0' })).outcome).toBe('succeeded')
    tagRelease(simulation, 'v1.0.0')
    expect(await planned(simulation)).toBe('')
    goBack(simulation)
    await release(simulation)
    expect(await planned(simulation)).toMatch(/^The migration of v2\.0\.0 stays applied: succeeded/)
  })

  test('says where it is not certain', async () => {
    const simulation = await releasedWorld()
    tagRelease(simulation, 'v1.0.0')
    await killed(simulation, runDown)
    expect(await planned(simulation)).toMatch(
      /stays applied: succeeded .*, unless the migration down to v1\.0\.0, begun at \S+, took it back: how it ended is not known$/,
    )
  })
})

describe('the root action', () => {
  const manifest = workspace({
    '.github/deploy.yml': `${threeServices}
migration: { service: api, command: ${migration} }
environments:
  production: { cluster: prod }
`,
  })

  test('migrates a release again once that was taken back, and only then', async () => {
    const simulation = promotionWorld()
    const { world } = simulation
    const { behaviour } = world.ecr.find(`shop/api:${commits.v2}`) ?? {}
    Object.assign(behaviour?.commands ?? {}, { [downCommand]: { exits: { code: 0, after: 5_000 } } })
    const promoted = () => promote(simulation, {}, { environment: manifest })
    expect((await promoted()).outcome).toBe('succeeded')
    expect((await promoted()).outcome).toBe('unchanged')
    expect((await runDown(simulation, { release: 'v1' })).outcome).toBe('succeeded')
    world.timeline.advance(2 * hour)
    const again = await promoted()
    expect([again.outcome, again.outputs['exit-code']]).toEqual(['succeeded', '0'])
    expect((await promoted()).outcome).toBe('unchanged')
    expect(ways(simulation)).toEqual(['up', 'down', 'up'])
  })
})

describe('many releases', () => {
  const families = {
    'shop-migrate': { image: 'api:v3', container: 'migrate', command: ['alembic', 'upgrade', 'head'] },
  }
  const own = { service: '', 'task-definition': 'shop-migrate', subnets: 'subnet-1' }

  test('with one unchanging task definition find room for their records, and none is forgotten', async () => {
    const simulation = migrationWorld({ more: { families } })
    const up = (number: number) =>
      runMigration(simulation, { ...own, images: '', command: '', release: `v${number}` }).then(
        ({ outcome }) => outcome,
      )
    const numbers = Array.from({ length: 30 }, (_, index) => index + 1)
    for (const number of numbers) expect(await up(number)).toBe('succeeded')
    wait(simulation, 2 * hour)
    for (const number of numbers) expect(await up(number)).toBe('unchanged')
    const tags = revisions(simulation, 'shop-migrate').map(revision => revision.tags.length)
    expect(tags).toHaveLength(2)
    expect(Math.max(...tags)).toBeLessThanOrEqual(50)
    expect((await runDown(simulation, { ...own, release: 'v1' })).outcome).toBe('succeeded')
    for (const number of [1, 30]) expect(await up(number)).toBe('succeeded')
  }, 120_000)

  test('are refused where the tags of others leave no room, before anything is written', async () => {
    const simulation = migrationWorld()
    const tags = Array.from({ length: 48 }, (_, index) => ({ key: `team-${index}`, value: 'x' }))
    revisions(simulation)[0]?.tags.push(...tags)
    const { outcome, failure } = await runMigration(simulation)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain(
      'api has a task definition with 48 tags, which leaves no room for the record of a migration',
    )
    expect(changesOf(simulation)).toEqual([])
  })
})

describe('what stands against taking a migration back', () => {
  test.each<[string, Record<string, string>, string]>([
    ['no command', { command: '' }, '`command` is required with `direction: down`: it takes the migrations back'],
    [
      'new images',
      { images: 'api=api:v3' },
      '`images` and `image` are not for `direction: down`: it runs with the image that runs now',
    ],
    ['a new image', { image: 'api:v3' }, '`images` and `image` are not for `direction: down`'],
    ['another base', { base: 'latest' }, '`base` is not for `direction: down`'],
    ['nothing to go back to', { release: '', commit: '' }, '`release` or `commit` is required with `direction: down`'],
    ['a third direction', { direction: 'sideways' }, '`direction` is "sideways"; it takes up or down'],
  ])('is %s, and nothing is asked', async (_, inputs, says) => {
    const simulation = migrationWorld()
    const { outcome, failure } = await runDown(simulation, inputs)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain(says)
    expect(simulation.requests).toEqual([])
  })

  test('is told all at once', async () => {
    const { failure } = await runDown(migrationWorld(), {
      command: '',
      image: 'api:v3',
      base: 'latest',
      release: '',
      commit: '',
    })
    for (const name of ['command', 'image', 'base', 'release']) expect(failure).toContain(`\`${name}\``)
  })
})

describe('a dry run of taking a migration back', () => {
  test('shows what would run, and starts and writes nothing', async () => {
    const simulation = await releasedWorld()
    const before = changesOf(simulation).length
    const { outcome, transcript, summary } = await runDown(simulation, { 'dry-run': 'true' })
    expect(outcome).toBe('unchanged')
    expect(transcript.at(-1)).toBe(
      'Dry run of the migration down to v1.0.0: attempt 1 would be started, because no earlier attempt is known. Nothing was started or written.',
    )
    expect(summary).toContain(downCommand)
    expect(summary).toContain('down to v1.0.0, with what runs now')
    expect(changesOf(simulation)).toHaveLength(before)
  })
})
