import { proofText } from '../../shared/core/health-report.ts'
import { outcomes } from '../../shared/core/outcome.ts'
import type { DeploymentState } from '../../shared/core/promotion-record.ts'
import type { RecordInputs } from './inputs.ts'

/** What people read beside the state. */
export function descriptionOf({ description, state: { state, outcome }, report }: RecordInputs): string {
  if (description !== undefined) return description
  if (state === 'success') return (report && proofText(report)) ?? 'Deployed'
  if (state !== 'failure' && state !== 'error') return unended[state]
  const why = report?.causes[0] ?? (outcome && outcomes[outcome])
  return [outcome, why].filter(Boolean).join(': ') || 'Failed'
}

const unended: Readonly<Record<Exclude<DeploymentState, 'success' | 'failure' | 'error'>, string>> = {
  queued: 'Waits to begin',
  pending: 'Waits to begin',
  in_progress: 'Deployment has begun',
  inactive: 'No longer deployed',
}
