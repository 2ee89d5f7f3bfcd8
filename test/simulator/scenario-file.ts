import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type * as Scenarios from './scenario.ts'
import { anyOf, chance, document, duration, flag, instant, listOf, mapOf, object, oneOf, text, whole } from './shape.ts'

/** Reads a world file. All its mistakes are reported together, each with its place. */
export function readScenario(file: string): Scenarios.Scenario {
  const value: unknown = parse(readFileSync(file, 'utf8'), { merge: true })
  const complaints = scenario(value, '')
  if (complaints.length > 0) throw new Error([`${file} describes no world:`, ...complaints].join('\n  '))
  return value as Scenarios.Scenario
}

const behaviour = object<Scenarios.BehaviourScenario>({
  exits: object<Scenarios.ExitScenario>({ code: whole, after: duration, outOfMemory: flag }, ['code', 'after']),
  healthyAfter: anyOf(duration, oneOf('never')),
  sickAnswer: anyOf(whole, oneOf('timeout')),
  ignoresTerm: flag,
  logs: listOf(text),
  cannotInitialize: text,
})

const image = anyOf(
  text,
  object<Scenarios.BuiltImage>({
    tags: listOf(text),
    format: oneOf('index', 'docker-list', 'manifest', 'docker-manifest'),
    platforms: listOf(text),
    attestations: flag,
    archived: flag,
    behaviour,
    content: text,
  }),
)

const repository = anyOf(
  listOf(image),
  object<Scenarios.RepositoryScenario>({ mutability: oneOf('MUTABLE', 'IMMUTABLE'), images: listOf(image) }, [
    'images',
  ]),
)

const targetGroup = object<Scenarios.TargetGroupScenario>({
  interval: duration,
  timeout: duration,
  healthyThreshold: whole,
  unhealthyThreshold: whole,
  matcher: text,
  deregistrationDelay: duration,
})

const service = anyOf(
  text,
  object<Scenarios.DescribedService>(
    {
      image: text,
      container: text,
      sidecars: mapOf(anyOf(text, object<Scenarios.SidecarScenario>({ image: text, essential: flag }, ['image']))),
      desired: whole,
      minimumHealthyPercent: whole,
      maximumPercent: whole,
      breaker: anyOf(flag, document),
      controller: oneOf('ECS', 'CODE_DEPLOY', 'EXTERNAL'),
      health: anyOf(text, oneOf(false)),
      targetGroup,
      gracePeriod: duration,
      healthCheck: anyOf(text, document),
      port: whole,
      family: text,
      taskDefinition: document,
      containerDefinition: document,
      deployment: document,
      more: document,
      earlier: listOf(text),
      born: oneOf('steady', 'new'),
    },
    ['image'],
  ),
)

const github = object<Scenarios.GitHubScenario>({
  repository: text,
  defaultBranch: text,
  token: text,
  tags: mapOf(anyOf(text, object<Scenarios.TagScenario>({ commit: text, depth: whole }, ['commit']))),
  releases: listOf(
    anyOf(
      text,
      object<Scenarios.ReleaseScenario>({ tag: text, draft: flag, prerelease: flag, targetCommitish: text }, ['tag']),
    ),
  ),
})

const scenario = object<Scenarios.Scenario>({
  seed: whole,
  account: text,
  region: text,
  start: instant,
  aws: object<Scenarios.AwsScenario>({
    throttles: flag,
    acceptsUnknownTaskDefinitionMembers: flag,
    replicaLag: duration,
    reportedDigest: oneOf('index', 'platform'),
  }),
  logs: object<Scenarios.LogsScenario>({ ingestionLag: duration, streamLag: duration, emptyPages: chance }),
  repositories: mapOf(repository),
  otherImages: mapOf(behaviour),
  clusters: mapOf(mapOf(service)),
  github,
  urls: mapOf(anyOf(text, object<Scenarios.FixedPage>({ statuses: listOf(whole) }, ['statuses']))),
})
