/** Which tags of a repository may be moved, in the words of Amazon ECR. */
export interface TagMutability {
  /** `MUTABLE`, `IMMUTABLE`, or one of both `_WITH_EXCLUSION`. */
  mutability: string
  /** Tags for which it is the other way round, with `*` for any characters. */
  exclusions: readonly string[]
}

/** Whether a tag may be moved to another image. */
export function mayMove({ mutability, exclusions }: TagMutability, tag: string): boolean {
  const excluded = mutability.endsWith('_WITH_EXCLUSION') && exclusions.some(pattern => fitsPattern(pattern, tag))
  return mutability.startsWith('MUTABLE') !== excluded
}

/** Whether a text is what a pattern with `*` for any characters says, as a whole. */
export function fitsPattern(pattern: string, text: string): boolean {
  const [first = '', ...others] = pattern.split('*')
  const last = others.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false
  let rest = text.slice(first.length, text.length - last.length)
  for (const part of others) {
    const at = rest.indexOf(part)
    if (at < 0) return false
    rest = rest.slice(at + part.length)
  }
  return true
}
