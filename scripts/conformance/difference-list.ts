/** The list of differences that are known, with a reason for each; and what a comparison has to say of it. */
import { parse } from 'yaml'
import type { Difference } from './reply-shape.ts'

/** As differences.yml has them: those with the same reason are together. */
interface Entry {
  reason?: string
  /** The address of what says so. */
  source?: string
  /** Operation, or several with commas between, to path to what there is on our side and on theirs. */
  differences: Record<string, Record<string, [ours: string, theirs: string]>>
}

/** Throws, with all that is wrong, if something is listed without a reason and a source, or twice. */
export function readDifferences(text: string): Difference[] {
  const entries = parse(text) as Entry[]
  const differences = entries.flatMap(differencesIn)
  const named = differences.map(nameOf)
  const problems = [
    ...entries.flatMap(complaints),
    ...named.filter((name, index) => named.indexOf(name) < index).map(name => `${name} is listed twice`),
  ]
  if (problems.length > 0) throw new Error(problems.join('\n'))
  return differences
}

function differencesIn({ differences }: Entry): Difference[] {
  return Object.entries(differences).flatMap(([operations, paths]) =>
    operations
      .split(', ')
      .flatMap(operation => Object.entries(paths).map(([path, [ours, theirs]]) => ({ operation, path, ours, theirs }))),
  )
}

function complaints({ reason = '', source = '' }: Entry, index: number): string[] {
  return [
    ...(reason === '' ? [`entry ${index + 1} has no reason`] : []),
    ...(source.startsWith('https://') ? [] : [`entry ${index + 1} has no address as its source`]),
  ]
}

/** A difference that is not listed is a problem, and so is a listed one that there is no more. */
export function listProblems(found: readonly Difference[], listed: readonly Difference[]): string[] {
  const [foundNames, listedNames] = [found.map(nameOf), listed.map(nameOf)]
  return [
    ...foundNames.filter(name => !listedNames.includes(name)).map(name => `not listed: ${name}`),
    ...listedNames.filter(name => !foundNames.includes(name)).map(name => `listed, but not so: ${name}`),
  ]
}

function nameOf({ operation, path, ours, theirs }: Difference): string {
  return `${operation} ${path}: ours ${ours}, theirs ${theirs}`
}
