/**
 * Aborts when the runner asks us to stop. It sends SIGINT first, SIGTERM 7.5 s later and kills the process tree
 * another 2.5 s later (actions/runner, ProcessInvoker.cs), so whoever sees this abort has seconds, not minutes.
 */
export function stopOnSignals(process: Pick<NodeJS.Process, 'on'>): AbortSignal {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort())
  return stop.signal
}
