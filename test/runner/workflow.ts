/** Workflow files: read as GitHub reads them, and refused where this runner would do something else. */
import { FeatureFlags } from '@actions/expressions'
import { parse } from 'yaml'
import { StartupFailure, Unsupported } from './refusal.ts'

// Jest reads JSON without being told how, and has no such hooks.
if (process.env['JEST_WORKER_ID'] === undefined) await import('../../scripts/json-imports.ts')
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser')
const { TemplateContext, TemplateValidationErrors } =
  await import('@actions/workflow-parser/templates/template-context')
const { getWorkflowSchema } = await import('@actions/workflow-parser/workflows/workflow-schema')

export type Mapping = Readonly<Record<string, unknown>>

/** A repository at one commit. */
export interface Source {
  /** owner/name */
  repository: string
  sha: string
  /** A file's text, by its path from the root. */
  read: (path: string) => string | undefined
  /** The files on disk. */
  folder: () => string
}

export interface Workflow {
  source: Source
  /** From the root of its repository: `.github/workflows/x.yml`. */
  path: string
  name: string
  /** By event; an event without filters has an empty mapping. */
  on: Readonly<Record<string, Mapping>>
  jobs: Readonly<Record<string, JobDefinition>>
  runName?: string | undefined
  env: Mapping
  defaults: Mapping
  permissions?: unknown
  concurrency?: unknown
}

export interface JobDefinition {
  name?: string
  'runs-on'?: unknown
  needs: readonly string[]
  if?: unknown
  permissions?: unknown
  strategy?: Mapping | string
  concurrency?: unknown
  environment?: unknown
  env: Mapping
  defaults: Mapping
  outputs: Mapping
  'timeout-minutes'?: unknown
  'continue-on-error'?: unknown
  steps: readonly StepDefinition[]
  /** A reusable workflow; it then has neither steps nor an environment. */
  uses?: string
  with: Mapping
  secrets?: unknown
}

export interface StepDefinition {
  id?: string
  name?: string
  if?: unknown
  uses?: string
  with?: Mapping
  run?: string
  shell?: string
  'working-directory'?: string
  env?: Mapping
  'timeout-minutes'?: unknown
  'continue-on-error'?: unknown
}

/** Reads a workflow. Throws `StartupFailure` for what GitHub refuses. */
export function readWorkflow(source: Source, path: string): Workflow {
  const text = source.read(path)
  if (text === undefined) throw new StartupFailure([`${source.repository} has no ${path} at ${source.sha}`])
  checkSyntax(path, text)
  const file = parse(text) as Mapping
  const jobs = Object.entries(file['jobs'] as Record<string, Mapping>)
  return {
    source,
    path,
    name: typeof file['name'] === 'string' ? file['name'] : path,
    on: readEvents(file['on']),
    jobs: Object.fromEntries(jobs.map(([id, job]) => [id, readJob(job)])),
    runName: file['run-name'] as string | undefined,
    env: asMapping(file['env']),
    defaults: asMapping(asMapping(file['defaults'])['run']),
    permissions: file['permissions'],
    concurrency: file['concurrency'],
  }
}

export function asMapping(value: unknown): Mapping {
  return (value ?? {}) as Mapping
}

function readEvents(on: unknown): Workflow['on'] {
  if (typeof on === 'string') return { [on]: {} }
  if (Array.isArray(on)) return Object.fromEntries(on.map(event => [String(event), {}]))
  return Object.fromEntries(Object.entries(asMapping(on)).map(([event, filters]) => [event, asMapping(filters)]))
}

function readJob(job: Mapping): JobDefinition {
  const { needs = [] } = job
  return {
    ...(job as Partial<JobDefinition>),
    needs: typeof needs === 'string' ? [needs] : (needs as string[]),
    env: asMapping(job['env']),
    defaults: asMapping(asMapping(job['defaults'])['run']),
    outputs: asMapping(job['outputs']),
    steps: (job['steps'] ?? []) as StepDefinition[],
    with: asMapping(job['with']),
  }
}

/** What GitHub has released and its parser still takes for an experiment. */
const newest = { featureFlags: new FeatureFlags({ all: true }) }

/** GitHub's own parser says whether GitHub would take the file. */
function checkSyntax(path: string, text: string): void {
  const context = new TemplateContext(new TemplateValidationErrors(), getWorkflowSchema(), new NoOperationTraceWriter())
  context.state['featureFlags'] = newest.featureFlags
  const { value } = parseWorkflow({ name: path, content: text }, context)
  // It only awaits files of other workflows, and none are asked for: its errors are there when it returns.
  if (value) void convertWorkflowTemplate(context, value, undefined, newest)
  const problems = context.errors.getErrors().map(({ message }) => message)
  if (problems.length > 0) throw new StartupFailure(problems)
}

const unsupportedJobKeys = ['container', 'services', 'snapshot', 'cancel-timeout-minutes']
const unsupportedStepKeys = ['background', 'wait', 'wait-all', 'cancel', 'parallel']

/** Throws `Unsupported` for what a workflow asks that is only done by GitHub. */
export function refuseUnsupported({ path, jobs }: Workflow): void {
  for (const [id, job] of Object.entries(jobs)) {
    refuseKeys(path, `jobs.${id}`, { ...job }, unsupportedJobKeys)
    job.steps.forEach((step, index) => {
      const place = `jobs.${id}.steps[${index}]`
      refuseKeys(path, place, { ...step }, unsupportedStepKeys)
      if (step.uses?.startsWith('docker://')) throw new Unsupported(path, `${place}.uses: ${step.uses} is a container`)
    })
  }
}

function refuseKeys(path: string, place: string, mapping: Mapping, keys: readonly string[]): void {
  const found = keys.find(key => key in mapping)
  if (found !== undefined) throw new Unsupported(path, `${place}.${found}`)
}
