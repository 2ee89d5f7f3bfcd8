import type { Refused } from '../../shared/ports.ts'
import { changesOf } from './promoted.ts'
import type { Promoted } from './promoted.ts'
import { revise } from './revise.ts'
import type { Change, Revised, Seen } from './revise.ts'
import type { Told } from './told.ts'

/** Says on the release's page where it is, and on that of the release before it that it is there no more. */
export async function tellReleasePages(promoted: Promoted): Promise<Told[]> {
  const { release, arrival } = promoted
  if (release === undefined) return [{ is: 'not-told', why: 'No page of a release was written on: `release` is empty' }]
  const { arrives, departs } = changesOf(promoted)
  const own = await revisePage(release, arrives, promoted)
  const before = arrival.before?.release
  if (before === undefined || before === release || own.is === 'refused') return toldOf(release, own)
  const other = await revisePage(before, departs, promoted)
  // Most releases have no page that would have to be corrected.
  return [...toldOf(release, own), ...(other.is === 'known' || other.is === 'absent' ? [] : toldOf(before, other))]
}

async function revisePage(tag: string, change: Change, { github }: Promoted): Promise<Revised> {
  const look = async (): Promise<Seen | { is: 'absent' } | Refused> => {
    const page = await github.releasePage(tag)
    if (page.is === 'missing') return { is: 'absent' }
    if (page.is === 'refused') return page
    const write = (body: string) => github.editReleasePage(page.id, body)
    // To write the same again does no harm.
    return { is: 'seen', body: page.body, write, settle: () => Promise.resolve(true) }
  }
  return revise(look, change)
}

function toldOf(tag: string, end: Revised): Told[] {
  if (end.is === 'written') return [{ is: 'told', who: `the page of ${tag}` }]
  if (end.is === 'known') return [{ is: 'nothing-new', why: `There is nothing new for the page of ${tag}` }]
  if (end.is === 'absent')
    return [{ is: 'not-told', why: `${tag} has no published release with a page, or the token may not see it` }]
  const was = end.lost ? 'may not have been' : 'was not'
  return [{ is: 'not-told', why: `The page of ${tag} ${was} written on: ${end.why}` }]
}
