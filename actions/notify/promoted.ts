import type { Context } from '../../shared/action.ts'
import type { Arrival } from '../../shared/core/arrival.ts'
import { arrived, departed, linesIn, withSection } from '../../shared/core/promotion-comment.ts'
import type { Left, PromotionLine } from '../../shared/core/promotion-comment.ts'
import type { Links } from '../../shared/core/versions/links.ts'
import type { CommitsSince, GitHub } from '../../shared/ports.ts'
import type { Change } from './revise.ts'

/** A commit that was brought to an environment, or back to it, as pull requests and pages are told of it. */
export interface Promoted {
  /** What they say from now on. */
  line: PromotionLine
  release: string | undefined
  arrival: Arrival
  /** The commits since what ran before; absent where that is not known. */
  range: CommitsSince | undefined
  /** What those say that left with what ran before; absent where something else has come since. */
  left: Left | undefined
  links: Links
  github: GitHub
  /** Milliseconds since 1970. */
  until: number
  context: Context
}

/** What becomes of a text about a change that came with the commit, and of one about a change that left. */
export function changesOf({ line, arrival, left, links }: Promoted): { arrives: Change; departs: Change } {
  return {
    arrives: body => withSection(body, arrived(linesIn(body, links), line, arrival.before?.since)),
    departs: body => left && withSection(body, departed(linesIn(body, links), { ...line, left }, links)),
  }
}
