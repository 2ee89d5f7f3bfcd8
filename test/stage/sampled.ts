/**
 * A few of the cases, spread evenly over all of them, so that tests in real time take seconds. `CRASH_SWEEP=all` spares
 * nothing: minutes, and the same result.
 */
export function sampled<T>(all: readonly T[], few: number): readonly T[] {
  if (process.env['CRASH_SWEEP'] === 'all') return all
  const every = Math.ceil(all.length / few)
  return all.filter((_, index) => index % every === 0)
}
