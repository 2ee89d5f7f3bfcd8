import type { Comparison } from '../../shared/ports.ts'
import { beforeNames } from './before.ts'
import type { Ended } from './progress.ts'
import type { Promotion } from './promotion.ts'

/** Milliseconds: nobody waits for a list of commits. */
const patience = 5_000

/** What this release brings: the commits since what ran before. Undefined where that is not known, or nothing new. */
export async function commitsOf({ github, commit, context }: Promotion, ended: Ended): Promise<Comparison | undefined> {
  const before = ended.plans
    .map(plan => beforeNames(plan, ended)?.commit)
    .find(one => one !== undefined && one !== commit)
  if (!github || before === undefined || context.stop.aborted) return undefined
  return github(context.clock.now() + patience).commitsBetween(before, commit)
}
