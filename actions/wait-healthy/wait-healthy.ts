import { action } from '../../shared/action.ts'
import type { Declared } from '../../shared/core/deploy-manifest/declared.ts'
import { ecsName } from '../../shared/core/deploy-manifest/names.ts'
import {
  literalAddressProblem,
  parseHealthUrl,
  parseMemberPath,
  parseStatusRanges,
  shownUrl,
} from '../../shared/core/health-url.ts'
import type { HealthUrl } from '../../shared/core/health-url.ts'
import { codeSpan } from '../../shared/core/summary.ts'
import { duration, flag, json, list, listOf, optional, required, text } from '../../shared/inputs.ts'
import type { Values } from '../../shared/inputs.ts'
import { conclude, wordsOf } from '../../shared/phases/prove/conclude.ts'
import { reportOf, summaryOf } from '../../shared/phases/prove/report.ts'
import { healthUrlsOf } from '../../shared/phases/prove/health-urls.ts'
import { lookPatience } from '../../shared/phases/prove/run.ts'
import { readTargets } from '../../shared/phases/prove/targets.ts'
import type { Target } from '../../shared/phases/prove/targets.ts'

const inputs = {
  cluster: required(text),
  services: optional(list),
  deployments: optional(raw => readTargets(json(raw))),
  'health-urls': optional(listOf((address): HealthUrl => ({ url: parseHealthUrl(address) }))),
  'health-json': optional(parseMemberPath),
  'health-value': optional(text),
  'health-status': required(parseStatusRanges),
  'health-timeout': required(duration),
  'allow-private-urls': required(flag),
  alarms: optional(list),
  bake: optional(duration),
  'allow-zero': required(flag),
  'fail-fast': required(flag),
  timeout: required(duration),
}

type WaitInputs = Values<typeof inputs>

/** Follows exactly the given deployments to their end, and proves what runs then. */
export const waitHealthy = action({
  title: 'Wait until healthy',
  inputs,
  outputs: ['outcome', 'report'],
  defaults: ({ declared }) => (declared ? defaultsOf(declared) : {}),
  translate: (given, declared) => ({
    ...given,
    services: given.services?.map(name => ecsName(declared, name)) ?? servicesOf(given, declared),
  }),
  check: given => [...checkTargets(given.services, given.deployments), ...checkUrls(given), ...checkMembers(given)],

  async run(given, context) {
    const { cluster, timeout } = given
    const until = context.clock.now() + timeout
    const conclusion = await conclude({
      cluster,
      targets: given.deployments ?? (given.services ?? []).map(service => ({ service })),
      health: healthOf(given),
      alarms: given.alarms ?? [],
      bake: given.bake ?? 0,
      allowZero: given['allow-zero'],
      failFast: given['fail-fast'],
      timeout,
      until,
      context,
      aws: context.aws({ until: until + (given.bake ?? 0), patience: lookPatience }),
    })
    return {
      outcome: conclusion.outcome,
      ...wordsOf(conclusion),
      outputs: { report: JSON.stringify(reportOf(conclusion)) },
      summary: `Cluster ${codeSpan(cluster)}.\n\n${summaryOf(conclusion)}`,
    }
  },
})

function defaultsOf(declared: Declared): Partial<WaitInputs> {
  const { cluster, alarms, bake } = declared
  // The manifest says which member tells the commit; which commit that is, says the workflow.
  const urls = healthUrlsOf(declared, '')
  return {
    cluster,
    ...(urls.length > 0 && { 'health-urls': urls }),
    ...(alarms.length > 0 && { alarms }),
    ...(bake !== undefined && { bake }),
  }
}

/** Without `services` and `deployments` all services of the environment are followed. */
function servicesOf({ deployments }: WaitInputs, { services }: Declared): readonly string[] | undefined {
  return deployments ? undefined : services.map(({ service }) => service)
}

function healthOf(given: WaitInputs) {
  return {
    urls: (given['health-urls'] ?? []).map(one => withMember(one, given)),
    status: given['health-status'],
    timeout: given['health-timeout'],
    allowPrivate: given['allow-private-urls'],
  }
}

/** What is asked for here comes before what the manifest says of each address. */
function withMember({ url, member }: HealthUrl, given: WaitInputs): HealthUrl {
  const path = given['health-json'] ?? member?.path
  return { url, ...(path !== undefined && { member: { path, value: given['health-value'] ?? '' } }) }
}

function checkMembers({ 'health-urls': urls = [], 'health-json': path, 'health-value': value }: WaitInputs): string[] {
  const asked = path !== undefined || urls.some(({ member }) => member)
  if (path !== undefined && urls.length === 0) return ['`health-json` needs `health-urls`: their answers are looked at']
  if (asked && value === undefined) {
    const whose = path === undefined ? '`health-json` of the manifest' : '`health-json`'
    return [`${whose} needs \`health-value\`: what that member has to be, such as the commit that was deployed`]
  }
  if (asked || value === undefined) return []
  return ['`health-value` needs `health-json`: the member of the answers that has to have this value']
}

function checkTargets(services: readonly string[] | undefined, deployments: readonly Target[] | undefined): string[] {
  if (services && deployments)
    return ['`services` and `deployments` exclude each other: `deployments` names its services']
  return (services ?? deployments) ? [] : ['`services` or `deployments` is required: they say what to wait for']
}

/** An address that stands in the URL itself can be refused before anything is waited for. */
function checkUrls({ 'health-urls': urls = [], 'allow-private-urls': allowed }: WaitInputs): string[] {
  return urls.flatMap(({ url }) => {
    const problem = allowed ? undefined : literalAddressProblem(url)
    return problem === undefined
      ? []
      : [
          `\`health-urls\` names ${shownUrl(url)}, which is ${problem}; only \`allow-private-urls: true\` lets that be asked`,
        ]
  })
}
