import type { Behaviour } from '../behaviour.ts'
import { healthy } from '../behaviour.ts'
import { AwsFault } from '../fault.ts'
import type { ImageRegistry, Pulled } from '../neighbours.ts'
import { seeded } from '../random.ts'
import type { World } from '../world.ts'
import type { Assumptions } from './assumptions.ts'
import { likely } from './assumptions.ts'
import { Housekeeping } from './housekeeping.ts'
import type { ImageFormat, Manifest } from './manifest.ts'
import { buildManifest, buildReferrer, sha256 } from './manifest.ts'
import type { Finding, Repository, Signing, StoredImage } from './model.ts'
import { isFixed } from './mutability.ts'
import { digestIn, failed, noPlatform, notFound, pulled, runOn } from './pulling.ts'
import { Scanner } from './scanner.ts'

/** A build that is pushed; what is left out is as `docker buildx build --push` makes it. */
interface Push {
  repository: string
  tags?: readonly string[]
  format?: ImageFormat
  platforms?: readonly string[]
  attestations?: boolean
  behaviour?: Behaviour
  /** What scanning finds in it. */
  findings?: readonly Finding[]
  /** When it was pushed, in milliseconds since 1970; now, if not said. */
  pushedAt?: number
  /** Names what is inside. Left out, every push has content of its own. */
  content?: string
}

type NewRepository = Pick<Repository, 'name'> & Partial<Pick<Repository, 'mutability' | 'exclusions' | 'scanOnPush'>>

/** How long an image takes to come back from the archive, at most, in milliseconds. */
const restoreTakes = 20 * 60_000

interface Signed {
  profile?: string
  /** Milliseconds until it is over; no time, if not said. */
  takes?: number
  ends?: 'COMPLETE' | 'FAILED'
}

/** The account's private registry. Images of other registries exist, too, and are healthy unless said otherwise. */
export class Ecr implements ImageRegistry {
  readonly repositories = new Map<string, Repository>()
  /** What images of other registries do, by reference as task definitions name them. */
  readonly elsewhere = new Map<string, Behaviour>()
  readonly assumptions: Assumptions = { ...likely }
  readonly scanner: Scanner
  readonly housekeeping: Housekeeping
  private readonly world: World
  /** Chance of its own, so that services go the same way whatever happens to images. */
  private readonly random: () => number
  private pushes = 0

  constructor(world: World) {
    this.world = world
    this.random = seeded(world.seed ^ 0x65637221)
    this.scanner = new Scanner(world)
    this.housekeeping = new Housekeeping(world, this.random)
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

  createRepository({ name, mutability = 'MUTABLE', exclusions = [], scanOnPush = false }: NewRepository): Repository {
    const repository: Repository = {
      name,
      mutability,
      exclusions,
      scanOnPush,
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
    const taken = tags.find(tag => repository.tags.has(tag) && isFixed(repository, tag))
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

  /** Keeps a manifest. One that is there already stays as old as it is, and comes back if it was archived. */
  store(
    repository: Repository,
    manifest: Manifest,
    { behaviour = healthy, findings = [], pushedAt = this.world.now() }: Partial<StoredImage> = {},
  ): StoredImage {
    const there = repository.images.get(manifest.digest)
    if (there) return Object.assign(there, { behaviour, findings, status: 'ACTIVE' as const })
    const image: StoredImage = { ...manifest, pushedAt, status: 'ACTIVE', behaviour, findings, signings: [] }
    repository.images.set(image.digest, image)
    this.scanner.onPush(repository, image)
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
    for (const { digest } of withOwn(repository, image)) repository.images.delete(digest)
    for (const [tag, digest] of repository.tags) if (!repository.images.has(digest)) repository.tags.delete(tag)
    this.world.note(repository.name, `deleted ${reference}`)
  }

  /** Moves an image to archive storage: it is there, but cannot be pulled. */
  archive(reference: string): void {
    const { repository, image } = this.mustFind(reference)
    this.setArchived(repository, image)
    this.world.note(repository.name, `archived ${reference}`)
  }

  /** The same, for whoever has the image; what no other index needs goes with it. */
  setArchived(repository: Repository, image: StoredImage): void {
    for (const stored of withOwn(repository, image, other => other.status === 'ACTIVE')) {
      Object.assign(stored, { status: 'ARCHIVED', archivedAt: this.world.now() })
    }
  }

  /** Begins to bring an image back from the archive. It cannot be pulled before that is done. */
  restore(repository: Repository, image: StoredImage): void {
    const stored = [image, ...image.children].flatMap(({ digest }) => repository.images.get(digest) ?? [])
    for (const each of stored) each.status = 'ACTIVATING'
    this.world.timeline.after(this.random() * restoreTakes, () => {
      for (const each of stored) Object.assign(each, { status: 'ACTIVE', activatedAt: this.world.now() })
    })
  }

  /** Adds what tells of an image: a signature, a bill of materials. */
  attach(reference: string, artifactType: string, annotations: Readonly<Record<string, string>> = {}): StoredImage {
    const { repository, image } = this.mustFind(reference)
    return this.store(repository, buildReferrer(image, { artifactType, annotations }))
  }

  /** Signs an image as ECR's managed signing does; the signature is added once that is complete. */
  sign(reference: string, { profile = 'releases', takes = 0, ends = 'COMPLETE' }: Signed = {}): void {
    const { image } = this.mustFind(reference)
    const signing: Signing = { profile, status: 'IN_PROGRESS' }
    image.signings.push(signing)
    const finish = (): void => {
      signing.status = ends
      if (ends === 'COMPLETE') this.attach(reference, signatureType)
    }
    if (takes === 0) finish()
    else this.world.timeline.after(takes, finish)
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
    image.pulledAt = this.world.now()
    if (image.children.length === 0) return runOn(image, platform)
    const child = image.children.find(candidate => candidate.platform === platform)
    if (!child) return failed(noPlatform(platform))
    return pulled(this.assumptions.reportedDigest === 'index' ? image.digest : child.digest, image.behaviour)
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

/** An image, and those of its manifests that no other image needs. */
function withOwn(
  { images }: Repository,
  image: StoredImage,
  needs: (other: StoredImage) => boolean = () => true,
): StoredImage[] {
  const others = [...images.values()].filter(other => other !== image && needs(other))
  const kept = new Set(others.flatMap(({ children }) => children.map(({ digest }) => digest)))
  const own = image.children.filter(({ digest }) => !kept.has(digest))
  return [image, ...own].flatMap(({ digest }) => images.get(digest) ?? [])
}

/** How Notation signs, and so ECR. */
const signatureType = 'application/vnd.cncf.notary.signature'

/** How a tag that may not move is refused. */
export function tagTaken(repository: string, tag: string): AwsFault {
  return new AwsFault(
    'ImageTagAlreadyExistsException',
    `The image tag '${tag}' already exists in the '${repository}' repository and cannot be overwritten ` +
      'because the repository is immutable.',
  )
}

function blobOrigin(region: string): string {
  return `https://prod-${region}-starport-layer-bucket.s3.${region}.amazonaws.com`
}
