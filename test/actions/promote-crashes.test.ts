import { describe, expect, test } from '@jest/globals'
import { secretive } from '../stage/canary.ts'
import { fates } from '../stage/crash-sweep.ts'
import type { Crash } from '../stage/crash-sweep.ts'
import { callsOfPromotion, crashAndPromoteAgain } from '../stage/promotion-sweep.ts'
import type { PromotionStage } from '../stage/promotion-sweep.ts'
import { crashes, migration, promotionWorld } from '../stage/promotions.ts'
import type { PromotionWorld } from '../stage/promotions.ts'
import { workspace } from '../stage/workspace.ts'

const two = workspace({
  '.github/deploy.yml': `
services:
  api: { image: shop/api }
  web: { image: shop/web }
migration: { service: api, command: ${migration} }
smoke-test-command: npm run smoke
publish-command: npm run publish-site
environments:
  production: { cluster: prod }
`,
})

interface Setting {
  world?: PromotionWorld
  /** With what code the commands end. */
  smoke?: number
  publish?: number
  ends: PromotionStage['ends']
  /** Of all calls, every how many-th suffers. */
  every: number
}

function stageOf({ world = {}, smoke = 0, publish = 0, ends }: Setting): PromotionStage {
  const commands = {
    'npm run smoke': { code: smoke, takes: 5_000 },
    'npm run publish-site': { code: publish, takes: 20_000 },
  }
  return {
    simulation: promotionWorld({ services: { api: {}, web: {} }, each: { containerDefinition: secretive }, ...world }),
    services: ['api', 'web'],
    migrates: true,
    circumstances: { environment: two, commands },
    ends,
  }
}

/**
 * Every `every`-th call suffers one fate, in turns, and every change is killed before or after it took effect, in turns,
 * so that the sweep takes seconds. `CRASH_SWEEP=all npm test -- promote-crashes` spares nothing: most of an hour, and
 * the same result.
 */
async function crashesOf(setting: Setting): Promise<Crash[]> {
  const calls = await callsOfPromotion(() => stageOf(setting))
  const spares = process.env['CRASH_SWEEP'] !== 'all'
  const kills = ['killed', 'applied-and-killed'] as const
  let changes = 0
  return calls.flatMap(({ index, operation }) => {
    const isChange = !/^(Describe|List|BatchGet|Get|git\/|repos\/)/.test(operation)
    const kill = isChange && changes++ % 4 === 0 ? [kills[changes % 2] ?? 'killed'] : []
    const turn = index % setting.every === 0 ? [fates[(index / setting.every) % fates.length] ?? 'lost'] : []
    return (spares ? [...kill, ...turn] : fates).map(fate => ({ index, operation, fate }))
  })
}

async function sweep(setting: Setting): Promise<string[]> {
  const wrong: string[] = []
  for (const crash of await crashesOf(setting))
    wrong.push(...(await crashAndPromoteAgain(() => stageOf(setting), crash)))
  return wrong
}

describe('a promotion that loses any one call, or is killed at it, and is then run again', () => {
  test.each<[string, Setting]>([
    ['a good release', { ends: 'succeeded', every: 80 }],
    ['a service that crashes', { ends: 'rolled-back', every: 160, world: { release: { 'shop/web': crashes } } }],
    ['a smoke test that fails', { ends: 'rolled-back', every: 160, smoke: 1 }],
    ['a publish command that fails', { ends: 'rolled-back', every: 160, publish: 1 }],
    ['reads that lag up to 10 s', { ends: 'succeeded', every: 160, world: { more: { aws: { replicaLag: '10s' } } } }],
  ])(
    'migrates once, deploys each service once each way, and ends as if undisturbed: %s',
    async (_, setting) => {
      expect(await sweep(setting)).toEqual([])
    },
    3_600_000,
  )
})
