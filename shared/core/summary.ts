import { markdownTable } from 'markdown-table'
import { markdownText } from './foreign-text.ts'

/** A cell of a table: text, or something of machine grammar (a digest, an id) that is set as code. */
export type Cell = string | { code: string }

/** A table for the job summary. Cells are foreign text until proved otherwise: every one is escaped. */
export function serviceTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return markdownTable([head, ...rows].map(row => row.map(cellText)))
}

function cellText(cell: Cell): string {
  return typeof cell === 'string' ? markdownText(cell) : codeSpan(cell.code)
}

/** Code where nothing in it could end the span or the cell; else the same as text. */
export function codeSpan(text: string): string {
  return /^[\w.:/@-]+$/.test(text) ? `\`${text}\`` : markdownText(text)
}

/** Characters. GitHub drops a step's summary of more than 1 MiB whole; a character may take four bytes. */
const longestSummary = 250_000

/** The markdown, cut at a paragraph where it is too long for a job summary. */
export function withinLimit(markdown: string): string {
  if (markdown.length <= longestSummary) return markdown
  const end = markdown.lastIndexOf('\n\n', longestSummary)
  return `${markdown.slice(0, end > 0 ? end : longestSummary)}\n\n_Cut here: the rest stands in the log._`
}
