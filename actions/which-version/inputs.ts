import { duration, flag, list, optional, quote, required, text } from '../../shared/inputs.ts'
import type { Values } from '../../shared/inputs.ts'

export const inputs = {
  // A GitHub environment that no manifest describes has records all the same.
  environment: optional(text),
  environments: optional(list),
  history: required(readCount),
  page: optional(readPage),
  'fail-on-drift': required(flag),
  'github-token': required(text),
  timeout: required(duration),
}

export type VersionInputs = Values<typeof inputs>

/** GitHub lists so many deployments at once. */
const mostHistory = 100

function readCount(raw: string): number {
  if (/^\d{1,3}$/.test(raw) && Number(raw) <= mostHistory) return Number(raw)
  throw new Error(`is ${quote(raw)}; it takes a whole number from 0 to ${mostHistory}`)
}

/** What is written there replaces what was there: the name of a source file is a slip. */
function readPage(raw: string): string {
  if (/\.html?$/i.test(raw)) return raw
  throw new Error(`is ${quote(raw)}; it takes the path of a file that ends in .html`)
}

export function checkInputs({ environment, environments }: VersionInputs): string[] {
  return environment !== undefined && environments !== undefined
    ? ['`environment` and `environments` exclude each other: one names a single environment, the other several']
    : []
}
