import { endOf } from '../../shared/action.ts'
import type { Result } from '../../shared/action.ts'
import { together } from '../../shared/core/outcome.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import type { Evidence } from '../../shared/core/rate-evidence.ts'
import { settingsText } from '../../shared/core/rate-rule.ts'
import { numberText, shareOf, shareText } from '../../shared/core/rate-traffic.ts'
import { codeSpan, prose, serviceTable } from '../../shared/core/summary.ts'
import type { Cell } from '../../shared/core/summary.ts'
import type { WebAclName } from '../../shared/core/web-acl.ts'
import { elapsed } from '../../shared/core/wording.ts'
import type { Step } from '../../shared/ports.ts'
import type { Looked, LookedRule } from './look.ts'
import { protectionText } from './protection.ts'
import { deedOf } from './tell.ts'
import { MayBeChanged } from './undecided.ts'

export type LimitResult = Result<'changed' | 'would-block'>

/** A limit, and what it does by now, as in `counts`. */
interface Standing {
  looked: LookedRule
  does: string
}

/** How it ended for one limit. */
export interface RuleEnd extends Standing {
  outcome: Outcome
  /** Goes on after its name: `was added and counts`, `is not promoted, because …`. */
  says: string
  next?: string | undefined
}

/** How it all ended. */
export interface Ending {
  rules: readonly RuleEnd[]
  changed: boolean
  association: AssociationEnd
}

/** How it ended with what is to be protected. */
export interface AssociationEnd {
  /** Absent where nothing was asked for. */
  outcome?: Outcome
  /** A sentence of the web ACL. */
  says: string
  next?: string | undefined
}

/** What was done, for the next step and for the reader. */
export function resultOf({ webAcl }: Looked, { rules, changed, association }: Ending): LimitResult {
  const { outcome = 'unchanged', says } = association
  const sentences = rules.map(rule => `${rule.looked.rule.name} ${rule.says}.`)
  return {
    // What was so already says nothing of the rest.
    outcome: together([...rules.map(rule => rule.outcome), outcome].filter(one => one !== 'unchanged')),
    message: [...sentences, ...(outcome === 'unchanged' ? [] : [says])].join('\n'),
    next: [...rules, association].flatMap(({ next }) => next ?? [])[0],
    outputs: outputsOf(rules, changed),
    summary: summaryOf(webAcl, rules, says),
  }
}

/** Where the story ended before its end: what was seen is told nevertheless. */
export function brokenOff(error: unknown, looked: Looked | undefined, step: Pick<Step, 'foreign'>): LimitResult {
  // Where it is not known whether something was changed, the careful answer is that it was.
  const changed = error instanceof MayBeChanged
  const rules = looked?.rules.map(one => ({ looked: one, does: changed ? 'not known' : deedOf(one.live) })) ?? []
  return {
    ...endOf(error, step),
    outputs: outputsOf(rules, changed),
    summary: looked ? summaryOf(looked.webAcl, rules, protectionText(looked.protection)) : 'No web ACL was changed.',
  }
}

function outputsOf(rules: readonly Standing[], changed: boolean): LimitResult['outputs'] {
  return { changed: String(changed), 'would-block': JSON.stringify(wouldBlock(rules)) }
}

function summaryOf({ scope, name }: WebAclName, rules: readonly Standing[], protects: string): string {
  return [
    `${scope} web ACL ${codeSpan(name)}. ${prose(protects)}`.trim(),
    serviceTable(['Limit', 'Wanted', 'Over the limit', 'Of all requests', 'Now'], rules.map(rowOf)),
    ...rules.flatMap(originOf),
  ].join('\n\n')
}

function rowOf({ looked: { rule, evidence }, does }: Standing): Cell[] {
  const traffic = evidence?.traffic.is === 'seen' ? evidence.traffic.what : undefined
  const share = traffic && shareOf(traffic)
  return [
    rule.name,
    settingsText(rule),
    traffic ? `${numberText(traffic.over)}${share === undefined ? '' : ` (${shareText(share)})`}` : '',
    traffic ? `${numberText(traffic.all)} in ${elapsed(traffic.period.until - traffic.period.from)}` : '',
    does,
  ]
}

/** Where the requests over a limit went and came from, as far as WAF sampled them. */
function originOf({ looked: { rule, evidence } }: Standing): string[] {
  if (evidence?.sample.is !== 'seen' || evidence.sample.what.requests === 0) return []
  const { requests, paths, origins } = evidence.sample.what
  const rows = [
    ...paths.slice(0, 10).map(([path, times]): Cell[] => [path, numberText(times)]),
    ...origins.slice(0, 10).map(([address, times]): Cell[] => [`from ${address}`, numberText(times)]),
  ]
  return [
    `${prose(rule.name)}: ${numberText(requests)} sampled requests over the limit`,
    serviceTable(['Request', 'Times'], rows),
  ]
}

/** The output `would-block`: numbers and times alone, since what is sent to a web site is nobody's to pass on. */
function wouldBlock(rules: readonly Standing[]): Record<string, unknown> {
  return Object.fromEntries(
    rules.map(({ looked }) => [looked.rule.name, looked.evidence && inNumbers(looked, looked.evidence)]),
  )
}

function inNumbers({ live }: LookedRule, { action, traffic, sample, overNow }: Evidence): Record<string, unknown> {
  const time = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString())
  return {
    action,
    since: time(live?.since),
    ...(traffic.is === 'seen' && {
      from: time(traffic.what.period.from),
      until: time(traffic.what.period.until),
      requests: traffic.what.over,
      of: traffic.what.all,
      share: shareOf(traffic.what) ?? null,
    }),
    ...(sample.is === 'seen' && { sampled: sample.what.requests, addresses: sample.what.addresses }),
    ...(overNow.is === 'seen' && { addressesOverLimitNow: overNow.what }),
  }
}
