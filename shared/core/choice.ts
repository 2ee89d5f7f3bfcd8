/** Reads one of several words. Throws an Error whose message continues the name of what it is, "is "soon"; it takes …". */
export function oneOf<const T extends string>(words: readonly T[]): (value: unknown) => T {
  return value => {
    const word = words.find(known => known === value)
    if (word !== undefined) return word
    throw new Error(`is ${shownValue(value)}; it takes ${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`)
  }
}

/** A value as a message quotes it, cut so that a whole file pasted by mistake does not fill the log. */
export function shownValue(value: unknown): string {
  const text = JSON.stringify(value ?? null)
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
