/** One job from its turn to its end: on a machine, or in the workflow it calls. */
import { asText, interpolate, isTruthy, resolve } from './expressions.ts'
import type { Value } from './expressions.ts'
import { passEnvironment, takeTurn } from './gates.ts'
import type { Environment } from './gates.ts'
import { runFlow } from './job-graph.ts'
import type { Flow } from './job-graph.ts'
import { JobRun } from './job-run.ts'
import type { Ended, Leg } from './legs.ts'
import { fitsType, unexpected } from './plan.ts'
import type { PlannedWorkflow } from './plan.ts'
import type { JobRecord, Result } from './records.ts'
import { messageOf } from './refusal.ts'
import { asMapping } from './workflow.ts'

/** GitHub's, in minutes. */
const usualTimeout = 360

export async function runLeg(flow: Flow, leg: Leg): Promise<Ended> {
  const earlier = flow.run.earlier(leg)
  if (earlier) return { ...earlier, ran: false }
  const end = leg.job.called ? await callOrFail(flow, leg, leg.job.called) : await runOnMachine(flow, leg)
  flow.run.remember(leg, end)
  return { ...end, ran: true }
}

type End = Omit<Ended, 'ran'>

/** A call that cannot be made is a failed job of its own. */
async function callOrFail(flow: Flow, leg: Leg, called: PlannedWorkflow): Promise<End> {
  try {
    return await call(flow, leg, called)
  } catch (error) {
    const record = flow.run.addJob(leg)
    flow.run.annotate(record, messageOf(error))
    return flow.run.end(record, 'failure')
  }
}

/** Calls a reusable workflow. What it shows are the jobs of that workflow. */
async function call(flow: Flow, leg: Leg, called: PlannedWorkflow): Promise<End> {
  const { run } = flow
  const { definition } = leg.job
  const { groups, waits } = run
  const { cancellation } = leg
  const turn = await takeTurn(definition.concurrency, leg.scope, {
    groups,
    waits,
    held: flow.held,
    job: leg.name,
    cancellation,
  })
  if (typeof turn === 'string') return cancelled(flow, run.addJob(leg), turn)
  try {
    return await runFlow({
      run,
      planned: called,
      key: `${leg.key}/`,
      prefix: `${leg.name} / `,
      inputs: inputsOf(leg, called),
      secrets: secretsOf(flow, leg),
      cancellation,
      held: turn.held,
      again: leg.again,
    })
  } finally {
    turn.leave()
  }
}

function cancelled({ run }: Flow, record: JobRecord, why: string): End {
  run.annotate(record, why)
  return run.end(record, 'cancelled')
}

/** Inputs of a reusable workflow have types, and a value of another type is refused. */
function inputsOf({ job, scope }: Leg, { workflow }: PlannedWorkflow): Record<string, Value> {
  const declared = Object.entries(asMapping(workflow.on['workflow_call']?.['inputs']))
  const emptyOf: Record<string, Value> = { string: '', boolean: false, number: 0 }
  return Object.fromEntries(
    declared.map(([name, spec]) => {
      const { type, default: fallback } = asMapping(spec)
      const given = job.definition.with[name] ?? fallback
      if (given === undefined) return [name, emptyOf[String(type)] ?? null]
      const value = resolve(given, scope)
      if (!fitsType(value, type)) throw new Error(unexpected(name, value))
      return [name, type === 'string' ? asText(value) : value]
    }),
  )
}

function secretsOf({ secrets }: Flow, { job, scope }: Leg): Record<string, string> {
  const { definition } = job
  if (definition.secrets === 'inherit') return { ...secrets }
  const contexts = { ...scope.contexts, secrets }
  const passed = Object.entries(asMapping(definition.secrets))
  return Object.fromEntries(passed.map(([name, value]) => [name, asText(resolve(value, { ...scope, contexts }))]))
}

async function runOnMachine(flow: Flow, leg: Leg): Promise<End> {
  const { run, held } = flow
  const { definition } = leg.job
  const record = run.addJob(leg)
  const { groups } = run
  const { cancellation } = leg
  const waits = run.waitsAs(record)
  try {
    const turn = await takeTurn(definition.concurrency, leg.scope, {
      groups,
      waits,
      held,
      job: leg.name,
      cancellation,
    })
    if (typeof turn === 'string') return cancelled(flow, record, turn)
    try {
      return await runInEnvironment(flow, leg, record)
    } finally {
      turn.leave()
    }
  } catch (error) {
    run.annotate(record, messageOf(error))
    return run.end(record, 'failure')
  }
}

async function runInEnvironment(flow: Flow, leg: Leg, record: JobRecord): Promise<End> {
  const { run } = flow
  const environment = environmentOf(flow, leg)
  const { cancellation } = leg
  if (environment) {
    record.environment = { name: environment.name }
    const { name, rules } = environment
    const { speed, refName } = run.settings
    const gate = { name, rules, job: leg.name, refName, speed }
    const why = await passEnvironment(gate, { cancellation, waits: run.waitsAs(record), ask: run.ask })
    if (why !== undefined) {
      run.annotate(record, why)
      return run.end(record, 'failure')
    }
  }
  if (cancellation.reason !== undefined) return cancelled(flow, record, cancellation.reason)
  record.status = 'in_progress'
  run.changed()
  const deployed = environment?.deploys === true ? environment : undefined
  if (deployed) run.deployed(record, 'in_progress')
  const result = await start(flow, leg, { record, environment })
  if (deployed) run.deployed(record, result === 'success' ? 'success' : 'failure')
  const end = run.end(record, result)
  return continuesOnError(leg, result) ? { ...end, result: 'success' } : end
}

function continuesOnError({ job, scope }: Leg, result: Result): boolean {
  return result === 'failure' && isTruthy(resolve(job.definition['continue-on-error'] ?? false, scope))
}

interface JobEnvironment {
  name: string
  rules: Environment
  url: string | undefined
  deploys: boolean
}

/** An environment that the settings do not have is made by its first use, without any rule. */
function environmentOf({ run }: Flow, { job, scope }: Leg): JobEnvironment | undefined {
  const { environment } = job.definition
  if (environment === undefined) return undefined
  const {
    name,
    url,
    deployment = true,
  } = asMapping(typeof environment === 'string' ? { name: environment } : environment)
  const named = interpolate(String(name), scope)
  if (named === '') return undefined
  return {
    name: named,
    rules: run.settings.environments[named] ?? {},
    url: url as string | undefined,
    deploys: resolve(deployment, scope) === true,
  }
}

async function start(
  flow: Flow,
  leg: Leg,
  { record, environment }: { record: JobRecord; environment: JobEnvironment | undefined },
): Promise<Result> {
  const { run } = flow
  const { definition, actions, permissions } = leg.job
  const token = run.settings.token(permissions, { run: run.id, job: leg.name })
  const secrets = { ...flow.secrets, ...environment?.rules.secrets, GITHUB_TOKEN: token }
  const vars = { ...run.settings.vars, ...environment?.rules.vars }
  return new JobRun({
    settings: run.settings.runner,
    workflow: flow.planned.workflow,
    definition,
    actions,
    permissions,
    token,
    timeout: Number(resolve(definition['timeout-minutes'] ?? usualTimeout, leg.scope)),
    environmentUrl: environment?.url,
    contexts: { ...(leg.scope.contexts as Record<string, Value>), github: run.context, vars, secrets },
    record,
    cancellation: leg.cancellation,
    onLine: line => run.settings.onLine({ run: run.id, job: leg.name, ...line }),
  }).run()
}
