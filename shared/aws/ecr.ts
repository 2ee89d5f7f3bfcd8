import { createHash } from 'node:crypto'
import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  DescribeImageScanFindingsCommand,
  DescribeImageSigningStatusCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetDownloadUrlForLayerCommand,
  GetLifecyclePolicyCommand,
} from '@aws-sdk/client-ecr'
import type {
  DescribeImageScanFindingsResponse,
  EnhancedImageScanFinding,
  Image,
  ImageDetail,
  ImageFailure,
  ImageScanFinding,
} from '@aws-sdk/client-ecr'
import { digestsOf, readConfiguration, readManifest } from '../core/manifest.ts'
import type { Finding, SeenScan } from '../core/scan-verdict.ts'
import type { SeenSigning } from '../core/signature-verdict.ts'
import type { TagMutability } from '../core/tag-mutability.ts'
import type { FoundImage, PushedImage, Seen } from '../core/verification.ts'
import { Cancelled } from '../errors.ts'
import type { Download } from '../ports.ts'
import { AwsError, member } from './call.ts'
import type { Caller } from './call.ts'
import { batches, everyPage } from './pages.ts'
import type { Page } from './pages.ts'

/** An image that is looked for. */
export interface Search {
  /** The account of the registry; absent means the caller's own. */
  registryId?: string | undefined
  repository: string
  wanted: { tag: string } | { digest: string }
}

export interface TagsSearch extends Pick<Search, 'registryId' | 'repository'> {
  tags: readonly string[]
}

/** An image by its digest. */
export interface ImageSearch extends Pick<Search, 'registryId' | 'repository'> {
  digest: string
}

export interface Found {
  /** The account whose registry answered; absent when nothing was found there. */
  registryId: string | undefined
  seen: Seen
}

const mediaTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]

/** How many pages of 1,000 images are listed to say which ones are there: ECR does not list the newest first. */
const mostPages = 10

/** Repositories that one call describes at most. */
const mostRepositories = 100

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
   * Looks for an image: two calls if it is there (BatchGetImage has the manifest, DescribeImages the status), and a
   * listing if it is not. A registry that says no is what was seen, so that a run can tell it of each of its images.
   */
  async look(search: Search): Promise<Found> {
    try {
      const { image, failure } = await this.getImage(search)
      if (failure) return { registryId: undefined, seen: { is: 'unknown', why: failure } }
      const detail = image?.imageId?.imageDigest && (await this.describe(search, image.imageId.imageDigest))
      const seen = detail ? found(detail, image) : seenIn(await this.list(search), search, image)
      return { registryId: image?.registryId, seen: await this.withPlatform(seen, search) }
    } catch (error) {
      return { registryId: undefined, seen: await this.seenOfError(error, search) }
    }
  }

  /** The digests of images that carry one of these tags, and of their platforms' images; none where there is none. */
  async digestsOfTags({ registryId, repository, tags }: TagsSearch): Promise<string[]> {
    return this.caller.read({
      permission: 'ecr:BatchGetImage',
      subject: `repository ${repository}`,
      bucket: 'image read',
      send: async abortSignal => {
        const imageIds = tags.map(imageTag => ({ imageTag }))
        const query = { registryId, repositoryName: repository, imageIds, acceptedMediaTypes: mediaTypes }
        const { images } = await this.client.send(new BatchGetImageCommand(query), { abortSignal })
        return member(images, 'images').flatMap(({ imageId, imageManifest }) =>
          imageId?.imageDigest ? digestsOf(readManifest(imageManifest ?? ''), imageId.imageDigest) : [],
        )
      },
    })
  }

  /** The scan of an image with all of its findings. A registry that says no is what was seen. */
  async scan(search: ImageSearch): Promise<SeenScan> {
    try {
      const pages = await everyPage(nextToken => this.scanPage(search, nextToken))
      return scanOf(pages)
    } catch (error) {
      if (error instanceof AwsError && error.is('ScanNotFoundException')) return { is: 'none' }
      return unread(error)
    }
  }

  private async scanPage(
    { registryId, repository, digest }: ImageSearch,
    nextToken: string | undefined,
  ): Promise<Page<DescribeImageScanFindingsResponse>> {
    return this.caller.read({
      permission: 'ecr:DescribeImageScanFindings',
      subject: `repository ${repository}`,
      bucket: 'image read',
      send: async abortSignal => {
        const imageId = { imageDigest: digest }
        const query = { registryId, repositoryName: repository, imageId, maxResults: 1_000, nextToken }
        const reply = await this.client.send(new DescribeImageScanFindingsCommand(query), { abortSignal })
        member(reply.imageScanStatus?.status, 'imageScanStatus')
        return { items: [reply], next: reply.nextToken }
      },
    })
  }

  /** How far ECR's own signing of an image is. A registry that says no is what was seen. */
  async signing({ registryId, repository, digest }: ImageSearch): Promise<SeenSigning> {
    try {
      return await this.caller.read({
        permission: 'ecr:DescribeImageSigningStatus',
        subject: `repository ${repository}`,
        bucket: 'image read',
        send: async abortSignal => {
          const query = { registryId, repositoryName: repository, imageId: { imageDigest: digest } }
          const reply = await this.client.send(new DescribeImageSigningStatusCommand(query), { abortSignal })
          const signings = member(reply.signingStatuses, 'signingStatuses').map(
            ({ signingProfileArn = '', status = '', failureCode, failureReason }) => ({
              profile: signingProfileArn,
              status,
              failure: [failureCode, failureReason].filter(Boolean).join(': '),
            }),
          )
          return { is: 'read', signings }
        },
      })
    } catch (error) {
      return unread(error)
    }
  }

  /** Which tags may be moved in these repositories, all of which have to be there; by name. */
  async tagMutability({
    registryId,
    repositories,
  }: Pick<Search, 'registryId'> & { repositories: readonly string[] }): Promise<ReadonlyMap<string, TagMutability>> {
    const found = await Promise.all(
      batches(repositories, mostRepositories).map(repositoryNames =>
        this.caller.read({
          permission: 'ecr:DescribeRepositories',
          subject: repositoryNames.length === 1 ? `repository ${repositoryNames.join()}` : 'several repositories',
          bucket: 'image read',
          send: async abortSignal => {
            const command = new DescribeRepositoriesCommand({ registryId, repositoryNames })
            const reply = await this.client.send(command, { abortSignal })
            return member(reply.repositories, 'repositories').map(
              ({ repositoryName = '', imageTagMutability = '', imageTagMutabilityExclusionFilters = [] }) => {
                const exclusions = imageTagMutabilityExclusionFilters.flatMap(({ filter }) => filter ?? [])
                return [repositoryName, { mutability: imageTagMutability, exclusions }] as const
              },
            )
          },
        }),
      ),
    )
    return new Map(found.flat())
  }

  /** The document of a repository's lifecycle policy; undefined where it has none. */
  async lifecyclePolicy({ registryId, repository }: Omit<ImageSearch, 'digest'>): Promise<string | undefined> {
    try {
      return await this.caller.read({
        permission: 'ecr:GetLifecyclePolicy',
        subject: `repository ${repository}`,
        bucket: 'image read',
        send: async abortSignal => {
          const command = new GetLifecyclePolicyCommand({ registryId, repositoryName: repository })
          return member((await this.client.send(command, { abortSignal })).lifecyclePolicyText, 'lifecyclePolicyText')
        },
      })
    } catch (error) {
      if (error instanceof AwsError && error.is('LifecyclePolicyNotFoundException')) return undefined
      throw error
    }
  }

  private async getImage({ registryId, repository, wanted }: Search): Promise<{ image?: Image; failure?: string }> {
    const imageId = 'tag' in wanted ? { imageTag: wanted.tag } : { imageDigest: wanted.digest }
    return this.caller.read({
      permission: 'ecr:BatchGetImage',
      subject: `repository ${repository}`,
      bucket: 'image read',
      send: async abortSignal => {
        const query = { registryId, repositoryName: repository, imageIds: [imageId], acceptedMediaTypes: mediaTypes }
        const { images, failures } = await this.client.send(new BatchGetImageCommand(query), { abortSignal })
        const [[image], [failed]] = [member(images, 'images'), failures ?? []]
        const failure = failed && failureText(failed)
        return { ...(image && { image }), ...(failure && { failure }) }
      },
    })
  }

  /** Undefined for an image that is not ACTIVE: DescribeImages hides it. */
  private async describe(search: Search, digest: string): Promise<ImageDetail | undefined> {
    try {
      return (await this.describeImages(search, { imageIds: [{ imageDigest: digest }] })).items[0]
    } catch (error) {
      if (error instanceof AwsError && error.is('ImageNotFoundException')) return undefined
      throw error
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

  private async seenOfError(error: unknown, search: Search): Promise<Seen> {
    if (!(error instanceof AwsError) || error.kind === 'expired') throw error
    if (error.is('RepositoryNotFoundException'))
      return { is: 'no-repository', repositories: await this.repositories(search) }
    return { is: 'unknown', why: [error.message, error.next].filter(Boolean).join('. ') }
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

/** Failures that only say that it is not there, or not to be had: the listing tells more. */
const absences: readonly (string | undefined)[] = ['ImageNotFound', 'ImageInaccessible']

/** Why an image that may well be there was not given: a key that may not be used, an upstream registry that is away. */
function failureText({ failureCode, failureReason }: ImageFailure): string | undefined {
  return absences.includes(failureCode)
    ? undefined
    : `ECR did not give it: ${failureCode ?? ''} ${failureReason ?? ''}`.trim()
}

/** What a listing of the repository shows of the image. */
function seenIn(details: readonly ImageDetail[], { wanted }: Search, image: Image | undefined): Seen {
  const isWanted = ({ imageTags, imageDigest }: ImageDetail): boolean =>
    'tag' in wanted ? (imageTags ?? []).includes(wanted.tag) : imageDigest === wanted.digest
  const detail = details.find(isWanted)
  return detail ? found(detail, image) : { is: 'missing', newest: details.map(pushed) }
}

function found(detail: ImageDetail, image: Image | undefined): FoundImage {
  return {
    is: 'found',
    digest: detail.imageDigest ?? '',
    ...(detail.imageStatus && { status: detail.imageStatus }),
    ...pushed(detail),
    ...manifestOf(image),
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

function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

/** Cancellation, expired credentials and bugs go on; whatever else AWS says keeps from seeing. */
function unread(error: unknown): { is: 'unread'; why: string; next?: string | undefined } {
  if (!(error instanceof AwsError) || error.kind === 'expired') throw error
  return { is: 'unread', why: error.message, next: error.next }
}

/** The pages of one scan. Its status may change from one to the next: the last one is the newest. */
function scanOf(pages: readonly DescribeImageScanFindingsResponse[]): SeenScan {
  const { status = '', description = '' } = pages.at(-1)?.imageScanStatus ?? {}
  if (status !== 'COMPLETE' && status !== 'ACTIVE') return { is: 'not-done', status, description }
  const found = pages.flatMap(({ imageScanFindings }) => imageScanFindings ?? [])
  // A scan that is over and shows nothing at all, not even an empty list, says nothing.
  if (found.length < pages.length) return { is: 'unread', why: `ECR says ${status}, and did not give its findings` }
  return {
    is: 'done',
    findings: found.flatMap(({ findings = [], enhancedFindings = [] }) => [
      ...findings.map(basicFinding),
      ...enhancedFindings.map(enhancedFinding),
    ]),
    counts: found[0]?.findingSeverityCounts ?? {},
  }
}

function basicFinding({ name = '', severity, attributes = [] }: ImageScanFinding): Finding {
  const attribute = (wanted: string): string => attributes.find(({ key }) => key === wanted)?.value ?? ''
  return {
    ...{ name, severity: severity ?? '', isOpen: true },
    package: attribute('package_name'),
    version: attribute('package_version'),
    fixedIn: attribute('fixed_in_version'),
  }
}

/** A finding of Amazon Inspector; one that its owner suppressed, or that is closed, is not open. */
function enhancedFinding(found: EnhancedImageScanFinding): Finding {
  const { severity = '', status = 'ACTIVE', title = '', packageVulnerabilityDetails: details } = found
  const [affected] = details?.vulnerablePackages ?? []
  const { name = '', version = '', fixedInVersion = '' } = affected ?? {}
  return {
    name: details?.vulnerabilityId ?? title,
    ...{ severity, package: name, version },
    fixedIn: fixedInVersion === 'NotAvailable' ? '' : fixedInVersion,
    isOpen: status !== 'SUPPRESSED' && status !== 'CLOSED',
  }
}
