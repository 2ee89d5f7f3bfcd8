export type Mutability = 'MUTABLE' | 'IMMUTABLE' | 'MUTABLE_WITH_EXCLUSION' | 'IMMUTABLE_WITH_EXCLUSION'

/** Which tags of a repository may be moved; the exclusions are those for which it is the other way round. */
export interface TagMutability {
  mutability: Mutability
  /** With `*` for any characters, also none. */
  exclusions: readonly string[]
}

/** Whether a tag that is there must stay on its image. */
export function isFixed({ mutability, exclusions }: TagMutability, tag: string): boolean {
  const excluded = exclusions.some(filter => matches(filter, tag))
  const fixed: Record<Mutability, boolean> = {
    MUTABLE: false,
    IMMUTABLE: true,
    MUTABLE_WITH_EXCLUSION: excluded,
    IMMUTABLE_WITH_EXCLUSION: !excluded,
  }
  return fixed[mutability]
}

/** Whether a text is what a pattern with `*` for any characters says, as a whole. */
export function matches(pattern: string, text: string): boolean {
  const literal = (part: string): string => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&')
  return new RegExp(`^${pattern.split('*').map(literal).join('.*')}$`).test(text)
}
