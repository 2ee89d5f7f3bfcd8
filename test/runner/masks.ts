/** Values that must not be seen in a log, a summary or an output. */
export class Masks {
  private readonly values = new Set<string>()

  /** GitHub also masks each line of a value, and what it looks like encoded. */
  add(value: string): void {
    for (const line of [value, ...value.split(/\r?\n/)]) {
      if (line.trim() === '') continue
      for (const form of forms(line)) this.values.add(form)
    }
  }

  mask(text: string): string {
    const longestFirst = [...this.values].sort((a, b) => b.length - a.length)
    return longestFirst.reduce((masked, value) => masked.replaceAll(value, '***'), text)
  }

  covers(text: string): boolean {
    return [...this.values].some(value => text.includes(value))
  }
}

function forms(value: string): string[] {
  const bytes = Buffer.from(value)
  // A value in the middle of something longer is encoded in one of three ways.
  const shifted = [0, 1, 2].map(shift => bytes.subarray(shift).toString('base64').replace(/=+$/, ''))
  const encoded = [JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]
  return [value, ...shifted.filter(text => text.length > 3), ...encoded]
}
