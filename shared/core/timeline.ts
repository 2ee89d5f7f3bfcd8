/** A phase on a timeline. Times are milliseconds since 1970. */
export interface Bar {
  /** Our own words for it. */
  name: string
  began: number
  ended: number
  failed: boolean
}

/** Mermaid draws no more without complaint, and nobody reads more. */
const mostBars = 30

/**
 * What took how long, as a Gantt chart that GitHub draws from Mermaid (https://mermaid.js.org/syntax/gantt.html), in the
 * reader's own time. Empty where there is nothing to compare.
 */
export function timeline(bars: readonly Bar[]): string {
  if (bars.length < 2) return ''
  const lines = bars.slice(0, mostBars).map(({ name, began, ended, failed }) => {
    // A bar of no length is not drawn.
    const end = Math.max(ended, began + 1)
    return `    ${plain(name)} :${failed ? 'crit' : 'done'}, ${Math.round(began)}, ${Math.round(end)}`
  })
  return ['```mermaid', 'gantt', '    dateFormat x', '    axisFormat %H:%M:%S', ...lines, '```'].join('\n')
}

/** Colons, semicolons and hashes have a meaning in the chart, and so have some words at the beginning of a line. */
function plain(name: string): string {
  const letters = name.replaceAll(/[^A-Za-z0-9().,'-]+/g, ' ').trim()
  return /^(section|title|click|todayMarker|excludes|includes|dateFormat|axisFormat|tickInterval)\b/i.test(letters)
    ? `· ${letters}`
    : letters
}
