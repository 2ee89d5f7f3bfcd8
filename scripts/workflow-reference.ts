/** The reference page of the reusable workflows, from their files. */
import { basename } from 'node:path'
import { markdownTable } from 'markdown-table'
import { parse } from 'yaml'
import { cell } from './markdown-cell.ts'
import { filesUnder, readText, root } from './repository.ts'

/** What a reusable workflow says of itself. */
interface Reusable {
  on: {
    workflow_call?: { inputs?: Record<string, Input>; secrets?: Record<string, Said>; outputs?: Record<string, Said> }
  }
  jobs: Record<string, { permissions?: Record<string, string> }>
}

interface Said {
  description?: string
}

interface Input extends Said {
  type: string
  required?: boolean
  default?: string | boolean | number
}

/** By the workflow's name: what its caller grants, and tables of what it takes and gives. */
export function workflowTables(where: string = root): Record<string, string> {
  const files = filesUnder('.github/workflows', /\/[^_/][^/]*\.yml$/, where)
  return Object.fromEntries(
    files.map(path => [basename(path, '.yml'), described(parse(readText(path, where)) as Reusable)]),
  )
}

function described({ on: { workflow_call: call = {} }, jobs }: Reusable): string {
  const inputs = Object.entries(call.inputs ?? {}).map(([name, input]) => [
    code(name),
    cell(input.description),
    usual(input),
  ])
  const said = (all: Record<string, Said> = {}): string[][] =>
    Object.entries(all).map(([name, { description }]) => [code(name), cell(description)])
  const tables = [
    markdownTable([['Input', 'What it takes', 'Default'], ...inputs]),
    ...(call.secrets ? [markdownTable([['Secret', 'What it is'], ...said(call.secrets)])] : []),
    ...(call.outputs ? [markdownTable([['Output', 'What it holds'], ...said(call.outputs)])] : []),
  ]
  return [`The calling job grants ${grants(jobs)}.`, ...tables].join('\n\n')
}

/** The most that any of its jobs asks for. */
function grants(jobs: Reusable['jobs']): string {
  const asked = new Map<string, string>()
  for (const { permissions = {} } of Object.values(jobs))
    for (const [scope, level] of Object.entries(permissions)) if (asked.get(scope) !== 'write') asked.set(scope, level)
  return [...asked].map(([scope, level]) => code(`${scope}: ${level}`)).join(', ')
}

function usual({ required, default: value, type }: Input): string {
  if (required === true) return '**required**'
  return value === undefined || value === '' ? (type === 'string' ? '' : type) : code(String(value))
}

function code(text: string): string {
  return `\`${text}\``
}
