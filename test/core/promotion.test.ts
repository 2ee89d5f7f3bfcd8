import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { nextStep } from '../../shared/core/promotion.ts'
import type { Known, Once, ServiceStand, Stand, Step } from '../../shared/core/promotion.ts'

const everything = [
  ...(['record', 'migrate', 'run infrastructure'] as const),
  ...(['ask health', 'bake', 'run smoke test', 'publish'] as const),
]
const wanted: Known['wanted'] = { dryRun: false, onFailure: 'rollback', steps: everything }

const looked = { verify: 'succeeded', look: 'succeeded' } as const
const ready = {
  ...looked,
  'check gates': 'succeeded',
  record: 'succeeded',
  migrate: 'succeeded',
  'run infrastructure': 'succeeded',
} as const
/** The way back has begun. */
const marked = { ...ready, 'mark as failed': 'succeeded' } as const
/** All but the publishing. */
const tested = { ...ready, 'ask health': 'succeeded', bake: 'succeeded', 'run smoke test': 'succeeded' } as const
const finished = { ...tested, publish: 'succeeded' } as const

/** `api proved`, `web behind@1` (its wave), `api proved~` (by an earlier run), `worker returned!` (not by us at all). */
function stands(...texts: string[]): ServiceStand[] {
  return texts.map(text => {
    const [, service = '', stand = '', wave = '0', unchanged] = /^(\S+) ([a-z]+)(?:@(\d))?([!~])?$/.exec(text) ?? []
    return {
      service,
      stand: stand as Stand,
      wave: Number(wave),
      ours: unchanged !== '!' && stand !== 'behind',
      changed: unchanged === undefined && stand !== 'behind',
    }
  })
}

function text(step: Step): string {
  if (step.do === 'end') return `end ${step.outcome}`
  return 'services' in step ? `${step.do} ${step.services.join(' ')}` : step.do
}

function next(known: Partial<Known>): string {
  return text(nextStep({ wanted, ended: {}, ...known }))
}

describe('a promotion in which all goes well', () => {
  test.each<[string, Partial<Known>]>([
    ['verify', {}],
    ['look', { ended: { verify: 'succeeded' } }],
    ['check gates', { ended: looked, services: stands('api behind') }],
    ['record', { ended: { ...looked, 'check gates': 'succeeded' }, services: stands('api behind') }],
    [
      'migrate',
      { ended: { ...looked, 'check gates': 'succeeded', record: 'succeeded' }, services: stands('api behind') },
    ],
    [
      'run infrastructure',
      {
        ended: { ...looked, 'check gates': 'succeeded', record: 'unchanged', migrate: 'unchanged' },
        services: stands('api behind'),
      },
    ],
    ['deploy api web', { ended: ready, services: stands('api behind', 'web behind') }],
    ['prove api web', { ended: ready, services: stands('api begun', 'web begun') }],
    ['ask health', { ended: ready, services: stands('api proved', 'web proved') }],
    ['bake', { ended: { ...ready, 'ask health': 'succeeded' }, services: stands('api proved') }],
    [
      'run smoke test',
      { ended: { ...ready, 'ask health': 'succeeded', bake: 'succeeded' }, services: stands('api proved') },
    ],
    ['publish', { ended: tested, services: stands('api proved', 'web proved') }],
    ['end succeeded', { ended: finished, services: stands('api proved', 'web proved') }],
  ])('goes on with: %s', (step, known) => {
    expect(next(known)).toBe(step)
  })

  test.each<[string, Partial<Known>]>([
    ['deploy api', { services: stands('api behind', 'web behind@1') }],
    ['prove api', { services: stands('api begun', 'web behind@1') }],
    ['deploy web', { services: stands('api proved', 'web behind@1') }],
    ['prove web', { services: stands('api proved', 'web begun@1') }],
  ])('takes its waves one after the other: %s', (step, known) => {
    expect(next({ ended: ready, ...known })).toBe(step)
  })

  test('does only what is wanted', () => {
    const few = { ...wanted, steps: [] }
    const ended = { ...looked, 'check gates': 'succeeded' } as const
    expect(next({ wanted: few, ended, services: stands('api behind') })).toBe('deploy api')
    expect(next({ wanted: few, ended, services: stands('api proved') })).toBe('end succeeded')
  })

  test('ends a dry run before the first change', () => {
    const ended = { ...looked, 'check gates': 'succeeded' } as const
    expect(next({ wanted: { ...wanted, dryRun: true }, ended, services: stands('api behind') })).toBe('end unchanged')
  })
})

describe('a promotion that is run again', () => {
  test.each<[string, ServiceStand[]]>([
    ['deploy web', stands('api begun', 'web behind')],
    ['prove api web', stands('api begun', 'web begun')],
    ['prove web', stands('api proved', 'web begun')],
    ['deploy api', stands('api moved', 'web begun')],
    ['deploy api web', stands('api moved', 'web behind')],
    ['deploy web', stands('api proved', 'web moved@1')],
  ])('continues where the world is: %s', (step, services) => {
    expect(next({ ended: ready, services })).toBe(step)
  })

  test('has nothing to do where all is done', () => {
    const ended = { ...finished, migrate: 'unchanged' } as const
    const unpublished = { ...tested, migrate: 'unchanged' } as const
    expect(next({ ended: unpublished, services: stands('api proved~', 'web proved!') })).toBe('publish')
    expect(next({ ended, services: stands('api proved~', 'web proved!') })).toBe('end unchanged')
    expect(next({ ended, services: stands('api proved', 'web proved~') })).toBe('end succeeded')
  })

  test.each<[string, ServiceStand[]]>([
    ['return api', stands('api begun', 'web behind')],
    ['return api', stands('api proved', 'web returned')],
    ['end rolled-back', stands('api returned', 'web returned')],
  ])('goes on with the way back that it was on: %s', (step, services) => {
    const ended = { ...looked, record: 'succeeded', 'mark as failed': 'succeeded' } as const
    expect(next({ ended, abandoned: true, services })).toBe(step)
  })

  test.each<[string, ServiceStand[]]>([
    ['end failed-before-change', stands('api begun~', 'web begun~')],
    ['end mixed', stands('api failed~', 'web behind')],
    ['end failed-before-change', stands('api failed~', 'web failed~')],
  ])('is not told that it could go forward while it is on its way back: %s', (step, services) => {
    const dry = { ...wanted, dryRun: true }
    expect(next({ wanted: dry, ended: looked, abandoned: true, services })).toBe(step)
    expect(next({ wanted: dry, ended: looked, services })).toBe('check gates')
  })

  test('waits for its turn before it goes on with its way back', () => {
    expect(next({ ended: looked, abandoned: true, services: stands('api begun~') })).toBe('record')
  })

  test.each<[Once, 'failed-before-change' | 'superseded']>([
    ['check gates', 'failed-before-change'],
    ['record', 'superseded'],
    ['migrate', 'failed-before-change'],
  ])('says that services are mixed where %s ends it, and an earlier run had begun', (step, outcome) => {
    const before = Object.entries(ready).slice(0, Object.keys(ready).indexOf(step))
    const ended = { ...Object.fromEntries(before), [step]: outcome } as Known['ended']
    expect(next({ ended, services: stands('api begun~', 'web behind') })).toBe('end mixed')
    expect(next({ ended, services: stands('api begun~', 'web begun~') })).toBe(`end ${outcome}`)
  })
})

describe('what ends a promotion before any service is changed', () => {
  test.each<[Once, string]>([
    ['verify', 'failed-before-change'],
    ['look', 'failed-before-change'],
    ['check gates', 'failed-before-change'],
    ['record', 'superseded'],
    ['migrate', 'failed-before-change'],
    ['migrate', 'timed-out'],
    ['migrate', 'unknown'],
  ])('%s: %s', (step, outcome) => {
    const before = Object.entries(ready).slice(0, Object.keys(ready).indexOf(step))
    const ended = { ...Object.fromEntries(before), [step]: outcome } as Known['ended']
    expect(next({ ended, services: stands('api behind') })).toBe(`end ${outcome}`)
  })

  test('an infrastructure command that fails', () => {
    const ended = { ...ready, 'run infrastructure': 'failed' } as const
    expect(next({ ended, services: stands('api behind', 'web behind') })).toBe('end failed-before-change')
    expect(next({ ended, services: stands('api begun', 'web behind') })).toBe('mark as failed')
  })

  test('one that fails after it has deployed services: they return, and no other', () => {
    const failed = { ...ready, 'run infrastructure': 'failed' } as const
    const ended = { ...failed, 'mark as failed': 'succeeded' } as const
    expect(next({ ended: failed, services: stands('api moved', 'web behind') })).toBe('mark as failed')
    expect(next({ ended, services: stands('api moved', 'web moved@1', 'worker behind@2') })).toBe('return web')
    expect(next({ ended, services: stands('api moved', 'web returned@1') })).toBe('return api')
    expect(next({ ended, services: stands('api returned', 'web behind') })).toBe('end rolled-back')
    const leave = { ...wanted, onFailure: 'leave' } as const
    expect(next({ wanted: leave, ended: failed, services: stands('api moved', 'web moved') })).toBe(
      'end rollback-failed',
    )
    expect(next({ wanted: leave, ended: failed, services: stands('api moved', 'web behind') })).toBe('end mixed')
  })

  test('a cancelled job, whatever else is known', () => {
    expect(next({ cancelled: true, ended: ready, services: stands('api failed', 'web begun') })).toBe('end cancelled')
  })
})

describe('a service that fails', () => {
  test.each<[string, ServiceStand[]]>([
    ['return api', stands('api proved', 'web returned')],
    ['return api web', stands('api proved', 'web failed')],
    ['return api web', stands('api begun', 'web late')],
    ['return api web', stands('api paused', 'web late')],
    ['return api', stands('api unknown', 'web returned')],
    ['return web', stands('api proved', 'web failed@1', 'worker behind@2')],
    ['return api', stands('api proved', 'web returned@1', 'worker behind@2')],
    ['return api', stands('api proved', 'web superseded', 'worker returned')],
    ['return api', stands('api begun', 'web refused!')],
    ['return api', stands('api proved~', 'web failed!')],
    ['return api web', stands('api moved', 'web failed')],
    ['return worker', stands('api proved', 'web failed@1', 'worker moved@2')],
  ])('brings everything back that is ours, the last wave first: %s', (step, services) => {
    expect(next({ ended: ready, services })).toBe('mark as failed')
    expect(next({ ended: marked, services })).toBe(step)
  })

  test('leaves alone what this promotion did not change', () => {
    expect(next({ ended: marked, services: stands('api proved!', 'web returned') })).toBe('end mixed')
  })

  test('marks the release as failed, too, where ECS took everything back', () => {
    expect(next({ ended: ready, services: stands('api returned', 'web behind') })).toBe('mark as failed')
    expect(next({ ended: ready, services: stands('api refused!', 'web behind') })).toBe('end failed-before-change')
  })

  test.each<[string, ServiceStand[]]>([
    ['rolled-back', stands('api returned', 'web returned')],
    ['rolled-back', stands('api returned', 'web behind@1')],
    ['rollback-failed', stands('api stuck', 'web returned')],
    ['unknown', stands('api astray', 'web returned')],
    ['rolled-back', stands('api returned', 'web refused!')],
    ['failed-before-change', stands('api refused!', 'web behind')],
    ['mixed', stands('api returned', 'web superseded')],
    ['unknown', stands('api unknown!', 'web returned')],
  ])('ends %s', (outcome, services) => {
    expect(next({ ended: marked, services })).toBe(`end ${outcome}`)
  })

  test.each<[string, ServiceStand[]]>([
    ['mixed', stands('api proved', 'web returned')],
    ['rollback-failed', stands('api proved', 'web failed')],
    ['timed-out', stands('api late', 'web late')],
    ['rolled-back', stands('api returned', 'web returned')],
  ])('ends %s where everything is to be left', (outcome, services) => {
    expect(next({ wanted: { ...wanted, onFailure: 'leave' }, ended: ready, services })).toBe(`end ${outcome}`)
  })
})

describe('what fails once all services are proved', () => {
  test.each(['ask health', 'bake', 'run smoke test', 'publish'] as const)('%s brings everything back', step => {
    const known = { ended: { ...marked, [step]: 'failed' } }
    expect(next({ ...known, services: stands('api proved', 'web proved@1') })).toBe('return web')
    expect(next({ ...known, services: stands('api returned', 'web returned@1') })).toBe('end rolled-back')
  })

  test.each(['ask health', 'bake', 'run smoke test'] as const)('%s keeps from publishing', step => {
    const leave = { ...wanted, onFailure: 'leave' } as const
    const ended = { ...tested, [step]: 'failed' }
    expect(next({ wanted: leave, ended, services: stands('api proved') })).toBe('end rollback-failed')
  })

  test('publishing leaves all as it is, where that is wanted', () => {
    const leave = { ...wanted, onFailure: 'leave' } as const
    const ended = { ...tested, publish: 'failed' } as const
    expect(next({ wanted: leave, ended, services: stands('api proved') })).toBe('end rollback-failed')
  })

  test('what could not be seen brings nothing back', () => {
    const ended = { ...ready, 'ask health': 'unknown' } as const
    expect(next({ ended, services: stands('api proved') })).toBe('end unknown')
  })
})

test('services that were proved a while ago are proved once more before they are published, and at the end', () => {
  const services = stands('api proved', 'web proved')
  expect(next({ ended: finished, services, proofIsOld: true })).toBe('prove api web')
  expect(next({ ended: tested, services, proofIsOld: true })).toBe('prove api web')
  expect(next({ ended: ready, services, proofIsOld: true })).toBe('ask health')
})

describe('where nothing failed and it cannot go on', () => {
  test.each<[string, ServiceStand[]]>([
    ['unknown', stands('api unknown', 'web proved')],
    ['superseded', stands('api superseded', 'web superseded')],
    ['superseded', stands('api superseded', 'web behind')],
    ['mixed', stands('api superseded', 'web proved')],
    ['mixed', stands('api superseded', 'web moved')],
    ['awaiting-approval', stands('api paused', 'web proved')],
  ])('it ends %s', (outcome, services) => {
    expect(next({ ended: ready, services })).toBe(`end ${outcome}`)
  })
})

describe('whatever is known', () => {
  const stand = fc.constantFrom<Stand>(
    'behind',
    'moved',
    'refused',
    'astray',
    'begun',
    'proved',
    'failed',
    'late',
    'paused',
    'superseded',
    'unknown',
    'returned',
    'stuck',
  )
  const service = fc.record({ service: fc.uuid(), wave: fc.nat(2), ours: fc.boolean(), changed: fc.boolean(), stand })
  const end = fc.constantFrom('succeeded', 'unchanged', 'failed', 'unknown', 'failed-before-change', undefined)
  const ended = fc.record(Object.fromEntries([...Object.keys(finished)].map(step => [step, end]))) as fc.Arbitrary<
    Known['ended']
  >
  const known = fc.record({
    wanted: fc.record({
      dryRun: fc.boolean(),
      onFailure: fc.constantFrom('rollback', 'leave'),
      steps: fc.constant(everything),
    }),
    cancelled: fc.boolean(),
    abandoned: fc.boolean(),
    proofIsOld: fc.boolean(),
    ended,
    services: fc.array(service, { minLength: 1, maxLength: 5 }),
  }) as fc.Arbitrary<Known>

  test('nothing is deployed after a failure, after a cancellation, or in a dry run', () => {
    fc.assert(
      fc.property(known, it => {
        const step = nextStep(it)
        const failed =
          it.services?.some(one => ['refused', 'failed', 'late', 'returned', 'stuck', 'astray'].includes(one.stand)) ===
          true
        const stopped =
          failed || it.cancelled === true || it.wanted.dryRun || Object.values(it.ended).includes('failed')
        expect(step.do === 'deploy' && stopped).toBe(false)
      }),
    )
  })

  test('a dry run only looks', () => {
    fc.assert(
      fc.property(known, it => {
        const step = nextStep({ ...it, wanted: { ...it.wanted, dryRun: true } })
        expect(['verify', 'look', 'check gates', 'end']).toContain(step.do)
      }),
    )
  })

  test('only what this promotion changed, and nobody has superseded, is returned', () => {
    fc.assert(
      fc.property(known, it => {
        const step = nextStep(it)
        if (step.do !== 'return') return
        const returned = it.services?.filter(one => step.services.includes(one.service)) ?? []
        expect(returned.filter(one => !one.ours || one.stand === 'superseded' || one.stand === 'behind')).toEqual([])
      }),
    )
  })

  test('green means that every service is proved', () => {
    fc.assert(
      fc.property(known, it => {
        const step = nextStep(it)
        const green = step.do === 'end' && (step.outcome === 'succeeded' || step.outcome === 'unchanged')
        expect(green && !it.wanted.dryRun && it.services?.some(one => one.stand !== 'proved')).toBe(false)
      }),
    )
  })

  /** Most of it went well, so that publishing is near. */
  const nearlyDone = fc.record({
    wanted: fc.record({
      dryRun: seldom(true, false),
      onFailure: fc.constantFrom('rollback', 'leave'),
      steps: fc.constant(everything),
    }),
    cancelled: seldom(true, false),
    abandoned: seldom(true, false),
    proofIsOld: seldom(true, false),
    ended: fc.record(
      Object.fromEntries(
        Object.keys(tested).map(step => [step, fc.oneof({ weight: 20, arbitrary: fc.constant('succeeded') }, end)]),
      ),
    ) as fc.Arbitrary<Known['ended']>,
    services: fc.array(
      fc.record({
        service: fc.uuid(),
        wave: fc.nat(2),
        ours: fc.boolean(),
        changed: fc.boolean(),
        stand: fc.oneof({ weight: 20, arbitrary: fc.constant('proved' as const) }, stand),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }) as fc.Arbitrary<Known>

  test('published is only what is proved just now, and after all else went well', () => {
    let published = 0
    fc.assert(
      fc.property(nearlyDone, it => {
        if (nextStep(it).do !== 'publish') return
        published++
        const before = everything.filter(step => step !== 'publish').map(step => it.ended[step])
        expect(before.filter(outcome => outcome !== 'succeeded' && outcome !== 'unchanged')).toEqual([])
        expect(it.services?.filter(({ stand: there }) => there !== 'proved')).toEqual([])
        expect([it.proofIsOld, it.cancelled, it.wanted.dryRun]).toEqual([false, false, false])
      }),
      { numRuns: 1_000 },
    )
    expect(published).toBeGreaterThan(100)
  })

  test('doing what it says comes to an end', () => {
    fc.assert(
      fc.property(known, stand, (begin, result) => {
        let it = begin
        for (let steps = 0; steps < 60; steps++) {
          const step = nextStep(it)
          if (step.do === 'end') return
          it = after(it, step, result)
        }
        throw new Error('it does not end')
      }),
    )
  })
})

function seldom<T>(one: T, usual: T): fc.Arbitrary<T> {
  return fc.oneof({ weight: 10, arbitrary: fc.constant(usual) }, fc.constant(one))
}

/** What is known after a step that ended in some way. */
function after(known: Known, step: Exclude<Step, { do: 'end' }>, result: Stand): Known {
  if (!('services' in step)) return { ...known, ended: { ...known.ended, [step.do]: 'succeeded' } }
  const stand: Stand =
    step.do === 'deploy'
      ? 'begun'
      : step.do === 'return'
        ? 'returned'
        : result === 'behind' || result === 'begun'
          ? 'proved'
          : result
  const services =
    known.services?.map(one =>
      step.services.includes(one.service) ? { ...one, stand, ours: true, changed: true } : one,
    ) ?? []
  return { ...known, services, proofIsOld: known.proofIsOld === true && step.do !== 'prove' }
}
