/** The jobs of one workflow inside a run: each starts when those it needs have ended. */
import type { Cancellation } from './cancellation.ts'
import { asText, condition, resolve } from './expressions.ts'
import type { Scope, Status, Value } from './expressions.ts'
import { takeTurn } from './gates.ts'
import type { Held } from './gates.ts'
import { runLegs } from './legs.ts'
import type { PlannedJob, PlannedWorkflow } from './plan.ts'
import { together } from './records.ts'
import type { Result } from './records.ts'
import { messageOf } from './refusal.ts'
import type { LocalRun } from './run.ts'
import { asMapping } from './workflow.ts'

/** A workflow inside a run: the one that was started, or one that it calls. */
export interface Flow {
  run: LocalRun
  planned: PlannedWorkflow
  /** Distinguishes its jobs from all others of the run, in every attempt. */
  key: string
  /** What GitHub puts before the names of its jobs: `caller / `. */
  prefix: string
  inputs: Record<string, Value>
  secrets: Readonly<Record<string, string>>
  cancellation: Cancellation
  held: Held
  /** Its jobs are run even if an earlier attempt ran them well. */
  again: boolean
}

/** How a job ended, as those that need it see it. */
export interface Done {
  result: Result
  outputs: Record<string, string>
  /** Of this job and all before it, by id. */
  line: Readonly<Record<string, Result>>
  /** Whether this attempt ran it. */
  ran: boolean
}

export interface FlowEnd {
  result: Result
  outputs: Record<string, string>
}

export async function runFlow(flow: Flow): Promise<FlowEnd> {
  const { run, planned, cancellation, held } = flow
  const { groups, waits } = run
  const turn = await takeTurn(
    planned.workflow.concurrency,
    { contexts: flowContexts(flow) },
    {
      groups,
      waits,
      held,
      cancellation,
      job: flow.prefix === '' ? undefined : flow.prefix.replace(/ \/ $/, ''),
    },
  )
  if (typeof turn === 'string') {
    run.problems.push(turn)
    return { result: 'cancelled', outputs: {} }
  }
  try {
    return await runJobs({ ...flow, held: turn.held })
  } finally {
    turn.leave()
  }
}

async function runJobs(flow: Flow): Promise<FlowEnd> {
  const started = new Map<string, Promise<Done>>()
  const start = (job: PlannedJob): Promise<Done> => {
    const known = started.get(job.id)
    if (known) return known
    const ending = startAfter(job)
    started.set(job.id, ending)
    return ending
  }
  const startAfter = async (job: PlannedJob): Promise<Done> => {
    const needed = await Promise.all(job.definition.needs.map(async id => [id, await start(jobOf(flow, id))] as const))
    return runJob(flow, job, Object.fromEntries(needed))
  }
  const ended = await Promise.all(flow.planned.jobs.map(async job => [job.id, await start(job)] as const))
  const results = ended.map(([, { result }]) => result)
  return { result: together(results), outputs: flowOutputs(flow, Object.fromEntries(ended)) }
}

function jobOf({ planned }: Flow, id: string): PlannedJob {
  const job = planned.jobs.find(one => one.id === id)
  if (!job) throw new Error(`there is no job ${id}`)
  return job
}

/** Contexts that everything in a workflow can name. */
export function flowContexts({ run, inputs }: Flow): Record<string, Value> {
  return { github: run.context, inputs, vars: { ...run.settings.vars } }
}

async function runJob(flow: Flow, job: PlannedJob, needed: Record<string, Done>): Promise<Done> {
  const lineBefore = Object.assign({}, ...Object.values(needed).map(({ line }) => line)) as Done['line']
  const again = flow.again || Object.values(needed).some(({ ran }) => ran)
  const end = await letIn(flow, { job, needed, lineBefore, again })
  return { ...end, line: { ...lineBefore, [job.id]: end.result } }
}

interface Before {
  job: PlannedJob
  needed: Record<string, Done>
  lineBefore: Done['line']
  again: boolean
}

/** Looks at the job's `if`; GitHub does it once for all jobs of a matrix. */
async function letIn(flow: Flow, { job, needed, lineBefore, again }: Before): Promise<Omit<Done, 'line'>> {
  const needs = Object.fromEntries(Object.entries(needed).map(([id, { result, outputs }]) => [id, { result, outputs }]))
  const scope: Scope = { contexts: { ...flowContexts(flow), needs }, status: statusOf(flow, lineBefore) }
  const isWanted = (): boolean => condition(job.definition.if, scope)
  try {
    const wanted = isWanted()
    return await runLegs(flow, job, { scope, wanted, isWanted, again })
  } catch (error) {
    return flow.run.fail(flow, job, messageOf(error))
  }
}

function statusOf({ cancellation }: Flow, line: Done['line']): Status {
  const of = (jobs: readonly string[]): Result[] =>
    jobs.length === 0 ? Object.values(line) : jobs.map(id => line[id] ?? 'skipped')
  return {
    success: jobs => !cancellation.cancelled && of(jobs).every(result => result === 'success'),
    failure: jobs => !cancellation.cancelled && of(jobs).includes('failure'),
    cancelled: () => cancellation.cancelled,
  }
}

/** `on.workflow_call.outputs` */
function flowOutputs(flow: Flow, ended: Record<string, Done>): Record<string, string> {
  const jobs = Object.fromEntries(Object.entries(ended).map(([id, { result, outputs }]) => [id, { result, outputs }]))
  const scope = { contexts: { ...flowContexts(flow), jobs } }
  const declared = Object.entries(asMapping(flow.planned.workflow.on['workflow_call']?.['outputs']))
  return Object.fromEntries(
    declared.map(([name, output]) => [name, asText(resolve(asMapping(output)['value'], scope))]),
  )
}
