/** One line, in which a bar does not end the cell. */
export function cell(text = ''): string {
  return text.trim().replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')
}
