import type { Context } from '../../action.ts'
import type { AwsServices } from '../../aws/services.ts'
import type { DeclaredService } from '../../core/deploy-manifest/declared.ts'
import type { GitHub } from '../../ports.ts'

/** What a look at all environments uses. */
export interface VersionsRun {
  /** How many promotions of each environment are told. */
  history: number
  /** The same for all environments of a region: AWS counts their calls together. */
  aws: (region: string | undefined) => AwsServices
  github: GitHub
  context: Context
}

/** An environment that is looked at. */
export interface Wanted {
  name: string
  requires: string | undefined
  /** Absent where no manifest says where it is. */
  place: { cluster: string; region: string | undefined; services: readonly DeclaredService[] } | undefined
}
