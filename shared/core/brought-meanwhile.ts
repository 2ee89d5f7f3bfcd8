import { isSameRun } from './continued-rollback.ts'
import type { Provenance } from './provenance.ts'

/*
 * What was deployed beside a promotion's own deployments, such as by its infrastructure command. ECS does not say who
 * began a deployment; what deploy-actions brings says it of itself.
 */

/** Milliseconds that the clocks of runners and of AWS may differ. */
const clockSlack = 60_000

/** A revision that was brought since a moment, and this run. */
export interface Brought {
  provenance: Provenance
  /** Milliseconds since 1970. */
  registeredAt: number | undefined
}

interface Since {
  /** Milliseconds since 1970. */
  since: number
  /** This run's page, whichever attempt. */
  runUrl: string | undefined
}

/** Whether another run brought it, by a promotion or a rollback: that is somebody else's. */
export function isOtherRuns({ provenance, registeredAt = 0 }: Brought, { since, runUrl }: Since): boolean {
  const { rollback, runUrl: by } = provenance
  const began = since - clockSlack
  if (rollback && rollback.at >= began) return !isSameRun(rollback.runUrl, runUrl)
  return by !== undefined && registeredAt >= began && !isSameRun(by, runUrl)
}

/** Whether this run brought it, in this attempt or an earlier one. */
export function isOwnRuns({ rollback, runUrl: by }: Provenance, runUrl: string | undefined): boolean {
  return isSameRun(by, runUrl) || isSameRun(rollback?.runUrl, runUrl)
}

/** An earlier attempt of this run, as GitHub's record of it tells. Milliseconds since 1970. */
export interface EarlierAttempt {
  began: number
  /** What began later is not of it. */
  until: number
}

/** A service as a later attempt finds it. */
export interface Found extends Brought {
  /** When the deployment that it has was begun. */
  deployedAt: number
  /** Its deployments as ECS lists them; `own` are of revisions that this run brought. Absent where they cannot be read. */
  listed: readonly Listed[] | undefined
  /** What a revision of this run and this release says to have run before it, where there is one. */
  recorded: string | undefined
}

export interface Listed {
  taskDefinition: string
  status: string
  createdAt: number
  own: boolean
}

/** `moved`: something that is not a deployment of this run brought it where it is. */
export type Verdict = { is: 'stayed' } | { is: 'moved'; from: string } | { is: 'unknown'; why: string }

/**
 * Whether an earlier attempt of this run, which was cut off, left the service on what its infrastructure command had
 * deployed, and what ran before. Nothing of that is written anywhere but in the history of ECS.
 */
export function judgeFound(found: Found, attempt: EarlierAttempt, runUrl: string | undefined): Verdict {
  const { deployedAt, provenance, listed, recorded } = found
  const isOfAnybody = isOwnRuns(provenance, runUrl) || isOtherRuns(found, { since: attempt.began, runUrl })
  if (deployedAt < attempt.began || isOfAnybody) return { is: 'stayed' }
  if (deployedAt > attempt.until) return { is: 'unknown', why: 'it was deployed after an earlier attempt of this run' }
  if (recorded !== undefined) return { is: 'moved', from: recorded }
  if (!listed) return { is: 'unknown', why: 'the history of its deployments cannot be read' }
  const meanwhile = listed.filter(({ createdAt, own }) => createdAt >= attempt.began && !own)
  if (new Set(meanwhile.map(({ taskDefinition }) => taskDefinition)).size > 1)
    return { is: 'unknown', why: 'it was deployed several times since an earlier attempt of this run began' }
  const [before] = listed
    .filter(({ createdAt, status }) => createdAt < attempt.began && status === 'SUCCESSFUL')
    .toSorted((a, b) => b.createdAt - a.createdAt)
  if (!before) return { is: 'unknown', why: 'the history of its deployments does not reach back so far' }
  return { is: 'moved', from: before.taskDefinition }
}
