import { AwsError } from '../../aws/call.ts'
import type { Ecs, Revision } from '../../aws/ecs.ts'
import { difference } from '../../core/difference.ts'
import type { Change } from '../../core/difference.ts'
import { pin } from '../../core/image.ts'
import { mergeTags, provenanceTags } from '../../core/provenance.ts'
import type { Tag } from '../../core/provenance.ts'
import { assignImages } from '../../core/release-images.ts'
import type { Assigned, WantedImage } from '../../core/release-images.ts'
import { planRevision } from '../../core/revision-plan.ts'
import type { RevisionPlan } from '../../core/revision-plan.ts'
import { registrable, wantedPlatform, withImages } from '../../core/task-definition.ts'
import type { TaskDefinition } from '../../core/task-definition.ts'
import { readBaseFile } from './base-file.ts'
import type { CheckedImage, ImageOfService } from './images.ts'
import type { RevisionRun } from './run.ts'

/** Whom a revision is made for. */
export interface Origin {
  /** The service, or whoever else is named in messages. */
  name: string
  running: Revision
  /** What ran before the new revision, as ARN: recorded on it. Undefined where nobody can say it any more. */
  previous: string | undefined
}

/** An origin with the definition its new revision is made of. */
export interface Draft extends Origin {
  newest: Revision | undefined
  base: TaskDefinition
  baseTags: readonly Tag[]
  assigned: Assigned
}

/** The revision that is to run, and how it comes to be: decided before anything is written. */
export interface Revised {
  /** Whom it is for, in messages. */
  name: string
  running: Revision
  /** The newest ACTIVE revision of the family, so that a lost reply can be told from it. */
  newest: Revision | undefined
  /** What is to run, as it would be registered. */
  wanted: TaskDefinition
  revision: RevisionPlan
  tags: readonly Tag[]
  changes: readonly Change[]
}

/** Finds what the new revision is made of, and which container gets which image. */
export async function draftOf(
  origin: Origin,
  wanted: (base: TaskDefinition) => readonly WantedImage[],
  run: RevisionRun,
): Promise<Draft> {
  const { running } = origin
  const file = await readBaseFile(origin.name, run)
  const newest = await describeIfThere(file?.definition.family ?? running.definition.family, await run.aws.ecs())
  const there = run.base === 'latest' && newest ? newest : running
  const base = file?.definition ?? there.definition
  return { ...origin, newest, base, baseTags: file?.tags ?? there.tags, assigned: assignImages(base, wanted(base)) }
}

/** A revision, or the newest ACTIVE one of a family; absent where there is none, which ECS refuses to describe. */
export async function describeIfThere(name: string, ecs: Ecs): Promise<Revision | undefined> {
  try {
    return await ecs.describeTaskDefinition(name)
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'refused') return undefined
    throw error
  }
}

/** The images that are looked up before the revision is decided on. */
export function imagesOf({ name, base, assigned }: Draft): ImageOfService[] {
  return assigned.changes.map(change => ({ service: name, ...change, platform: wantedPlatform(base) }))
}

/** Decides on the revision, once the digests of its images are known. */
export function revise(draft: Draft, checked: readonly CheckedImage[], run: RevisionRun): Revised {
  const { name, running, newest } = draft
  const own = checked.filter(({ service }) => service === name)
  const images = own.map(({ container, image, digest }) => ({ container, image: pin(image, digest) }))
  const wanted = registrable(withImages(draft.base, images))
  return {
    name,
    running,
    newest,
    wanted,
    revision: planRevision({ wanted, running, newest, force: run.force }),
    tags: mergeTags(draft.baseTags, provenanceTags(provenanceOf(draft, own, run))),
    changes: difference(running.definition, wanted),
  }
}

function provenanceOf({ previous }: Draft, images: readonly CheckedImage[], { release, commit, runUrl }: RevisionRun) {
  const imageTags = Object.fromEntries(
    images.flatMap(({ container, tag }) => (tag === undefined ? [] : [[container, tag]])),
  )
  return {
    ...(release && { release }),
    ...(commit && { commit }),
    ...(runUrl && { runUrl }),
    imageTags,
    ...(previous !== undefined && { previous }),
  }
}
