import type { Behaviour } from '../behaviour.ts'
import { healthy } from '../behaviour.ts'
import { AwsFault } from '../fault.ts'
import type { ImageRegistry, Pulled } from '../neighbours.ts'
import type { World } from '../world.ts'
import type { ImageFormat, Manifest } from './manifest.ts'
import { buildManifest, sha256 } from './manifest.ts'

/** A manifest that a repository keeps. */
export interface StoredImage extends Manifest {
  pushedAt: number
  status: 'ACTIVE' | 'ARCHIVED'
  archivedAt?: number
  behaviour: Behaviour
}

export interface Repository {
  readonly name: string
  readonly mutability: 'MUTABLE' | 'IMMUTABLE'
  readonly createdAt: number
  /** By digest, in the order they were pushed. */
  readonly images: Map<string, StoredImage>
  /** Digest by tag. */
  readonly tags: Map<string, string>
}

/** A build that is pushed; what is left out is as `docker buildx build --push` makes it. */
interface Push {
  repository: string
  tags?: readonly string[]
  format?: ImageFormat
  platforms?: readonly string[]
  attestations?: boolean
  behaviour?: Behaviour
  /** When it was pushed, in milliseconds since 1970; now, if not said. */
  pushedAt?: number
  /** Names what is inside. Left out, every push has content of its own. */
  content?: string
}

/** The account's private registry. Images of other registries exist, too, and are healthy unless said otherwise. */
export class Ecr implements ImageRegistry {
  readonly repositories = new Map<string, Repository>()
  /** What images of other registries do, by reference as task definitions name them. */
  readonly elsewhere = new Map<string, Behaviour>()
  /** Which digest ECS reports for a task whose image is an index. Believed to be the index's; never proved. */
  reportedDigest: 'index' | 'platform' = 'index'
  private readonly world: World
  private pushes = 0

  constructor(world: World) {
    this.world = world
  }

  get registry(): string {
    return `${this.world.account}.dkr.ecr.${this.world.region}.amazonaws.com`
  }

  /** Where the bytes of a blob are: in a bucket of ECR's own, by a signed address. */
  blobAddress(digest: string): string {
    return `${blobOrigin(this.world.region)}/${this.world.account}/${digest}?X-Amz-Signature=simulated`
  }

  /** The bytes behind such an address; undefined where there are none. */
  blob({ origin, pathname }: URL): string | undefined {
    if (origin !== blobOrigin(this.world.region)) return undefined
    const images = [...this.repositories.values()].flatMap(({ images }) => [...images.values()])
    return images.find(({ config }) => config && pathname.endsWith(`/${config.digest}`))?.config?.text
  }

  createRepository({
    name,
    mutability = 'MUTABLE',
  }: {
    name: string
    mutability?: Repository['mutability']
  }): Repository {
    const repository: Repository = {
      name,
      mutability,
      createdAt: this.world.now(),
      images: new Map(),
      tags: new Map(),
    }
    this.repositories.set(name, repository)
    return repository
  }

  /** Finds a repository as every operation does. */
  repository(name: string): Repository {
    const repository = this.repositories.get(name)
    if (repository) return repository
    throw new AwsFault(
      'RepositoryNotFoundException',
      `The repository with name '${name}' does not exist in the registry with id '${this.world.account}'`,
    )
  }

  /** Pushes an image with all its manifests and gives what its tags now point to. */
  push({ repository: name, tags = [], format = 'index', platforms = ['linux/amd64'], ...rest }: Push): StoredImage {
    const repository = this.repositories.get(name) ?? this.createRepository({ name })
    const taken = repository.mutability === 'IMMUTABLE' ? tags.find(tag => repository.tags.has(tag)) : undefined
    if (taken !== undefined) throw tagTaken(name, taken)
    const content = rest.content ?? `${name} build ${++this.pushes}`
    const manifest = buildManifest({
      content,
      format,
      platforms,
      attestations: rest.attestations ?? format === 'index',
    })
    for (const child of manifest.children) this.store(repository, child, rest)
    const image = this.store(repository, manifest, rest)
    for (const tag of tags) repository.tags.set(tag, image.digest)
    this.world.note(name, `pushed ${[...tags, image.digest.slice(0, 19)].join(', ')}`)
    return image
  }

  private store(
    repository: Repository,
    manifest: Manifest,
    { behaviour = healthy, pushedAt = this.world.now() }: Pick<Push, 'behaviour' | 'pushedAt'>,
  ): StoredImage {
    const image: StoredImage = { ...manifest, pushedAt, status: 'ACTIVE', behaviour }
    repository.images.set(image.digest, image)
    return image
  }

  /** Points a tag at another image of its repository, whatever the repository's mutability. */
  moveTag(reference: string, digest: string): void {
    const { repository, tag } = this.mustParse(reference)
    if (tag === undefined) throw new Error(`${reference} names no tag`)
    repository.tags.set(tag, digest)
    this.world.note(repository.name, `tag ${tag} now points to ${digest.slice(0, 19)}`)
  }

  /** Deletes an image, its tags, and those of its manifests that no other image has. */
  deleteImage(reference: string): void {
    const { repository, image } = this.mustFind(reference)
    repository.images.delete(image.digest)
    const kept = new Set([...repository.images.values()].flatMap(({ children }) => children.map(child => child.digest)))
    for (const child of image.children) if (!kept.has(child.digest)) repository.images.delete(child.digest)
    for (const [tag, digest] of repository.tags) if (!repository.images.has(digest)) repository.tags.delete(tag)
    this.world.note(repository.name, `deleted ${reference}`)
  }

  /** Moves an image to archive storage, as a lifecycle rule does: it is there, but cannot be pulled. */
  archive(reference: string): void {
    const { repository, image } = this.mustFind(reference)
    for (const { digest } of [image, ...image.children]) {
      const stored = repository.images.get(digest)
      if (stored) Object.assign(stored, { status: 'ARCHIVED', archivedAt: this.world.now() })
    }
    this.world.note(repository.name, `archived ${reference}`)
  }

  /** The image that `repository:tag` or `repository@sha256:…` names, with or without the registry's host. */
  find(reference: string): StoredImage | undefined {
    const { repository, tag, digest } = this.parse(reference)
    const wanted = digest ?? repository?.tags.get(tag ?? 'latest')
    return wanted === undefined ? undefined : repository?.images.get(wanted)
  }

  /** How a task definition names an image of this registry: `repository:tag` becomes `host/repository:tag`. */
  uri(reference: string): string {
    return `${this.registry}/${reference}`
  }

  pull(reference: string, platform: string): Pulled {
    const ours = reference.startsWith(`${this.registry}/`)
    if (!ours) return pulled(digestIn(reference) ?? sha256(reference), this.elsewhere.get(reference) ?? healthy)
    const image = this.find(reference)
    if (image?.status !== 'ACTIVE') return failed(notFound(reference))
    if (image.children.length === 0) return runOn(image, platform)
    const child = image.children.find(candidate => candidate.platform === platform)
    if (!child) return failed(noPlatform(platform))
    return pulled(this.reportedDigest === 'index' ? image.digest : child.digest, image.behaviour)
  }

  private mustFind(reference: string): { repository: Repository; image: StoredImage } {
    const { repository } = this.mustParse(reference)
    const image = this.find(reference)
    if (!image) throw new Error(`there is no image ${reference}`)
    return { repository, image }
  }

  private mustParse(reference: string): { repository: Repository; tag: string | undefined } {
    const { repository, tag } = this.parse(reference)
    if (!repository) throw new Error(`there is no repository for ${reference}`)
    return { repository, tag }
  }

  private parse(reference: string): { repository?: Repository; tag?: string; digest?: string } {
    const name = reference.startsWith(`${this.registry}/`) ? reference.slice(this.registry.length + 1) : reference
    const parts = /^(?<path>[^:@]+)(?::(?<tag>[^@]+))?(?:@(?<digest>.+))?$/.exec(name)?.groups
    const repository = this.repositories.get(parts?.path ?? '')
    return {
      ...(repository && { repository }),
      ...(parts?.tag !== undefined && { tag: parts.tag }),
      ...(parts?.digest !== undefined && { digest: parts.digest }),
    }
  }
}

/** What a task gets that starts a single manifest: registries serve it whatever its platform; the program then fails. */
function runOn(image: StoredImage, platform: string): Pulled {
  if (image.platform === platform) return pulled(image.digest, image.behaviour)
  return pulled(image.digest, {
    exits: { code: 1, after: 100 },
    logs: ['exec /usr/local/bin/docker-entrypoint.sh: exec format error'],
  })
}

function digestIn(reference: string): string | undefined {
  return /@(sha256:[0-9a-f]{64})$/.exec(reference)?.[1]
}

const pulled = (digest: string, behaviour: Behaviour): Pulled => ({ is: 'pulled', digest, behaviour })
const failed = (reason: string): Pulled => ({ is: 'failed', reason })

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html */
function notFound(reference: string): string {
  return (
    'CannotPullContainerError: pull image manifest has been retried 7 time(s): ' +
    `failed to resolve ref ${reference}: ${reference}: not found`
  )
}

function noPlatform(platform: string): string {
  return (
    'CannotPullContainerError: pull image manifest has been retried 7 time(s): ' +
    `image Manifest does not contain descriptor matching platform '${platform}'`
  )
}

function tagTaken(repository: string, tag: string): AwsFault {
  return new AwsFault(
    'ImageTagAlreadyExistsException',
    `The image tag '${tag}' already exists in the '${repository}' repository and cannot be overwritten ` +
      'because the repository is immutable.',
  )
}

function blobOrigin(region: string): string {
  return `https://prod-${region}-starport-layer-bucket.s3.${region}.amazonaws.com`
}
