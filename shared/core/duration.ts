/** Milliseconds of a duration such as `90s`, `15m` or `1h`; undefined for any other text. */
export function millisecondsIn(text: string): number | undefined {
  const match = /^(\d{1,6})(s|m|h)$/.exec(text)
  const unit = { s: 1_000, m: 60_000, h: 3_600_000 }[match?.[2] ?? '']
  if (!match || !unit || Number(match[1]) === 0) return undefined
  return Number(match[1]) * unit
}
