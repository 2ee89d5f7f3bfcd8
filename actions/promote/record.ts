import type { Outcome } from '../../shared/core/outcome.ts'
import { isOver, ownRecord } from '../../shared/core/promotion-record.ts'
import { closeRecord } from '../../shared/phases/record/record.ts'
import type { RecordRun } from '../../shared/phases/record/record.ts'
import { statesOf } from '../../shared/phases/record/see.ts'
import type { Progress } from './progress.ts'
import { lastMoment } from './promotion.ts'
import type { Promotion } from './promotion.ts'

/** How the promotion is recorded in GitHub; undefined where GitHub is not asked. */
export function recordOf(
  promotion: Promotion,
  { images }: Pick<Progress, 'images'>,
  until: number,
): RecordRun | undefined {
  const { github, runUrl, declared, release, commit, context } = promotion
  if (!github || runUrl === undefined) return undefined
  const { GITHUB_ACTOR: actor } = context.environment
  return {
    ...{ until, context, github: github(until) },
    environment: declared.environment,
    sha: commit,
    payload: { release: release ?? null, run: runUrl, ...(actor && { actor }), until: lastMoment(promotion), images },
    // Where a release must have been proved elsewhere first, people work.
    production: declared.requires !== undefined,
    environmentUrl: declared.url,
  }
}

/** Milliseconds: how a promotion ended is written down in this time, whatever it took. */
const patience = 10_000

/** Writes how it ended. A cancelled job has no time for it; the next run of it goes on with the same record. */
export async function close(
  promotion: Promotion,
  progress: Progress,
  end: { outcome: Outcome; message: string },
): Promise<void> {
  const run = recordOf(promotion, progress, promotion.context.clock.now() + patience)
  if (!run || promotion.dryRun || promotion.context.stop.aborted) return
  const id = progress.record ?? (await leftOpen(run))
  if (id !== undefined) await closeRecord(id, end, run)
}

/** The record of an earlier attempt that was cut off: while it is open, all other promotions wait. */
async function leftOpen(run: RecordRun): Promise<number | undefined> {
  const { github, environment, payload } = run
  const found = await github.deploymentsTo(environment)
  const own = found.is === 'refused' ? undefined : ownRecord(found.deployments, { run: payload.run, sha: undefined })
  const [last] = (own && (await statesOf(own.id, run))) ?? []
  return last && !isOver(last.state) ? own?.id : undefined
}
