import { isGreen } from '../../shared/core/outcome.ts'
import type { RequestRecord, Simulation } from '../simulator/simulation.ts'
import type { Crash } from './crash-sweep.ts'
import type { Circumstances, Performance } from './perform.ts'
import { breachesOf, flawsOn } from './promotion-oracle.ts'
import { markOn, promote, recordsOf } from './promotions.ts'
import { MortalRunner } from './roll-out.ts'

/** A promotion of v2 to services that run v1, and how it ends when nothing disturbs it. */
export interface PromotionStage {
  simulation: Simulation
  services: readonly string[]
  migrates: boolean
  circumstances: Pick<Circumstances, 'environment' | 'commands'>
  ends: 'succeeded' | 'rolled-back'
}

type Ending = { performance: Performance | undefined; requests: readonly RequestRecord[] }

let jobs = 0

/** One attempt on a runner of its own, which may be killed. */
async function attempt({ simulation, circumstances }: PromotionStage): Promise<Ending> {
  const runner = new MortalRunner(simulation, `promotion ${++jobs}`)
  const run = promote(simulation, {}, { ...circumstances, runner })
  const performance = await Promise.race([run, runner.died.then(() => undefined)])
  return { performance, requests: simulation.requests.filter(one => one.runner === runner.name) }
}

/** The calls of an undisturbed promotion: `makeStage` must make the same world each time. */
export async function callsOfPromotion(makeStage: () => PromotionStage): Promise<readonly RequestRecord[]> {
  const { requests, performance } = await attempt(makeStage())
  if (!performance) throw new Error('the undisturbed promotion died')
  return requests
}

/**
 * Runs the promotion with the crash, and once more if it was killed or did not end as it should. Says everything that is
 * wrong then: a promise that was broken on the way, and a world that is not as one undisturbed promotion leaves it.
 */
export async function crashAndPromoteAgain(
  makeStage: () => PromotionStage,
  { index, operation, fate }: Crash,
): Promise<string[]> {
  const stage = makeStage()
  const { simulation } = stage
  simulation.faults.add({ is: fate, index })
  const first = await attempt(stage)
  const wrong = breaches(stage, first)
  simulation.faults.clear()
  const isOver = first.performance?.outcome === stage.ends
  const last = isOver ? first : await attempt(stage)
  if (!isOver) wrong.push(...breaches(stage, last))
  return [...wrong, ...unsettled(stage, { first, last })].map(
    sentence => `call ${index} (${operation}) ${fate}: ${sentence}`,
  )
}

function breaches({ simulation, services, migrates }: PromotionStage, ending: Ending): string[] {
  return breachesOf({ simulation, services, migrates, release: 'v2', before: 'v1', ...ending })
}

function unsettled(stage: PromotionStage, { first, last }: { first: Ending; last: Ending }): string[] {
  const { performance } = last
  if (!performance) return ['killed twice']
  const { outcome, failure = '' } = performance
  const explained = `ended ${first.performance?.outcome ?? 'killed'}, then ${outcome}: ${failure}`
  if (stage.ends === 'succeeded') return [...(isGreen(outcome) ? [] : [explained]), ...flawsOn(stage, 'v2')]
  // Where all was returned and proved before, the release is refused: it was rolled away from.
  const ends = ['rolled-back', 'failed-before-change']
  return [...(ends.includes(outcome) ? [] : [explained]), ...flawsOn(stage, 'v1'), ...unmarked(stage), ...open(stage)]
}

/** An open record would keep other promotions waiting. */
function open({ simulation }: PromotionStage): string[] {
  return recordsOf(simulation).flatMap(({ states }) =>
    states.at(-1) === 'failure' ? [] : [`the record in GitHub is ${states.join()}`],
  )
}

function unmarked({ simulation, services }: PromotionStage): string[] {
  return services
    .filter(name => markOn(simulation, `prod-${name}:2`, 'failed') === undefined)
    .map(name => `prod-${name}:2 is not marked as failed`)
}
