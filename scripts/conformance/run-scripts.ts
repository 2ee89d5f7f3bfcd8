import { LineCounter, isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { Document, Scalar, YAMLMap } from 'yaml'
import type { WorkflowText } from '../workflow-files.ts'

/** A `run:` script of a workflow, as its shell gets it. */
export interface RunScript {
  /** Path of the workflow. */
  path: string
  /** Line of that file in which its first line stands, from 1. */
  line: number
  /** Whether the lines after that follow one by one, as in `run: |`. */
  isLiteral: boolean
  shell: 'bash' | 'sh'
  text: string
}

/** The scripts of all jobs and of a composite action's steps. Those of shells that are no Bourne shell are left out. */
export function runScripts({ path, line, text }: WorkflowText): RunScript[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const jobs = mapsIn(document.get('jobs'))
  const composite = document.get('runs')
  const owners = [...jobs, ...(isMap(composite) ? [composite] : [])]
  return owners.flatMap(owner =>
    stepsOf(owner).flatMap(step => {
      const script = step.get('run', true)
      const shell = shellOf(wordOf(step, ['shell']) ?? defaultShell(owner) ?? defaultShell(document))
      if (!isScalar(script) || shell === undefined) return []
      const isLiteral = script.type === 'BLOCK_LITERAL'
      const first = lines.linePos(script.range?.[0] ?? 0).line + (isBlock(script) ? 1 : 0)
      return [{ path, line: line + first - 1, isLiteral, shell, text: withoutExpressions(String(script.value)) }]
    }),
  )
}

function mapsIn(value: unknown): YAMLMap[] {
  return isMap(value) ? value.items.flatMap(({ value: inner }) => (isMap(inner) ? [inner] : [])) : []
}

function stepsOf(owner: YAMLMap): YAMLMap[] {
  const steps = owner.get('steps')
  return isSeq(steps) ? steps.items.flatMap(step => (isMap(step) ? [step] : [])) : []
}

function isBlock({ type }: Scalar): boolean {
  return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED'
}

function wordOf(owner: YAMLMap | Document.Parsed, keys: string[]): string | undefined {
  const word = owner.getIn(keys)
  return typeof word === 'string' ? word : undefined
}

function defaultShell(owner: YAMLMap | Document.Parsed): string | undefined {
  return wordOf(owner, ['defaults', 'run', 'shell'])
}

/** On Linux it is bash where a workflow says nothing. */
function shellOf(named = 'bash'): RunScript['shell'] | undefined {
  const [program = ''] = named.split(' ')
  return program === 'bash' || program === 'sh' ? program : undefined
}

/** What GitHub puts in is not known here; a word of it stands for any. */
function withoutExpressions(script: string): string {
  return script.replace(/\$\{\{.*?\}\}/gs, 'expression')
}
