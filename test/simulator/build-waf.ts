import type { Json, JsonObject } from './operation.ts'
import { isObject } from './protocol/schema.ts'
import type * as Scenarios from './scenario.ts'
import { milliseconds } from './shape.ts'
import type { World } from './world.ts'

/** Adds what AWS WAF has in a scenario. */
export function fillWaf(world: World, { waf = {}, webAcls = {} }: Scenarios.Scenario): void {
  const [least, most] = waf.propagation ?? world.waf.propagation
  world.waf.propagation = [milliseconds(least), milliseconds(most)]
  world.waf.creationLag = milliseconds(waf.creationLag ?? world.waf.creationLag)
  const arns = { REGIONAL: addEntities(world, waf, 'REGIONAL'), CLOUDFRONT: addEntities(world, waf, 'CLOUDFRONT') }
  for (const [name, webAcl] of Object.entries(webAcls)) {
    addWebAcl(world, { name, arns: arns[webAcl.scope ?? 'REGIONAL'], ...webAcl })
  }
}

/** Adds the sets and groups that rules may name, and gives the ARN of each. They are there for both scopes. */
function addEntities(world: World, waf: Scenarios.WafScenario, scope: Scope): Map<string, string> {
  const { ipSets = {}, regexPatternSets = {}, ruleGroups = {} } = waf
  const entities = [
    ...Object.entries(ipSets).map(([name, addresses]) => [name, { is: 'ip-set', addresses }] as const),
    ...Object.entries(regexPatternSets).map(
      ([name, patterns]) => [name, { is: 'regex-pattern-set', patterns }] as const,
    ),
    ...Object.entries(ruleGroups).map(([name, capacity]) => [name, { is: 'rule-group', capacity }] as const),
  ]
  return new Map(entities.map(([name, entity]) => [name, world.waf.addEntity(entity, { name, scope })]))
}

type Scope = NonNullable<Scenarios.WebAclScenario['scope']>

interface NamedWebAcl extends Scenarios.WebAclScenario {
  name: string
  /** What rules may name, by name. */
  arns: ReadonlyMap<string, string>
}

function addWebAcl(world: World, { name, arns, protects = [], rules = [], more = {}, ...rest }: NamedWebAcl): void {
  const { id, scope, born } = rest
  const { mine, foreign } = divided(more)
  const webAcl = world.waf.createWebAcl({
    name,
    ...(id !== undefined && { id }),
    ...(scope && { scope }),
    settled: born !== 'new',
    foreign,
    document: {
      DefaultAction: { Allow: {} },
      Rules: rules.map(rule => usualRule(withArns(rule, arns) as JsonObject)),
      VisibilityConfig: visibility(name),
      ...mine,
    },
  })
  for (const resource of protects) {
    world.waf.associate(resourceArn(world, resource, `webAcls.${name}.protects`), webAcl, { settled: true })
  }
}

/** What a web ACL shows and takes from no request, apart from the rest. */
function divided(members: JsonObject): { mine: JsonObject; foreign: JsonObject } {
  const shownOnly = /FirewallManager/
  const part = (foreign: boolean): JsonObject =>
    Object.fromEntries(Object.entries(members).filter(([name]) => shownOnly.test(name) === foreign))
  return { mine: part(false), foreign: part(true) }
}

function usualRule(rule: JsonObject): JsonObject {
  const { Name, Statement } = rule
  const isGroup = isObject(Statement) && /Group(Reference)?Statement/.test(Object.keys(Statement).join())
  return {
    ...(isGroup ? { OverrideAction: { None: {} } } : rule.Action === undefined && { Action: { Count: {} } }),
    VisibilityConfig: visibility(typeof Name === 'string' ? Name : ''),
    ...rule,
  }
}

function visibility(metric: string): JsonObject {
  return { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: metric }
}

/** A rule as it is, but for names where ARNs belong. */
function withArns(value: Json | undefined, arns: ReadonlyMap<string, string>): Json | undefined {
  if (Array.isArray(value)) return value.map(item => withArns(item, arns) ?? null)
  if (!isObject(value)) return value
  const members = Object.entries(value).map(([name, member]) => {
    const arn = name === 'ARN' && typeof member === 'string' ? arns.get(member) : undefined
    return [name, arn ?? withArns(member, arns)] as const
  })
  return Object.fromEntries(members)
}

/** What a scenario names: a load balancer of the world, or anything by its ARN. */
export function resourceArn({ elb }: World, resource: string, place: string): string {
  if (resource.startsWith('arn:')) return resource
  const all = elb.loadBalancers()
  const found = all.find(arn => arn.includes(`/app/${resource}/`))
  if (found !== undefined) return found
  const known = all.map(arn => arn.split('/').at(-2)).join(', ') || 'none'
  throw new Error(`${place}: there is no load balancer ${resource}; there are: ${known}`)
}
