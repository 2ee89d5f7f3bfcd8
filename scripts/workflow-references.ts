/** Whether what a workflow refers to exists: outputs of steps and jobs, and permissions that a called workflow asks for. */
import { parse } from 'yaml'
import type { PublicAction } from './repository.ts'
import type { WorkflowText } from './workflow-files.ts'
import { ownFolder } from './workflow-rules.ts'

interface Workflow {
  on?: { workflow_call?: { outputs?: Record<string, unknown> } } | string | null
  jobs?: Record<string, Job>
}

interface Job {
  uses?: string
  needs?: string | string[]
  outputs?: Record<string, unknown>
  permissions?: Permissions
  steps?: { id?: string; uses?: string }[]
}

type Permissions = Readonly<Record<string, string>>

/** What references are held against: this repository's actions, and its reusable workflows by their paths. */
export interface Known {
  actions: readonly PublicAction[]
  workflows: readonly WorkflowText[]
}

/** Every reference of a workflow that leads nowhere, and every permission that a called workflow would miss. */
export function referenceProblems({ path, text }: WorkflowText, known: Known): string[] {
  const { jobs = {}, on } = parse(text) as Workflow
  const called = typeof on === 'object' && on !== null ? on.workflow_call : undefined
  const problems = [
    ...Object.values(jobs).flatMap(job => stepProblems(job, known)),
    ...Object.values(jobs).flatMap(job =>
      outputProblems(job, /\bneeds\.([\w-]+)\.outputs\.([\w-]+)/g, { jobs, known }),
    ),
    ...outputProblems(called?.outputs ?? {}, /\bjobs\.([\w-]+)\.outputs\.([\w-]+)/g, { jobs, known }),
    ...Object.entries(jobs).flatMap(([name, job]) => permissionProblems(name, job, known)),
  ]
  return problems.map(problem => `${path}: ${problem}`)
}

/** Outputs of this repository's actions; those of other people's actions are not looked up. */
function stepProblems({ steps = [], ...job }: Job, { actions }: Known): string[] {
  return references({ steps, job }, /\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g).flatMap(([id, output]) => {
    const step = steps.find(one => one.id === id)
    if (!step) return [`steps.${id} is no step of its job`]
    const folder = step.uses === undefined ? undefined : ownFolder(step.uses)
    const outputs = actions.find(action => action.folder === folder)?.metadata.outputs
    return outputs && !(output in outputs) ? [`steps.${id}: ${folder ?? ''} has no output ${output}`] : []
  })
}

/** Outputs of jobs, also of those that are somebody's workflow of this repository. */
function outputProblems(
  where: unknown,
  pattern: RegExp,
  { jobs, known }: { jobs: Record<string, Job>; known: Known },
): string[] {
  return references(where, pattern).flatMap(([name, output]) => {
    const job = jobs[name]
    if (!job) return [`${name} is no job of this workflow`]
    const outputs = job.uses === undefined ? (job.outputs ?? {}) : outputsOf(calledBy(job, known))
    return outputs && !(output in outputs) ? [`job ${name} has no output ${output}`] : []
  })
}

function outputsOf(workflow: Workflow | undefined): Record<string, unknown> | undefined {
  if (typeof workflow?.on !== 'object' || workflow.on === null) return undefined
  return workflow.on.workflow_call?.outputs ?? {}
}

/** A called workflow gets no more than its caller's job has, and GitHub refuses the whole run where it asks for more. */
function permissionProblems(name: string, job: Job, known: Known): string[] {
  const asked = Object.values(calledBy(job, known)?.jobs ?? {}).flatMap(one => Object.entries(one.permissions ?? {}))
  const granted: Permissions = job.permissions ?? {}
  const missing = asked.filter(([scope, level]) => rank(granted[scope]) < rank(level))
  return [
    ...new Set(missing.map(([scope, level]) => `job ${name} must grant \`${scope}: ${level}\` to ${job.uses ?? ''}`)),
  ]
}

function rank(level = 'none'): number {
  return ['none', 'read', 'write'].indexOf(level)
}

function calledBy({ uses = '' }: Job, { workflows }: Known): Workflow | undefined {
  const folder = ownFolder(uses)
  const file = workflows.find(({ path }) => path === folder)
  return file && (parse(file.text) as Workflow)
}

function references(where: unknown, pattern: RegExp): [string, string][] {
  const found = [...JSON.stringify(where).matchAll(pattern)].map(([, owner = '', output = '']) => `${owner} ${output}`)
  return [...new Set(found)].map(pair => pair.split(' ') as [string, string])
}
