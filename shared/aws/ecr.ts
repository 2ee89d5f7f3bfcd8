import { createHash } from 'node:crypto'
import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetDownloadUrlForLayerCommand,
} from '@aws-sdk/client-ecr'
import type { Image, ImageDetail } from '@aws-sdk/client-ecr'
import { readConfiguration, readManifest } from '../core/manifest.ts'
import type { FoundImage, PushedImage, Seen } from '../core/verification.ts'
import { Cancelled } from '../errors.ts'
import type { Download } from '../ports.ts'
import { AwsError, member } from './call.ts'
import type { Caller } from './call.ts'
import { batches, everyPage } from './pages.ts'
import type { Page } from './pages.ts'

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

/** How many pages of 1,000 images are listed to say which ones are there: ECR does not list the newest first. */
const mostPages = 10

/** Amazon ECR: calls, pages, translates. Decides nothing. */
export class Ecr {
  private readonly client: ECRClient
  private readonly caller: Caller
  private readonly download: Download

  constructor(config: Record<string, unknown>, outside: { caller: Caller; download: Download }) {
    this.client = new ECRClient(config)
    this.caller = outside.caller
    this.download = outside.download
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
      const seen = search.wanted.map(wanted => seenOf(wanted, { images, details, others }))
      return {
        registryId: images[0]?.registryId,
        seen: await Promise.all(seen.map(one => this.withPlatform(one, search))),
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
      const { items } = await this.describeImages(search, { imageIds: imageIds.slice(0, 100) })
      return byDigest(items)
    } catch (error) {
      if (!(error instanceof AwsError && error.is('ImageNotFoundException'))) throw error
      const each = digests.length > 1 ? await Promise.all(digests.map(digest => this.describe(search, [digest]))) : []
      return new Map(each.flatMap(details => [...details]))
    }
  }

  /** The images of a repository, whatever their status. */
  private async list(search: Search): Promise<ImageDetail[]> {
    const query = { filter: { imageStatus: 'ANY' }, maxResults: 1_000 } as const
    return everyPage(nextToken => this.describeImages(search, { ...query, nextToken }), mostPages)
  }

  private async describeImages(
    { registryId, repository }: Search,
    query: Partial<DescribeImagesCommand['input']>,
  ): Promise<Page<ImageDetail>> {
    return this.caller.read({
      permission: 'ecr:DescribeImages',
      subject: `repository ${repository}`,
      bucket: 'image read',
      send: async abortSignal => {
        const command = new DescribeImagesCommand({ registryId, repositoryName: repository, ...query })
        const { imageDetails, nextToken } = await this.client.send(command, { abortSignal })
        return { items: member(imageDetails, 'imageDetails'), next: nextToken }
      },
    })
  }

  /** A single image states its platform in its configuration, a blob beside the manifest, not in the manifest. */
  private async withPlatform(seen: Seen, search: Search): Promise<Seen> {
    if (seen.is !== 'found' || seen.manifest === undefined) return seen
    const manifest = readManifest(seen.manifest)
    const digest = manifest.is === 'image' ? manifest.configuration : undefined
    const platform = digest === undefined ? undefined : readConfiguration(await this.blob(search, digest))
    return platform ? { ...seen, platform } : seen
  }

  /** The text of a small blob; empty where it may not be read or is not what its digest says. */
  private async blob({ registryId, repository }: Search, digest: string): Promise<string> {
    try {
      const url = await this.caller.read({
        permission: 'ecr:GetDownloadUrlForLayer',
        subject: `repository ${repository}`,
        bucket: 'image read',
        send: async abortSignal => {
          const command = new GetDownloadUrlForLayerCommand({
            registryId,
            repositoryName: repository,
            layerDigest: digest,
          })
          return member((await this.client.send(command, { abortSignal })).downloadUrl, 'downloadUrl')
        },
      })
      const text = await this.download(url)
      return sha256(text) === digest ? text : ''
    } catch (error) {
      if (error instanceof Cancelled) throw error
      return ''
    }
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
  return { manifest, manifestHash: sha256(manifest) }
}

function byDigest(details: readonly ImageDetail[]): ReadonlyMap<string, ImageDetail> {
  return new Map(details.map(detail => [detail.imageDigest ?? '', detail]))
}

function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}
