import { createHash } from 'node:crypto'
import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
} from '@aws-sdk/client-ecr'
import type { Image, ImageDetail } from '@aws-sdk/client-ecr'
import type { FoundImage, PushedImage, Seen } from '../core/verification.ts'
import { AwsError, member } from './call.ts'
import type { Caller } from './call.ts'
import { batches, everyPage } from './pages.ts'

/** Images of one repository that are looked for. */
export interface Search {
  /** The account of the registry; absent means the caller's own. */
  registryId?: string | undefined
  repository: string
  wanted: readonly Wanted[]
}

export type Wanted = { tag: string } | { digest: string }

export interface Found {
  /** The account whose registry answered; absent when nothing was found there. */
  registryId: string | undefined
  /** In the order of `wanted`. */
  seen: readonly Seen[]
}

const mediaTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]

/** How many images are listed to say which ones are there. */
const listed = 1_000

/** Amazon ECR: calls, pages, translates. Decides nothing. */
export class Ecr {
  private readonly client: ECRClient
  private readonly caller: Caller

  constructor(config: Record<string, unknown>, caller: Caller) {
    this.client = new ECRClient(config)
    this.caller = caller
  }

  region(): Promise<string> {
    return this.client.config.region()
  }

  /**
   * Looks for images: two calls for those that are there (BatchGetImage has the manifest, DescribeImages the status),
   * and a listing for those that are not. A registry that says no is what was seen, so that a run names all its images.
   */
  async look(search: Search): Promise<Found> {
    try {
      const { images, failed } = await this.getImages(search)
      const details = await this.describe(search, [...new Set(images.map(({ imageId }) => imageId?.imageDigest ?? ''))])
      const hidden = failed || images.some(({ imageId }) => !details.has(imageId?.imageDigest ?? ''))
      const others = hidden ? await this.list(search) : []
      return {
        registryId: images[0]?.registryId,
        seen: search.wanted.map(wanted => seenOf(wanted, { images, details, others })),
      }
    } catch (error) {
      return { registryId: undefined, seen: await this.seenOfError(error, search) }
    }
  }

  private async getImages({ registryId, repository, wanted }: Search): Promise<{ images: Image[]; failed: boolean }> {
    const imageIds = wanted.map(one => ('tag' in one ? { imageTag: one.tag } : { imageDigest: one.digest }))
    const replies = await Promise.all(
      batches(imageIds, 100).map(batch =>
        this.caller.read({
          permission: 'ecr:BatchGetImage',
          subject: `repository ${repository}`,
          bucket: 'image read',
          send: async abortSignal => {
            const query = { registryId, repositoryName: repository, imageIds: batch, acceptedMediaTypes: mediaTypes }
            const { images, failures } = await this.client.send(new BatchGetImageCommand(query), { abortSignal })
            return { images: member(images, 'images'), failures: failures ?? [] }
          },
        }),
      ),
    )
    return {
      images: replies.flatMap(({ images }) => images),
      failed: replies.some(({ failures }) => failures.length > 0),
    }
  }

  /** DescribeImages hides images that are not ACTIVE, and refuses the whole call for one that it hides. */
  private async describe(search: Search, digests: readonly string[]): Promise<ReadonlyMap<string, ImageDetail>> {
    if (digests.length === 0) return new Map()
    try {
      const imageIds = digests.map(imageDigest => ({ imageDigest }))
      return byDigest(await this.describeImages(search, { imageIds: imageIds.slice(0, 100) }))
    } catch (error) {
      if (error instanceof AwsError && error.is('ImageNotFoundException')) return new Map()
      throw error
    }
  }

  /** The images of a repository, whatever their status. */
  private async list(search: Search): Promise<ImageDetail[]> {
    return this.describeImages(search, { filter: { imageStatus: 'ANY' }, maxResults: listed })
  }

  private async describeImages(
    { registryId, repository }: Search,
    query: Partial<DescribeImagesCommand['input']>,
  ): Promise<ImageDetail[]> {
    return this.caller.read({
      permission: 'ecr:DescribeImages',
      subject: `repository ${repository}`,
      bucket: 'image read',
      send: async abortSignal => {
        const command = new DescribeImagesCommand({ registryId, repositoryName: repository, ...query })
        return member((await this.client.send(command, { abortSignal })).imageDetails, 'imageDetails')
      },
    })
  }

  private async seenOfError(error: unknown, search: Search): Promise<Seen[]> {
    if (!(error instanceof AwsError) || error.kind === 'expired') throw error
    const seen: Seen = error.is('RepositoryNotFoundException')
      ? { is: 'no-repository', repositories: await this.repositories(search) }
      : { is: 'unknown', why: [error.message, error.next].filter(Boolean).join('. ') }
    return search.wanted.map(() => seen)
  }

  /** The names of the repositories that can be seen; none where they may not be listed. */
  private async repositories({ registryId }: Search): Promise<string[]> {
    try {
      return await everyPage(nextToken =>
        this.caller.read({
          permission: 'ecr:DescribeRepositories',
          subject: 'the registry',
          bucket: 'image read',
          send: async abortSignal => {
            const reply = await this.client.send(
              new DescribeRepositoriesCommand({ registryId, nextToken, maxResults: 1_000 }),
              { abortSignal },
            )
            const names = member(reply.repositories, 'repositories').flatMap(
              ({ repositoryName }) => repositoryName ?? [],
            )
            return { items: names, next: reply.nextToken }
          },
        }),
      )
    } catch (error) {
      if (error instanceof AwsError && error.kind === 'denied') return []
      throw error
    }
  }
}

interface Shown {
  images: readonly Image[]
  details: ReadonlyMap<string, ImageDetail>
  others: readonly ImageDetail[]
}

function seenOf(wanted: Wanted, { images, details, others }: Shown): Seen {
  const image = images.find(({ imageId }) =>
    'tag' in wanted ? imageId?.imageTag === wanted.tag : imageId?.imageDigest === wanted.digest,
  )
  const digest = image?.imageId?.imageDigest
  const detail =
    (digest === undefined ? undefined : details.get(digest)) ??
    others.find(other =>
      'tag' in wanted ? other.imageTags?.includes(wanted.tag) : other.imageDigest === wanted.digest,
    )
  if (detail?.imageDigest) return { ...found(detail), ...manifestOf(image) }
  return { is: 'missing', newest: others.map(pushed) }
}

function found(detail: ImageDetail): FoundImage {
  return {
    is: 'found',
    digest: detail.imageDigest ?? '',
    ...(detail.imageStatus && { status: detail.imageStatus }),
    ...pushed(detail),
  }
}

function pushed({ imageTags, imagePushedAt }: ImageDetail): PushedImage {
  return { tags: imageTags ?? [], ...(imagePushedAt && { pushedAt: imagePushedAt.getTime() }) }
}

/** The manifest, and the digest its bytes really have: what travels by digest is checked by digest. */
function manifestOf(image: Image | undefined): { manifest?: string; manifestHash?: string } {
  const manifest = image?.imageManifest
  if (manifest === undefined) return {}
  return { manifest, manifestHash: `sha256:${createHash('sha256').update(manifest).digest('hex')}` }
}

function byDigest(details: readonly ImageDetail[]): ReadonlyMap<string, ImageDetail> {
  return new Map(details.map(detail => [detail.imageDigest ?? '', detail]))
}
