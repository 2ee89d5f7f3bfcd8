import { counted } from '../../shared/core/wording.ts'
import { lookAtComment } from './comment.ts'
import { mergedWith, mostPullRequests } from './merged.ts'
import type { Merged } from './merged.ts'
import { changesOf } from './promoted.ts'
import type { Promoted } from './promoted.ts'
import { revise } from './revise.ts'
import type { Change, Revised } from './revise.ts'
import type { Told } from './told.ts'

/** Says on the pull requests that came where they are, and on those that left that they are there no more. */
export async function tellPullRequests(promoted: Promoted): Promise<Told[]> {
  const { line, range } = promoted
  const { arrives, departs } = changesOf(promoted)
  const came = await mergedWith(range ?? { commits: [line.commit], ahead: 1 }, promoted)
  const gone = await goneWith(promoted)
  const revisions = [
    ...came.numbers.map(number => ({ number, change: arrives })),
    ...gone.numbers.filter(number => !came.numbers.includes(number)).map(number => ({ number, change: departs })),
  ]
  const problems = [...came.problems, ...gone.problems]
  if (revisions.length === 0 && problems.length === 0)
    return [{ is: 'nothing-new', why: 'No merged pull request came with this commit, and none left' }]
  return [...(await reviseAll(revisions, promoted)), ...problems.map(problem)]
}

/** The pull requests of what ran before that what runs now does not hold. */
async function goneWith(promoted: Promoted): Promise<Merged> {
  const { line, range, arrival, left, github } = promoted
  if (!left || !arrival.before || !range || range.behind === 0) return { numbers: [], problems: [] }
  const gone = await github.commitsSince(line.commit, arrival.before.commit)
  return gone.is === 'found' ? mergedWith(gone, promoted) : { numbers: [], problems: [gone.why] }
}

interface Revision {
  number: number
  change: Change
}

/** Revises one after the other. What would be refused everywhere is tried once, and how many it concerns is said. */
async function reviseAll(all: readonly Revision[], promoted: Promoted): Promise<Told[]> {
  const revisions = all.slice(0, mostPullRequests)
  const ends: { number: number; end: Revised }[] = []
  for (const { number, change } of revisions) {
    ends.push({ number, end: await reviseOne({ number, change }, promoted) })
    const last = ends.at(-1)?.end
    if (last?.is === 'refused' && last.everywhere) break
  }
  const leftOut = revisions.length - ends.length
  return [
    ...toldOf(ends),
    ...(leftOut > 0 ? [problem(`${counted(leftOut, 'other pull request')} left out for the same reason`)] : []),
    ...(all.length > revisions.length
      ? [problem(`No more than ${mostPullRequests} pull requests are written on in one run; older ones were left out`)]
      : []),
  ]
}

async function reviseOne({ number, change }: Revision, promoted: Promoted): Promise<Revised> {
  const { context, until } = promoted
  if (context.clock.now() >= until)
    return { is: 'refused', why: 'the `timeout` is over', everywhere: true, lost: false }
  const end = await revise(() => lookAtComment(number, promoted), change)
  if (end.is === 'written') context.step.info(`Written on #${number}.`)
  return end
}

function toldOf(ends: readonly { number: number; end: Revised }[]): Told[] {
  const written = ends.filter(({ end }) => end.is === 'written').length
  const known = ends.filter(({ end }) => end.is === 'known').length
  return [
    ...(written > 0 ? [{ is: 'told' as const, who: counted(written, 'pull request') }] : []),
    ...(known > 0
      ? [{ is: 'nothing-new' as const, why: `There is nothing new for ${counted(known, 'pull request')}` }]
      : []),
    ...ends.flatMap(({ number, end }) =>
      end.is === 'refused'
        ? [problem(`Pull request #${number} ${end.lost ? 'may not have been' : 'was not'} written on: ${end.why}`)]
        : [],
    ),
  ]
}

function problem(why: string): Told {
  return { is: 'not-told', why }
}
