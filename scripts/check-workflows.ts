/** Holds workflows, actions and README examples to GitHub's own parser and to this project's rules. */
import './json-imports.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileProvider } from '@actions/workflow-parser/workflows/file-provider'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { reportProblems } from './checks.ts'
import { publicActions, root } from './repository.ts'
import { actionFiles, examples, workflowFiles, type WorkflowText } from './workflow-files.ts'
import { referenceProblems } from './workflow-references.ts'
import { misuses, workflowProblems } from './workflow-rules.ts'

/** Every problem of every workflow, `action.yml` and example. */
export async function workflowFileProblems(where: string = root): Promise<string[]> {
  const actions = publicActions(where)
  const workflows = workflowFiles(where)
  const shown = examples(where)
  const wholeExamples = shown.filter(({ whole }) => whole)
  return [
    ...(await invalidities([...workflows, ...wholeExamples], 'workflow', where)),
    ...(await invalidities(actionFiles(where), 'action', where)),
    ...[...workflows, ...wholeExamples].flatMap(workflowProblems),
    ...[...workflows, ...wholeExamples].flatMap(file => referenceProblems(file, { actions, workflows })),
    ...[...workflows, ...shown].flatMap(file => misuses(file, actions)),
  ]
}

/** What GitHub's language service, which knows the syntax best, objects to. */
async function invalidities(
  files: readonly WorkflowText[],
  kind: 'workflow' | 'action',
  where: string,
): Promise<string[]> {
  const { registerLogger, validate } = await import('@actions/languageservice')
  const problems: string[] = []
  // It reports its own failures to a logger and then finds nothing wrong.
  const complain = (message: string): number => problems.push(`GitHub's language service failed: ${message}`)
  registerLogger({ error: complain, warn: complain, info: () => undefined, log: () => undefined })
  for (const [index, { path, line, text }] of files.entries()) {
    // It tells a workflow from an action by its path, and remembers what it parsed by it.
    const uri = kind === 'workflow' ? `file:///${index}/.github/workflows/w.yml` : `file:///${index}/action.yml`
    const fileProvider = ownFiles(where, checkoutOf(path))
    const found = await validate(TextDocument.create(uri, 'yaml', 0, text), { fileProvider })
    problems.push(...found.map(({ message, range }) => `${path}:${line + range.start.line}: ${asText(message)}`))
  }
  return problems
}

/**
 * Lets it follow `$/`, `./` and this repository's reusable workflows by their public names. Other people's actions are
 * not looked up.
 */
function ownFiles(where: string, checkout: string): FileProvider {
  return {
    getFileContent: async reference => {
      const { path } = reference
      const folder = 'repository' in reference ? '.' : checkout
      return { name: path, content: await readFile(join(where, folder, path), 'utf8') }
    },
  }
}

/** The folder that stands for the root of the repository that a workflow is for. */
function checkoutOf(path: string): string {
  return /^examples\/[^/]+/.exec(path)?.[0] ?? '.'
}

function asText(message: string | { value: string }): string {
  return typeof message === 'string' ? message : message.value
}

if (import.meta.main) await reportProblems(() => workflowFileProblems())
