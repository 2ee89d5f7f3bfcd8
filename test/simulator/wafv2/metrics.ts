import type { Metric, MetricSource, Span } from '../neighbours.ts'
import type { End, Outcome } from './evaluation.ts'
import type { Stretch } from './inspection.ts'
import type { WebAcl } from './model.ts'
import type { Waf } from './state.ts'
import type { Flow } from './traffic.ts'
import { requestsBetween } from './traffic.ts'
import { rulesOf, visibilityOf } from './web-acl.ts'

/** https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html; of Monetize it says nothing. */
const namesByEnd: Readonly<Partial<Record<End, string>>> = {
  Allow: 'AllowedRequests',
  Block: 'BlockedRequests',
  Captcha: 'CaptchaRequests',
  Challenge: 'ChallengeRequests',
}

/** What WAF tells CloudWatch: how many requests each rule, the default action, and all of them took, and how. */
export class WafMetrics implements MetricSource {
  readonly namespace = 'AWS/WAFV2'
  private readonly waf: Waf
  private readonly known = new WeakMap<Stretch, Map<string, readonly Flow[]>>()

  constructor(waf: Waf) {
    this.waf = waf
  }

  list(region: string, span: Span): Metric[] {
    return [...this.waf.webAcls.values()].flatMap(webAcl =>
      this.regionOf(webAcl) === region
        ? this.metricsOf(webAcl).filter(metric => this.sum(metric, region, span) > 0)
        : [],
    )
  }

  /** How many requests there were in a time. */
  sum({ name, dimensions }: Metric, region: string, { from, to }: Span): number {
    const { WebACL, Rule, Region } = dimensions
    let total = 0
    for (const webAcl of this.waf.webAcls.values()) {
      const wantedRegion = webAcl.scope === 'REGIONAL' ? this.regionOf(webAcl) : undefined
      if (this.regionOf(webAcl) !== region || Region !== wantedRegion) continue
      for (const stretch of webAcl.inspection.between(from, to)) {
        if (visibilityOf(stretch.document).MetricName !== WebACL) continue
        const span = [Math.max(from, stretch.from), Math.min(to, stretch.until)] as const
        for (const flow of this.flowsOf(stretch, name, Rule ?? '')) total += requestsBetween(flow, ...span)
      }
    }
    return total
  }

  /** The flows of a stretch that a metric counts. A metric has a thousand periods, and a stretch is the same in all. */
  private flowsOf(stretch: Stretch, name: string, rule: string): readonly Flow[] {
    const known = this.known.get(stretch) ?? new Map<string, readonly Flow[]>()
    this.known.set(stretch, known)
    const counts = (report: Report): boolean => report.name === name && (rule === 'ALL' || report.rule === rule)
    const flows =
      known.get(`${name} ${rule}`) ??
      [...stretch.outcomes].filter(([, outcome]) => reports(stretch, outcome).some(counts)).map(([flow]) => flow)
    known.set(`${name} ${rule}`, flows)
    return flows
  }

  private metricsOf({ document, scope }: WebAcl): Metric[] {
    const rules = rulesOf(document).map(({ VisibilityConfig }) => VisibilityConfig?.MetricName ?? '')
    const names = [...Object.values(namesByEnd), 'CountedRequests', 'PassedRequests']
    const place: Record<string, string> = scope === 'REGIONAL' ? { Region: this.waf.world.region } : {}
    return [...rules, 'Default_Action', 'ALL'].flatMap(Rule =>
      names.map(name => {
        const dimensions = { ...place, Rule, WebACL: visibilityOf(document).MetricName ?? '' }
        return { namespace: this.namespace, name, dimensions }
      }),
    )
  }

  private regionOf({ scope }: WebAcl): string {
    return scope === 'CLOUDFRONT' ? 'us-east-1' : this.waf.world.region
  }
}

interface Report {
  /** The metric's; there may be none. */
  name: string | undefined
  /** The rule's name for metrics. */
  rule: string
}

/** What is reported of each request of a flow. */
function reports({ document }: Stretch, { counted, passed, end, by }: Outcome): Report[] {
  const byRule = [
    ...counted.map(({ rule }) => ({ name: 'CountedRequests', rule })),
    ...passed.map(rule => ({ name: 'PassedRequests', rule })),
    ...(by ? [{ name: namesByEnd[end], rule: by.rule }] : []),
  ]
  const ofRules = byRule
    .filter(({ rule }) => rule.VisibilityConfig?.CloudWatchMetricsEnabled)
    .map(({ name, rule }) => ({ name, rule: rule.VisibilityConfig?.MetricName ?? '' }))
  const ofDefault = !by && visibilityOf(document).CloudWatchMetricsEnabled
  return [...ofRules, ...(ofDefault ? [{ name: namesByEnd[end], rule: 'Default_Action' }] : [])]
}
