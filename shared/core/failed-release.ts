import { tagValue } from './provenance.ts'
import type { KnownRevision } from './known-revision.ts'
import type { TaskDefinition } from './task-definition.ts'

/** What a deployment brings. */
export interface Brought {
  /** ARN of the revision, if it exists. */
  taskDefinition: string | undefined
  definition: TaskDefinition
  release: string | undefined
}

/**
 * The revision marked as failed that this would bring back: the very one, one of the same release, or one with the same
 * images. Undefined if there is none among these.
 */
export function failedBefore(
  { taskDefinition, definition, release }: Brought,
  known: readonly KnownRevision[],
): KnownRevision | undefined {
  return known.find(one => {
    if (!one.provenance.failed) return false
    const isOfRelease = release !== undefined && one.provenance.release === tagValue(release)
    return one.arn === taskDefinition || isOfRelease || imagesOf(one.definition) === imagesOf(definition)
  })
}

function imagesOf({ containerDefinitions }: TaskDefinition): string {
  return JSON.stringify(containerDefinitions.map(({ name, image }) => [name, image]).toSorted())
}
