import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WorkflowText } from '../workflow-files.ts'
import type { Program } from './optional-tools.ts'
import { runScripts, type RunScript } from './run-scripts.ts'

interface Judged {
  /** Scripts in `run:` of these. */
  workflows: readonly WorkflowText[]
  /** Scripts that are files of their own, by path. */
  files: readonly string[]
  /** Where extracted scripts are put. */
  folder: string
}

/** What shellcheck finds, with the line of the workflow that it stands in. */
export async function shellcheckProblems({ workflows, files, folder }: Judged, shellcheck: Program): Promise<string[]> {
  const scripts = workflows.flatMap(runScripts)
  if (scripts.length === 0) return ['no `run:` was found in any workflow, so nothing was judged']
  await mkdir(folder, { recursive: true })
  const found = await Promise.all(
    scripts.map((script, index) => problemsOf(script, join(folder, `${index}.sh`), shellcheck)),
  )
  const ofFiles = await findings(shellcheck, files)
  return [...found.flat(), ...ofFiles.map(({ path, line, says }) => `${path}:${line}: ${says}`)]
}

async function problemsOf(script: RunScript, file: string, shellcheck: Program): Promise<string[]> {
  const { path, line, isLiteral, shell, text } = script
  await writeFile(file, text)
  const found = await findings(shellcheck, [`--shell=${shell}`, file])
  return found.map(one => `${path}:${isLiteral ? line + one.line - 1 : line}: ${one.says}`)
}

interface Finding {
  path: string
  line: number
  says: string
}

/** shellcheck ends with 1 where it finds something, and with more where it could not look. */
async function findings(shellcheck: Program, args: readonly string[]): Promise<Finding[]> {
  const { code, output } = await shellcheck(['--norc', '--format=gcc', '--color=never', ...args])
  const found = output.split('\n').flatMap(text => {
    const [, path, line, says] = /^(.+?):(\d+):\d+: (.+)$/.exec(text) ?? []
    return path === undefined ? [] : [{ path, line: Number(line), says: says ?? '' }]
  })
  if (code > 1 || code < 0 || (code === 1 && found.length === 0))
    throw new Error(`shellcheck ended with code ${code}\n${output.trim()}`)
  return found
}
