import { readFileSync } from 'node:fs'
import { ImageTagMutability, ScanStatus } from '@aws-sdk/client-ecr'
import { parse } from 'yaml'
import type { Permissions } from './github/permissions.ts'
import type { Limits } from './github/rate-limit.ts'
import type { Denial } from './policy.ts'
import type * as Scenarios from './scenario.ts'
import type { Check } from './shape.ts'
import {
  anyOf,
  chance,
  document,
  duration,
  flag,
  instant,
  listOf,
  mapOf,
  number,
  object,
  offset,
  oneOf,
  text,
  whole,
} from './shape.ts'

/** Reads a world file. All its mistakes are reported together, each with its place. */
export function readScenario(file: string): Scenarios.Scenario {
  const value: unknown = parse(readFileSync(file, 'utf8'), { merge: true })
  const complaints = scenario(value, '')
  if (complaints.length > 0) throw new Error([`${file} describes no world:`, ...complaints].join('\n  '))
  return value as Scenarios.Scenario
}

/** A behaviour has others inside: those of its commands. */
const behaviour: Check = (value, path) => behaviourMembers(value, path)

const behaviourMembers = object<Scenarios.BehaviourScenario>({
  exits: object<Scenarios.ExitScenario>({ code: whole, after: duration, outOfMemory: flag }, ['code', 'after']),
  healthyAfter: anyOf(duration, oneOf('never')),
  sickAnswer: anyOf(whole, oneOf('timeout')),
  ignoresTerm: flag,
  termCode: whole,
  logs: listOf(text),
  logsEvery: duration,
  cannotInitialize: text,
  cannotStart: text,
  commands: mapOf(behaviour),
})

const scanStatuses = Object.values(ScanStatus)
const found = anyOf(whole, listOf(text))

const image = anyOf(
  text,
  object<Scenarios.BuiltImage>({
    tags: listOf(text),
    format: oneOf('index', 'docker-list', 'manifest', 'docker-manifest'),
    platforms: listOf(text),
    attestations: flag,
    archived: flag,
    behaviour,
    age: duration,
    pulled: duration,
    findings: object<NonNullable<Scenarios.BuiltImage['findings']>>({
      CRITICAL: found,
      HIGH: found,
      MEDIUM: found,
      LOW: found,
      INFORMATIONAL: found,
      UNDEFINED: found,
      UNTRIAGED: found,
    }),
    scan: anyOf(
      oneOf('none', ...scanStatuses),
      object<Scenarios.ScanScenario>({ takes: duration, ends: oneOf(...scanStatuses) }),
    ),
    signed: anyOf(flag, object<Scenarios.SigningScenario>({ takes: duration, ends: oneOf('COMPLETE', 'FAILED') })),
    referrers: listOf(text),
    content: text,
  }),
)

const repository = anyOf(
  listOf(image),
  object<Scenarios.RepositoryScenario>(
    {
      mutability: oneOf(...Object.values(ImageTagMutability)),
      exclusions: listOf(text),
      lifecycle: document,
      scanOnPush: flag,
      images: listOf(image),
    },
    ['images'],
  ),
)

const targetGroup = object<Scenarios.TargetGroupScenario>({
  interval: duration,
  timeout: duration,
  healthyThreshold: whole,
  unhealthyThreshold: whole,
  matcher: text,
  deregistrationDelay: duration,
})

const sidecar = object<Scenarios.SidecarScenario>({ image: text, essential: flag }, ['image'])

const service = anyOf(
  text,
  object<Scenarios.DescribedService>(
    {
      image: text,
      container: text,
      sidecars: mapOf(anyOf(text, sidecar)),
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

/** From one duration to another. */
const durations: Check = (value, path) =>
  Array.isArray(value) && value.length !== 2
    ? [`${path} must be two durations, but is ${JSON.stringify(value)}`]
    : listOf(duration)(value, path)

const webAcl = object<Scenarios.WebAclScenario>({
  id: text,
  scope: oneOf('REGIONAL', 'CLOUDFRONT'),
  protects: listOf(text),
  rules: listOf(document),
  more: document,
  born: oneOf('steady', 'new'),
})

const family = anyOf(
  text,
  object<Scenarios.DescribedFamily>(
    {
      image: text,
      container: text,
      command: listOf(text),
      sidecars: mapOf(anyOf(text, sidecar)),
      logGroup: text,
      taskDefinition: document,
      containerDefinition: document,
      earlier: listOf(text),
    },
    ['image'],
  ),
)

const access = oneOf('read', 'write', 'none')

const commit = object<Scenarios.CommitScenario>(
  { sha: text, message: text, author: text, branch: text, parents: listOf(text), ago: duration },
  ['sha'],
)

const deployment = object<Scenarios.DeploymentScenario>(
  {
    ref: text,
    environment: text,
    states: listOf(oneOf('error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success')),
    task: text,
    payload: anyOf(text, document),
    description: text,
    transient: flag,
    production: flag,
    creator: text,
    environmentUrl: text,
    logUrl: text,
    ago: duration,
  },
  ['ref'],
)

const flow = object<Scenarios.TrafficScenario>(
  {
    ip: text,
    clients: whole,
    perMinute: number,
    path: text,
    method: text,
    forwardedFor: text,
    headers: mapOf(text),
    country: text,
    to: text,
    violates: listOf(text),
    from: duration,
    until: duration,
  },
  ['ip', 'perMinute', 'path'],
)

const alarmState = oneOf('OK', 'ALARM', 'INSUFFICIENT_DATA')

const github = object<Scenarios.GitHubScenario>({
  repository: text,
  defaultBranch: text,
  token: text,
  permissions: object<Permissions>({ contents: access, deployments: access, issues: access, 'pull-requests': access }),
  limits: object<Partial<Limits>>({
    perHour: whole,
    pointsPerMinute: whole,
    contentPerMinute: whole,
    contentPerHour: whole,
  }),
  commits: listOf(anyOf(text, commit)),
  branches: mapOf(text),
  tags: mapOf(anyOf(text, object<Scenarios.TagScenario>({ commit: text, depth: whole }, ['commit']))),
  releases: listOf(
    anyOf(
      text,
      object<Scenarios.ReleaseScenario>(
        { tag: text, name: text, body: text, draft: flag, prerelease: flag, targetCommitish: text },
        ['tag'],
      ),
    ),
  ),
  deployments: listOf(deployment),
  checks: mapOf(mapOf(oneOf('success', 'pending', 'failure', 'error'))),
  conflicts: listOf(text),
  pullRequests: listOf(
    object<Scenarios.PullRequestScenario>(
      { number: whole, title: text, author: text, commits: listOf(text), merged: text },
      ['number', 'commits'],
    ),
  ),
  issues: listOf(whole),
})

const page = anyOf(
  text,
  object<Scenarios.FixedPage>({ statuses: listOf(whole), bodies: listOf(text) }, ['statuses']),
  object<Scenarios.WebhookPage>({ webhook: oneOf('slack', 'discord', 'any'), statuses: listOf(whole) }, ['webhook']),
)

/** A whole world. */
export const scenario = object<Scenarios.Scenario>({
  seed: whole,
  account: text,
  region: text,
  start: instant,
  aws: object<Scenarios.AwsScenario>({
    throttles: flag,
    acceptsUnknownTaskDefinitionMembers: flag,
    acceptsUnknownWebAclMembers: flag,
    replicaLag: duration,
    clockSkew: offset,
    denied: listOf(object<Denial>({ action: text, resource: text }, ['action'])),
    taskVisibility: duration,
    reportedDigest: oneOf('index', 'platform'),
    scanning: object<Scenarios.ScanningScenario>({
      type: oneOf('BASIC', 'ENHANCED'),
      repositories: listOf(text),
      takes: duration,
    }),
    scanOfIndex: oneOf('none', 'unsupported', 'of-platform'),
  }),
  logs: object<Scenarios.LogsScenario>({ ingestionLag: duration, streamLag: duration, emptyPages: chance }),
  waf: object<Scenarios.WafScenario>({
    propagation: durations,
    creationLag: duration,
    ipSets: mapOf(listOf(text)),
    regexPatternSets: mapOf(listOf(text)),
    ruleGroups: mapOf(whole),
  }),
  repositories: mapOf(repository),
  otherImages: mapOf(behaviour),
  clusters: mapOf(mapOf(service)),
  families: mapOf(family),
  webAcls: mapOf(webAcl),
  traffic: listOf(flow),
  alarms: mapOf(
    anyOf(alarmState, object<Scenarios.AlarmScenario>({ state: alarmState, anyOf: listOf(text), more: document })),
  ),
  github,
  urls: mapOf(page),
})
