import { markdownTable } from 'markdown-table'
import { markdownText } from './foreign-text.ts'

/** A cell of a table: text, several lines of it, or something of machine grammar (a digest, an id) set as code. */
export type Cell = string | { code: string } | { lines: readonly string[] }

/** A table for the job summary. Cells are foreign text until proved otherwise: every one is escaped. */
export function serviceTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return markdownTable([head, ...rows].map(row => row.map(cellText)))
}

function cellText(cell: Cell): string {
  if (typeof cell === 'string') return markdownText(cell)
  return 'code' in cell ? codeSpan(cell.code) : cell.lines.map(markdownText).join('<br>')
}

/** Code where nothing in it could end the span or the cell; else the same as text. */
export function codeSpan(text: string): string {
  return /^[\w.:/@-]+$/.test(text) ? `\`${text}\`` : markdownText(text)
}

/** A sentence for the job summary: escaped, but for names set in backticks, which become code. */
export function prose(text: string): string {
  return text
    .split(/(`[\w.:/@=, -]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : spaced(part)))
    .join('')
}

/** Escaping trims; the spaces beside a code span stay. */
function spaced(text: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? []
  return `${before && ' '}${markdownText(inner)}${after && ' '}`
}

/** Characters. GitHub drops a step's summary of more than 1 MiB whole; a character may take four bytes. */
const longestSummary = 250_000

/** The markdown, cut at a paragraph where it is too long for a job summary. */
export function withinLimit(markdown: string): string {
  if (markdown.length <= longestSummary) return markdown
  const end = markdown.lastIndexOf('\n\n', longestSummary)
  return `${markdown.slice(0, end > 0 ? end : longestSummary)}\n\n_Cut here: the rest stands in the log._`
}
