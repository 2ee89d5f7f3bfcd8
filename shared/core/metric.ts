/** A CloudWatch metric. */
export interface Metric {
  namespace: string
  metric: string
  dimensions: Readonly<Record<string, string>>
}

/** A value that was reported for a span of time beginning `at`, in milliseconds since 1970. */
export interface Point {
  at: number
  value: number
}

/** From one time to another, the second excluded; milliseconds since 1970. */
export interface Period {
  from: number
  until: number
}

const minute = 60_000
const hour = 60 * minute

/** Seconds between the points that are asked for: minutes of some hours, else five minutes, which CloudWatch keeps for 63 days. */
export function resolutionFor({ from, until }: Period): number {
  return until - from <= 3 * hour ? 60 : 300
}

/** How long CloudWatch keeps sums of five minutes, in milliseconds. */
export const longestPeriod = 63 * 24 * hour

/**
 * The period without a first span that began before it: its sum would count what belongs to the time before. Undefined
 * where not one whole span is left.
 */
export function wholeSpans({ from, until }: Period, resolution: number): Period | undefined {
  const span = resolution * 1_000
  const begin = Math.ceil(from / span) * span
  return until - begin >= span ? { from: begin, until } : undefined
}

export function total(points: readonly Point[]): number {
  return points.reduce((sum, { value }) => sum + value, 0)
}

/** Points of several metrics as those of one: what was reported for the same span is added up. */
export function added(metrics: readonly (readonly Point[])[]): Point[] {
  const sums = new Map<number, number>()
  for (const { at, value } of metrics.flat()) sums.set(at, (sums.get(at) ?? 0) + value)
  return [...sums].map(([at, value]) => ({ at, value }))
}

/** The points added up by spans of so many milliseconds. */
export function bySpan(points: readonly Point[], span: number): Point[] {
  return added([points.map(({ at, value }) => ({ at: Math.floor(at / span) * span, value }))])
}

/** The largest value; 0 if nothing was reported. */
export function most(points: readonly Point[]): number {
  return points.reduce((largest, { value }) => Math.max(largest, value), 0)
}
