/** Characters for what is said of lines that do not fit. */
const room = 20

/** The lines, as many as fit into so many characters; how many there are besides is said at the end. */
export function fittingLines(lines: readonly string[], most: number): string {
  const all = lines.join('\n')
  if (all.length <= most) return all
  let length = 0
  const shown = lines.findIndex(line => (length += line.length + 1) > most - room)
  return [...lines.slice(0, shown), `… and ${lines.length - shown} more`].join('\n')
}
