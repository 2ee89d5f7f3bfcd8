import { createHash } from 'node:crypto'

/** How an image was pushed: an index over platforms (OCI's or Docker's), or one platform's manifest alone. */
export type ImageFormat = 'index' | 'docker-list' | 'manifest' | 'docker-manifest'

/** What a build made. The same recipe gives the same bytes, and so the same digests. */
interface Recipe {
  /** Names the content: another build of the same source is other content. */
  content: string
  format: ImageFormat
  /** Such as `linux/amd64` or `linux/arm64/v8`. A format without an index takes the first alone. */
  platforms: readonly string[]
  /** Adds the `unknown/unknown` entries with which buildx attests where an image comes from. */
  attestations: boolean
}

/** A document in a registry. Its digest is the hash of its bytes. */
export interface Manifest {
  digest: string
  mediaType: string
  artifactMediaType?: string
  text: string
  /** Bytes of the layers and the configuration. */
  size: number
  /** What it runs on: `undefined` for an index and for attestations. */
  platform?: string
  /** Digest and bytes of the image's configuration, which `GetDownloadUrlForLayer` can give. */
  config?: { digest: string; text: string }
  /** Of a manifest that tells of another one, such as a signature: what it tells, and of which. */
  refers?: { subject: string; artifactType: string; annotations: Readonly<Record<string, string>> }
  children: readonly Manifest[]
}

/** Media types as registries and clients name them (OCI image specification 1.1; Docker image manifest v2 schema 2). */
export const mediaTypes = {
  oci: {
    index: 'application/vnd.oci.image.index.v1+json',
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  },
  docker: {
    index: 'application/vnd.docker.distribution.manifest.list.v2+json',
    manifest: 'application/vnd.docker.distribution.manifest.v2+json',
    config: 'application/vnd.docker.container.image.v1+json',
    layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
  },
} as const

type Family = keyof typeof mediaTypes

const formats: Record<ImageFormat, { family: Family; indexed: boolean }> = {
  index: { family: 'oci', indexed: true },
  'docker-list': { family: 'docker', indexed: true },
  manifest: { family: 'oci', indexed: false },
  'docker-manifest': { family: 'docker', indexed: false },
}

/** The documents that pushing such an image puts into a registry. */
export function buildManifest(recipe: Recipe): Manifest {
  const { family, indexed } = formats[recipe.format]
  const images = recipe.platforms.map(platform => imageManifest(family, recipe.content, platform))
  const [only] = images
  if (!only) throw new Error(`the image ${recipe.content} has no platform`)
  if (!indexed) return only
  const attestations = recipe.attestations ? images.map(attestation) : []
  return indexManifest(family, images, attestations)
}

function imageManifest(family: Family, content: string, platform: string): Manifest {
  const types = mediaTypes[family]
  const { os, architecture, variant } = platformParts(platform)
  const layers = ['base', 'dependencies', 'program'].map(layer => blob(`${layer} of ${content} for ${platform}`))
  const config = blob(
    JSON.stringify({
      architecture,
      ...(variant === undefined ? {} : { variant }),
      os,
      config: { Entrypoint: ['docker-entrypoint.sh'], Cmd: ['node', 'server.js'], WorkingDir: '/app' },
      rootfs: { type: 'layers', diff_ids: layers.map(layer => layer.digest) },
    }),
  )
  const document = {
    schemaVersion: 2,
    mediaType: types.manifest,
    config: { mediaType: types.config, digest: config.digest, size: config.size },
    layers: layers.map(({ digest, size }) => ({ mediaType: types.layer, digest, size: size * 100_000 })),
  }
  return { ...manifest(document), artifactMediaType: types.config, platform, config, children: [] }
}

/** buildx keeps provenance as a manifest of its own that no platform matches. */
function attestation(image: Manifest): Manifest {
  const types = mediaTypes.oci
  const config = blob('{}')
  const statement = blob(`provenance of ${image.digest}`)
  const document = {
    schemaVersion: 2,
    mediaType: types.manifest,
    config: { mediaType: types.config, digest: config.digest, size: config.size },
    layers: [
      {
        mediaType: 'application/vnd.in-toto+json',
        digest: statement.digest,
        size: statement.size,
        annotations: { 'in-toto.io/predicate-type': 'https://slsa.dev/provenance/v1' },
      },
    ],
  }
  return { ...manifest(document), artifactMediaType: types.config, config, children: [] }
}

interface Artifact {
  /** Such as `application/vnd.cncf.notary.signature`. */
  artifactType: string
  annotations?: Readonly<Record<string, string>>
}

/** A manifest that tells of another one: a signature, a bill of materials. */
export function buildReferrer(subject: Manifest, { artifactType, annotations = {} }: Artifact): Manifest {
  const types = mediaTypes.oci
  const [config, content] = [blob('{}'), blob(`${artifactType} of ${subject.digest}`)]
  const document = {
    schemaVersion: 2,
    mediaType: types.manifest,
    artifactType,
    config: { mediaType: 'application/vnd.oci.empty.v1+json', digest: config.digest, size: config.size },
    layers: [{ mediaType: artifactType, digest: content.digest, size: content.size }],
    subject: { mediaType: subject.mediaType, digest: subject.digest, size: Buffer.byteLength(subject.text) },
    annotations,
  }
  const refers = { subject: subject.digest, artifactType, annotations }
  return { ...manifest(document), artifactMediaType: artifactType, config, refers, children: [] }
}

function indexManifest(family: Family, images: readonly Manifest[], attestations: readonly Manifest[]): Manifest {
  const entries = [
    ...images.map(image => entry(image, platformParts(image.platform ?? ''))),
    ...attestations.map((attached, index) => ({
      ...entry(attached, { architecture: 'unknown', os: 'unknown' }),
      annotations: {
        'vnd.docker.reference.digest': images[index]?.digest,
        'vnd.docker.reference.type': 'attestation-manifest',
      },
    })),
  ]
  const document = { schemaVersion: 2, mediaType: mediaTypes[family].index, manifests: entries }
  // ECR reports the largest of an index's images as its size.
  const size = Math.max(...images.map(image => image.size))
  return { ...manifest(document), size, children: [...images, ...attestations] }
}

function entry({ mediaType, digest, text }: Manifest, platform: object): object {
  return { mediaType, digest, size: Buffer.byteLength(text), platform }
}

function manifest(document: { mediaType: string; layers?: { size: number }[] }): Omit<Manifest, 'children'> {
  const text = JSON.stringify(document, null, 2)
  const size = (document.layers ?? []).reduce((sum, layer) => sum + layer.size, 0)
  return { digest: sha256(text), mediaType: document.mediaType, text, size }
}

function platformParts(platform: string): { architecture: string; os: string; variant?: string } {
  const [os = '', architecture = '', variant] = platform.split('/')
  return { architecture, os, ...(variant === undefined ? {} : { variant }) }
}

function blob(text: string): { digest: string; size: number; text: string } {
  return { digest: sha256(text), size: Buffer.byteLength(text), text }
}

/** The digest of a text, as registries write it. */
export function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}
