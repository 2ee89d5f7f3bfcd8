/**
 * `npm run readme`: writes the tables of inputs, outputs, actions and outcomes into the READMEs, and that of the
 * manifest into its page, from the `action.yml` files and the sources; and the `action.yml` of the root from that of
 * its folder. With `--check` nothing is written and every file that would change is named.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { markdownTable } from 'markdown-table'
import { catalog } from '../actions/catalog.ts'
import { isGreen, outcomes, type Outcome } from '../shared/core/outcome.ts'
import { reportProblems } from './checks.ts'
import { manifestRows } from './manifest-reference.ts'
import { cell } from './markdown-cell.ts'
import { workflowTables } from './workflow-reference.ts'
import {
  publicActions,
  readText,
  root,
  rootAction,
  rootMetadata,
  type ActionInput,
  type ActionMetadata,
  type PublicAction,
} from './repository.ts'

/** What is written between `<!-- name -->` and `<!-- /name -->`, by that name. */
type Tables = Record<string, string>

/** A README and the tables it must hold. */
interface Document {
  path: string
  tables: Tables
}

/** Every README that holds generated tables. */
export function documents(actions: readonly PublicAction[]): Document[] {
  const ofActions = actions.map(action => ({
    path: pageOf(action),
    tables: { inputs: inputTable(action.metadata), outputs: outputTable(action.metadata) },
  }))
  return [
    { path: 'README.md', tables: { actions: actionTable(actions), outcomes: outcomeTable() } },
    { path: 'docs/manifest.md', tables: { manifest: manifestTable() } },
    ...ofActions,
    { path: 'docs/workflows.md', tables: workflowTables() },
  ]
}

/** The README with its tables replaced. Throws a sentence when a pair of markers is not there exactly once. */
export function withTables(text: string, tables: Tables): string {
  return Object.entries(tables).reduce((before, [name, table]) => {
    const [head, inner, ...more] = before.split(`<!-- ${name} -->`)
    const [, tail, ...evenMore] = (inner ?? '').split(`<!-- /${name} -->`)
    if (tail === undefined || more.length + evenMore.length > 0) {
      throw new Error(`must hold <!-- ${name} --> and <!-- /${name} --> once each`)
    }
    return `${head ?? ''}<!-- ${name} -->\n\n${table}\n\n<!-- /${name} -->${tail}`
  }, text)
}

/** READMEs that differ from their `action.yml`, each with what to do. */
export function readmeProblems(where: string = root): string[] {
  const ofTables = documents(inStoryOrder(publicActions(where))).flatMap(document => {
    if (!existsSync(join(where, document.path))) return [`${document.path} does not exist`]
    const text = readText(document.path, where)
    try {
      return withTables(text, document.tables) === text
        ? []
        : [`${document.path} is out of date; run \`npm run readme\``]
    } catch (error) {
      return [`${document.path} ${(error as Error).message}`]
    }
  })
  const isSame = readText('action.yml', where) === rootMetadata(where)
  return isSame
    ? ofTables
    : ['action.yml is another action than promote/action.yml, which is its source; run `npm run readme`', ...ofTables]
}

/** The catalog's order is that of a promotion; readers meet the actions in it. */
function inStoryOrder(actions: readonly PublicAction[]): PublicAction[] {
  const order = Object.keys(catalog)
  return actions.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
}

function pageOf({ folder }: PublicAction): string {
  return join(folder, 'README.md')
}

function inputTable({ inputs = {} }: ActionMetadata): string {
  const rows = Object.entries(inputs).map(([name, input]) => [`\`${name}\``, cell(input.description), defaultOf(input)])
  return table(['Input', 'What it takes', 'Default'], rows)
}

function outputTable({ outputs = {} }: ActionMetadata): string {
  return table(
    ['Output', 'What it holds'],
    Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, cell(description)]),
  )
}

function actionTable(actions: readonly PublicAction[]): string {
  const rows = actions.map(action => [
    `[\`${action.name === rootAction ? 'org/deploy-actions' : action.name}\`](${pageOf(action)})`,
    cell(action.metadata.description),
  ])
  return table(['Action', 'What it does'], rows)
}

function outcomeTable(): string {
  const rows = Object.entries(outcomes).map(([name, meaning]) => [
    `\`${name}\``,
    cell(meaning),
    isGreen(name as Outcome) ? 'green' : 'red',
  ])
  return table(['Outcome', 'What it says', 'The step is'], rows)
}

function manifestTable(): string {
  return table(
    ['Key', 'What it takes', 'What it is for'],
    manifestRows().map(row => row.map(cell)),
  )
}

function table(head: string[], rows: string[][]): string {
  return rows.length === 0 ? 'None.' : markdownTable([head, ...rows])
}

function defaultOf({ required, default: value }: ActionInput): string {
  if (required === true) return '**required**'
  return value === undefined || value === '' ? '' : cell(`\`${value}\``)
}

function write({ path, tables }: Document): void {
  writeFileSync(join(root, path), withTables(readText(path), tables))
}

if (import.meta.main) {
  if (process.argv.includes('--check')) await reportProblems(() => readmeProblems())
  else {
    writeFileSync(join(root, 'action.yml'), rootMetadata())
    for (const document of documents(inStoryOrder(publicActions()))) write(document)
  }
}
