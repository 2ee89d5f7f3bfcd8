import { surelyNotApplied } from '../../shared/core/lost-update.ts'
import { isMarked, ownComment } from '../../shared/core/promotion-comment.ts'
import type { WrittenComment } from '../../shared/core/promotion-comment.ts'
import type { Refused } from '../../shared/ports.ts'
import { wait } from '../../shared/wait.ts'
import type { Promoted } from './promoted.ts'
import type { Seen } from './revise.ts'

/** Our comment on a pull request as it is now, or the place for one. */
export async function lookAtComment(number: number, promoted: Promoted): Promise<Seen | Refused> {
  const { github } = promoted
  const own = await findOwn(number, promoted)
  if (own.is === 'refused') return own
  const { comment } = own
  return comment
    ? {
        is: 'seen',
        body: comment.body,
        write: body => github.editComment(comment.id, body),
        // To write the same again does no harm.
        settle: () => Promise.resolve(true),
      }
    : {
        is: 'seen',
        body: '',
        write: body => github.addComment(number, body),
        settle: () => settle(number, promoted),
      }
}

type Own = { is: 'found'; comment: WrittenComment | undefined } | Refused

async function findOwn(number: number, { github }: Promoted): Promise<Own> {
  const found = await github.commentsOn(number)
  if (found.is === 'refused') return found
  const marked = found.comments.filter(({ body }) => isMarked(body))
  const byJob = ownComment(marked, undefined)
  const comment = byJob ?? (marked.length > 0 ? ownComment(marked, await github.ownLogin()) : undefined)
  return comment || found.complete ? { is: 'found', comment } : tooMany
}

const tooMany: Refused = {
  is: 'refused',
  why: 'it has more comments than are looked through, and ours may be among them',
  everywhere: false,
  lost: false,
}

/** Waits until a comment whose reply was lost is seen, or is surely not there: a second one would be worse than none. */
async function settle(number: number, promoted: Promoted): Promise<boolean> {
  const { until, context } = promoted
  const sentAt = context.clock.now()
  let looks = 0
  const waited = await wait<boolean>(
    {
      until,
      look: async now => {
        const own = await findOwn(number, promoted)
        if (own.is === 'refused') return { is: 'ended', end: false }
        const isKnown = own.comment !== undefined || surelyNotApplied({ looks: ++looks, sentAt, now })
        return isKnown ? { is: 'ended', end: true } : { is: 'waiting', for: [] }
      },
    },
    context,
  )
  return waited.is === 'ended' && waited.end
}
