import { batches } from '../../aws/pages.ts'
import { displaced, isOver } from '../../core/promotion-record.ts'
import type { ListedRecord, SeenRecord } from '../../core/promotion-record.ts'
import type { NewState } from '../../ports.ts'
import { wait } from '../../wait.ts'
import type { RecordRun } from './run.ts'
import { most, statesOf } from './see.ts'

/** What became of a record's state, and of the records that it took the place of. */
export type StateWritten =
  | ({
      is: 'written'
      /** Whether it had another state before. */
      changed: boolean
    } & Displaced)
  | NotSet

interface Displaced {
  /** The deployments that are inactive now. */
  displaced: readonly number[]
  /** What of that could not be done, a sentence each without its end. */
  problems: readonly string[]
}

/**
 * Gives the record its state. After a success the environment has this deployment alone, in production too: there
 * GitHub by itself ends none (`auto_inactive`).
 */
export async function writeState(id: number, state: NewState, run: RecordRun): Promise<StateWritten> {
  const set = await setState(id, withLinks(state, run), run)
  if (set.is !== 'set') return set
  const others = state.state === 'success' ? await retireOthers(id, run) : { displaced: [], problems: [] }
  return { is: 'written', changed: set.changed, ...others }
}

function withLinks(state: NewState, { payload, environmentUrl }: RecordRun): NewState {
  return { ...state, logUrl: payload.run, environmentUrl }
}

type StateSet = { is: 'set'; changed: boolean } | NotSet

/** `lost`: it may have been set. */
type NotSet = { is: 'refused'; why: string } | { is: 'lost'; why: string }

/** To say a state twice does no harm, so a lost one is said again; no more often than this. */
const mostSends = 3

async function setState(id: number, state: NewState, run: RecordRun): Promise<StateSet> {
  const { github, context, until } = run
  let sends = 0
  let why = ''
  const waited = await wait<StateSet>(
    {
      until,
      look: async () => {
        // A promotion that begins again says so again: its time counts from then.
        if ((sends > 0 || isOver(state.state)) && (await statesOf(id, run))?.[0]?.state === state.state)
          return { is: 'ended', end: { is: 'set', changed: sends > 0 } }
        if (sends === mostSends) return { is: 'ended', end: { is: 'lost', why } }
        const written = await github.setDeploymentState(id, state)
        sends++
        if (written.is === 'written') return { is: 'ended', end: { is: 'set', changed: true } }
        if (written.is === 'refused') return { is: 'ended', end: written }
        why = written.why
        return { is: 'waiting', for: [] }
      },
    },
    context,
  )
  return waited.is === 'ended' ? waited.end : { is: 'lost', why }
}

async function retireOthers(id: number, run: RecordRun): Promise<Displaced> {
  const { github, environment } = run
  const found = await github.deploymentsTo(environment)
  if (found.is === 'refused') return { displaced: [], problems: [found.why] }
  const { others, unseen } = await othersIn(found.deployments, id, run)
  const retired = { state: 'inactive', description: 'Another deployment took its place' } as const
  const ends = await Promise.all(others.map(other => setState(other.id, retired, run)))
  return {
    displaced: others.filter((_, index) => ends[index]?.is === 'set').map(other => other.id),
    problems: [
      ...(unseen > 0 ? [`GitHub did not show how ${unseen} other deployments to ${environment} stand`] : []),
      ...ends.flatMap(end => (end.is === 'set' ? [] : [end.why])),
    ],
  }
}

/** Looks back, a portion at a time, to the last success: that one ended all before it. */
async function othersIn(
  deployments: readonly ListedRecord[],
  own: number,
  run: RecordRun,
): Promise<{ others: SeenRecord[]; unseen: number }> {
  const seen: SeenRecord[] = []
  let unseen = 0
  for (const portion of batches(
    deployments.filter(({ id }) => id !== own),
    most,
  )) {
    const states = await Promise.all(portion.map(({ id }) => statesOf(id, run)))
    const visible = portion.flatMap((record, index): SeenRecord[] => {
      const its = states[index]
      return its ? [{ ...record, states: its }] : []
    })
    unseen += portion.length - visible.length
    seen.push(...visible)
    if (visible.some(one => one.states.some(({ state }) => state === 'success'))) break
  }
  return { others: displaced(seen, own, run.context.clock.now()), unseen }
}
