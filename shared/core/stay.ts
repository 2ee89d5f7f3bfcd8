import type { PastDeployment } from './history.ts'

/** A time for which a service ran certain images, in milliseconds since 1970; without `until` it lasts. */
export interface Stay {
  from: number
  until: number | undefined
}

/** A deployment of a service's past. */
export interface Run extends Pick<PastDeployment, 'taskDefinition' | 'end' | 'status' | 'createdAt'> {
  /** Absent while it goes on. */
  finishedAt?: number
  /** Every digest of the images that its containers ran. */
  digests: readonly string[]
}

/** For each image the digests that count as it: one of a service's containers must run one of them. */
export type WantedImages = readonly (readonly string[])[]

export interface Stays {
  /** The oldest first. */
  stays: Stay[]
  /** The revision that had run before, and for which the images were left again: that is a rollback. */
  wentBackTo: string | undefined
}

/**
 * When a service ran these images, by its deployments, newest first. It is proved that it ran them from the end of a
 * successful deployment on; the next one that brings something else ends that when it begins, since tasks are replaced
 * one by one. A deployment that ECS rolled back ends nothing: what ran before it stayed, and takes over again. One that
 * was stopped, or could not be rolled back, may have left tasks of its own. Somebody who went back to what ran before
 * took the release back: how long it had run counts no more.
 */
export function staysOf(runs: readonly Run[], wanted: WantedImages): Stays {
  const stays: Stay[] = []
  const earlier = new Set<string>()
  let wentBackTo: string | undefined
  let from: number | undefined
  for (const run of runs.toReversed()) {
    if (hasRun(run, wanted)) {
      if (run.end === 'succeeded') from ??= run.finishedAt
    } else if (from !== undefined && run.status !== 'ROLLBACK_SUCCESSFUL') {
      if (run.end === 'succeeded' && earlier.has(run.taskDefinition)) wentBackTo = run.taskDefinition
      else stays.push({ from, until: run.createdAt })
      from = undefined
    }
    if (from === undefined && run.end === 'succeeded') earlier.add(run.taskDefinition)
  }
  if (from !== undefined) stays.push({ from, until: undefined })
  return { stays, wentBackTo }
}

/** Whether the service runs these images now, and has for so long, in milliseconds: what was before changes nothing. */
export function hasStayed(
  runs: readonly Run[],
  wanted: WantedImages,
  { soak, now }: { soak: number; now: number },
): boolean {
  const newest = staysOf(runs, wanted).stays.at(-1)
  return newest !== undefined && newest.until === undefined && lengthOf(newest, now) >= soak
}

/** Whether a deployment brought all of these images. */
export function hasRun({ digests }: Pick<Run, 'digests'>, wanted: WantedImages): boolean {
  return wanted.every(accepted => accepted.some(digest => digests.includes(digest)))
}

/** The times that all of these have in common. */
export function together([first = [], ...others]: readonly (readonly Stay[])[]): readonly Stay[] {
  return others.reduce(
    (common, stays) => common.flatMap(one => stays.flatMap(other => overlap(one, other) ?? [])),
    first,
  )
}

function overlap(one: Stay, other: Stay): Stay | undefined {
  const from = Math.max(one.from, other.from)
  const end = Math.min(one.until ?? Infinity, other.until ?? Infinity)
  if (end <= from) return undefined
  return { from, until: end === Infinity ? undefined : end }
}

/** Milliseconds. A clock that is behind AWS's makes no stay shorter than none. */
export function lengthOf({ from, until }: Stay, now: number): number {
  return Math.max(0, (until ?? now) - from)
}
