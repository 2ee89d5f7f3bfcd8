import type { Context } from '../../action.ts'
import type { RecordPayload } from '../../core/promotion-record.ts'
import type { GitHub } from '../../ports.ts'

/** What a promotion is recorded as. */
export interface RecordRun {
  environment: string
  /** The commit that is released, whatever the workflow runs on; absent where the record must be there already. */
  sha: string | undefined
  payload: RecordPayload
  /** Whether users work in the environment. */
  production: boolean
  environmentUrl: string | undefined
  github: GitHub
  /** Milliseconds since 1970. */
  until: number
  context: Context
}
