import type { PutImageRequest } from '@aws-sdk/client-ecr'
import { AwsFault } from '../fault.ts'
import { isObject } from '../protocol/schema.ts'
import type { World } from '../world.ts'
import type { Manifest } from './manifest.ts'
import { sha256 } from './manifest.ts'
import type { Repository, StoredImage } from './model.ts'

/** A document that somebody pushes: a manifest, or an index over manifests. */
interface Document {
  mediaType?: string
  artifactType?: string
  config?: { digest: string }
  layers?: { digest: string; size: number }[]
  manifests?: { digest: string }[]
  subject?: { digest: string }
  annotations?: Record<string, string>
}

/** Reads a manifest; all that it names must be in the repository already. */
export function readManifest(world: World, repository: Repository, request: PutImageRequest): Manifest {
  const { imageManifest: text = '', imageManifestMediaType } = request
  const there = repository.images.get(sha256(text))
  if (there) return there
  const document = parse(text)
  const mediaType = document.mediaType ?? imageManifestMediaType
  if (mediaType === undefined) throw invalid('image manifest mediatype not provided in manifest or parameter')
  const { layers = [], config, subject, artifactType, annotations = {} } = document
  const same = configured(repository, config?.digest)
  requireBlobs(world, repository, [...layers, ...(config ? [config] : [])])
  return {
    digest: sha256(text),
    mediaType,
    text,
    size: layers.reduce((sum, { size }) => sum + size, 0),
    children: children(world, repository, document),
    ...(same?.platform !== undefined && { platform: same.platform }),
    ...(same?.config && { config: same.config }),
    ...(subject && { refers: { subject: subject.digest, artifactType: artifactType ?? '', annotations } }),
  }
}

function parse(text: string): Document {
  try {
    const document: unknown = JSON.parse(text)
    if (isObject(document)) return document
  } catch {
    // Said below, for whatever is no manifest.
  }
  throw invalid("Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax'")
}

/** What is inside of a manifest: what is inside of the first image that it names, or that it is another name of. */
export function contentOf({ images }: Repository, { digest, config, children }: Manifest): Content {
  const same = [...images.values()].find(other => config !== undefined && other.config?.digest === config.digest)
  const { behaviour, findings } = images.get(digest) ?? images.get(children[0]?.digest ?? '') ?? same ?? {}
  return { ...(behaviour && { behaviour }), ...(findings && { findings }) }
}

type Content = Partial<Pick<StoredImage, 'behaviour' | 'findings'>>

/** The image that has this configuration: what runs on its platform, whatever manifest names it. */
function configured({ images }: Repository, digest: string | undefined): Manifest | undefined {
  return [...images.values()].find(({ config }) => config !== undefined && config.digest === digest)
}

function children(world: World, repository: Repository, { manifests = [] }: Document): Manifest[] {
  const missing = manifests.filter(({ digest }) => !repository.images.has(digest)).map(({ digest }) => digest)
  if (missing.length > 0)
    throw absent(world, repository, { code: 'ReferencedImagesNotFoundException', what: 'Images', missing })
  return manifests.flatMap(({ digest }) => repository.images.get(digest) ?? [])
}

/** No layer can be uploaded here, so that only those of images that are there are known. */
function requireBlobs(world: World, repository: Repository, blobs: readonly { digest: string }[]): void {
  const known = new Set([...repository.images.values()].flatMap(({ text }) => blobsOf(parse(text))))
  const missing = blobs.map(({ digest }) => digest).filter(digest => !known.has(digest))
  if (missing.length > 0) throw absent(world, repository, { code: 'LayersNotFoundException', what: 'Layers', missing })
}

function blobsOf({ layers = [], config }: Document): string[] {
  return [...layers, ...(config ? [config] : [])].map(({ digest }) => digest)
}

interface Absent {
  code: string
  what: string
  missing: readonly string[]
}

function absent({ account }: World, { name }: Repository, { code, what, missing }: Absent): AwsFault {
  return new AwsFault(
    code,
    `${what} with digests '[${missing.join(', ')}]' required for pushing image into repository with name '${name}' in ` +
      `the registry with id '${account}' do not exist`,
  )
}

const invalid = (message: string): AwsFault => new AwsFault('InvalidParameterException', message)
