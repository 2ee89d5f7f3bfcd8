import { isDeepStrictEqual } from 'node:util'
import type { RateBasedStatement } from '@aws-sdk/client-wafv2'
import type { JsonObject } from '../operation.ts'
import { evaluate } from './evaluation.ts'
import type { Limited, Outcome } from './evaluation.ts'
import type { Configuration, WebAcl } from './model.ts'
import type { Waf } from './state.ts'
import type { Flow } from './traffic.ts'
import { rulesOf } from './web-acl.ts'

const second = 1_000
const minute = 60_000
const day = 86_400_000
/** WAF looks at the rates so often [SDK RateBasedStatement]. */
const beat = 10 * second
/** The longest window, and the longest pause before a rule counts anew. */
const memory = 11 * minute
/** It limits so many keys of a rule, those with the highest rates [SDK RateBasedStatementManagedKeysIPSet]. */
const mostKeys = 10_000

/** A time in which nothing changes: the same flows arrive, the same rules are in force, the same keys are limited. */
export interface Stretch {
  readonly from: number
  until: number
  readonly document: JsonObject
  readonly limited: Limited
  readonly outcomes: ReadonlyMap<Flow, Outcome>
  /** Requests a minute by rule and key, the fastest first. */
  readonly rates: ReadonlyMap<string, ReadonlyMap<string, number>>
}

/** What meets whom: it changes when a configuration, an association or a flow begins or ends. */
interface Circumstances {
  readonly configuration: Configuration
  readonly flows: readonly Flow[]
  /** Until then they stay as they are. */
  readonly until: number
}

/**
 * What a web ACL did with the traffic. It is worked out when somebody asks, up to that moment, and in stretches: a
 * single request is nothing that happens in the world.
 */
export class Inspection {
  private readonly stretches: Stretch[] = []
  private readonly waf: Waf
  private readonly webAcl: Pick<WebAcl, 'name' | 'arn' | 'inForce'>
  /** Up to here it is worked out. */
  private until: number
  /** Since when each rule counts, by its name. */
  private readonly since = new Map<string, number>()
  private configuration: Configuration | undefined

  constructor(waf: Waf, webAcl: Pick<WebAcl, 'name' | 'arn' | 'inForce'>) {
    this.waf = waf
    this.webAcl = webAcl
    this.until = waf.world.now() - day
  }

  /** The stretches that overlap a time, which must not be in the future. */
  between(from: number, to: number): Stretch[] {
    this.workOut()
    return this.stretches.filter(stretch => stretch.from < to && stretch.until > from)
  }

  /** The keys that a rule limits now. */
  limited(rule: string): ReadonlySet<string> {
    this.workOut()
    return this.stretches.at(-1)?.limited.get(rule) ?? none
  }

  private workOut(): void {
    const now = this.waf.world.now()
    while (this.until < now) this.passThrough(this.circumstances(this.until), now)
  }

  /** Goes on while the circumstances stay the same: by the beat as long as rates may change, and then at once. */
  private passThrough({ configuration, flows, until }: Circumstances, now: number): void {
    if (configuration !== this.configuration) this.adopt(configuration)
    const end = Math.min(until, now)
    let last = this.resumed(configuration, flows)
    while (this.until < end) {
      const from = this.until
      const limited = this.limitedAt(from, configuration.document)
      if (!last || !isDeepStrictEqual(last.limited, limited)) last = this.begin({ from, limited, configuration, flows })
      // Once all that is remembered is alike, no rate changes any more.
      const settled = from - last.from > memory + this.waf.estimateLag + beat
      this.until = settled ? end : Math.min(end, nextBeat(from))
      last.until = this.until
    }
  }

  /** The last stretch, if it was of the same circumstances. */
  private resumed({ document }: Configuration, flows: readonly Flow[]): Stretch | undefined {
    const last = this.stretches.at(-1)
    const same = last?.document === document && last.outcomes.size === flows.length
    return same && flows.every(flow => last.outcomes.has(flow)) ? last : undefined
  }

  private begin({ from, limited, configuration, flows }: Beginning): Stretch {
    const { entities, world } = this.waf
    const { document } = configuration
    const namespace = `awswaf:${world.account}:webacl:${this.webAcl.name}:`
    const outcomes = new Map(flows.map(flow => [flow, evaluate(flow, { document, entities, limited, namespace })]))
    const stretch = { from, until: from, document, limited, outcomes, rates: ratesOf(outcomes) }
    this.stretches.push(stretch)
    return stretch
  }

  /** A rule whose rate settings changed begins to count anew, after a pause [SDK RateBasedStatement]. */
  private adopt(configuration: Configuration): void {
    const before = rulesOf(this.configuration?.document ?? {})
    for (const { Name = '', Statement } of rulesOf(configuration.document)) {
      const old = before.find(rule => rule.Name === Name)?.Statement
      if (isDeepStrictEqual(old?.RateBasedStatement, Statement?.RateBasedStatement)) continue
      this.since.set(Name, configuration.from + configuration.pause)
    }
    this.configuration = configuration
  }

  private circumstances(at: number): Circumstances {
    const { associations, flows } = this.waf
    const { inForce, arn } = this.webAcl
    const changes = [
      ...[...inForce, ...associations].map(({ from }) => from),
      ...flows.flatMap(({ from, until }) => [from, until]),
    ]
    return {
      configuration: inForce.findLast(({ from }) => from <= at) ?? nothing,
      flows: flows.filter(({ from, until, to }) => from <= at && at < until && this.waf.inspecting(to, at) === arn),
      until: changes.reduce((next, change) => (change > at ? Math.min(next, change) : next), Infinity),
    }
  }

  private limitedAt(at: number, document: JsonObject): Limited {
    const limited = new Map<string, ReadonlySet<string>>()
    for (const { Name = '', Statement } of rulesOf(document)) {
      const rate = Statement?.RateBasedStatement
      if (rate) limited.set(Name, at % beat === 0 ? this.overLimit(Name, rate, at) : this.stillLimited(Name, at))
    }
    return limited
  }

  /** Between two looks nothing changes, but for a rule that counts anew. */
  private stillLimited(rule: string, at: number): ReadonlySet<string> {
    const anew = (this.since.get(rule) ?? 0) >= at
    return anew ? none : (this.stretches.at(-1)?.limited.get(rule) ?? none)
  }

  /** The keys that had more than the limit within the window, by an estimate that is some seconds old. */
  private overLimit(
    rule: string,
    { Limit = 0, EvaluationWindowSec = 300 }: RateBasedStatement,
    at: number,
  ): Set<string> {
    const to = at - this.waf.estimateLag
    const from = Math.max(to - EvaluationWindowSec * second, this.since.get(rule) ?? -Infinity)
    const stretches = this.overlapping(from, to)
    // Nobody who was never fast enough to get above it in a whole window is above it.
    const least = (Limit / EvaluationWindowSec) * 60
    const fast = stretches.flatMap(({ rates }) => fasterThan(least, rates.get(rule)))
    const counts = [...new Set(fast)].map(key => [key, countOf({ rule, key, stretches, from, to })] as const)
    const over = counts.filter(([, count]) => count > Limit).sort(([, one], [, other]) => other - one)
    return new Set(over.slice(0, mostKeys).map(([key]) => key))
  }

  private overlapping(from: number, to: number): Stretch[] {
    const first = this.stretches.findLastIndex(({ until }) => until <= from) + 1
    return this.stretches.slice(first).filter(stretch => stretch.from < to)
  }
}

interface Beginning {
  from: number
  limited: Limited
  configuration: Configuration
  flows: readonly Flow[]
}

const none: ReadonlySet<string> = new Set()
/** What a web ACL does before it does anything. */
const nothing: Configuration = { from: 0, pause: 0, document: { DefaultAction: { Allow: {} } } }
const nextBeat = (at: number): number => (Math.floor(at / beat) + 1) * beat

function ratesOf(outcomes: ReadonlyMap<Flow, Outcome>): Map<string, Map<string, number>> {
  const rates = new Map<string, Map<string, number>>()
  for (const [{ perMinute }, outcome] of outcomes) {
    for (const [rule, key] of outcome.rates) {
      const ofRule = rates.get(rule) ?? new Map<string, number>()
      rates.set(rule, ofRule.set(key, (ofRule.get(key) ?? 0) + perMinute))
    }
  }
  for (const [rule, ofRule] of rates) rates.set(rule, new Map([...ofRule].sort(([, one], [, other]) => other - one)))
  return rates
}

function fasterThan(least: number, rates: ReadonlyMap<string, number> = new Map()): string[] {
  const keys: string[] = []
  for (const [key, rate] of rates) {
    if (rate <= least) break
    keys.push(key)
  }
  return keys
}

interface Counted {
  rule: string
  key: string
  stretches: readonly Stretch[]
  from: number
  to: number
}

function countOf({ rule, key, stretches, from, to }: Counted): number {
  return stretches.reduce((count, stretch) => {
    const minutes = (Math.min(to, stretch.until) - Math.max(from, stretch.from)) / minute
    return count + minutes * (stretch.rates.get(rule)?.get(key) ?? 0)
  }, 0)
}
