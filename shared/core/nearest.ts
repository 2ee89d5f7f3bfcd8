import { distance } from 'fastest-levenshtein'

/** The names, those first that look most like the one that somebody wrote. */
export function nearestFirst(written: string, names: readonly string[]): string[] {
  return names.toSorted((one, other) => distance(written, one) - distance(written, other))
}
