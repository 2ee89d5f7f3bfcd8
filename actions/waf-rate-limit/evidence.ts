import { AwsError } from '../../shared/aws/call.ts'
import { resolutionFor, wholeSpans } from '../../shared/core/metric.ts'
import type { Period } from '../../shared/core/metric.ts'
import type { Evidence, Seen } from '../../shared/core/rate-evidence.ts'
import { ruleNameOf } from '../../shared/core/rate-rule.ts'
import type { RateAction } from '../../shared/core/rate-rule.ts'
import { sampleParts, summarizeSample } from '../../shared/core/rate-sample.ts'
import type { SampleSummary } from '../../shared/core/rate-sample.ts'
import { readTraffic, summed, trafficMetrics } from '../../shared/core/rate-traffic.ts'
import type { TrafficSum } from '../../shared/core/rate-traffic.ts'
import { isManagedByFirewallManager, metricNameOf, metricSharers } from '../../shared/core/web-acl.ts'
import type { LiveRule, WebAclDocument, WebAclName } from '../../shared/core/web-acl.ts'
import { Cancelled } from '../../shared/errors.ts'
import type { LimitRun } from './run.ts'

/** A rule that is in force, and where. */
export interface InForce {
  webAcl: WebAclName
  document: WebAclDocument
  /** As its owner calls it. */
  name: string
  live: LiveRule
}

/** What is known of a rule over the soak, as far as it did the same all the time. Undefined for one that is no limit. */
export async function gatherEvidence(run: LimitRun, rule: InForce): Promise<Evidence | undefined> {
  const { action, settings, since } = rule.live
  if (action === 'other' || !settings) return undefined
  const now = run.context.clock.now()
  const period = { from: Math.max(now - run.soak, since ?? 0), until: now }
  const [traffic, sample, overNow] = await Promise.all([
    trafficOf(run, rule, { action, period }),
    sampleOf(run, rule, { action, period }),
    overNowOf(run, rule),
  ])
  return { action, traffic, sample, overNow }
}

interface Deed {
  action: RateAction
  period: Period
}

/** How many requests a rule counted or blocked in a period, and of how many. */
export async function trafficOf(run: LimitRun, rule: InForce, { action, period }: Deed): Promise<Seen<TrafficSum>> {
  const { document, name, webAcl } = rule
  const sharers = metricSharers(document, name)
  if (sharers.length > 0) return unseen(`${sharers.join(', ')} reports under the same metric name`)
  const resolution = resolutionFor(period)
  const whole = wholeSpans(period, resolution)
  if (!whole) return unseen('it began only a moment ago')
  const metered = { webAcl: metricNameOf(document) ?? webAcl.name, rule: ruleNameOf(name), region: regionIn(webAcl) }
  const seen = await seeing(run, async () => {
    const metrics = await run.evidence.metrics(run.region)
    const points = await metrics.sums({ metrics: trafficMetrics(metered), period: whole, resolution })
    return summed(readTraffic(points, { rule: metered.rule, action }), period)
  })
  const isHidden =
    seen.is === 'seen' && seen.what.over === 0 && action === 'count' && isManagedByFirewallManager(document)
  return isHidden
    ? unseen('Firewall Manager manages this web ACL, and then the metrics of rules that count are not shown')
    : seen
}

/** The metrics of CloudFront's web ACLs have no region. */
function regionIn({ arn, scope }: WebAclName): string | undefined {
  return scope === 'CLOUDFRONT' ? undefined : arn.split(':')[3]
}

function sampleOf(run: LimitRun, { webAcl, name, live }: InForce, deed: Deed): Promise<Seen<SampleSummary>> {
  const by = live.settings?.by ?? { is: 'ip' }
  return seeing(run, async () => {
    const waf = await run.evidence.waf(run.region)
    const ask = (part: Period) => waf.sampledRequests({ webAcl, rule: ruleNameOf(name) }, part)
    const parts = sampleParts(deed.period)
    const samples = await Promise.all(parts.map(ask))
    const reachesBack = parts.some(({ from }) => from <= deed.period.from)
    return summarizeSample(samples, { by, action: deed.action, reachesBack, showAddresses: run.showAddresses })
  })
}

function overNowOf(run: LimitRun, { webAcl, name }: InForce): Promise<Seen<number>> {
  return seeing(run, async () => {
    const waf = await run.evidence.waf(run.region)
    return (await waf.addressesOverLimit({ webAcl, rule: ruleNameOf(name) })).length
  })
}

/** Looks, and where AWS does not let us, says why: without evidence much can still be done. */
export async function seeing<T>({ context }: LimitRun, see: () => Promise<T>): Promise<Seen<T>> {
  try {
    return { is: 'seen', what: await see() }
  } catch (error) {
    if (error instanceof Cancelled || !(error instanceof AwsError) || context.stop.aborted) throw error
    return unseen(error.kind === 'denied' ? `that is denied. ${error.next ?? ''}` : error.message)
  }
}

function unseen(why: string): { is: 'unseen'; why: string } {
  return { is: 'unseen', why }
}
