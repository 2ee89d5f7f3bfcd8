/** Small repositories, made on the fly, and their runs. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createGitHub } from './index.ts'
import type { GitHub, GitHubOptions, Run } from './index.ts'

export const sha = '1234567890abcdef1234567890abcdef12345678'

type Files = Readonly<Record<string, string>>

const opened: GitHub[] = []
const folders: string[] = []

/** A GitHub with the repository acme/shop. Files whose name has no folder are workflows. */
export function github(files: Files, options: Partial<GitHubOptions> = {}): GitHub {
  const placed = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path.includes('/') ? path : `.github/workflows/${path}`, text]),
  )
  const one = createGitHub({ repository: 'acme/shop', files: () => placed, branches: { main: sha }, ...options })
  opened.push(one)
  return one
}

/** Pushes to main and waits until the one run that starts has ended. */
export async function pushed(workflow: string, options?: Partial<GitHubOptions>, files: Files = {}): Promise<Run> {
  const run = start(workflow, options, files)
  await run.ended
  return run
}

/** The same, without waiting. */
export function start(workflow: string, options?: Partial<GitHubOptions>, files: Files = {}): Run {
  return only(github({ 'a.yml': onPush(workflow), ...files }, options).push({ sha }))
}

export function only(runs: readonly Run[]): Run {
  const [run, ...more] = runs
  if (!run || more.length > 0) throw new Error(`${runs.length} runs started, not one`)
  return run
}

/** A workflow from its jobs, unless it says `on` itself. */
export function onPush(jobs: string): string {
  return /^on:/m.test(jobs) ? jobs : `on: push\n${/^jobs:/m.test(jobs) ? jobs : `jobs:\n${indented(jobs)}`}`
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ')
}

/** A job with these steps. */
export function job(steps: string, rest = ''): string {
  return `job:\n  runs-on: ubuntu-latest\n${indented(rest)}\n  steps:\n${indented(indented(steps))}\n`
}

/** A repository on disk, for actions and reusable workflows. */
export function repository(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'runner-test-'))
  folders.push(folder)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** Log of the first step, or of the one named, without what the runner says before it. */
export function logOf(run: Run, step = 0, name = 'job'): string {
  return (run.job(name).steps[step]?.log ?? '').replace(/^##\[group\]Run [\s\S]*?##\[endgroup\]\n?/, '')
}

/** Ends what still runs and removes what was written. */
export async function cleanUp(): Promise<void> {
  await Promise.all(opened.splice(0).map(one => one.close()))
  folders.splice(0).forEach(folder => rmSync(folder, { recursive: true, force: true }))
}
