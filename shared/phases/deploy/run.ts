import type { WantedImage } from '../../core/release-images.ts'
import type { PhaseRun } from '../run.ts'

/** What is to be deployed. */
export interface DeployRun extends PhaseRun {
  services: readonly string[]
  /** Images to bring; a container without one keeps that of its base. */
  images: readonly WantedImage[]
  /** `service`, `latest`, or the path of a task definition file. */
  base: string
  release: string | undefined
  commit: string | undefined
  runUrl: string | undefined
  /** Begin a deployment even of the revision that runs. */
  force: boolean
  /** Let a service pass that wants no task. */
  allowZero: boolean
}
