/** A run before it starts: every workflow it calls, every action it uses, and what each job may do. */
import { findAction, parseReference } from './actions.ts'
import type { Action, ActionSources } from './actions.ts'
import { excess, readPermissions } from './permissions.ts'
import type { Permissions } from './permissions.ts'
import { StartupFailure } from './refusal.ts'
import { asMapping, readWorkflow, refuseUnsupported } from './workflow.ts'
import type { JobDefinition, Mapping, Source, Workflow } from './workflow.ts'

export interface PlannedWorkflow {
  workflow: Workflow
  jobs: readonly PlannedJob[]
}

export interface PlannedJob {
  id: string
  definition: JobDefinition
  permissions: Permissions
  /** By the number of the step. */
  actions: ReadonlyMap<number, Action>
  called?: PlannedWorkflow
}

export interface PlanSources extends ActionSources {
  /** A repository on this machine, as a workflow's source. */
  sourceOf: (repository: string) => Source | undefined
}

/** The caller and nine below it. */
const deepest = 10

interface Granted {
  /** What its caller, or the repository's setting, allows. */
  most: Permissions
  depth: number
}

/** Throws `StartupFailure` for what GitHub refuses in this file and those it calls, `Unsupported` for what only we do. */
export function plan(workflow: Workflow, sources: PlanSources, { most, depth }: Granted): PlannedWorkflow {
  if (depth > deepest) throw new StartupFailure([`Nested reusable workflow depth exceeded ${deepest - 1}.`])
  refuseUnsupported(workflow)
  const inFile = readPermissions(workflow.permissions) ?? most
  const jobs = Object.entries(workflow.jobs).map(([id, definition]): PlannedJob => {
    const permissions = readPermissions(definition.permissions) ?? inFile
    const actions = actionsOf(workflow, { id, definition }, sources)
    if (definition.uses === undefined) return { id, definition, permissions, actions }
    const called = readCalled(workflow, { id, definition }, sources)
    checkCall(workflow, { id, definition, permissions }, called)
    return {
      id,
      definition,
      permissions,
      actions,
      called: plan(called, sources, { most: permissions, depth: depth + 1 }),
    }
  })
  return { workflow, jobs }
}

interface NamedJob {
  id: string
  definition: JobDefinition
}

function actionsOf(workflow: Workflow, { id, definition }: NamedJob, sources: PlanSources): Map<number, Action> {
  const found = new Map<number, Action>()
  definition.steps.forEach(({ uses, ...step }, index) => {
    if (uses === undefined) return
    const place = `${workflow.path}: jobs.${id}.steps[${index}].uses`
    found.set(index, findAction({ ...step, uses }, { source: workflow.source, sources, place }))
  })
  return found
}

/** `./` and `$/` are the repository that the calling file is in, at the same commit. */
function readCalled({ source, path }: Workflow, { id, definition }: NamedJob, sources: PlanSources): Workflow {
  const uses = definition.uses ?? ''
  if (/^(\.|\$)\//.test(uses)) return readWorkflow(source, uses.slice(2))
  const reference = parseReference(uses, `${path}: jobs.${id}.uses`)
  const other = sources.sourceOf(reference.repository)
  if (!other) throw new StartupFailure([`${path}: error parsing called workflow "${uses}": workflow was not found.`])
  return readWorkflow(other, reference.path)
}

/** What GitHub refuses of a call before it starts, in its own words. */
function checkCall({ path }: Workflow, job: NamedJob & { permissions: Permissions }, called: Workflow): void {
  const trigger = called.on['workflow_call']
  if (!trigger) throw new StartupFailure([`${path}: workflow_call key is not defined in the referenced workflow.`])
  const { definition } = job
  const secrets = definition.secrets === 'inherit' ? undefined : asMapping(definition.secrets)
  const problems = [
    ...givenProblems('Input', 'input', asMapping(trigger['inputs']), definition.with),
    ...(secrets ? givenProblems('Secret', 'secret', asMapping(trigger['secrets']), secrets) : []),
    ...literalProblems(trigger, definition.with),
    ...permissionProblems(job, called),
  ]
  if (problems.length > 0) throw new StartupFailure(problems.map(problem => `${path}: jobs.${job.id}: ${problem}`))
}

function givenProblems(title: string, kind: string, defined: Mapping, given: Mapping): string[] {
  const missing = Object.entries(defined).filter(
    ([name, spec]) => asMapping(spec)['required'] === true && !(name in given),
  )
  const unknown = Object.keys(given).filter(name => !(name in defined))
  return [
    ...missing.map(([name]) => `${title} ${name} is required, but not provided while calling.`),
    ...unknown.map(name => `Invalid ${kind}, ${name} is not defined in the referenced workflow.`),
  ]
}

/** Values with expressions are looked at when the call is made. */
function literalProblems(trigger: Mapping, given: Mapping): string[] {
  return Object.entries(asMapping(trigger['inputs'])).flatMap(([name, spec]) => {
    const value = given[name]
    if (value === undefined || (typeof value === 'string' && value.includes('${{'))) return []
    return fitsType(value, asMapping(spec)['type']) ? [] : [unexpected(name, value)]
  })
}

/** A text is no boolean and no number, whatever it says; the other way round GitHub turns it into text. */
export function fitsType(value: unknown, type: unknown): boolean {
  return type === 'string' ? typeof value !== 'object' || value === null : typeof value === type
}

export function unexpected(name: string, value: unknown): string {
  return `Unexpected value '${String(value)}' for the input ${name}`
}

/** Permissions can only be reduced on the way down. */
function permissionProblems(
  { definition, permissions }: NamedJob & { permissions: Permissions },
  called: Workflow,
): string[] {
  const asks = [
    { who: 'The workflow', asked: readPermissions(called.permissions) },
    ...Object.entries(called.jobs).map(([id, job]) => ({
      who: `The nested job '${id}'`,
      asked: readPermissions(job.permissions),
    })),
  ]
  return asks.flatMap(({ who, asked }) => {
    const beyond = asked && excess(asked, permissions)
    if (!beyond) return []
    return [
      `Error calling workflow '${definition.uses}'. ${who} is requesting '${beyond.asked}', but is only allowed '${beyond.allowed}'.`,
    ]
  })
}
