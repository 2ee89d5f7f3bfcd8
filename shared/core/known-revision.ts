import { imageText, parseImage } from './image.ts'
import type { ImageReference } from './image.ts'
import { readProvenance } from './provenance.ts'
import type { Provenance, Tag } from './provenance.ts'
import { revisionName } from './service.ts'
import type { TaskDefinition } from './task-definition.ts'
import { dayAndTime } from './wording.ts'

/** A revision as it was read. */
export interface KnownRevision {
  arn: string
  definition: TaskDefinition
  tags: readonly Tag[]
  provenance: Provenance
  /** Milliseconds since 1970. */
  registeredAt?: number
  /** ECS starts new deployments of ACTIVE revisions only. */
  active: boolean
}

export function knownRevision(revision: Pick<KnownRevision, 'arn' | 'definition' | 'tags'>): KnownRevision {
  const { registeredAt, status } = revision.definition
  return {
    ...revision,
    provenance: readProvenance(revision.tags),
    // The raw reply counts seconds.
    ...(typeof registeredAt === 'number' && { registeredAt: Math.round(registeredAt * 1_000) }),
    active: status === undefined || status === 'ACTIVE',
  }
}

/** What people call a revision: its release, or else its commit, or else itself. */
export function releaseName({
  arn,
  provenance: { release, commit },
}: Pick<KnownRevision, 'arn' | 'provenance'>): string {
  return release ?? commit?.slice(0, 12) ?? revisionName(arn)
}

/** Why a revision must not be brought back unasked, as it was recorded on it. */
export function markText({ provenance: { failed } }: Pick<KnownRevision, 'provenance'>): string {
  const when = failed?.at === undefined ? '' : ` ${dayAndTime(failed.at)}`
  return `was marked as failed${when}: ${failed?.why ?? ''}`
}

export interface ContainerImage {
  container: string
  image: ImageReference
}

/** The images of a revision's containers; one that is no reference is left out. */
export function imagesIn({ definition }: Pick<KnownRevision, 'definition'>): ContainerImage[] {
  return definition.containerDefinitions.flatMap(({ name, image = '' }) => {
    try {
      return [{ container: name, image: parseImage(image) }]
    } catch {
      return []
    }
  })
}

/** `registry/repository`, whatever its tag and digest. */
export function repositoryOf({ registry, repository }: ImageReference): string {
  return imageText({ ...(registry && { registry }), repository })
}
