import { parse } from 'yaml'
import { filesUnder, publicActions, readText, root } from './repository.ts'

/** A workflow as GitHub reads it, whether it is a file or an example in a README. */
export interface WorkflowText {
  /** Path of the file that holds it. */
  path: string
  /** Line of that file at which it begins, from 1. */
  line: number
  text: string
}

/** Example code in a README, ```yaml to ```. */
export interface Example extends WorkflowText {
  /** A whole workflow, or some lines of one. */
  whole: boolean
}

/** Workflow files: those GitHub runs, those to copy, and those of the examples. */
export function workflowFiles(where: string = root): WorkflowText[] {
  return ['.github/workflows', 'workflows', 'examples']
    .flatMap(folder => filesUnder(folder, /^(\.github\/|examples\/[^/]+\/\.github\/)?workflows\/[^/]+\.ya?ml$/, where))
    .map(path => ({ path, line: 1, text: readText(path, where) }))
}

/** Every `action.yml`: that of the root, and those of the folders. */
export function actionFiles(where: string = root): WorkflowText[] {
  return ['action.yml', ...publicActions(where).map(({ folder }) => `${folder}/action.yml`)].map(path => ({
    path,
    line: 1,
    text: readText(path, where),
  }))
}

/** Every YAML example of the READMEs and of the folders with documentation. */
export function examples(where: string = root): Example[] {
  const readmes = [
    ...filesUnder('.', /^[^/]+\.md$/, where),
    ...publicActions(where).map(({ folder }) => `${folder}/README.md`),
  ]
  const documents = ['docs', 'workflows', 'examples'].flatMap(folder => filesUnder(folder, /\.md$/, where))
  return [...readmes, ...documents].flatMap(file => examplesIn(file, readText(file, where)))
}

/** YAML examples in one Markdown text. */
export function examplesIn(path: string, markdown: string): Example[] {
  return [...markdown.matchAll(/^```ya?ml\n([\s\S]*?)^```$/gm)].map(match => {
    const text = match[1] ?? ''
    const line = markdown.slice(0, match.index).split('\n').length + 1
    return { path, line, text, whole: /^on:/m.test(text) && /^jobs:/m.test(text) }
  })
}

/** Every mapping inside a YAML text, with the path of keys that leads to it. */
export function mappings(text: string): { path: string; mapping: Record<string, unknown> }[] {
  const found: { path: string; mapping: Record<string, unknown> }[] = []
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return
    if (!Array.isArray(value)) found.push({ path, mapping: value as Record<string, unknown> })
    for (const [key, inner] of Object.entries(value)) visit(inner, path === '' ? key : `${path}.${key}`)
  }
  visit(parse(text), '')
  return found
}
