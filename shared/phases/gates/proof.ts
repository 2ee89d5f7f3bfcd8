import type { Context } from '../../action.ts'
import { judgeRequirement } from '../../core/requirement.ts'
import type { RequirementVerdict, SeenService } from '../../core/requirement.ts'
import { orRefused } from './gate.ts'
import type { Gate } from './gate.ts'
import { recordOf } from './recorded.ts'
import type { RecordSearch } from './recorded.ts'
import { lookAtRequirement } from './requirement.ts'
import type { RequirementRun } from './requirement.ts'

/** Whether a release was proved in another environment of the manifest: by what its services ran, and by its record. */
export function proofGate(run: RequirementRun): Promise<Gate> {
  return gateOf(run.required.environment, () => lookAtRequirement(run))
}

/** A release that must have been proved in an environment of which nobody says what its services are. */
export interface RecordedProofRun extends Omit<RecordSearch, 'names'> {
  /** Milliseconds. */
  soak: number
  context: Context
}

/** The same where there is no manifest: the record in GitHub is all there is, and it must have these very digests. */
export function recordedProofGate(run: RecordedProofRun): Promise<Gate> {
  return gateOf(run.environment, () => lookAtRecord(run))
}

const unasked: SeenService = {
  is: 'unread',
  why: 'without a manifest nothing says which services it has',
  next: 'Give these actions a manifest with that environment.',
}

async function lookAtRecord(run: RecordedProofRun): Promise<RequirementVerdict> {
  const { environment, soak, images, context } = run
  const record = await recordOf({ ...run, names: undefined })
  const services = Object.keys(images).map(service => ({ service, wanted: [], seen: unasked }))
  return judgeRequirement({ environment, soak, services, record, elsewhere: [] }, context.clock.now())
}

async function gateOf(environment: string, look: () => Promise<RequirementVerdict>): Promise<Gate> {
  const name = `proof in ${environment}`
  const verdict = await orRefused(name, look)
  if (verdict.is === 'refused') return verdict
  if (verdict.is === 'met') return { name, is: 'passed', says: verdict.says }
  return { name, is: 'refused', says: verdict.why, next: verdict.next }
}
