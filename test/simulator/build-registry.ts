import type { Behaviour } from './behaviour.ts'
import { healthy } from './behaviour.ts'
import type { Finding, Repository, Severity, StoredImage } from './ecr/model.ts'
import { readPolicy } from './ecr/lifecycle-policy.ts'
import type * as Scenarios from './scenario.ts'
import { milliseconds } from './shape.ts'
import type { World } from './world.ts'

/** Gives the account's registry, and others, the images that the scenario says there are. */
export function fillRegistry(world: World, scenario: Scenarios.Scenario): void {
  const { repositories, otherImages = {}, aws: { scanning = {} } = {} } = scenario
  for (const [reference, behaviour] of Object.entries(otherImages)) {
    world.ecr.elsewhere.set(reference, behaviourOf(behaviour))
  }
  const { scanner } = world.ecr
  scanner.type = scanning.type ?? scanner.type
  scanner.filters = scanning.repositories ?? scanner.filters
  scanner.takes = milliseconds(scanning.takes ?? scanner.takes)
  for (const [name, given] of Object.entries(repositories ?? impliedRepositories(scenario))) {
    addRepository(world, name, 'images' in given ? given : { images: given })
  }
}

function addRepository(
  world: World,
  name: string,
  { images, lifecycle, ...settings }: Scenarios.RepositoryScenario,
): void {
  const repository = world.ecr.createRepository({ name, ...settings })
  images.forEach((image, index) => {
    const build = typeof image === 'string' ? { tags: [image] } : image
    addImage(world, repository, { age: (images.length - index) * day, ...build })
  })
  if (lifecycle) world.ecr.housekeeping.setPolicy(repository, readPolicy(JSON.stringify(lifecycle)))
}

/** The images that task definitions name, for a scenario that says nothing of repositories. */
function impliedRepositories({ clusters = {}, families = {} }: Scenarios.Scenario): Record<string, string[]> {
  const services = Object.values(clusters).flatMap(cluster => Object.values(cluster))
  const described = [...services, ...Object.values(families)].map(
    (given): Pick<Scenarios.DescribedFamily, 'image' | 'earlier'> =>
      typeof given === 'string' ? { image: given } : given,
  )
  const repositories: Record<string, string[]> = {}
  for (const reference of described.flatMap(({ image, earlier = [] }) => [...earlier, image])) {
    const [name = '', tag = 'latest'] = reference.split(':')
    repositories[name] = [...new Set([...(repositories[name] ?? []), tag])]
  }
  return repositories
}

/** In milliseconds; the images of a repository were pushed a day apart, if not said. */
const day = 86_400_000

/** Somebody pushes an image to a repository that is there. */
export function pushImage(world: World, name: string, image: Scenarios.BuiltImage): StoredImage {
  const repository = world.ecr.repositories.get(name)
  if (!repository) throw new Error(`there is no repository ${name}`)
  return addImage(world, repository, image)
}

function addImage(world: World, repository: Repository, given: Scenarios.BuiltImage): StoredImage {
  const { age = 0, pulled, archived, behaviour, findings, scan, signed, referrers = [], ...build } = given
  const image = world.ecr.push({
    repository: repository.name,
    ...build,
    pushedAt: world.now() - milliseconds(age),
    ...(behaviour && { behaviour: behaviourOf(behaviour) }),
    ...(findings && { findings: findingsOf(findings) }),
  })
  const reference = `${repository.name}@${image.digest}`
  if (pulled !== undefined) image.pulledAt = world.now() - milliseconds(pulled)
  for (const each of runnable(repository, image)) scanAsSaid(world, each, scan ?? (findings ? {} : undefined))
  for (const artifactType of referrers) world.ecr.attach(reference, artifactType)
  if (signed !== undefined && signed !== false) sign(world, reference, signed === true ? {} : signed)
  if (archived === true) world.ecr.archive(reference)
  return image
}

/** What can be scanned of an image: itself, or the images of an index. */
function runnable(repository: Repository, image: StoredImage): StoredImage[] {
  return [image, ...image.children].flatMap(({ digest, platform }) => {
    const stored = repository.images.get(digest)
    return stored && platform !== undefined ? [stored] : []
  })
}

/** Without a word, an image is scanned as its repository is. */
function scanAsSaid({ ecr: { scanner } }: World, image: StoredImage, scan: Scenarios.BuiltImage['scan']): void {
  if (scan === undefined) return
  if (scan === 'none') image.scan = undefined
  else if (typeof scan === 'string') scanner.leave(image, scan)
  else scanner.start(image, { takes: milliseconds(scan.takes ?? 0), ...(scan.ends && { ends: scan.ends }) })
}

function sign(world: World, reference: string, { takes = 0, ends = 'COMPLETE' }: Scenarios.SigningScenario): void {
  world.ecr.sign(reference, { takes: milliseconds(takes), ends })
}

/** Findings by severity: their names, or how many there are, which then get names. */
export function findingsOf(given: NonNullable<Scenarios.BuiltImage['findings']>): Finding[] {
  return Object.entries(given).flatMap(([severity, found], group) => {
    const names = typeof found === 'number' ? Array.from({ length: found }, (_, index) => name(group, index)) : found
    return names.map(each => ({ name: each, severity: severity as Severity, package: 'openssl', version: '3.0.11-1' }))
  })
}

const name = (group: number, index: number): string => `CVE-2026-${10_000 + group * 1_000 + index}`

function behaviourOf({ exits, healthyAfter, logsEvery, commands, ...rest }: Scenarios.BehaviourScenario): Behaviour {
  const after = exits && { ...exits, after: milliseconds(exits.after) }
  return {
    ...healthy,
    // A program that ends by itself says only what its scenario lets it say.
    ...(after && { exits: after, logs: [] }),
    ...(healthyAfter !== undefined && {
      healthyAfter: healthyAfter === 'never' ? 'never' : milliseconds(healthyAfter),
    }),
    ...(logsEvery !== undefined && { logsEvery: milliseconds(logsEvery) }),
    ...(commands && { commands: commandsOf(commands) }),
    ...rest,
  }
}

function commandsOf(commands: Record<string, Scenarios.BehaviourScenario>): Record<string, Behaviour> {
  return Object.fromEntries(Object.entries(commands).map(([command, behaviour]) => [command, behaviourOf(behaviour)]))
}
