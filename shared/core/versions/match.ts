import { payloadOf, recordedRevisions } from '../deployment-record.ts'
import { parseImage, sameRepository } from '../image.ts'
import type { ImageReference } from '../image.ts'
import { isJsonObject } from '../json.ts'
import { readPayload } from '../promotion-record.ts'
import { isSame } from './version.ts'
import type { Version } from './version.ts'
import type { RunningService } from './seen.ts'
import { recordedVersion } from './records.ts'

/** Whether a service runs what was recorded. `unsaid` where the record says nothing that could be compared. */
export type Match = 'same' | 'other' | 'unsaid'

/**
 * Recorded digest → the digests that count as it: an index stands for the images of its platforms. What could not be
 * read is absent.
 */
export type Kin = ReadonlyMap<string, readonly string[]>

interface Recorded {
  sha: string
  payload: unknown
}

/**
 * Compares by what is most telling: the images by digest, then what was proved of the service, then its revision, then
 * the commit that it says it is of.
 */
export function matchOf(service: RunningService, recorded: Recorded, kin: Kin = new Map()): Match {
  const verdicts = [
    () => byImages(service, imagesIn(recorded), kin),
    () => byProof(service, recorded),
    () => byRevision(service, recorded),
    () => byVersion(service.version, recordedVersion(recorded)),
  ]
  for (const verdict of verdicts) {
    const match = verdict()
    if (match !== 'unsaid') return match
  }
  return 'unsaid'
}

/** Whether it runs a revision other than the recorded one, such as one that an infrastructure tool made. */
export function isOtherRevision({ service, taskDefinition }: RunningService, recorded: Recorded): string | undefined {
  const revision = recordedRevisions(recorded).get(service)
  return revision === undefined || nameOf(revision) === nameOf(taskDefinition) ? undefined : revision
}

/** The images of the record whose index must be read before it can be told whether a service runs one of them. */
export function unclearImages({ images, digests }: RunningService, recorded: Recorded): ImageReference[] {
  const known = imagesIn(recorded)
  return images
    .filter(({ image }) => image.digest === undefined)
    .flatMap(({ container, image }) => {
      const wanted = known.filter(one => sameRepository(one, image))
      const runs = digests?.get(container) ?? []
      return runs.every(digest => wanted.some(one => one.digest === digest)) ? [] : wanted
    })
}

function byImages({ images, digests }: RunningService, recorded: readonly ImageReference[], kin: Kin): Match {
  const verdicts = images.map(({ container, image }): Match => {
    const wanted = recorded.filter(one => sameRepository(one, image)).flatMap(({ digest }) => digest ?? [])
    const runs = image.digest === undefined ? (digests?.get(container) ?? []) : [image.digest]
    if (wanted.length === 0 || runs.length === 0) return 'unsaid'
    const accepted = wanted.flatMap(digest => [digest, ...(kin.get(digest) ?? [])])
    if (runs.every(digest => accepted.includes(digest))) return 'same'
    // What a task reports may be the platform's image in an index that could not be read.
    return image.digest !== undefined || wanted.every(digest => kin.has(digest)) ? 'other' : 'unsaid'
  })
  return together(verdicts)
}

function byProof({ service, images, digests }: RunningService, { payload }: Recorded): Match {
  const { proof } = payloadOf(payload)
  const own = isJsonObject(proof) ? proof[service] : undefined
  const proved = isJsonObject(own) && isJsonObject(own['digests']) ? own['digests'] : {}
  const verdicts = images.map(({ container }): Match => {
    const [digest, runs = []] = [proved[container], digests?.get(container)]
    if (typeof digest !== 'string' || runs.length === 0) return 'unsaid'
    return runs.every(one => one === digest) ? 'same' : 'other'
  })
  return together(verdicts)
}

function byRevision({ service, taskDefinition }: RunningService, recorded: Recorded): Match {
  const revision = recordedRevisions(recorded).get(service)
  if (revision === undefined) return 'unsaid'
  return nameOf(revision) === nameOf(taskDefinition) ? 'same' : 'other'
}

function byVersion(runs: Version, recorded: Version): Match {
  const same = isSame(runs, recorded)
  return same === undefined ? 'unsaid' : same ? 'same' : 'other'
}

/** A revision may be named by its ARN or as `family:number`. */
function nameOf(taskDefinition: string): string {
  return taskDefinition.slice(taskDefinition.lastIndexOf('/') + 1)
}

function together(verdicts: readonly Match[]): Match {
  if (verdicts.includes('other')) return 'other'
  return verdicts.includes('same') ? 'same' : 'unsaid'
}

/** What is no image reference is left out. */
function imagesIn({ payload }: Recorded): ImageReference[] {
  return Object.values(readPayload(payload)?.images ?? {}).flatMap(text => {
    try {
      return [parseImage(text)]
    } catch {
      return []
    }
  })
}
