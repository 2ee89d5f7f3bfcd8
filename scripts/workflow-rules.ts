/** What this project asks of workflows beyond their being valid. */
import { parse } from 'yaml'
import { rootAction } from './repository.ts'
import type { PublicAction } from './repository.ts'
import { mappings, type WorkflowText } from './workflow-files.ts'

/** A step or a job that runs something by name. */
interface Use {
  uses: string
  inputs: string[]
}

/** How this repository names itself to its users. */
const self = /^org\/deploy-actions(\/(?<folder>[^@]+))?@v\d+$/

/** Rules for a whole workflow file; each problem is a sentence that begins with its place. */
export function workflowProblems(file: WorkflowText): string[] {
  const rules = [permissionProblems, scriptProblems, pinProblems, localUseProblems, lengthProblems]
  return rules.flatMap(rule => rule(file))
}

/** Everything a job may do is asked for by that job; what the file would grant to all of them is nothing. */
function permissionProblems({ path, text }: WorkflowText): string[] {
  const { permissions } = parse(text) as { permissions?: unknown }
  const none = typeof permissions === 'object' && permissions !== null && Object.keys(permissions).length === 0
  return none ? [] : [`${path} must say \`permissions: {}\` at the top, and each job what it needs`]
}

/** An expression inside a script is pasted before the shell reads it, so its value can be a command. */
function scriptProblems({ path, text }: WorkflowText): string[] {
  return mappings(text)
    .filter(({ mapping }) => typeof mapping.run === 'string' && mapping.run.includes('${{'))
    .map(found => `${path}: ${found.path}.run contains \${{ … }}; pass the value through env`)
}

/** Somebody else's tag can move: a commit cannot. The comment tells people, and update tools, what it is. */
function pinProblems({ path, text }: WorkflowText): string[] {
  return [...text.matchAll(/^[\s-]*uses:\s*['"]?([^\s'"#]+)['"]?(.*)$/gm)].flatMap(([, uses = '', rest = '']) => {
    if (/^(\.\/|\$\/)/.test(uses) || self.test(uses)) return []
    const pinned = /@[0-9a-f]{40}$/.test(uses) && /^\s+# v\d/.test(rest)
    return pinned ? [] : [`${path}: ${uses} must be pinned to a full commit, with its version as a comment (# v1.2.3)`]
  })
}

/** In a workflow that others call, `./` is their checkout; `$/` is this repository at the commit they pinned. */
function localUseProblems({ path, text }: WorkflowText): string[] {
  const { on } = parse(text) as { on?: unknown }
  if (typeof on !== 'object' || on === null || !('workflow_call' in on)) return []
  return uses(text)
    .filter(use => use.uses.startsWith('./'))
    .map(use => `${path}: ${use.uses} would be looked up in the caller's checkout; write $/${use.uses.slice(2)}`)
}

/** Files to copy are short enough to be read before they are copied. */
const mostLines = 20

function lengthProblems({ path, text }: WorkflowText): string[] {
  const lines = text.trimEnd().split('\n').length
  if (!/(^|\/)workflows\/[^/]+\.yml$/.test(path) || path.startsWith('.github/') || lines <= mostLines) return []
  return [`${path} has ${lines} lines; a file to copy has at most ${mostLines}`]
}

/** Uses of this repository's own actions that name no action, an input it does not have, or not one that it needs. */
export function misuses({ path, text }: WorkflowText, actions: readonly PublicAction[]): string[] {
  return uses(text).flatMap(use => {
    const folder = ownFolder(use.uses)
    if (folder === undefined || folder.startsWith('.github/')) return []
    const action = actions.find(candidate => candidate.folder === folder)
    if (!action) return [`${path}: ${use.uses} names no action of this repository`]
    return inputProblems(action, use.inputs).map(problem => `${path}: ${problem}`)
  })
}

function inputProblems({ name, metadata: { inputs = {} } }: PublicAction, given: readonly string[]): string[] {
  const known = Object.keys(inputs)
  const needed = known.filter(input => inputs[input]?.required === true && inputs[input].default === undefined)
  return [
    ...given
      .filter(input => !known.includes(input))
      .map(input => `${name} has no input ${input}; it takes ${known.join(', ')}`),
    ...needed
      .filter(input => !given.includes(input))
      .map(input => `${name} is used without ${input}, which it requires`),
  ]
}

/** The folder of ours that a `uses:` names, also for the root action; undefined for other people's actions. */
export function ownFolder(name: string): string | undefined {
  if (/^(\.|\$)\//.test(name)) return name.slice(2) || rootAction
  const match = self.exec(name)
  return match ? (match.groups?.folder ?? rootAction) : undefined
}

function uses(text: string): Use[] {
  return mappings(text).flatMap(({ mapping }) =>
    typeof mapping.uses === 'string'
      ? [{ uses: mapping.uses, inputs: Object.keys((mapping.with as object | undefined) ?? {}) }]
      : [],
  )
}
