import type { Crew } from './crew.ts'
import { places, usable } from './crew.ts'

interface Situation {
  /** How many tasks the service wants. */
  desired: number
  bounds: { lower: number; upper: number }
  /** The deployment that is to run everything in the end. */
  fresh: Count
  /** Those it replaces, taken together. */
  stale: Count
  /** Whether tasks of the fresh deployment may be started at the moment. */
  mayStart: boolean
  /** So many healthy fresh tasks make all stale ones needless; usually as many as are wanted. */
  enough?: number
}

interface Count {
  usable: number
  healthy: number
  places: number
}

export interface Step {
  /** How many fresh tasks to start. */
  start: number
  /** How many stale healthy tasks to stop. */
  stop: number
  /** Nothing can be started for lack of room, nor stopped to make room. */
  stuck: boolean
}

/**
 * One step of a rolling deployment: start what there is room for under the upper bound; stop what fresh healthy tasks
 * have replaced, and, where there is no room, what may be missing by the lower bound.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
 */
export function nextStep({ desired, bounds, fresh, stale, mayStart, enough = desired }: Situation): Step {
  const wanted = mayStart ? Math.max(0, desired - fresh.usable) : 0
  const room = Math.max(0, bounds.upper - fresh.places - stale.places)
  const start = Math.min(wanted, room)
  const spare = Math.max(0, fresh.healthy + stale.healthy - bounds.lower)
  const needed = fresh.healthy >= enough ? 0 : desired - fresh.healthy
  const replaced = Math.max(0, stale.healthy - needed)
  const stop = Math.min(stale.healthy, spare, Math.max(replaced, wanted - start))
  const waiting = fresh.usable > fresh.healthy || fresh.places > fresh.usable || stale.places > stale.usable
  return { start, stop, stuck: wanted > 0 && start === 0 && stop === 0 && !waiting }
}

/** Adds up what `nextStep` must know of crews. */
export function count(crews: readonly Crew[]): Count {
  const sum = (measure: (crew: Crew) => number): number => crews.reduce((total, crew) => total + measure(crew), 0)
  return { usable: sum(usable), healthy: sum(crew => crew.healthy.length), places: sum(places) }
}

/** As `nextStep`, for a deployment that runs both revisions in full until one of them is cleaned up. */
export function nextShiftStep(
  { desired, fresh, stale, mayStart }: Situation,
  { scales, cleansUp }: { scales: boolean; cleansUp: boolean },
): Step {
  const start = mayStart && scales ? Math.max(0, desired - fresh.usable) : 0
  return { start, stop: cleansUp ? stale.healthy : 0, stuck: false }
}
