import type { ContainerImage } from '../known-revision.ts'
import type { Provenance } from '../provenance.ts'
import type { Match } from './match.ts'
import type { SeenDeployment } from './records.ts'
import type { Version } from './version.ts'

/** What was seen of an environment. Times are milliseconds since 1970. */
export interface SeenEnvironment {
  name: string
  /** Where it is, as the manifest says; absent without one. */
  place: { cluster: string; region: string | undefined } | undefined
  /** The environment that its releases come from. */
  requires: string | undefined
  services: SeenServices
  records: SeenRecords
}

export type SeenServices =
  | { is: 'read'; services: readonly SeenService[]; lacks: readonly Lack[] }
  | { is: 'unread'; lack: Lack }
  /** Without a manifest nobody knows which services there are. */
  | { is: 'unasked' }

export type SeenRecords =
  /** The newest first; more than are shown, as far as it takes to find what is in the environment. */
  { is: 'read'; records: readonly SeenDeployment[] } | { is: 'unread'; lack: Lack }

/** What could not be read: `why` is a sentence without a full stop. */
export interface Lack {
  why: string
  next?: string | undefined
}

export type SeenService =
  | ({ is: 'there' } & RunningService)
  /** `reason` is ECS's word, such as MISSING. */
  | { is: 'absent'; name: string; service: string; reason: string }

/** A service as it runs. */
export interface RunningService {
  /** Its name in the manifest. */
  name: string
  /** Its name in ECS. */
  service: string
  /** ARN of the revision that it was last told to run. */
  taskDefinition: string
  version: Version
  provenance: Provenance
  /** As the revision names them; none where it could not be read. */
  images: readonly ContainerImage[]
  /** Container → the digests that its tasks run; absent where that could not be read. */
  digests: ReadonlyMap<string, readonly string[]> | undefined
  /** When its present deployment began. */
  since: number
  running: number
  desired: number
  /** How its deployment stands; `unsaid` where ECS does not say. */
  rollout: 'completed' | 'in-progress' | 'failed' | 'unsaid'
  /** Whether it runs what was recorded. */
  match: Match
  /** Name of the recorded revision, where another one runs. */
  recordedRevision: string | undefined
}
