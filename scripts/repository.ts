import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

/** The repository's root folder; what ncc, eslint and the tables call "here". */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** What `action.yml` may say, as far as anything here reads it. */
export interface ActionMetadata {
  name: string
  description: string
  branding?: { icon?: string; color?: string }
  inputs?: Record<string, ActionInput>
  outputs?: Record<string, { description?: string }>
  runs: { using: string; main?: string }
}

export interface ActionInput {
  description?: string
  required?: boolean
  /** Must be quoted in YAML where it would otherwise be a number or a boolean. */
  default?: string
  deprecationMessage?: string
}

/** An action as users name it: `uses: org/deploy-actions/<folder>@v1`. */
export interface PublicAction {
  /** Its key in the catalog and its folder in `actions/`. */
  name: string
  /** Where its `action.yml` and its README are, relative to the root. */
  folder: string
  metadata: ActionMetadata
}

/** The action that the repository itself is: `uses: org/deploy-actions@v1` is the same as `…/promote@v1`. */
export const rootAction = 'promote'

/** What the `action.yml` at the root must be: that of its folder, with its program found from there. */
export function rootMetadata(where: string = root): string {
  return readText(join(rootAction, 'action.yml'), where).replace('main: ../actions/', 'main: actions/')
}

/** The folders at the root that hold an `action.yml`, by name. */
export function publicActions(where: string = root): PublicAction[] {
  return folders(where)
    .filter(name => existsSync(join(where, name, 'action.yml')))
    .map(name => ({ name, folder: name, metadata: readMetadata(join(where, name, 'action.yml')) }))
}

/** What the runner knows of the job, as far as a default in an `action.yml` asks for it. */
export interface GitHubContext {
  token: string
  sha: string
}

/**
 * Every input of an action as the runner fills it in where a workflow does not give it: the default of `action.yml`
 * with its expression evaluated, and an empty text without one.
 */
export function defaultInputs(name: string, github: GitHubContext): Record<string, string> {
  const { inputs = {} } = readMetadata(join(root, name, 'action.yml'))
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { default: text = '' }]) => [name, evaluated(text, github)]),
  )
}

function evaluated(text: string, { token, sha }: GitHubContext): string {
  const known: Record<string, string> = { '${{ github.token }}': token, '${{ github.sha }}': sha }
  const value = known[text] ?? text
  if (value.includes('${{')) throw new Error(`no value is known for ${value}`)
  return value
}

/** Folders in `actions/` that can be started. */
export function startableActions(where: string = root): string[] {
  const actions = join(where, 'actions')
  return existsSync(actions) ? folders(actions).filter(name => existsSync(join(actions, name, 'entry.js'))) : []
}

/** Files under a folder of the repository, relative to the root, in a fixed order; none if the folder is missing. */
export function filesUnder(folder: string, pattern: RegExp, where: string = root): string[] {
  if (!existsSync(join(where, folder))) return []
  return readdirSync(join(where, folder), { recursive: true, encoding: 'utf8' })
    .map(file => join(folder, file).replaceAll('\\', '/'))
    .filter(file => pattern.test(file))
    .sort()
}

export function readText(path: string, where: string = root): string {
  return readFileSync(join(where, path), 'utf8')
}

function readMetadata(path: string): ActionMetadata {
  try {
    return parse(readFileSync(path, 'utf8')) as ActionMetadata
  } catch (error) {
    throw new Error(`${path} cannot be read: ${(error as Error).message}`, { cause: error })
  }
}

function folders(where: string): string[] {
  return readdirSync(where, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map(entry => entry.name)
    .sort()
}
