/** The files by which a step tells the runner something: GITHUB_OUTPUT and its like. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const names = ['OUTPUT', 'ENV', 'PATH', 'STATE', 'STEP_SUMMARY'] as const

export type CommandFiles = Readonly<Record<(typeof names)[number], string>>

/** Makes them, empty, in a folder of the runner. */
export function makeCommandFiles(folder: string, id: string): CommandFiles {
  mkdirSync(folder, { recursive: true })
  const files = Object.fromEntries(names.map(name => [name, join(folder, `${name.toLowerCase()}_${id}`)]))
  for (const file of Object.values(files)) writeFileSync(file, '')
  return files as CommandFiles
}

/** As a step finds them. */
export function fileVariables(files: CommandFiles): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [`GITHUB_${name}`, file]))
}

export function readCommandFile(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/** `name=value`, or `name<<delimiter`, the value's lines and the delimiter. Throws on anything else, as GitHub does. */
export function readPairs(text: string): [string, string][] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const pairs: [string, string][] = []
  while (lines.length > 0) {
    const line = lines.shift() ?? ''
    if (line === '') continue
    const [equals, heredoc] = [line.indexOf('='), line.indexOf('<<')]
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) pairs.push([line.slice(0, equals), line.slice(equals + 1)])
    else if (heredoc >= 0) pairs.push(readBlock(line, heredoc, lines))
    else throw new Error(`Invalid format '${line}'`)
  }
  return pairs
}

function readBlock(line: string, at: number, lines: string[]): [string, string] {
  const [name, delimiter] = [line.slice(0, at), line.slice(at + 2)]
  if (name === '' || delimiter === '') {
    throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`)
  }
  const end = lines.indexOf(delimiter)
  if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
  const value = lines.splice(0, end + 1).slice(0, -1)
  return [name, value.join('\n')]
}
