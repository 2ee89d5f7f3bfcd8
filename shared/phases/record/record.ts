import type { Outcome } from '../../core/outcome.ts'
import { shortDescription, stateOf } from '../../core/promotion-record.ts'
import { makeRecord } from './make.ts'
import type { RecordRun } from './run.ts'
import { awaitTurn } from './turn.ts'
import { writeState } from './write.ts'

export type { RecordRun } from './run.ts'

export type Opened = { is: 'open'; id: number } | { is: 'unwritten'; why: string } | { is: 'not-our-turn'; why: string }

/**
 * Writes that the promotion has begun, and waits for its turn: while an older promotion to the same environment goes
 * on, this one has not changed anything. A run that is run again goes on with its own record.
 */
export async function openRecord(run: RecordRun): Promise<Opened> {
  const { step } = run.context
  const made = await makeRecord(run, { begins: true })
  if (made.is !== 'made') return { is: 'unwritten', why: made.why }
  const { id } = made
  const begun = await writeState(id, { state: 'in_progress', description: 'Promotion has begun' }, run)
  if (begun.is !== 'written') step.warning(`${begun.why}.`)
  const turn = await awaitTurn(id, run)
  if (turn.is === 'ours') return { is: 'open', id }
  await closeRecord(id, { outcome: 'superseded', message: 'Another promotion did not end' }, run)
  return { is: 'not-our-turn', why: `${turn.why}; nothing was changed` }
}

/** Writes how the promotion ended. What cannot be written is told: what is so in AWS is so without it. */
export async function closeRecord(
  id: number,
  { outcome, message }: { outcome: Outcome; message: string },
  run: RecordRun,
): Promise<void> {
  const state = { state: stateOf(outcome), description: shortDescription(message) }
  const { step } = run.context
  const written = await writeState(id, state, run)
  if (written.is === 'written') written.problems.forEach(problem => step.warning(`${problem}.`))
  else step.warning(`${written.why}. GitHub shows the deployment as still under way.`)
}
