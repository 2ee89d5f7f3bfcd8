import type { GetSampledRequestsRequest, Rule } from '@aws-sdk/client-wafv2'
import type { Span } from '../neighbours.ts'
import type { JsonObject, Operation } from '../operation.ts'
import { seeded } from '../random.ts'
import type { World } from '../world.ts'
import { checkNumber } from './constraints.ts'
import type { Match, Outcome } from './evaluation.ts'
import { invalidParameter, refusal } from './faults.ts'
import type { Stretch } from './inspection.ts'
import type { WebAcl } from './model.ts'
import { ensureScope, webAclWithArn } from './request.ts'
import type { Flow } from './traffic.ts'
import { arrivals, requestsBetween } from './traffic.ts'
import { rulesOf, visibilityOf } from './web-acl.ts'

const minute = 60_000
const threeHours = 180 * minute
/** A sample is taken among the first so many requests [SDK GetSampledRequestsRequest]. */
const population = 5_000

/** One request that arrived, and what a rule did with it: nothing, if the rule does not match it. */
interface Arrival {
  at: number
  flow: Flow
  sample: Taken | undefined
}

interface Taken {
  action: string
  within?: string | undefined
  code?: number | undefined
}

/** A sample of what a rule, or the default action, did within the last three hours. */
export const getSampledRequests: Operation = (world, input, sender) => {
  const { WebAclArn = '', Scope = 'REGIONAL', RuleMetricName = '', TimeWindow, MaxItems = 0 } = input as unknown as Wire
  checkNumber('maxItems', MaxItems, 500)
  ensureScope(Scope, sender)
  const webAcl = webAclWithArn(world, WebAclArn, sender)
  ensureMetric(webAcl, RuleMetricName)
  const asked = windowOf(world, TimeWindow)
  const { arrived, to } = firstArrivals(world, webAcl, { ...asked, metric: RuleMetricName })
  const taken = arrived.filter(({ sample }) => sample)
  const items = shuffled(taken, asked.from).slice(0, MaxItems)
  const weight = Math.max(1, Math.round(taken.length / Math.max(1, items.length)))
  return {
    SampledRequests: items.map(arrival => described(arrival, weight)),
    PopulationSize: arrived.length,
    TimeWindow: { StartTime: asked.from / 1000, EndTime: to / 1000 },
  }
}

type Wire = Omit<GetSampledRequestsRequest, 'TimeWindow'> & { TimeWindow: { StartTime: number; EndTime: number } }

function ensureMetric({ document }: WebAcl, metric: string): void {
  const names = rulesOf(document).map(({ VisibilityConfig }) => VisibilityConfig?.MetricName)
  if (metric !== 'Default_Action' && !names.includes(metric)) throw refusal('WAFNonexistentItemException')
}

/** "If you specify a start time that's earlier than three hours ago, WAF sets it to three hours ago" [SDK]. */
function windowOf(world: World, { StartTime, EndTime }: Wire['TimeWindow']): Span {
  const unit = world.waf.assumptions.samplesWholeMinutes ? minute : 1
  const from = Math.max(StartTime * 1000, world.now() - threeHours)
  const to = Math.min(EndTime * 1000, world.now())
  if (EndTime <= StartTime) {
    throw invalidParameter({ field: 'WEB_ACL', parameter: 'TimeWindow', reason: 'The time window is not valid.' })
  }
  return { from: Math.floor(from / unit) * unit, to: Math.floor(to / unit) * unit }
}

interface Sampling extends Span {
  metric: string
}

/** The first arrivals of a window, as many as a sample looks at, and when the last of them was. */
function firstArrivals(
  world: World,
  { inspection }: WebAcl,
  { from, to, metric }: Sampling,
): { arrived: Arrival[]; to: number } {
  const all = world.waf.assumptions.sampledFrom === 'received'
  const arrived: Arrival[] = []
  for (const stretch of inspection.between(from, to)) {
    const [start, end] = [Math.max(from, stretch.from), Math.min(to, stretch.until)]
    // By the minute, since a stretch may hold millions of requests.
    for (let at = start; at < end; at += minute) {
      arrived.push(...arrivalsOf(stretch, { from: at, to: Math.min(at + minute, end), metric, all }))
      if (arrived.length > population)
        return { arrived: arrived.slice(0, population), to: arrived[population]?.at ?? to }
    }
  }
  return { arrived, to }
}

function arrivalsOf(stretch: Stretch, { from, to, metric, all }: Sampling & { all: boolean }): Arrival[] {
  const arrived: Arrival[] = []
  for (const [flow, outcome] of stretch.outcomes) {
    const sample = sampleOf(stretch, outcome, metric)
    if (!sample && !all) continue
    if (requestsBetween(flow, from, to) === 0) continue
    for (const at of arrivals(flow, from, to)) arrived.push({ at, flow, sample })
  }
  return arrived.sort((one, other) => one.at - other.at)
}

/** What a rule did with the requests of a flow, if it matched them and is sampled. */
function sampleOf({ document }: Stretch, { counted, end, by }: Outcome, metric: string): Taken | undefined {
  if (metric === 'Default_Action') {
    return !by && visibilityOf(document).SampledRequestsEnabled ? { action: end.toUpperCase() } : undefined
  }
  const is = ({ rule }: Match): boolean => isSampled(rule, metric)
  const match = counted.find(is)
  if (match) return { action: 'COUNT', within: match.within }
  if (!by || !is(by)) return undefined
  const code = by.rule.Action?.Block?.CustomResponse?.ResponseCode
  return { action: end.toUpperCase(), within: by.within, code }
}

function isSampled({ VisibilityConfig }: Rule, metric: string): boolean {
  return VisibilityConfig?.MetricName === metric && VisibilityConfig.SampledRequestsEnabled === true
}

function described({ at, flow, sample }: Arrival, weight: number): JsonObject {
  const headers = { host: 'example.com', 'user-agent': 'curl/8.5.0', accept: '*/*', ...flow.headers }
  return {
    Request: {
      ClientIP: flow.ip,
      Country: flow.country,
      URI: flow.path,
      Method: flow.method,
      HTTPVersion: 'HTTP/1.1',
      Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
    },
    Weight: weight,
    Timestamp: Math.round(at) / 1000,
    Action: sample?.action ?? '',
    ...(sample?.within !== undefined && { RuleNameWithinRuleGroup: sample.within }),
    ...(sample?.code !== undefined && { ResponseCodeSent: sample.code }),
  }
}

/** WAF's samples come in no order; the same question gets the same answer. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = seeded(seed)
  return items
    .map(item => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item)
}
