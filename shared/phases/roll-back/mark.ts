import type { AwsError } from '../../aws/call.ts'
import { provenanceTags } from '../../core/provenance.ts'
import type { FailedMark, Provenance } from '../../core/provenance.ts'
import { revisionName } from '../../core/service.ts'
import { ActionError, Cancelled, messageOf } from '../../errors.ts'
import type { RollBackRun } from './run.ts'
import type { Way } from './way.ts'

/**
 * Writes on the revisions that are gone back to what is about to happen: a run that is killed is continued by the next
 * one, which finds it there. A rollback must not fail for want of a tag.
 */
export async function markTargets(ways: readonly Way[], run: RollBackRun): Promise<void> {
  const marks = ways.flatMap(({ does, mark, plan: { revision } }) =>
    mark && does !== 'stays' && 'arn' in revision ? [[revision.arn, { rollback: mark }] as const] : [],
  )
  const refused = await tagAll(new Map(marks), run)
  if (refused !== undefined)
    run.context.step.warning(`If this run is killed, the next one may go back further. ${refused}`)
}

/** Marks what was left as failed, so that nobody brings it back without meaning to. Answers whether that was done. */
export async function markLeft(ways: readonly Way[], run: RollBackRun): Promise<boolean> {
  const marks = ways.flatMap(way =>
    way.leaves === undefined ? [] : [[way.leaves, { failed: failedMark(way, run) }] as const],
  )
  const refused = await tagAll(new Map(marks), run)
  if (refused === undefined) return true
  const open = 'What was left could not be marked as failed: nothing keeps a promotion from bringing it back.'
  run.context.step.warning(`${open} ${refused}`)
  return false
}

/** Marks revisions as failed before they are left: a run that is killed on its way back is continued on it. */
export async function markFailed(revisions: readonly string[], failed: FailedMark, outside: Outside): Promise<void> {
  const refused = await tagAll(new Map(revisions.map(arn => [arn, { failed }])), outside)
  if (refused !== undefined)
    outside.context.step.warning(
      `The release could not be marked as failed: a run that is killed now may deploy it again. ${refused}`,
    )
}

/** Writes down that the rollbacks came to their end; `arn` is the revision that was gone back to. */
export async function closeMarks(ended: readonly { arn: string; way: Way }[], run: RollBackRun): Promise<void> {
  const { context, until } = run
  // The job's own deadline may have passed; it must end within 15 s of it.
  const aws = context.aws({ until: Math.min(context.clock.now(), until) + patience })
  const marks = ended.flatMap(({ arn, way: { mark } }) =>
    mark ? [[arn, { rollback: { ...mark, done: true } }] as const] : [],
  )
  await tagAll(new Map(marks), { aws, context })
}

type Outside = Pick<RollBackRun, 'aws' | 'context'>

/** Services may share a revision, which is tagged once. Says why one of them could not be tagged. */
async function tagAll(marks: ReadonlyMap<string, Provenance>, outside: Outside): Promise<string | undefined> {
  const refusals = await Promise.all([...marks].map(([arn, mark]) => tag(arn, mark, outside)))
  return refusals.find(why => why !== undefined)
}

/** The deployment's own time is ECS's: a runner whose clock is late must not mark a revision before it was deployed. */
function failedMark({ name, plan: { before } }: Way, { reason, context }: RollBackRun) {
  const why = `rolled back to ${name}${reason === undefined ? '' : `: ${reason}`}`
  return { at: Math.max(context.clock.now(), before?.createdAt ?? 0), why }
}

const mostAttempts = 3

/** Milliseconds. */
const patience = 10_000

/** Says why it could not be done. To set a tag twice is to set it once, so a lost reply needs no look. */
async function tag(arn: string, mark: Provenance, { aws, context: { step } }: Outside): Promise<string | undefined> {
  try {
    const ecs = await aws.ecs()
    let lost: AwsError | undefined
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const change = await ecs.tagTaskDefinition(arn, provenanceTags(mark))
      if (change.is === 'done') return undefined
      lost = change.fault
    }
    return lost?.message
  } catch (error) {
    if (!(error instanceof ActionError) || error instanceof Cancelled) throw error
    step.info(`${revisionName(arn)} could not be tagged: ${messageOf(error)}`)
    return [error.message, error.next].filter(Boolean).join(' ')
  }
}
