import type { ImageReference } from '../../core/image.ts'
import type { Capacity, Network } from '../../core/launch.ts'
import type { Direction } from '../../core/migration.ts'
import type { WantedImage } from '../../core/release-images.ts'
import type { PhaseRun } from '../run.ts'

/** What is to be run once, and how. */
export interface MigrationRun extends PhaseRun {
  /**
   * `up` where it is absent. One that goes down takes migrations back, to where `release` (or `commit`) stands, with what
   * runs now.
   */
  direction?: Direction
  /** Whose network, launch type and platform version it takes; and whose revision, unless `taskDefinition` is given. */
  service: string | undefined
  /** Family, `family:number` or ARN. */
  taskDefinition: string | undefined
  /** In place of the service's. */
  network: Network | undefined
  /** Images of the release: those for the service or its containers, and those that the task definition runs. */
  images: readonly WantedImage[]
  /** The image of the migration's container alone. */
  image: ImageReference | undefined
  /** What the revision is made of, as deploy-ecs has it. */
  base: string
  /** The container whose exit code counts. */
  container: string | undefined
  /** Its words; absent for what the task definition or the image says. */
  command: readonly string[] | undefined
  /** Environment variables set beside those of the container. */
  variables: Readonly<Record<string, string>>
  taskRole: string | undefined
  executionRole: string | undefined
  capacity: Capacity
  /** What is migrated to, up or down. */
  release: string | undefined
  commit: string | undefined
  runUrl: string | undefined
  /** Milliseconds that it may take, as people were told it. */
  timeout: number
  onTimeout: 'leave' | 'stop'
  /** Lines of its log that are shown at most. */
  logLines: number
  /** Run it even if it ended well, or if nobody knows how it ended. */
  force: boolean
  /** The command is only tried: it runs whatever ran before, and nothing is recorded of it. */
  rehearsal: boolean
}
