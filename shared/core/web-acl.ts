import { isJsonObject } from './json.ts'
import type { JsonObject } from './json.ts'
import { markedSince } from './rate-mark.ts'
import { ownName, readSettings, ruleNameOf } from './rate-rule.ts'
import type { RateAction, RateSettings } from './rate-rule.ts'

/** CLOUDFRONT is at home in us-east-1, whatever it protects. */
export type Scope = 'REGIONAL' | 'CLOUDFRONT'

/** What names a web ACL in one request or another. */
export interface WebAclName {
  name: string
  id: string
  arn: string
  scope: Scope
}

/** A web ACL as WAF shows it: raw, so that what only others know of it survives. */
export type WebAclDocument = JsonObject

/** What a web ACL shows and UpdateWebACL does not take [SDK UpdateWebACLRequest]. */
const readOnly = new Set([
  'ARN',
  'Capacity',
  'LabelNamespace',
  'PreProcessFirewallManagerRuleGroups',
  'PostProcessFirewallManagerRuleGroups',
  'ManagedByFirewallManager',
  'RetrofittedByFirewallManager',
])

/** What GetWebACL may show where there is nothing, and UpdateWebACL refuses [API: at least one character, one entry]. */
const refusedWhereEmpty = new Set(['Description', 'CustomResponseBodies', 'TokenDomains'])

/**
 * The request that replaces a web ACL by this document. UpdateWebACL replaces it whole, so everything is sent that can
 * be, members that nobody here knows included.
 */
export function updateRequest(
  document: WebAclDocument,
  { scope, lockToken }: { scope: string; lockToken: string },
): JsonObject {
  const members = Object.entries(document).filter(
    ([name, value]) => !readOnly.has(name) && !(refusedWhereEmpty.has(name) && Object.keys(value ?? {}).length === 0),
  )
  return { ...Object.fromEntries(members), Scope: scope, LockToken: lockToken }
}

/** Its rules; a web ACL without any may show none. */
export function rulesOf({ Rules: rules }: WebAclDocument): readonly JsonObject[] {
  return Array.isArray(rules) ? rules.filter(isJsonObject) : []
}

/** A web ACL holds so many rate-based rules of its own (developer guide, "AWS WAF quotas"; it cannot be raised). */
export const mostRateRules = 10

/** Web ACL capacity units (developer guide, "AWS WAF quotas"): so many at most, and so many in the basic price. */
export const mostCapacity = 5_000
export const includedCapacity = 1_500

/** Names of the rate-based rules, ours and those of others. */
export function rateRulesOf(document: WebAclDocument): string[] {
  return rulesOf(document)
    .filter(({ Statement: statement }) => isJsonObject(statement) && 'RateBasedStatement' in statement)
    .map(({ Name: name }) => String(name))
}

/** Our rules that are there, by what their owner calls them. */
export function ownRulesOf(document: WebAclDocument): string[] {
  return rulesOf(document).flatMap(({ Name: name }) => ownName(name) ?? [])
}

/** Whether Firewall Manager has a hand in it: it may show less of it, and changes parts of it by itself. */
export function isManagedByFirewallManager(document: WebAclDocument): boolean {
  return document['ManagedByFirewallManager'] === true || document['RetrofittedByFirewallManager'] === true
}

/** A rule of ours as it is. */
export interface LiveRule {
  raw: JsonObject
  action: RateAction | 'other'
  /** HTTP status with which it blocks, or would. */
  responseCode: number
  /** Undefined where it is no limit of the kind that we make. */
  settings: RateSettings | undefined
  /** Since when it does this with these settings, in milliseconds since 1970; undefined where that is not known. */
  since: number | undefined
}

/** Our rule of that name, if it is there. */
export function findRule(document: WebAclDocument, name: string): LiveRule | undefined {
  const raw = rulesOf(document).find(rule => rule['Name'] === ruleNameOf(name))
  if (!raw) return undefined
  const [action, settings] = [actionIn(raw), readSettings(raw['Statement'])]
  const since = settings && action !== 'other' ? markedSince(raw['RuleLabels'], { action, settings }) : undefined
  return { raw, action, responseCode: responseCodeIn(raw), settings, since }
}

function actionIn({ Action: action }: JsonObject): LiveRule['action'] {
  if (!isJsonObject(action)) return 'other'
  return 'Count' in action ? 'count' : 'Block' in action ? 'block' : 'other'
}

/** WAF answers so where nothing else is said. */
export const usualResponse = 403

function responseCodeIn({ Action: action }: JsonObject): number {
  const block = isJsonObject(action) ? action['Block'] : undefined
  const response = isJsonObject(block) ? block['CustomResponse'] : undefined
  const code = isJsonObject(response) ? response['ResponseCode'] : undefined
  return typeof code === 'number' ? code : usualResponse
}

/** Metric name of a web ACL or of a rule: the value of its dimension in CloudWatch. */
export function metricNameOf({ VisibilityConfig: visibility }: JsonObject): string | undefined {
  const name = isJsonObject(visibility) ? visibility['MetricName'] : undefined
  return typeof name === 'string' ? name : undefined
}

/** Other rules that report under the metric name of ours: what is counted there is theirs, too. */
export function metricSharers(document: WebAclDocument, name: string): string[] {
  const ours = ruleNameOf(name)
  return rulesOf(document)
    .filter(rule => rule['Name'] !== ours && metricNameOf(rule) === ours)
    .map(rule => String(rule['Name']))
}
