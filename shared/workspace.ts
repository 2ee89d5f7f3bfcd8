import { readFile, realpath, stat } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import { UsageError } from './errors.ts'

/** Bytes; a task definition has at most 64 KiB, a manifest is smaller. */
const largest = 1_048_576

/** Whether the workspace has a file of that name, wherever it may lead. */
export async function hasWorkspaceFile(
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  const found = await stat(resolve(environment['GITHUB_WORKSPACE'] ?? '.', path)).catch(() => undefined)
  return found !== undefined
}

/**
 * Reads a file of the workspace. Links are followed before it is checked that the file lies inside: a pull request
 * must not make a deployment read the runner's files.
 */
export async function readWorkspaceFile(
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const workspace = await realpath(environment['GITHUB_WORKSPACE'] ?? '.')
  const file = await realpath(resolve(workspace, path)).catch(() => undefined)
  if (file === undefined)
    throw new UsageError([`the file ${path} is not in the workspace; is actions/checkout missing?`])
  if (!file.startsWith(workspace + sep)) throw new UsageError([`the file ${path} lies outside of the workspace`])
  const found = await stat(file)
  // A directory cannot be read; a named pipe would be read for ever.
  if (!found.isFile()) throw new UsageError([`${path} is not a file`])
  const { size } = found
  if (size > largest) throw new UsageError([`the file ${path} has ${size} bytes; ${largest} are the most`])
  return readFile(file, 'utf8')
}
