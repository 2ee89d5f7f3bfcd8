import type { World } from '../world.ts'
import { evaluate } from './lifecycle.ts'
import type { Candidate, Marked } from './lifecycle.ts'
import type { LifecyclePolicy, LifecycleRule } from './lifecycle-policy.ts'
import { tagsOf } from './image-id.ts'
import type { Repository, StoredImage } from './model.ts'

const day = 86_400_000

/** How long a preview takes, in milliseconds. */
const previewTakes = 5_000

/** Carries lifecycle policies out: once a day, so that nothing outlives its rule by more than 24 hours. */
export class Housekeeping {
  private readonly world: World
  private readonly random: () => number

  constructor(world: World, random: () => number) {
    this.world = world
    this.random = random
  }

  /** Sets a policy; it is carried out within a day, and daily from then on. */
  setPolicy(repository: Repository, policy: LifecyclePolicy): void {
    const isNew = repository.lifecycle === undefined
    repository.lifecycle = policy
    if (isNew) this.runIn(this.random() * day, repository)
  }

  /** Begins to work out what a policy would do now. */
  preview(repository: Repository, policy: LifecyclePolicy): void {
    const preview = { policy }
    repository.preview = preview
    this.world.timeline.after(previewTakes, () => {
      Object.assign(preview, { marked: this.marked(repository, policy.rules) })
    })
  }

  private runIn(ms: number, repository: Repository): void {
    this.world.timeline.after(ms, () => {
      this.run(repository)
      this.runIn(day, repository)
    })
  }

  private run(repository: Repository): void {
    repository.lifecycleRunAt = this.world.now()
    for (const { digest, rule } of this.marked(repository, repository.lifecycle?.rules ?? [])) {
      const image = repository.images.get(digest)
      if (image) this.apply(repository, image, rule)
    }
    for (const image of [...repository.images.values()]) this.follow(repository, image)
  }

  private marked(repository: Repository, rules: readonly LifecycleRule[]): Marked[] {
    const { ecr } = this.world
    const bound = new Set(
      [...repository.images.values()].flatMap(({ children }) => children.map(({ digest }) => digest)),
    )
    const images = [...repository.images.values()].map(image => candidate(repository, image, bound))
    const countsBound = ecr.assumptions.lifecycleCounts === 'all'
    return evaluate(rules, { images, now: this.world.now(), countsBound })
  }

  /** Takes the image alone: what an index names stays until its own rule takes it. */
  private apply(repository: Repository, image: StoredImage, { rulePriority, action }: LifecycleRule): void {
    if (action.type === 'expire') remove(repository, image)
    else this.world.ecr.setArchived(repository, image)
    const done = action.type === 'expire' ? 'expired' : 'archived'
    this.world.note(repository.name, `${done} ${image.digest.slice(0, 19)} by lifecycle rule ${rulePriority}`)
  }

  /** What tells of an image goes where that goes, with the next run after it. */
  private follow(repository: Repository, image: StoredImage): void {
    if (!image.refers) return
    const subject = repository.images.get(image.refers.subject)
    if (!subject) remove(repository, image)
    else if (subject.status === 'ARCHIVED' && image.status === 'ACTIVE') this.world.ecr.setArchived(repository, image)
  }
}

function candidate(repository: Repository, image: StoredImage, bound: ReadonlySet<string>): Candidate {
  const { digest, pushedAt, pulledAt, activatedAt, archivedAt, refers } = image
  return {
    digest,
    tags: tagsOf(repository, digest),
    storageClass: image.status === 'ACTIVE' ? 'standard' : 'archive',
    pushedAt,
    ...(pulledAt !== undefined && { pulledAt }),
    ...(activatedAt !== undefined && { activatedAt }),
    ...(archivedAt !== undefined && { archivedAt }),
    isBound: bound.has(digest) || (refers !== undefined && repository.images.has(refers.subject)),
  }
}

function remove(repository: Repository, { digest }: StoredImage): void {
  repository.images.delete(digest)
  for (const tag of tagsOf(repository, digest)) repository.tags.delete(tag)
}
