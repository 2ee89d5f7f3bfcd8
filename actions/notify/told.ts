import { prose } from '../../shared/core/summary.ts'

/** What became of telling somebody, or of a part of those who were to be told. */
export type Told =
  /** `who` as the sentence "Told: …" has it. */
  | { is: 'told'; who: string }
  /** There was nothing new to tell; a sentence without its end. */
  | { is: 'nothing-new'; why: string }
  /** Who was not told, or may not have been, and why; a sentence without its end. */
  | { is: 'not-told'; why: string }

/** One sentence a kind: whom it reached, and where there was nothing to say. */
export function toldText(told: readonly Told[]): string {
  const reached = told.flatMap(one => (one.is === 'told' ? [one.who] : []))
  const rest = told.flatMap(one => (one.is === 'nothing-new' ? [`${one.why}.`] : []))
  return [`Told: ${reached.join(', ') || 'nobody'}.`, ...rest].join(' ')
}

export function problemsIn(told: readonly Told[]): string {
  return told.flatMap(one => (one.is === 'not-told' ? [prose(`${one.why}.`)] : [])).join('\n\n')
}
