import type { Context } from '../action.ts'
import type { AwsServices } from '../aws/services.ts'

/** What every phase works on, and what it may use for that. */
export interface PhaseRun {
  cluster: string
  /** Milliseconds since 1970. */
  until: number
  context: Context
  aws: AwsServices
}
