/** What happens to a repository, and which of its workflows start then. */
import { asText } from './expressions.ts'
import type { Value } from './expressions.ts'
import { StartupFailure, Unsupported } from './refusal.ts'
import { asMapping } from './workflow.ts'
import type { Mapping, Workflow } from './workflow.ts'

export interface GitHubEvent {
  name: 'push' | 'release' | 'workflow_dispatch'
  /** What a workflow may ask for in `types`. */
  types: readonly string[]
  ref: string
  sha: string
  actor: string
  payload: Record<string, Value>
  /** Those of `workflow_dispatch`, in their own types. */
  inputs: Record<string, Value>
}

interface Place {
  repository: string
  actor: string
}

export function pushEvent({ ref, sha, ...place }: Place & { ref: string; sha: string }): GitHubEvent {
  const payload = { ref, after: sha, head_commit: { id: sha }, ...common(place) }
  return { name: 'push', types: [], ref, sha, actor: place.actor, payload, inputs: {} }
}

export interface PublishedRelease {
  tag: string
  prerelease?: boolean
  name?: string
  body?: string
}

export function releaseEvent({
  release,
  sha,
  ...place
}: Place & { release: PublishedRelease; sha: string }): GitHubEvent {
  const { tag, prerelease = false, name = tag, body = '' } = release
  // GitHub names a branch here, whatever the tag points to.
  const described = { tag_name: tag, name, body, prerelease, draft: false, target_commitish: 'main' }
  return {
    name: 'release',
    types: ['published', prerelease ? 'prereleased' : 'released'],
    ref: `refs/tags/${tag}`,
    sha,
    actor: place.actor,
    payload: { action: 'published', release: described, ...common(place) },
    inputs: {},
  }
}

export function dispatchEvent(
  workflow: Workflow,
  { ref, sha, given, ...place }: Place & { ref: string; sha: string; given: Readonly<Record<string, Value>> },
): GitHubEvent {
  const inputs = dispatchInputs(workflow, given)
  // The event has them as texts, the context `inputs` in their own types.
  const texts = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, asText(value)]))
  const payload = { ref, workflow: workflow.path, inputs: texts, ...common(place) }
  return { name: 'workflow_dispatch', types: [], ref, sha, actor: place.actor, payload, inputs }
}

/** Whether a workflow starts at an event, and how often: once for each of the types it asks for. */
export function starts(workflow: Workflow, event: GitHubEvent): number {
  const filters = workflow.on[event.name]
  if (!filters) return 0
  if (event.name === 'push') return passes(filters, event.ref, workflow.path) ? 1 : 0
  if (event.name !== 'release') return 1
  const { types } = filters
  return event.types.filter(type => types === undefined || [types].flat().includes(type)).length
}

/** `branches`, `tags` and their `-ignore`. A push of a tag passes no filter that names only branches. */
function passes(filters: Mapping, ref: string, path: string): boolean {
  const unsupported = ['paths', 'paths-ignore'].find(filter => filter in filters)
  if (unsupported !== undefined) throw new Unsupported(path, `on.push.${unsupported}`)
  const [kind, other] = ref.startsWith('refs/tags/') ? (['tags', 'branches'] as const) : (['branches', 'tags'] as const)
  const name = ref.replace(/^refs\/(heads|tags)\//, '')
  const wanted = filters[kind]
  const ignored = filters[`${kind}-ignore`]
  if (wanted !== undefined) return matchesPatterns([wanted].flat() as string[], name, path)
  if (ignored !== undefined) return !matchesPatterns([ignored].flat() as string[], name, path)
  return filters[other] === undefined && filters[`${other}-ignore`] === undefined
}

/** The last pattern that matches decides; one that begins with `!` takes out. */
export function matchesPatterns(patterns: readonly string[], name: string, where: string): boolean {
  return patterns.reduce((matched, pattern) => {
    const taken = !pattern.startsWith('!')
    return asExpression(taken ? pattern : pattern.slice(1), where).test(name) ? taken : matched
  }, false)
}

function asExpression(pattern: string, where: string): RegExp {
  if (/[?+[\]]/.test(pattern)) throw new Unsupported(where, `the pattern ${pattern}; only * and ** are known`)
  const parts = pattern.split(/(\*\*|\*)/).map(part => {
    if (part === '**') return '.*'
    return part === '*' ? '[^/]*' : part.replace(/[.^$(){}|\\/-]/g, String.raw`\$&`)
  })
  return new RegExp(`^${parts.join('')}$`)
}

/** As GitHub's API takes them: unknown ones, missing ones and wrong types are refused together. */
function dispatchInputs(workflow: Workflow, given: Readonly<Record<string, Value>>): Record<string, Value> {
  const trigger = workflow.on['workflow_dispatch']
  if (!trigger) throw new StartupFailure([`Workflow does not have 'workflow_dispatch' trigger: ${workflow.path}`])
  const known = asMapping(trigger['inputs']) as Record<string, Mapping | null>
  const unknown = Object.keys(given).filter(name => !(name in known))
  if (unknown.length > 0) throw new StartupFailure([`Unexpected inputs provided: ${JSON.stringify(unknown)}`])
  const problems: string[] = []
  const values = Object.entries(known).map(([name, definition]) => {
    const { type = 'string', required, default: fallback, options } = asMapping(definition)
    const value = given[name] ?? (fallback as Value | undefined)

    if (required === true && (value === undefined || value === ''))
      problems.push(`Required input '${name}' not provided`)
    const [read, problem] = typed(value ?? null, type as string, options as string[] | undefined)
    if (problem !== undefined) problems.push(`Provided value '${asText(value ?? '')}' for input '${name}' ${problem}`)
    return [name, read] as const
  })
  if (problems.length > 0) throw new StartupFailure(problems)
  return Object.fromEntries(values)
}

function typed(value: Value, type: string, options: readonly string[] = []): [Value, string | undefined] {
  if (type === 'boolean') {
    const text = asText(value ?? false)
    return [text === 'true', text === 'true' || text === 'false' ? undefined : 'is no boolean']
  }
  if (type === 'number') {
    const number = Number(asText(value ?? 0))
    return [number, Number.isNaN(number) ? 'is no number' : undefined]
  }
  // Without a default the form shows the first option, and the API takes it as well.
  const text = asText(value ?? (type === 'choice' ? (options[0] ?? '') : ''))
  return [text, type === 'choice' && !options.includes(text) ? 'not in the list of allowed values' : undefined]
}

function common({ repository, actor }: Place): Record<string, Value> {
  const [owner = '', name = ''] = repository.split('/')
  return {
    repository: { full_name: repository, name, owner: { login: owner }, default_branch: 'main' },
    sender: { login: actor },
  }
}
