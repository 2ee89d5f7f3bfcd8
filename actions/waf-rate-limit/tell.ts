import { evidenceLines } from '../../shared/core/rate-evidence.ts'
import { outlookText } from '../../shared/core/rate-promotion.ts'
import type { RuleChange } from '../../shared/core/rate-rule-change.ts'
import { settingsText } from '../../shared/core/rate-rule.ts'
import type { RateRule, SettingChange } from '../../shared/core/rate-rule.ts'
import {
  isManagedByFirewallManager,
  mostCapacity,
  ownRulesOf,
  rateRulesOf,
  rulesOf,
} from '../../shared/core/web-acl.ts'
import type { LiveRule, WebAclDocument, WebAclName } from '../../shared/core/web-acl.ts'
import { counted, dayAndTime } from '../../shared/core/wording.ts'
import type { LookedRule } from './look.ts'
import type { LimitRun } from './run.ts'

/** Says what the web ACL is, and what of it is worth knowing before it is changed. */
export function tellWebAcl({ rules, context }: LimitRun, { scope, arn }: WebAclName, document: WebAclDocument): void {
  const { step } = context
  if (scope === 'CLOUDFRONT') step.info('What belongs to CloudFront is in us-east-1, whatever the region of this job.')
  step.info(arn)
  const [all, rate, capacity] = [rulesOf(document).length, rateRulesOf(document).length, document['Capacity']]
  const used = typeof capacity === 'number' ? `, and uses ${capacity} of ${mostCapacity} WCU` : ''
  step.info(`It has ${counted(all, 'rule')}, ${rate === 0 ? 'none' : rate} of them rate-based${used}.`)
  if (isManagedByFirewallManager(document)) {
    step.info('Firewall Manager manages it, too: the rule groups that it puts first and last stay as they are.')
  }
  const wanted = new Set(rules.map(({ name }) => name))
  const others = ownRulesOf(document).filter(name => !wanted.has(name))
  if (others.length > 0) step.info(`Limits that are not of this run, and are left alone: ${others.join(', ')}.`)
}

/** Says what a limit is, how it differs from what is wanted, and what it has seen. */
export function tellRule(
  { context: { step } }: LimitRun,
  { rule, live, change, evidence, promotion }: LookedRule,
): void {
  const lines = [
    `${standingText(live)}${settingsText(live?.settings ?? rule)}`,
    ...(change?.settings ?? []).map(difference => `~ ${differenceText(difference)}`),
    ...(evidence ? evidenceLines(evidence) : []),
    ...(live?.action === 'count' && isAsWanted(change) ? [outlookText(promotion)] : []),
  ]
  for (const line of lines) step.info(`${rule.name}: ${line}`)
  for (const warning of warningsOf(rule)) step.warning(`${rule.name}: ${warning}`)
}

/** Whether nothing would be changed but what it does, and since when that is known. */
function isAsWanted(change: RuleChange | undefined): boolean {
  return change === undefined || change.settings.every(({ setting }) => setting === 'action')
}

/** What a limit does, up to what it watches. */
function standingText(live: LiveRule | undefined): string {
  if (!live) return 'is not there; wanted: '
  if (!live.settings) return 'is there, but watches something else; wanted: '
  const since = live.since === undefined ? 'since nobody knows when' : `since ${dayAndTime(live.since)}`
  return `${deedOf(live)} ${since}: `
}

/** `counts`, `blocks with 429`, or that there is none. */
export function deedOf(live: LiveRule | undefined): string {
  if (!live) return 'is not there'
  if (live.action === 'other') return 'neither counts nor blocks'
  return live.action === 'count' ? 'counts' : `blocks with ${live.responseCode}`
}

export function differenceText({ setting, before, after }: SettingChange): string {
  return `${setting}: ${before} → ${after}`
}

/** What WAF does with a forwarded address surprises people [SDK ForwardedIPConfig; developer guide, "Forwarded IP"]. */
function warningsOf({ by }: RateRule): string[] {
  if (by.is === 'ip') return []
  return [
    `a request without ${by.header} is not limited at all`,
    `whoever reaches the load balancer without your proxy in between can write any address into ${by.header}: let it take requests from the proxy alone`,
  ]
}
