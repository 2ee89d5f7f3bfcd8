import { millisecondsIn } from '../duration.ts'
import { parseImage } from '../image.ts'
import type { ImageReference } from '../image.ts'
import { readRateRules } from '../rate-rule-fields.ts'
import type { RateRule } from '../rate-rule.ts'
import type { Severity } from '../scan-verdict.ts'
import type { ManifestDocument } from './schema.ts'

/** What the manifest declares of one environment: names filled in, overrides applied. Durations are milliseconds. */
export interface Declared {
  environment: string
  cluster: string
  region: string | undefined
  /** Where the environment answers. */
  url: string | undefined
  services: readonly DeclaredService[]
  /** What new revisions are made of: `service`, `latest` or the path of a file. */
  base: string | undefined
  migration: DeclaredMigration | undefined
  /** Where a release must have been proved before, and for how long. */
  requires: string | undefined
  soak: number | undefined
  bake: number | undefined
  imageGates: DeclaredImageGates
  alarms: readonly string[]
  /** Services by their names in the manifest, every one in exactly one wave. */
  waves: readonly (readonly string[])[]
  onFailure: 'rollback' | 'leave'
  infrastructureCommand: string | undefined
  smokeTestCommand: string | undefined
  publishCommand: string | undefined
  /** The web ACL that limits rates, where there is one. */
  webAcl: DeclaredWebAcl | undefined
  rateLimits: readonly RateRule[]
}

/** What images must meet beside being there. */
export interface DeclaredImageGates {
  failOnSeverity: Severity | undefined
  /** The workflow that must have attested them. */
  attestation: string | undefined
  requireSignature: boolean | undefined
}

export interface DeclaredWebAcl {
  name: string
  scope: 'REGIONAL' | 'CLOUDFRONT' | undefined
  resourceArn: string | undefined
}

export interface DeclaredService {
  /** Its name in the manifest. */
  name: string
  /** Its name in ECS. */
  service: string
  images: readonly DeclaredImage[]
  /** Where it answers, if it has a health path. */
  healthUrl: string | undefined
  /** The member of its answer, JSON, that says the commit. */
  healthJson: string | undefined
}

export interface DeclaredImage {
  /** `api`, or `api/proxy` where the service has several. */
  name: string
  /** The container that gets it, where the manifest says so. */
  container: string | undefined
  /** With a tag or a digest it was built elsewhere; else the release says which. */
  image: ImageReference
  build: DeclaredBuild | undefined
}

export interface DeclaredBuild {
  context: string
  dockerfile: string | undefined
  target: string | undefined
}

export interface DeclaredMigration {
  /** The service it belongs to, by its name in ECS. */
  service: string
  container: string | undefined
  /** A command line or its words. */
  command: string | readonly string[]
  timeout: number | undefined
}

/** What is declared of an environment that the document has. */
export function declaredOf(document: ManifestDocument, environment: string): Declared | undefined {
  const here = document.environments[environment]
  if (!here) return undefined
  const services = servicesOf(document, environment)
  return {
    environment,
    cluster: here.cluster,
    region: here.region,
    url: here.url,
    services,
    base: here.base ?? document.base,
    migration: migrationOf(document, { environment, services }),
    requires: here.requires,
    soak: millisecondsOf(here.soak),
    bake: millisecondsOf(here.bake),
    imageGates: imageGatesOf(document, environment),
    alarms: here.alarms ?? [],
    waves: wavesOf(here.waves ?? [], services),
    onFailure: here['on-failure'] ?? 'rollback',
    infrastructureCommand: here['infrastructure-command'] ?? document['infrastructure-command'],
    smokeTestCommand: here['smoke-test-command'] ?? document['smoke-test-command'],
    publishCommand: here['publish-command'] ?? document['publish-command'],
    webAcl: webAclOf(here['web-acl']),
    rateLimits: rulesOf(rateLimitsOf(document, environment)),
  }
}

/** Every image that is declared, whatever the environment: once by each name. */
export function imagesOf(document: ManifestDocument): DeclaredImage[] {
  return Object.entries(document.services).flatMap(([name, service]) => serviceImages(name, service))
}

/** The gates of images in an environment; those of all where none is named. */
export function imageGatesOf(document: ManifestDocument, environment?: string): DeclaredImageGates {
  const here = environment === undefined ? undefined : document.environments[environment]
  return {
    failOnSeverity: here?.['fail-on-severity'] ?? document['fail-on-severity'],
    attestation: here?.attestation ?? document.attestation,
    requireSignature: here?.['require-signature'] ?? document['require-signature'],
  }
}

/** Platforms that every image must be built for, as they were written. */
export function platformsOf({ platform = [] }: ManifestDocument): readonly string[] {
  return typeof platform === 'string' ? [platform] : platform
}

type DocumentService = ManifestDocument['services'][string]
type DocumentEnvironment = ManifestDocument['environments'][string]
type Override = Exclude<NonNullable<DocumentEnvironment['services']>[string], boolean>

function servicesOf(document: ManifestDocument, environment: string): DeclaredService[] {
  const here = document.environments[environment]
  return Object.entries(document.services).flatMap(([name, service]) => {
    const differs = here?.services?.[name] ?? {}
    if (differs === false) return []
    const override: Override = differs === true ? {} : differs
    const template = override.service ?? here?.service ?? service.service ?? document.service ?? '{name}'
    const path = override.health ?? service.health
    const url = override.url ?? here?.url
    return [
      {
        name,
        service: template.replaceAll('{name}', name).replaceAll('{environment}', environment),
        images: serviceImages(name, { ...service, ...(override.container && { container: override.container }) }),
        healthUrl: path === undefined || url === undefined ? undefined : new URL(path, url).href,
        healthJson: service['health-json'],
      },
    ]
  })
}

function serviceImages(name: string, { image, container, containers = {}, build }: DocumentService): DeclaredImage[] {
  if (image !== undefined) return [{ name, container, image: parseImage(image), build: buildOf(build) }]
  return Object.entries(containers).map(([own, given]) => {
    const { image: text, build: how } = typeof given === 'string' ? { image: given, build: undefined } : given
    return { name: `${name}/${own}`, container: own, image: parseImage(text), build: buildOf(how) }
  })
}

function buildOf(build: DocumentService['build']): DeclaredBuild | undefined {
  if (build === undefined) return undefined
  if (typeof build === 'string') return { context: build, dockerfile: undefined, target: undefined }
  return { context: build.context, dockerfile: build.dockerfile, target: build.target }
}

function migrationOf(
  document: ManifestDocument,
  { environment, services }: { environment: string; services: readonly DeclaredService[] },
): DeclaredMigration | undefined {
  const differs = document.environments[environment]?.migration
  if (!document.migration || differs === false) return undefined
  const { service, container, command, timeout } = {
    ...document.migration,
    ...(typeof differs === 'object' && differs),
  }
  const own = services.find(({ name }) => name === service)
  if (!own) return undefined
  return {
    service: own.service,
    container,
    command,
    timeout: millisecondsOf(timeout),
  }
}

function webAclOf(webAcl: DocumentEnvironment['web-acl']): DeclaredWebAcl | undefined {
  if (webAcl === undefined) return undefined
  if (typeof webAcl === 'string') return { name: webAcl, scope: undefined, resourceArn: undefined }
  return { name: webAcl.name, scope: webAcl.scope, resourceArn: webAcl['resource-arn'] }
}

/** The limits of an environment by name, as they are written: those of all, with what differs. */
export function rateLimitsOf(document: ManifestDocument, environment: string): Record<string, object> {
  const differs = document.environments[environment]?.['rate-limits'] ?? {}
  const all = Object.entries(document['rate-limits'] ?? {}).flatMap(([name, limit]) => {
    const own = differs[name] ?? {}
    return own === false ? [] : [[name, { ...limit, ...(own === true ? {} : own) }] as const]
  })
  return Object.fromEntries(all)
}

/** `contradictions` has seen that they can be read. */
function rulesOf(limits: Readonly<Record<string, object>>): readonly RateRule[] {
  if (Object.keys(limits).length === 0) return []
  const reading = readRateRules(limits, 'rate-limits')
  return reading.is === 'read' ? reading.rules : []
}

function wavesOf(waves: readonly (readonly string[])[], services: readonly DeclaredService[]): string[][] {
  const present = services.map(({ name }) => name)
  const named = waves.map(wave => wave.filter(name => present.includes(name)))
  const rest = present.filter(name => !named.flat().includes(name))
  return [...named, rest].filter(wave => wave.length > 0)
}

/** The schema lets nothing pass that is no duration. */
function millisecondsOf(duration: string | undefined): number | undefined {
  return duration === undefined ? undefined : millisecondsIn(duration)
}
