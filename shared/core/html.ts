/** Markup that this project wrote. Whatever else is put into it is text, and becomes nothing but text. */
export class Html {
  readonly markup: string

  constructor(markup: string) {
    this.markup = markup
  }
}

type Part = Html | string | number | undefined | readonly Html[]

/** Markup with values in it. A value in an attribute stands in double quotes. */
export function html(written: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(written.reduce((text, next, index) => text + markupOf(values[index - 1]) + next))
}

function markupOf(value: Part): string {
  if (value === undefined) return ''
  if (value instanceof Html) return value.markup
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value))
  return value.map(({ markup }) => markup).join('')
}

/** What could end a text or a quoted value, as references that a browser shows as they were. */
function escaped(text: string): string {
  return text.replace(/[&<>"'`]/g, mark => `&#${mark.charCodeAt(0)};`)
}
