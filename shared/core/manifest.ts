import { isJsonObject } from './json.ts'
import type { JsonObject } from './json.ts'

/** What a container is built for, in the words of the OCI image index: `linux`, `arm64`, `v8`. */
export interface Platform {
  os: string
  architecture: string
  variant?: string
  /** Windows only, such as `10.0.20348.2527`. */
  osVersion?: string
}

export type Manifest =
  /** One image. It does not say for which platform: that stands in its configuration, whose digest is given. */
  | { is: 'image'; mediaType: string; configuration?: string }
  /** Images for several platforms under one digest. What is attached to them (provenance, SBOM) is only counted. */
  | { is: 'index'; mediaType: string; images: PlatformImage[]; attestations: number }
  | { is: 'unreadable'; why: string }

export interface PlatformImage {
  digest: string
  platform: Platform
}

const OCI_INDEX = 'application/vnd.oci.image.index.v1+json'
const OCI_IMAGE = 'application/vnd.oci.image.manifest.v1+json'
const DOCKER_INDEX = 'application/vnd.docker.distribution.manifest.list.v2+json'
const DOCKER_IMAGE = 'application/vnd.docker.distribution.manifest.v2+json'

// A registry holds more than images (charts, signatures, bundles). Only these configurations and layers are images'.
const CONFIGURATIONS = new Set([
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
])

const LAYER = /^application\/vnd\.(?:oci\.image\.layer|docker\.image\.rootfs)\./

/** What a platform is called when the index does not name it; BuildKit writes it for attestations. */
const UNKNOWN = 'unknown'

/** Reads the manifest that a registry holds under a digest: Docker's and OCI's, of one image or of an index. */
export function readManifest(text: string): Manifest {
  const manifest = parse(text)
  if (!isJsonObject(manifest)) return { is: 'unreadable', why: 'it is not a JSON object' }
  if (manifest['schemaVersion'] === 1) return { is: 'unreadable', why: 'it is of the withdrawn schema version 1' }
  // In OCI manifests `mediaType` is optional; then the members tell what it is.
  const mediaType = textOf(manifest['mediaType'])
  const read = readers.get(mediaType ?? (Array.isArray(manifest['manifests']) ? OCI_INDEX : OCI_IMAGE))
  return read ? read(manifest) : { is: 'unreadable', why: `its media type is ${JSON.stringify(mediaType)}` }
}

const readers: ReadonlyMap<string, (manifest: JsonObject) => Manifest> = new Map([
  [OCI_INDEX, manifest => readIndex(manifest, OCI_INDEX)],
  [DOCKER_INDEX, manifest => readIndex(manifest, DOCKER_INDEX)],
  [OCI_IMAGE, manifest => readImage(manifest, OCI_IMAGE)],
  [DOCKER_IMAGE, manifest => readImage(manifest, DOCKER_IMAGE)],
])

function readImage(manifest: JsonObject, mediaType: string): Manifest {
  const configuration = manifest['config']
  if (!isJsonObject(configuration)) return { is: 'unreadable', why: 'it has no configuration' }
  const foreign = foreignType(manifest, configuration)
  if (foreign !== undefined) {
    return { is: 'unreadable', why: `it is no container image but holds ${JSON.stringify(foreign)}` }
  }
  const digest = textOf(configuration['digest'])
  return { is: 'image', mediaType, ...(digest !== undefined && { configuration: digest }) }
}

/** What a manifest holds if it is no container image: older signatures and attestations show it in their layers only. */
function foreignType({ artifactType, layers }: JsonObject, configuration: JsonObject): string | undefined {
  const type = textOf(artifactType) ?? textOf(configuration['mediaType'])
  if (type !== undefined && !CONFIGURATIONS.has(type)) return type
  const contents = (Array.isArray(layers) ? layers.filter(isJsonObject) : []).map(layer => textOf(layer['mediaType']))
  return contents.some(content => content === undefined || LAYER.test(content)) ? undefined : contents[0]
}

function readIndex(index: JsonObject, mediaType: string): Manifest {
  const entries = index['manifests']
  if (!Array.isArray(entries)) return { is: 'unreadable', why: 'it lists no manifests' }
  const descriptors = entries.filter(isJsonObject)
  const images = descriptors.filter(descriptor => !isAttached(descriptor)).map(readDescriptor)
  const complete = images.filter(image => image !== undefined)
  if (descriptors.length < entries.length || complete.length < images.length) {
    return { is: 'unreadable', why: 'it lists a manifest without a digest' }
  }
  return { is: 'index', mediaType, images: complete, attestations: descriptors.length - complete.length }
}

/** Whether an entry of an index is about another entry: an attestation of BuildKit, a signature, an SBOM. */
function isAttached({ platform, annotations, artifactType }: JsonObject): boolean {
  const refers = isJsonObject(annotations) && 'vnd.docker.reference.type' in annotations
  const nowhere = isJsonObject(platform) && platform['os'] === UNKNOWN && platform['architecture'] === UNKNOWN
  return refers || nowhere || (typeof artifactType === 'string' && !CONFIGURATIONS.has(artifactType))
}

function readDescriptor({ digest, platform }: JsonObject): PlatformImage | undefined {
  if (typeof digest !== 'string') return undefined
  return { digest, platform: readPlatform(platform) ?? { os: UNKNOWN, architecture: UNKNOWN } }
}

/**
 * The platform that an image's configuration states, from the text that its manifest's `configuration` names; undefined
 * if it states none.
 */
export function readConfiguration(text: string): Platform | undefined {
  return readPlatform(parse(text))
}

/** An index's `platform` and an image's configuration name the members alike. */
function readPlatform(stated: unknown): Platform | undefined {
  if (!isJsonObject(stated)) return undefined
  const os = textOf(stated['os'])
  const architecture = textOf(stated['architecture'])
  const variant = textOf(stated['variant'])
  const osVersion = textOf(stated['os.version'])
  if (os === undefined || architecture === undefined) return undefined
  return { os, architecture, ...(variant && { variant }), ...(osVersion && { osVersion }) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** `linux/arm64/v8`; with a Windows version, as containerd writes it, `windows(10.0.20348)/amd64`. */
export function platformText({ os, architecture, variant, osVersion }: Platform): string {
  const system = osVersion === undefined ? os : `${os}(${osVersion})`
  return [system, architecture, ...(variant === undefined ? [] : [variant])].join('/')
}

/**
 * Reads a platform as {@link platformText} writes it.
 *
 * @throws Error whose message completes a sentence that begins with the name of what was given.
 */
export function parsePlatform(text: string): Platform {
  const match = /^([a-z]+)(?:\(([\w. -]+)\))?\/([a-z0-9_]+)(?:\/([a-z0-9]+))?$/i.exec(text)
  const [, os, osVersion, architecture, variant] = match ?? []
  if (os === undefined || architecture === undefined) {
    throw new Error(`is ${JSON.stringify(text)}; it takes a platform such as linux/amd64 or linux/arm64`)
  }
  return { os, architecture, ...(variant && { variant }), ...(osVersion && { osVersion }) }
}

/** Whether the manifest holds an image that runs on the wanted platform. */
export function serves(manifest: Manifest, wanted: Platform): 'yes' | 'no' | 'unknown' {
  if (manifest.is !== 'index') return 'unknown'
  if (manifest.images.some(({ platform }) => runsOn(platform, wanted))) return 'yes'
  return manifest.images.some(({ platform }) => platform.os === UNKNOWN) ? 'unknown' : 'no'
}

/**
 * Whether an image built for `built` runs on `wanted`, as containerd decides it (its `platforms` package): an older
 * variant runs on a newer one, arm64 means arm64/v8, Windows images need the host's build. Not followed is that it also
 * takes 32-bit images on 64-bit hosts: nobody who deploys one means to.
 */
export function runsOn(built: Platform, wanted: Platform): boolean {
  const [image, host] = [normal(built), normal(wanted)]
  return (
    image.os === host.os &&
    image.architecture === host.architecture &&
    variantRuns(image.variant, host.variant) &&
    sameBuild(image.osVersion, host.osVersion)
  )
}

const ARCHITECTURES = new Map([
  ['x86_64', 'amd64'],
  ['x86-64', 'amd64'],
  ['aarch64', 'arm64'],
  ['i386', '386'],
])

/** The variant that is meant when none is written. */
const VARIANTS = new Map([
  ['amd64', 'v1'],
  ['arm64', 'v8'],
  ['arm', 'v7'],
])

function normal({ os, architecture, variant, osVersion }: Platform) {
  const lower = architecture.toLowerCase()
  const name = ARCHITECTURES.get(lower) ?? lower
  return { os: os.toLowerCase(), architecture: name, variant: variant?.toLowerCase() ?? VARIANTS.get(name), osVersion }
}

function variantRuns(built: string | undefined, wanted: string | undefined): boolean {
  if (built === wanted) return true
  const [lower, upper] = [versionOf(built), versionOf(wanted)]
  return lower !== undefined && upper !== undefined && lower <= upper
}

function versionOf(variant: string | undefined): number | undefined {
  const [, digits] = /^v?(\d+)$/.exec(variant ?? '') ?? []
  return digits === undefined ? undefined : Number(digits)
}

/** `10.0.20348.2527` and `10.0.20348.1`: what follows the build is its updates. */
function sameBuild(built: string | undefined, wanted: string | undefined): boolean {
  const build = (version: string) => version.split('.').slice(0, 3).join('.')
  return built === undefined || wanted === undefined || build(built) === build(wanted)
}

/**
 * Every digest under which a task that runs this image may report it: its own, and the images of an index. Which of
 * them Fargate reports for an image of several platforms is not documented.
 *
 * @param own digest of the manifest itself.
 */
export function digestsOf(manifest: Manifest, own: string): string[] {
  const children = manifest.is === 'index' ? manifest.images.map(image => image.digest) : []
  return [...new Set([own, ...children])]
}
