/** How an action ended. Every action that changes or waits says exactly one of these. */
export const outcomes = {
  succeeded: 'Done; from wait-healthy: and proved.',
  unchanged: 'Nothing was written: it was so already, or it was a dry run.',
  'failed-before-change': 'No service was changed.',
  'rolled-back': 'The deployment failed; what ran before runs again, and that is proved.',
  'rollback-failed': 'The deployment failed, and what ran before has not been restored, or not yet.',
  superseded: 'Somebody deployed after us, or deleted the service; that was left alone.',
  mixed: 'The services are on different releases.',
  'timed-out': 'Not finished in time; it may still finish.',
  'awaiting-approval': 'The deployment is paused at a hook and waits for somebody to continue it.',
  unknown: 'What happened could not be seen.',
  cancelled: 'The workflow was cancelled; no further change was begun.',
} as const

export type Outcome = keyof typeof outcomes

const signs: Partial<Record<Outcome, string>> = {
  succeeded: '✅',
  unchanged: '✅',
  'awaiting-approval': '⏸️',
  cancelled: '⏹️',
  unknown: '❔',
}

/** What people see first of it. */
export function signOf(outcome: Outcome): string {
  return signs[outcome] ?? '❌'
}

/** Only these end a step green. */
export function isGreen(outcome: Outcome): boolean {
  return outcome === 'succeeded' || outcome === 'unchanged'
}

/**
 * What must be said of a whole run before anything else is: a run that was cut off, or in which something could not
 * be seen, is never summed up as a failure or a success of its parts.
 */
const overrules: readonly Outcome[] = ['cancelled', 'unknown', 'timed-out', 'awaiting-approval']

/** The outcome of several services together. An empty list is `unchanged`: nothing was asked for. */
export function together(parts: readonly Outcome[]): Outcome {
  const distinct = new Set(parts)
  const overruling = overrules.find(outcome => distinct.has(outcome))
  if (overruling) return overruling
  if ([...distinct].every(isGreen)) return distinct.has('succeeded') ? 'succeeded' : 'unchanged'
  // What was not changed and what was returned run the same: what they ran before.
  if ([...distinct].every(outcome => outcome === 'rolled-back' || outcome === 'failed-before-change')) {
    return distinct.has('rolled-back') ? 'rolled-back' : 'failed-before-change'
  }
  return distinct.size === 1 ? (parts[0] ?? 'unknown') : 'mixed'
}
