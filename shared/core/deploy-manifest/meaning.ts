import { parsePlatform } from '../manifest.ts'
import { readRateRules } from '../rate-rule-fields.ts'
import { ecrRegistry, imageText, parseImage } from '../image.ts'
import { declaredOf, imagesOf, platformsOf, rateLimitsOf } from './declared.ts'
import type { DeclaredBuild } from './declared.ts'
import type { ManifestDocument } from './schema.ts'

/** A mistake that no single value shows: where it stands, and a sentence. */
export interface Contradiction {
  path: readonly string[]
  says: string
}

/** What a document that is valid by the schema cannot mean. */
export function contradictions(document: ManifestDocument): Contradiction[] {
  return [
    ...Object.keys(document.services).flatMap(name => serviceProblems(document, name)),
    ...Object.keys(document.services).flatMap(name => healthProblems(document, name)),
    ...buildProblems(document),
    ...platformProblems(document),
    ...migrationProblems(document),
    ...Object.keys(document.environments).flatMap(name => environmentProblems(document, name)),
  ]
}

function serviceProblems({ services }: ManifestDocument, name: string): Contradiction[] {
  const path = ['services', name]
  const { image, containers, container, build } = services[name] ?? {}
  if (image === undefined && containers === undefined)
    return [{ path, says: `\`services.${name}\` has no \`image\`, and no \`containers\` with theirs` }]
  if (image !== undefined && containers !== undefined)
    return [{ path, says: `\`services.${name}\` has \`image\` and \`containers\`; it takes one of them` }]
  const stray = Object.entries({ container, build }).filter(
    ([, value]) => containers !== undefined && value !== undefined,
  )
  return [
    ...stray.map(([key]) => ({
      path: [...path, key],
      says: `\`services.${name}.${key}\` belongs to \`image\`; each of \`containers\` has its own`,
    })),
    ...(image === undefined ? [] : imageProblems([...path, 'image'], image, build !== undefined)),
    ...Object.entries(containers ?? {}).flatMap(([own, given]) =>
      typeof given === 'string'
        ? imageProblems([...path, 'containers', own], given, false)
        : imageProblems([...path, 'containers', own, 'image'], given.image, given.build !== undefined),
    ),
  ]
}

function healthProblems({ services, environments }: ManifestDocument, name: string): Contradiction[] {
  const { health, 'health-json': member } = services[name] ?? {}
  const elsewhere = Object.values(environments).map(({ services: differs }) => differs?.[name])
  const isAsked = health !== undefined || elsewhere.some(one => typeof one === 'object' && one.health !== undefined)
  if (member === undefined || isAsked) return []
  const path = ['services', name, 'health-json']
  return [{ path, says: `\`${path.join('.')}\` needs \`health\`: the path that answers with it` }]
}

function imageProblems(path: readonly string[], text: string, built: boolean): Contradiction[] {
  const place = `\`${path.join('.')}\``
  const complaint = complaintOf(() => parseImage(text))
  if (complaint !== undefined) return [{ path, says: `${place} ${complaint}` }]
  const { registry, tag, digest } = parseImage(text)
  if (registry !== undefined && !ecrRegistry(registry) && digest === undefined) {
    const says = `${place} is in ${registry}, where this release cannot look; it takes such an image with its digest, …@sha256:…`
    return [{ path, says }]
  }
  if (!built || (tag === undefined && digest === undefined)) return []
  const says = `${place} has a tag or a digest, and is built here; what is built here is tagged with its commit`
  return [{ path, says }]
}

/** One repository gets one image of a commit, so there is one way to build it. */
function buildProblems(document: ManifestDocument): Contradiction[] {
  if (serviceProblemsOf(document)) return []
  const built = imagesOf(document).filter(({ build }) => build !== undefined)
  const byHome = Map.groupBy(built, ({ image }) => imageText(image))
  return [...byHome].flatMap(([home, [first, ...others]]) =>
    others
      .filter(({ build }) => !isSameBuild(build, first?.build))
      .map(({ name }) => ({
        path: ['services', name.replace(/\/.*/, '')],
        says: `\`services.${name.replace('/', '.containers.')}\` builds ${home} in another way than ${first?.name ?? ''} does; one repository has one image of a commit`,
      })),
  )
}

function isSameBuild(a: DeclaredBuild | undefined, b: DeclaredBuild | undefined): boolean {
  return a?.context === b?.context && a?.dockerfile === b?.dockerfile && a?.target === b?.target
}

function platformProblems(document: ManifestDocument): Contradiction[] {
  return platformsOf(document).flatMap(text => {
    const complaint = complaintOf(() => parsePlatform(text))
    return complaint === undefined ? [] : [{ path: ['platform'], says: `\`platform\` ${complaint}` }]
  })
}

/** What a parser throws continues a sentence that begins with the name of what was given. */
function complaintOf(parse: () => unknown): string | undefined {
  try {
    parse()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function migrationProblems({ migration, services, environments }: ManifestDocument): Contradiction[] {
  const overrides = Object.entries(environments).flatMap(([name, { migration: own }]) =>
    typeof own === 'object' && own.service !== undefined
      ? [{ path: ['environments', name, 'migration', 'service'], service: own.service }]
      : [],
  )
  const named = [...(migration ? [{ path: ['migration', 'service'], service: migration.service }] : []), ...overrides]
  return named
    .filter(({ service }) => !Object.hasOwn(services, service))
    .map(one => stranger(one.path, one.service, services))
}

function environmentProblems(document: ManifestDocument, name: string): Contradiction[] {
  const here = document.environments[name]
  if (!here) return []
  const path = ['environments', name]
  const { services = {}, waves = [], requires, soak, migration } = here
  const inWaves = waves.flat()
  return [
    ...Object.keys(services)
      .filter(service => !Object.hasOwn(document.services, service))
      .map(service => stranger([...path, 'services', service], service, document.services)),
    ...inWaves
      .filter(service => !Object.hasOwn(document.services, service))
      .map(service => stranger([...path, 'waves'], service, document.services)),
    ...inWaves
      .filter((service, index) => inWaves.indexOf(service) !== index)
      .map(service => ({
        path: [...path, 'waves'],
        says: `\`${[...path, 'waves'].join('.')}\` names ${service} twice`,
      })),
    ...requirementProblems(document, name),
    ...rateLimitProblems(document, name),
    ...(soak !== undefined && requires === undefined
      ? [
          {
            path: [...path, 'soak'],
            says: `\`${[...path, 'soak'].join('.')}\` needs \`requires\`: it says where the release is to be proved for so long`,
          },
        ]
      : []),
    ...(migration !== undefined && migration !== false && !document.migration
      ? [
          {
            path: [...path, 'migration'],
            says: `\`${path.join('.')}.migration\` changes a migration that is not there`,
          },
        ]
      : []),
    ...namingProblems(document, name),
  ]
}

function requirementProblems({ environments }: ManifestDocument, name: string): Contradiction[] {
  const path = ['environments', name, 'requires']
  const seen = [name]
  for (let next = environments[name]?.requires; next !== undefined; next = environments[next]?.requires) {
    if (!Object.hasOwn(environments, next)) return seen.length > 1 ? [] : [stranger(path, next, environments)]
    if (next === name) return [{ path, says: `\`${path.join('.')}\` goes in a circle: ${[...seen, next].join(' → ')}` }]
    if (seen.includes(next)) return []
    seen.push(next)
  }
  return []
}

/** What the schema cannot say of rate limits; and limits of an environment that has nothing to limit with. */
function rateLimitProblems(document: ManifestDocument, name: string): Contradiction[] {
  const path = ['environments', name, 'rate-limits']
  const here = document.environments[name]
  const strangers = Object.keys(here?.['rate-limits'] ?? {}).filter(
    limit => !Object.hasOwn(document['rate-limits'] ?? {}, limit),
  )
  const limits = rateLimitsOf(document, name)
  const reading =
    here?.['web-acl'] === undefined || Object.keys(limits).length === 0
      ? undefined
      : readRateRules(limits, 'rate-limits')
  const without = { path, says: `\`${path.join('.')}\` needs \`web-acl\`: it says whose rules they are` }
  return [
    ...strangers.map(limit => stranger([...path, limit], limit, document['rate-limits'] ?? {})),
    ...(here?.['rate-limits'] !== undefined && here['web-acl'] === undefined ? [without] : []),
    ...(reading?.is === 'wrong' ? reading.mistakes.map(says => ({ path: ['rate-limits'], says })) : []),
  ]
}

/** Two services of one ECS name, none at all, and paths that nobody can ask. */
function namingProblems(document: ManifestDocument, name: string): Contradiction[] {
  if (serviceProblemsOf(document)) return []
  const path = ['environments', name]
  const declared = declaredOf(document, name)
  if (!declared) return []
  const byName = Map.groupBy(declared.services, ({ service }) => service)
  const alike = [...byName].filter(([, those]) => those.length > 1)
  return [
    ...alike.map(([service, those]) => ({
      path,
      says: `\`${path.join('.')}\` calls ${those.map(one => one.name).join(' and ')} both ${service}; put \`{name}\` into \`service\``,
    })),
    ...(declared.services.length === 0 ? [{ path, says: `\`${path.join('.')}\` leaves every service out` }] : []),
  ]
}

function serviceProblemsOf(document: ManifestDocument): boolean {
  return Object.keys(document.services).some(name => serviceProblems(document, name).length > 0)
}

function stranger(path: readonly string[], name: string, known: object): Contradiction {
  return {
    path,
    says: `\`${path.join('.')}\` names ${name}, which is not there; there are ${Object.keys(known).join(', ')}`,
  }
}
