import { openKeyAt } from './redaction.ts'

/**
 * Which lines of a log that comes bit by bit are shown: the first ones as they come, the last ones at the end, and in
 * between a count of those that are left out.
 */
export interface LogWindow {
  /** Lines shown so far. */
  shown: number
  /** Lines kept back: the beginning of a private key that may go on. */
  held: readonly string[]
  /** The last lines beyond those that are shown as they come. */
  tail: readonly string[]
  /** Lines that are neither shown nor in `tail`. */
  omitted: number
  /** The last lines of all, whether or not they were shown. */
  last: readonly string[]
}

export const emptyWindow: LogWindow = { shown: 0, held: [], tail: [], omitted: 0, last: [] }

/** Lines that are known at the end whatever was shown, for whoever explains a failure. */
const mostLast = 30

/** How many lines beyond the bound are kept for the end: what went wrong stands there. */
const mostTail = 50

/** What is to be shown of new lines, of at most `most` in all. */
export function addLines(
  window: LogWindow,
  lines: readonly string[],
  most: number,
): { window: LogWindow; show: string[] } {
  const all = [...window.held, ...lines]
  const held = all.slice(openKeyAt(all))
  return take(
    { ...window, held, last: [...window.last, ...lines].slice(-mostLast) },
    all.slice(0, all.length - held.length),
    most,
  )
}

/** What is still to be shown at the end: what was kept back, how many lines are left out then, and the last ones. */
export function closeWindow(window: LogWindow, most: number): Pick<LogWindow, 'omitted' | 'tail'> & { show: string[] } {
  const { window: whole, show } = take({ ...window, held: [] }, window.held, most)
  return { show, omitted: whole.omitted, tail: whole.tail }
}

function take(window: LogWindow, lines: readonly string[], most: number): { window: LogWindow; show: string[] } {
  const tailRoom = Math.min(mostTail, Math.floor(most / 2))
  const show = lines.slice(0, Math.max(0, most - tailRoom - window.shown))
  const beyond = [...window.tail, ...lines.slice(show.length)]
  const tail = tailRoom === 0 ? [] : beyond.slice(-tailRoom)
  const omitted = window.omitted + beyond.length - tail.length
  return { window: { ...window, shown: window.shown + show.length, tail, omitted }, show }
}
