import type { RollbackMark } from './provenance.ts'

/**
 * Whether a service is where a rollback brought it that is not over, so that another one must not go further back. It
 * is over once its run told how it ended, of all services that went back together; to run that job again is to want
 * the same once more.
 */
export function isContinued(
  mark: RollbackMark | undefined,
  { others, runUrl }: { others: readonly (RollbackMark | undefined)[]; runUrl: string | undefined },
): boolean {
  if (!mark) return false
  const isOpen = others.some(other => other !== undefined && !other.done && other.at === mark.at)
  return !mark.done || isOpen || isOtherAttempt(mark.runUrl, runUrl)
}

/** Whether both are attempts of one workflow run, and not the same. */
function isOtherAttempt(one: string | undefined, other: string | undefined): boolean {
  return one !== other && isSameRun(one, other)
}

/** Whether both are pages of one workflow run, whichever attempt. */
export function isSameRun(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && withoutAttempt(one) === withoutAttempt(other)
}

function withoutAttempt(url: string): string {
  return url.replace(/\/attempts\/\d+$/, '')
}
