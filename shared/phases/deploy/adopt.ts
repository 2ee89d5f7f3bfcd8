import type { Revision } from '../../aws/ecs.ts'
import { PREFIX, readProvenance } from '../../core/provenance.ts'
import { revisionName } from '../../core/service.ts'
import { ActionError, Cancelled, messageOf } from '../../errors.ts'
import type { PhaseRun } from '../run.ts'
import type { Plan } from './prepare.ts'

/**
 * Where an infrastructure tool has made exactly the revision that is wanted, none is registered that could say where it
 * comes from: it is written on the revision that is there. What ran before is found by it after a kill, too. A deployment must
 * not fail for want of a tag.
 */
export async function adopt(plans: readonly Plan[], run: Run): Promise<void> {
  await Promise.all(
    plans.map(async plan => {
      const { moved, revision, running, newest } = plan
      const there = revision.is === 'reuse' ? newest : moved && revision.is === 'keep' ? running : undefined
      const isTold = there && Object.keys(readProvenance(there.tags)).length > 0
      if (there && !isTold) await describe(there, plan, run)
    }),
  )
}

type Run = Pick<PhaseRun, 'aws' | 'context'>

/** To set a tag twice is to set it once, so a lost reply needs no look. */
async function describe({ arn }: Revision, { name, tags }: Plan, { aws, context: { step } }: Run): Promise<void> {
  try {
    const own = tags.filter(({ key }) => key.startsWith(PREFIX))
    const ecs = await aws.ecs()
    const change = await ecs.tagTaskDefinition(arn, own)
    if (change.is === 'lost') await ecs.tagTaskDefinition(arn, own)
  } catch (error) {
    if (!(error instanceof ActionError) || error instanceof Cancelled) throw error
    step.info(`${name}: ${revisionName(arn)} could not be tagged with its release: ${messageOf(error)}`)
  }
}
