import type { ScanStatus, ScanType, SigningStatus } from '@aws-sdk/client-ecr'
import type { Behaviour } from '../behaviour.ts'
import type { LifecyclePolicy, LifecycleRule } from './lifecycle-policy.ts'
import type { Manifest } from './manifest.ts'
import type { TagMutability } from './mutability.ts'

/** Those of basic scanning, and the one that Amazon Inspector has beside them. */
export type Severity = 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW' | 'INFORMATIONAL' | 'UNDEFINED' | 'UNTRIAGED'

/** A weakness that scanning finds in an image. */
export interface Finding {
  /** Such as `CVE-2026-10001`. */
  name: string
  severity: Severity
  package: string
  version: string
}

export interface Scan {
  type: ScanType
  status: ScanStatus
  /** What was found, and when: there once a scan was complete. */
  result?: { findings: readonly Finding[]; at: number }
}

export interface Signing {
  profile: string
  status: SigningStatus
}

/** A manifest that a repository keeps. Times are in milliseconds since 1970. */
export interface StoredImage extends Manifest {
  pushedAt: number
  status: 'ACTIVE' | 'ARCHIVED' | 'ACTIVATING'
  archivedAt?: number
  activatedAt?: number
  /** When a task last started with it. */
  pulledAt?: number
  behaviour: Behaviour
  /** What a scan of today would find. */
  findings: readonly Finding[]
  scan?: Scan | undefined
  signings: Signing[]
}

/** What a policy would do; `marked` is there once that is known. */
export interface Preview {
  policy: LifecyclePolicy
  marked?: readonly { digest: string; rule: LifecycleRule }[]
}

export interface Repository extends TagMutability {
  readonly name: string
  readonly createdAt: number
  /** The repository's own setting, which basic scanning heeds. */
  scanOnPush: boolean
  /** By digest, in the order they were pushed. */
  readonly images: Map<string, StoredImage>
  /** Digest by tag. */
  readonly tags: Map<string, string>
  lifecycle?: LifecyclePolicy
  /** When the policy was last carried out, milliseconds since 1970. */
  lifecycleRunAt?: number
  preview?: Preview
}
