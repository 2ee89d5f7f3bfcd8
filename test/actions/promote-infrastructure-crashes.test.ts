import { describe, expect, test } from '@jest/globals'
import type { FaultKind } from '../simulator/faults.ts'
import type { RequestRecord, Simulation } from '../simulator/simulation.ts'
import { deploysBeside, revisionOf } from '../stage/infrastructure.ts'
import type { Change } from '../stage/infrastructure.ts'
import type { Performance } from '../stage/perform.ts'
import { flawsOn } from '../stage/promotion-oracle.ts'
import { bySomebody, promote, promotionWorld, recordsOf, standsIn, threeServices } from '../stage/promotions.ts'
import { MortalRunner } from '../stage/roll-out.ts'
import type { ScriptedCommand } from '../stage/scripted-commands.ts'
import { workspace } from '../stage/workspace.ts'

const three = ['api', 'worker', 'web']
const checkout = workspace({
  '.github/deploy.yml': `${threeServices}
infrastructure-command: cdk deploy
smoke-test-command: npm run smoke
environments:
  production: { cluster: prod }
`,
})
const before = three.map(name => `prod-${name}:1`)

function revisions(simulation: Simulation): string[] {
  return three.map(name => revisionOf(simulation, name))
}

/** A command that deploys what a stack says: where a service is on it already, there is nothing to do. */
class Stack {
  readonly simulation: Simulation
  private readonly change: Change
  private readonly made = new Set<string>()
  /** The request that came next after the command, in its first run. */
  began = Infinity

  constructor(simulation: Simulation, change: Change) {
    this.simulation = simulation
    this.change = change
  }

  commands({ smoke = 1, code = 0 }: Codes, killed?: () => void): Record<string, ScriptedCommand> {
    const deploy = () => {
      this.began = Math.min(this.began, this.simulation.requests.length)
      const behind = three.filter(name => !this.made.has(revisionOf(this.simulation, name)))
      deploysBeside(this.simulation, behind, this.change)
      behind.forEach(name => this.made.add(revisionOf(this.simulation, name)))
      killed?.()
    }
    return { 'cdk deploy': { takes: 400_000, code, sees: deploy }, 'npm run smoke': { takes: 5_000, code: smoke } }
  }
}

/** With what the commands end. */
interface Codes {
  smoke?: number
  code?: number
}

interface Attempt extends Codes {
  number?: number
  inputs?: Record<string, string>
  isKilled?: boolean
}

/** One attempt of the same run. */
async function attempt(stack: Stack, { number = 1, inputs = {}, isKilled = false, ...codes }: Attempt = {}) {
  const runner = new MortalRunner(stack.simulation, `attempt ${number}`)
  const environment = { ...checkout, GITHUB_RUN_ATTEMPT: String(number) }
  const commands = stack.commands(codes, isKilled ? () => runner.kill() : undefined)
  const run = promote(stack.simulation, inputs, { environment, runner, commands })
  return Promise.race([run, runner.died.then(() => undefined)])
}

async function toTheEnd(stack: Stack, asked: Attempt = {}): Promise<Performance> {
  const performance = await attempt(stack, asked)
  if (!performance) throw new Error('it was killed')
  return performance
}

const changes: [string, Change][] = [
  ['the release by its tag', { release: 'tag' }],
  ['exactly the release', { release: 'digest' }],
  ['a changed variable', { mode: 'new' }],
]

describe('a job that is killed while its infrastructure command runs', () => {
  test.each(changes)('%s: the next attempt knows what ran before, and returns to that', async (_, change) => {
    const stack = new Stack(promotionWorld(), change)
    await attempt(stack, { isKilled: true })
    stack.simulation.world.timeline.advance(900_000)
    const { outcome, failure, outputs } = await toTheEnd(stack, { number: 2 })
    expect([outcome, failure]).toEqual(['rolled-back', expect.stringContaining('The smoke test ended with code 1')])
    expect([revisions(stack.simulation), flawsOn({ simulation: stack.simulation, services: three }, 'v1')]).toEqual([
      before,
      [],
    ])
    const said = JSON.parse(outputs['previous'] ?? '') as Record<string, string>
    expect(Object.values(said).map(arn => arn.split('/').at(-1))).toEqual(before)
  })

  test('is looked at by a dry run of the next attempt alike', async () => {
    const stack = new Stack(promotionWorld(), { mode: 'new' })
    await attempt(stack, { isKilled: true })
    stack.simulation.world.timeline.advance(900_000)
    const { outcome, outputs } = await toTheEnd(stack, { number: 2, inputs: { 'dry-run': 'true' } })
    const { services } = JSON.parse(outputs['plan'] ?? '') as { services: Record<string, unknown> }
    expect([outcome, services['api']]).toEqual([
      'unchanged',
      expect.objectContaining({ from: 'prod-api:1', taskDefinition: expect.stringMatching(/prod-api:2$/) }),
    ])
    expect(outputs['previous']).toContain('prod-api:1')
  })

  test.each<[string, (stack: Stack) => void, Record<string, string>, RegExp]>([
    ['GitHub has no record of it', () => undefined, { 'github-token': '' }, /GitHub is not asked/],
    [
      'the history of ECS cannot be read',
      ({ simulation }) => simulation.faults.add({ is: 'denied', on: 'ecs:ListServiceDeployments' }),
      {},
      /history of its deployments cannot be read/,
    ],
    [
      'somebody deployed all services since, too',
      ({ simulation }) => three.forEach(name => bySomebody(simulation, name, { cpu: '1024', memory: '2048' })),
      {},
      /deployed several times since an earlier attempt/,
    ],
    [
      'they were deployed when its time was over',
      ({ simulation }) => {
        simulation.world.timeline.advance(86_400_000)
        three.forEach(name => bySomebody(simulation, name, { cpu: '1024', memory: '2048' }))
      },
      {},
      /deployed after an earlier attempt of this run/,
    ],
  ])('%s: that what ran before is not known is said, and nothing else', async (_, happen, given, why) => {
    const stack = new Stack(promotionWorld(), { mode: 'new' })
    const inputs = { ...given, ...('github-token' in given && { tag: '2'.repeat(40) }) }
    await attempt(stack, { isKilled: true, inputs })
    stack.simulation.world.timeline.advance(900_000)
    happen(stack)
    stack.simulation.world.timeline.advance(900_000)
    const performance = await toTheEnd(stack, { number: 2, inputs })
    const { outcome, failure = '', transcript, summary } = performance
    expect([outcome, Object.values(standsIn(performance))]).toEqual(['unknown', ['astray', 'astray', 'astray']])
    expect(failure).toMatch(/api was not returned: what it ran before this release is not known/)
    expect(failure).toMatch(why)
    expect(transcript).toContainEqual(expect.stringMatching(/^warning: api: what it ran before this promotion is not/))
    expect(summary).toMatch(/\| api +\| not known/)
    expect(revisions(stack.simulation)).not.toContain('prod-api:1')
  })

  test('and not run again: another run begins from what runs then', async () => {
    const stack = new Stack(promotionWorld(), { mode: 'new' })
    await attempt(stack, { isKilled: true })
    stack.simulation.world.timeline.advance(2 * 3_600_000 + 900_000)
    const environment = { ...checkout, GITHUB_RUN_ID: '8' }
    const { outcome } = await promote(stack.simulation, {}, { environment, commands: stack.commands({}) })
    expect([outcome, revisions(stack.simulation)]).toEqual(['rolled-back', three.map(name => `prod-${name}:2`)])
  })
})

/**
 * Calls after the command that suffer a kill before or after they took effect, in turns: every 12th change and every 150th
 * read. `CRASH_SWEEP=all` takes every change and every 12th read, which is minutes more, and the same result.
 */
async function crashesOf(change: Change, codes: Codes): Promise<{ index: number; fate: FaultKind }[]> {
  const stack = new Stack(promotionWorld(), change)
  await toTheEnd(stack, codes)
  const after = stack.simulation.requests.slice(stack.began)
  const isChange = ({ operation }: RequestRecord) => !/^(Describe|List|BatchGet|Get|git\/|repos\/)/.test(operation)
  const isAll = process.env['CRASH_SWEEP'] === 'all'
  const changing = after.filter(isChange).filter((_, index) => isAll || index % 12 === 0)
  const hit = after.filter((one, index) => changing.includes(one) || index % (isAll ? 12 : 150) === 0)
  return hit.map(({ index }, turn) => ({ index, fate: turn % 2 === 0 ? 'killed' : 'applied-and-killed' }))
}

describe('a job that is killed at any call after its infrastructure command, and run again', () => {
  test.each<[string, Change, Codes]>([
    ...changes.map(([name, change]): [string, Change, Codes] => [name, change, {}]),
    ['a changed variable, and fails', { mode: 'new' }, { code: 1 }],
  ])(
    '%s: all services are where they were, and that is proved',
    async (_, change, codes) => {
      const wrong: string[] = []
      for (const { index, fate } of await crashesOf(change, codes)) {
        const stack = new Stack(promotionWorld(), change)
        const { simulation } = stack
        simulation.faults.add({ is: fate, index })
        const first = await attempt(stack, codes)
        simulation.faults.clear()
        const last = first ?? (await attempt(stack, { number: 2, ...codes }))
        const at = `call ${index} ${fate}, then ${last?.outcome ?? 'killed'}: ${last?.failure ?? ''}`
        // Where all was returned and proved before the kill, the release is refused: it was rolled away from.
        const isOver = last?.outcome === 'rolled-back' || last?.outcome === 'failed-before-change'
        const flaws = [...flawsOn({ simulation, services: three }, 'v1'), ...(isOver ? [] : ['it ended otherwise'])]
        const strayed = revisions(simulation).filter((name, place) => name !== before[place])
        const open = recordsOf(simulation).filter(({ states }) => states.at(-1) !== 'failure').length
        const all = [...flaws, ...strayed, ...(open > 0 ? ['its record is open'] : [])]
        if (all.length > 0) wrong.push(`${at}\n${all.join('\n')}`)
      }
      expect(wrong).toEqual([])
    },
    1_800_000,
  )
})
