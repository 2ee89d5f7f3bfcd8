import { randomUUID } from 'node:crypto'
import { lstat, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
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

/**
 * Where a file of the workspace is to be written. Links are followed before it is checked that its folder lies inside,
 * as far as that exists.
 */
export async function placeInWorkspace(
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const workspace = await realpath(environment['GITHUB_WORKSPACE'] ?? '.')
  const file = resolve(workspace, path)
  let folder = dirname(file)
  let real = await realpath(folder).catch(() => undefined)
  while (real === undefined) {
    folder = dirname(folder)
    real = await realpath(folder).catch(() => undefined)
  }
  const place = join(real, relative(folder, file))
  if (!place.startsWith(workspace + sep)) throw new UsageError([`the file ${path} lies outside of the workspace`])
  const there = await lstat(place).catch(() => undefined)
  if (there && !there.isFile()) throw new UsageError([`${path} is there and is not a file`])
  return place
}

/** Writes a file of the workspace, whole or not at all: whoever reads it meanwhile reads the old one. */
export async function writeWorkspaceFile(
  path: string,
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  await mkdir(dirname(await placeInWorkspace(path, environment)), { recursive: true })
  // A link may have been made meanwhile; what takes the place of one follows none.
  const place = await placeInWorkspace(path, environment)
  const unfinished = `${place}.${randomUUID()}`
  try {
    await writeFile(unfinished, text, { flag: 'wx' })
    await rename(unfinished, place)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}
