import { readProvenance } from '../../shared/core/provenance.ts'
import type { Comparison } from '../../shared/ports.ts'
import type { Ended } from './progress.ts'
import type { Promotion } from './promotion.ts'

/** Milliseconds: nobody waits for a list of commits. */
const patience = 5_000

/** What this release brings: the commits since what ran before. Undefined where that is not known, or nothing new. */
export async function commitsOf(
  { github, commit, context }: Promotion,
  { plans }: Ended,
): Promise<Comparison | undefined> {
  const before = plans
    .map(({ running }) => readProvenance(running.tags).commit)
    .find(one => one !== undefined && one !== commit)
  if (!github || before === undefined || context.stop.aborted) return undefined
  return github(context.clock.now() + patience).commitsBetween(before, commit)
}
