import { isJsonObject } from './json.ts'
import type { JsonObject } from './json.ts'
import { marked } from './rate-mark.ts'
import { isLooser, ruleNameOf, settingChanges, settingsText, statementOf } from './rate-rule.ts'
import type { RateRule, SettingChange } from './rate-rule.ts'
import { findRule, usualResponse } from './web-acl.ts'
import type { LiveRule, WebAclDocument } from './web-acl.ts'

/** What has to change for a rule to be as wanted. */
export interface RuleChange {
  name: string
  /** `marked`: it is as wanted, and since when is still to be written on it. */
  is: 'added' | 'changed' | 'marked'
  /** What differs, for people. */
  settings: readonly SettingChange[]
  /** The rule as it will be. */
  rule: JsonObject
  /** The rule as it was. */
  before: LiveRule | undefined
}

/**
 * The document with our rules as they are wanted, and what changes. Everything else in it stays as it is. `now` is
 * written on what begins now, in milliseconds since 1970.
 */
export function withRules(
  document: WebAclDocument,
  wanted: readonly RateRule[],
  now: number,
): { document: WebAclDocument; changes: readonly RuleChange[] } {
  const changes: RuleChange[] = []
  let rules: readonly unknown[] = Array.isArray(document['Rules']) ? document['Rules'] : []
  for (const rule of wanted) {
    const change = changeOf(rule, { live: findRule({ Rules: rules }, rule.name), priority: freePriority(rules), now })
    if (!change) continue
    changes.push(change)
    rules = replaced(rules, change)
  }
  return { document: changes.length === 0 ? document : { ...document, Rules: rules }, changes }
}

function replaced(rules: readonly unknown[], { before, rule }: RuleChange): unknown[] {
  return before ? rules.map(one => (one === before.raw ? rule : one)) : [...rules, rule]
}

interface Place {
  live: LiveRule | undefined
  /** For a rule that is new. */
  priority: number
  now: number
}

function changeOf(wanted: RateRule, { live, priority, now }: Place): RuleChange | undefined {
  const action = actionFor(wanted, live)
  const kept = keptOf(wanted, { live, action })
  if (Object.values(kept).every(is => is)) return undefined
  // Of what is no limit of our kind, only its place stays.
  const raw = live?.settings ? live.raw : {}
  const rule = {
    ...raw,
    Name: ruleNameOf(wanted.name),
    Priority: live?.raw['Priority'] ?? priority,
    ...(!kept.settings && { Statement: statementOf(wanted) }),
    ...(!kept.action && { Action: actionJson(action, wanted) }),
    VisibilityConfig: { ...(raw['VisibilityConfig'] ?? {}), ...visibilityOf(wanted.name) },
    ...(!kept.mark &&
      action !== 'other' && { RuleLabels: marked(raw['RuleLabels'], { action, settings: wanted, since: now }) }),
  }
  const settings = live ? differences(wanted, { live, action, kept }) : []
  const is = !live ? 'added' : settings.length === 0 ? 'marked' : 'changed'
  return { name: wanted.name, is, settings, rule, before: live }
}

/**
 * What the rule will do. If nothing is said, a rule that is there as wanted goes on with what it does; one with other
 * settings counts again, since what was seen of the old ones says nothing of the new. But for a higher limit: what that
 * blocks, the lower one blocked as well.
 */
function actionFor(wanted: RateRule, live: LiveRule | undefined): LiveRule['action'] {
  if (wanted.action) return wanted.action
  if (!live?.settings) return 'count'
  const isSame = settingChanges(live.settings, wanted).length === 0
  return isSame || (live.action === 'block' && isLooser(wanted, live.settings)) ? live.action : 'count'
}

/** Which parts of the rule are as wanted, and stay as they are. */
interface Kept {
  settings: boolean
  action: boolean
  metrics: boolean
  mark: boolean
}

interface Pair {
  live: LiveRule | undefined
  /** What it is to do. */
  action: LiveRule['action']
}

function keptOf(wanted: RateRule, { live, action }: Pair): Kept {
  const metrics = live !== undefined && isMeasured(live.raw, wanted.name)
  if (!live?.settings) return { settings: false, action: false, metrics, mark: false }
  const settings = settingChanges(live.settings, wanted).length === 0
  const doesIt = live.action === action
  return {
    settings,
    action: doesIt && (action !== 'block' || live.responseCode === wanted.responseCode),
    metrics,
    // What was not measured is no evidence, so where that is mended the time begins anew. Of an action that somebody else
    // gave it nothing is said.
    mark: action === 'other' || (settings && doesIt && metrics && live.since !== undefined),
  }
}

function differences(
  wanted: RateRule,
  { live, action, kept }: { live: LiveRule; action: LiveRule['action']; kept: Kept },
): SettingChange[] {
  const something = { setting: 'statement', before: 'something else', after: settingsText(wanted) }
  const [does, will] = [actionText(live.action, live.responseCode), actionText(action, wanted.responseCode)]
  return [
    ...(live.settings ? settingChanges(live.settings, wanted) : [something]),
    ...(does === will ? [] : [{ setting: 'action', before: does, after: will }]),
    ...(kept.metrics ? [] : [{ setting: 'metrics and samples', before: 'off, or under another name', after: 'on' }]),
  ]
}

/** `count`, or `block with 429`. */
function actionText(action: LiveRule['action'], responseCode: number): string {
  return action === 'block' ? `block with ${responseCode}` : action === 'other' ? 'something else' : 'count'
}

function actionJson(action: LiveRule['action'], { responseCode }: RateRule): JsonObject {
  if (action !== 'block') return { Count: {} }
  return { Block: responseCode === usualResponse ? {} : { CustomResponse: { ResponseCode: responseCode } } }
}

/** Without metrics and samples there is no evidence. */
function visibilityOf(name: string): JsonObject {
  return { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: ruleNameOf(name) }
}

function isMeasured({ VisibilityConfig: visibility }: JsonObject, name: string): boolean {
  const wanted = Object.entries(visibilityOf(name))
  return isJsonObject(visibility) && wanted.every(([member, value]) => visibility[member] === value)
}

/** The largest that WAF takes: a signed 32-bit integer. */
const lastPriority = 2_147_483_647

/**
 * A priority that no rule has: after all others, so that what they allow or block is none of this rule's business and
 * nothing of theirs changes.
 */
function freePriority(rules: readonly unknown[]): number {
  const taken = new Set(rules.map(rule => (isJsonObject(rule) ? Number(rule['Priority']) : NaN)))
  const last = Math.max(-1, ...[...taken].filter(Number.isFinite))
  let free = Math.min(lastPriority, last + 1)
  while (taken.has(free)) free--
  return free
}
