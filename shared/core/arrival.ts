import { readPayload } from './promotion-record.ts'
import type { SeenRecord } from './promotion-record.ts'
import { recordedVersion } from './versions/records.ts'

/*
 * When a commit came to an environment, and what it took the place of, as GitHub's deployments tell. A deployment that
 * was once a success ran; what failed did not.
 */

/** Something that an environment ran. */
export interface Stay {
  commit: string
  release?: string
  /** Milliseconds since 1970. */
  since: number
  /** Page of the run that brought it, whichever attempt. */
  run?: string
}

export interface Arrival {
  /** When the commit came, milliseconds since 1970; absent where no deployment tells. */
  since?: number
  /** What ran before: another commit. */
  before?: Stay
  /** What the environment runs by now, where that is another commit. */
  after?: Stay
}

/** Which arrival is meant. */
export interface Sought {
  commit: string
  /** Page of the run that tells, whichever attempt. */
  run: string | undefined
  /** Whether it brings the commit back, so that older deployments of it are earlier stays. */
  returns: boolean
}

/** Reads it from the deployments to the environment, newest first: all of them, or as many as settle it. */
export function arrivalOf(deployments: readonly SeenRecord[], sought: Sought): Arrival {
  const stays = deployments.flatMap(stayOf)
  const own = stays.findIndex((stay, index) => isMeant(stay, index, sought))
  const isOther = ({ commit }: Stay): boolean => commit !== sought.commit
  const earlier = stays.slice(Math.max(0, own))
  const before = earlier.find(isOther)
  // A commit that is deployed again has been there since it first came.
  const first = own < 0 ? undefined : (before ? earlier.slice(0, earlier.indexOf(before)) : earlier).at(-1)
  const after = stays.slice(0, Math.max(0, own)).find(isOther)
  return { ...(first && { since: first.since }), ...(before && { before }), ...(after && { after }) }
}

/** Whether older deployments would change nothing. */
export function isSettled({ since, before }: Arrival): boolean {
  return since !== undefined && before !== undefined
}

function isMeant({ commit, run }: Stay, index: number, sought: Sought): boolean {
  if (commit !== sought.commit) return false
  return !sought.returns || index === 0 || (run !== undefined && run === sought.run)
}

function stayOf({ sha, payload, states }: SeenRecord): Stay[] {
  const success = states.findLast(({ state }) => state === 'success')
  const { release } = recordedVersion({ sha, payload })
  const run = readPayload(payload)?.run
  if (!success) return []
  return [
    { commit: sha, since: success.at, ...(release !== undefined && { release }), ...(run !== undefined && { run }) },
  ]
}
