/** What a step's `uses` leads to. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { StartupFailure, Unsupported } from './refusal.ts'
import type { StandIn } from './stand-in.ts'
import type { Source, StepDefinition } from './workflow.ts'

interface Runs {
  using: string
  main: string
  pre?: string
  'pre-if'?: string
  post?: string
  'post-if'?: string
}

export interface NodeAction {
  is: 'node'
  folder: string
  /** owner/name and version of whose it is; absent for an action of the checkout. */
  origin?: { repository: string; ref: string }
  inputs: Readonly<Record<string, { default?: unknown; deprecationMessage?: string } | null>>
  pre?: { file: string; if: string }
  main: string
  post?: { file: string; if: string }
}

/** One that is looked for in the workspace when its step comes. */
export interface LocalAction {
  is: 'local'
  path: string
}

export type Action = NodeAction | LocalAction | { is: 'stand-in'; name: string; standIn: StandIn }

/** Where actions come from. */
export interface ActionSources {
  /** Repositories that are on this machine, by owner/name. */
  repositories: Readonly<Record<string, string>>
  standIns: Readonly<Record<string, StandIn>>
}

/** Finds the action of a step in a workflow of `source`. `place` is the step, for refusals. */
export function findAction(
  step: StepDefinition & { uses: string },
  { source, sources, place }: { source: Source; sources: ActionSources; place: string },
): Action {
  const { uses } = step
  if (uses.startsWith('./')) return { is: 'local', path: uses.slice(2) }
  if (uses.startsWith('$/')) {
    const origin = { repository: source.repository, ref: source.sha }
    return { ...readAction(join(source.folder(), uses.slice(2)), place), origin }
  }
  const { repository, path, ref } = parseReference(uses, place)
  const root = sources.repositories[repository]
  if (root !== undefined) return { ...readAction(join(root, path), place), origin: { repository, ref } }
  const name = path === '' ? repository : `${repository}/${path}`
  const standIn = sources.standIns[name]
  if (!standIn) throw new Unsupported(place, `there is no stand-in for ${name}`)
  refuseInputs(standIn, { name, step, place })
  return { is: 'stand-in', name, standIn }
}

/** `owner/name/path@ref` */
export function parseReference(uses: string, place: string): { repository: string; path: string; ref: string } {
  const match = /^(?<repository>[^/@]+\/[^/@]+)\/?(?<path>[^@]*)@(?<ref>.+)$/.exec(uses)?.groups
  if (!match) throw new StartupFailure([`${place}: ${uses} names no action; it must be {org}/{repo}[/path]@ref`])
  return { repository: match['repository'] ?? '', path: match['path'] ?? '', ref: match['ref'] ?? '' }
}

/** A stand-in does what the real action does only with the inputs it was written for. */
function refuseInputs(
  { inputs }: StandIn,
  { name, step, place }: { name: string; step: StepDefinition; place: string },
): void {
  const unknown = Object.keys(step.with ?? {}).filter(input => inputs && !(input in inputs))
  if (unknown.length > 0) throw new Unsupported(place, `the stand-in for ${name} does not know ${unknown.join(', ')}`)
}

const knownRuns = ['using', 'main', 'pre', 'pre-if', 'post', 'post-if']

/** Reads `action.yml`. */
export function readAction(folder: string, place: string): NodeAction {
  const file = ['action.yml', 'action.yaml'].map(name => join(folder, name)).find(path => existsSync(path))
  if (file === undefined) throw new StartupFailure([`${place}: Can't find 'action.yml' or 'action.yaml' in ${folder}`])
  const { inputs, runs } = parse(readFileSync(file, 'utf8')) as { inputs?: NodeAction['inputs']; runs: Runs }
  const { using } = runs
  if (!/^node(20|24)$/.test(using)) throw new Unsupported(place, `${file}: runs.using: ${using}`)
  const unknown = Object.keys(runs).find(key => !knownRuns.includes(key))
  if (unknown !== undefined) throw new Unsupported(place, `${file}: runs.${unknown}`)
  const phase = (name: 'pre' | 'post'): { file: string; if: string } | undefined => {
    const script = runs[name]
    return script === undefined ? undefined : { file: join(folder, script), if: runs[`${name}-if`] ?? 'always()' }
  }
  const [pre, post] = [phase('pre'), phase('post')]
  return {
    is: 'node',
    folder,
    inputs: inputs ?? {},
    main: join(folder, runs.main),
    ...(pre && { pre }),
    ...(post && { post }),
  }
}
