import { surelyNotApplied } from '../../core/lost-update.ts'
import { keepsTurn, ownRecord, shortDescription } from '../../core/promotion-record.ts'
import type { ListedRecord } from '../../core/promotion-record.ts'
import { wait } from '../../wait.ts'
import type { RecordRun } from './run.ts'
import { statesOf } from './see.ts'

export type Made =
  /** `payload` is what was written with it, now or by an earlier step or attempt. */
  { is: 'made'; id: number; sha: string; payload: unknown } | NotMade

/** `lost`: it may have been made. */
export type NotMade = { is: 'refused'; why: string } | { is: 'lost'; why: string }

/** A deployment is sent again only where GitHub surely does not have it, and no more often than this. */
const mostSends = 3

/**
 * The record of this run: the one that it or an earlier attempt of it made, or a new one. A run that begins again after
 * others had their turn gets a new one; whoever only tells how it ended never does.
 */
export async function makeRecord(run: RecordRun, { begins }: { begins: boolean }): Promise<Made> {
  const { payload, sha, github, environment, context } = run
  const found = await github.deploymentsTo(environment)
  if (found.is === 'refused') return found
  const { deployments } = found
  const own = ownRecord(deployments, { run: payload.run, sha })
  const states = own && begins ? await statesOf(own.id, run) : undefined
  const now = context.clock.now()
  if (own && (!states || keepsTurn({ ...own, states }, deployments, now))) return { is: 'made', ...own }
  if (sha === undefined)
    return {
      is: 'refused',
      why: `this run has recorded no deployment to ${environment} yet, and no commit is given to record one of`,
    }
  return create({ ...run, sha }, deployments)
}

type NewRecord = RecordRun & { sha: string }

async function create(run: NewRecord, before: readonly ListedRecord[]): Promise<Made> {
  const { github, environment, sha, payload, production } = run
  const description = shortDescription(payload.release ?? sha)
  for (let sends = 1; ; sends++) {
    const made = await github.createDeployment({ environment, sha, payload, production, description })
    if (made.is === 'written') return { is: 'made', id: made.id, sha, payload }
    if (made.is === 'refused') return made
    const found = await searchFor(run, before)
    if (found.is === 'found') return { is: 'made', id: found.id, sha, payload }
    if (found.is === 'unseen' || sends === mostSends) return made
  }
}

type Search = { is: 'found'; id: number } | { is: 'absent' } | { is: 'unseen' }

/** What became of a deployment whose reply was lost. */
async function searchFor(run: NewRecord, before: readonly ListedRecord[]): Promise<Search> {
  const { github, environment, sha, payload, context, until } = run
  const sentAt = context.clock.now()
  const newest = Math.max(0, ...before.map(({ id }) => id))
  let looks = 0
  const waited = await wait<Search>(
    {
      until,
      look: async now => {
        const found = await github.deploymentsTo(environment)
        if (found.is === 'refused') return { is: 'ended', end: { is: 'unseen' } }
        const fresh = found.deployments.filter(({ id }) => id > newest)
        const own = ownRecord(fresh, { run: payload.run, sha })
        if (own) return { is: 'ended', end: { is: 'found', id: own.id } }
        const isAbsent = surelyNotApplied({ looks: ++looks, sentAt, now })
        return isAbsent ? { is: 'ended', end: { is: 'absent' } } : { is: 'waiting', for: [] }
      },
    },
    context,
  )
  return waited.is === 'ended' ? waited.end : { is: 'unseen' }
}
