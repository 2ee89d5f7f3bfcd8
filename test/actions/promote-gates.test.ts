import { describe, expect, test } from '@jest/globals'
import type { Simulation } from '../simulator/simulation.ts'
import {
  bySomebody,
  commits,
  deletesImage,
  promote,
  promotionWorld,
  recordsOf,
  runs,
  threeServices,
  written,
} from '../stage/promotions.ts'
import type { PromotionWorld } from '../stage/promotions.ts'
import { workspace } from '../stage/workspace.ts'

const three = ['api', 'worker', 'web']
const gated = workspace({
  '.github/deploy.yml': `${threeServices}
environments:
  staging: { cluster: stage }
  production: { cluster: prod, requires: staging, soak: 1h }
  open: { cluster: prod, alarms: [errors] }
`,
})

async function staged(simulation: Simulation, soak: number): Promise<void> {
  await promote(simulation, { environment: 'staging', tag: commits.v2 }, { environment: gated })
  simulation.world.timeline.advance(soak * 60_000)
}

interface Refusal {
  world?: PromotionWorld
  inputs: Record<string, string>
  before?: (simulation: Simulation) => Promise<void> | void
  says: RegExp
}

const open = { environment: 'open' }
const quiet = { alarms: { errors: 'OK' } } as const

const refusals: Record<string, Refusal> = {
  'it was not proved elsewhere': { inputs: {}, says: /Proof in staging: [\s\S]*Bring/ },
  'it has not soaked': {
    inputs: {},
    before: simulation => staged(simulation, 20),
    says: /in staging for 2\dm \d+s of 1h[\s\S]*Run the job again at/,
  },
  'it was marked as failed': {
    inputs: open,
    world: { more: quiet, release: { 'shop/web': { exits: { code: 1, after: '2s' } } } },
    before: async simulation => {
      await promote(simulation, open, { environment: gated })
    },
    says: /was rolled away from, and is not brought back unasked/,
  },
  'somebody else is deploying': {
    inputs: open,
    world: { more: quiet },
    before: simulation => {
      bySomebody(simulation, 'web')
    },
    says: /web is on its way to prod-web:2/,
  },
  'an alarm is in ALARM': {
    inputs: open,
    world: { more: { alarms: { errors: 'ALARM' } } },
    says: /alarm errors is in ALARM/,
  },
  'an alarm is not there': { inputs: open, says: /errors/ },
  'an image is missing': {
    inputs: open,
    world: { more: quiet },
    before: simulation => deletesImage(simulation, 'shop/web', 'v2'),
    says: /1 of 3 images cannot be deployed/,
  },
  'what runs now is gone, and must be there': {
    inputs: { ...open, 'require-rollback': 'true' },
    world: { more: quiet },
    before: simulation => deletesImage(simulation, 'shop/web', 'v1'),
    says: /web/,
  },
}

describe('a promotion is refused before any change', () => {
  test.each(Object.entries(refusals))('where %s', async (_, { world, inputs, before, says }) => {
    const simulation = promotionWorld({ staging: true, ...world })
    await before?.(simulation)
    const [requests, records] = [simulation.requests.length, recordsOf(simulation).length]
    const running = three.map(name => runs(simulation, name))
    const { outcome, failure } = await promote(simulation, inputs, { environment: gated })
    expect([outcome, failure]).toEqual(['failed-before-change', expect.stringMatching(says)])
    expect(written(simulation.requests.slice(requests))).toEqual([])
    expect(recordsOf(simulation)).toHaveLength(records)
    expect(three.map(name => runs(simulation, name))).toEqual(running)
  })

  test('by all gates at once, so that nobody runs from one to the next', async () => {
    const simulation = promotionWorld({ staging: true, more: { alarms: { errors: 'ALARM' } } })
    bySomebody(simulation, 'web')
    const { failure } = await promote(simulation, open, { environment: gated })
    expect(failure).toMatch(/on its way[\s\S]*in ALARM/)
  })
})

test('that what runs now is gone is only a warning, unless it must be there', async () => {
  const simulation = promotionWorld({ more: quiet })
  deletesImage(simulation, 'shop/web', 'v1')
  const { outcome, transcript } = await promote(simulation, open, { environment: gated })
  expect(outcome).toBe('succeeded')
  expect(transcript).toContainEqual(expect.stringMatching(/^warning: .*web/))
})

describe('a permission that is missing', () => {
  test.each([
    ...['ecr:BatchGetImage', 'ecs:DescribeServices', 'ecs:DescribeTaskDefinition', 'ecs:RegisterTaskDefinition'],
    ...['ecs:UpdateService', 'ecs:ListTasks', 'ecs:DescribeTasks', 'cloudwatch:DescribeAlarms'],
  ])('is named: %s', async permission => {
    const simulation = promotionWorld({ more: quiet })
    simulation.faults.add({ is: 'denied', on: permission })
    const { outcome, failure } = await promote(simulation, open, { environment: gated })
    expect(['failed-before-change', 'unknown']).toContain(outcome)
    expect(failure).toContain(permission)
  })
})
