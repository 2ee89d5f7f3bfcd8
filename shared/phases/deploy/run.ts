import type { WantedImage } from '../../core/release-images.ts'
import type { Before } from '../../core/return-point.ts'
import type { PhaseRun } from '../run.ts'

/** How a new revision of a task definition is made. */
export interface RevisionRun extends PhaseRun {
  /** `service`, `latest`, or the path of a task definition file. */
  base: string
  release: string | undefined
  commit: string | undefined
  runUrl: string | undefined
  /** Something new is begun even of the revision that runs. */
  force: boolean
}

/** What is to be deployed. */
export interface DeployRun extends RevisionRun {
  services: readonly string[]
  /** Images to bring; a container without one keeps that of its base. */
  images: readonly WantedImage[]
  /** What ran before anything was changed, where that is not what runs now. */
  previous: Before
  /** Let a service pass that wants no task. */
  allowZero: boolean
  /** Bring back what was rolled away from. */
  allowFailed: boolean
}
