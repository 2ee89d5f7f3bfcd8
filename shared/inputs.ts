import { millisecondsIn } from './core/duration.ts'
import { UsageError, messageOf } from './errors.ts'
import type { Step } from './ports.ts'

/** Reads an input's text. Throws an Error whose message continues "`name` …", such as "is "soon"; it takes …". */
export type Parse<T> = (text: string) => T

/** How one input is read. Defaults stand in action.yml and nowhere else. */
export interface Input<T> {
  readonly parse: Parse<T>
  readonly required: boolean
}

/** The inputs of an action, by their own names: one vocabulary from the workflow file to the code. */
export type Inputs = Record<string, Input<unknown>>

export type Values<I extends Inputs> = { [Name in keyof I]: I[Name] extends Input<infer T> ? T : never }

export function required<T>(parse: Parse<T>): Input<T> {
  return { parse, required: true }
}

export function optional<T>(parse: Parse<T>): Input<T | undefined> {
  return { parse: text => (text === '' ? undefined : parse(text)), required: false }
}

/** An input that has this value where neither the workflow nor the manifest gives one. README and action.yml say so. */
export function otherwise<T>(parse: Parse<T>, value: string): Input<T> {
  return { parse: text => parse(text === '' ? value : text), required: false }
}

interface Reading<I extends Inputs> {
  /** Mistakes that lie between inputs; it sees the values only when each one by itself was right. */
  check?: ((values: Values<I>) => readonly string[]) | undefined
  /** Values of inputs that the workflow does not give. */
  defaults?: Partial<Values<I>>
  /** Says the values in other words, before they are checked. */
  translate?: ((values: Values<I>) => Values<I>) | undefined
}

/**
 * Reads all inputs. Every mistake is reported in one `UsageError`, so that a workflow is mended once, not once per
 * run.
 */
export function readInputs<I extends Inputs>(
  inputs: I,
  step: Pick<Step, 'input'>,
  { check = () => [], defaults = {}, translate = values => values }: Reading<I> = {},
): Values<I> {
  const mistakes: string[] = []
  const values: Record<string, unknown> = {}
  for (const [name, input] of Object.entries(inputs)) {
    const text = step.input(name)
    const given = defaults[name]
    if (text === '' && given !== undefined) values[name] = given
    else if (text === '' && input.required) mistakes.push(`\`${name}\` is required`)
    else attempt(() => (values[name] = input.parse(text)), name, mistakes)
  }
  if (mistakes.length > 0) throw new UsageError(mistakes)
  const translated = translate(values as Values<I>)
  mistakes.push(...check(translated))
  if (mistakes.length > 0) throw new UsageError(mistakes)
  return translated
}

function attempt(read: () => void, name: string, mistakes: string[]): void {
  try {
    read()
  } catch (error) {
    mistakes.push(`\`${name}\` ${messageOf(error)}`)
  }
}

export const text: Parse<string> = raw => raw

/** A number of milliseconds, written as `90s`, `15m` or `1h`. */
export const duration: Parse<number> = raw => {
  const milliseconds = millisecondsIn(raw)
  if (milliseconds === undefined) throw new Error(`is ${quote(raw)}; it takes a duration such as 90s, 15m or 1h`)
  return milliseconds
}

/** `true` or `false`, as YAML's core schema writes them. */
export const flag: Parse<boolean> = raw => {
  if (/^(true|True|TRUE)$/.test(raw)) return true
  if (/^(false|False|FALSE)$/.test(raw)) return false
  throw new Error(`is ${quote(raw)}; it takes true or false`)
}

/** Names separated by commas, spaces or new lines; a name given twice counts once. */
export const list: Parse<readonly string[]> = raw => {
  const names = raw.split(/[\s,]+/).filter(name => name !== '')
  if (names.length === 0) throw new Error('is empty; it takes names separated by commas, spaces or new lines')
  return [...new Set(names)]
}

/** One a line, such as names that may have spaces in them; one given twice counts once. */
export const lines: Parse<readonly string[]> = raw => {
  const given = raw.split('\n').map(line => line.trim())
  return [...new Set(given.filter(line => line !== ''))]
}

/** Each part of a list read by `parse`. */
export function listOf<T>(parse: Parse<T>): Parse<readonly T[]> {
  return raw => list(raw).map(parse)
}

/**
 * Pairs, as a JSON object (`{"api": "…"}`) or as `name=value` lines. A line without `=` is a value whose name
 * `nameOf` finds. Names are kept in their order; a name given twice is a mistake.
 */
export function pairs(what: string, nameOf?: (value: string) => string): Parse<ReadonlyMap<string, string>> {
  return raw => {
    const found = new Map<string, string>()
    for (const [name, value] of raw.startsWith('{') ? jsonPairs(raw, what) : linePairs(raw, what, nameOf)) {
      if (found.has(name)) throw new Error(`names ${quote(name)} twice`)
      found.set(name, value)
    }
    if (found.size === 0) throw new Error(`is empty; it takes ${what}`)
    return found
  }
}

function jsonPairs(raw: string, what: string): [string, string][] {
  const document = json(raw)
  return Object.entries(document).map(([name, value]) => {
    if (typeof value !== 'string')
      throw new Error(`has ${quote(name)}: ${cut(JSON.stringify(value))}; it takes ${what}`)
    return [name, value]
  })
}

function linePairs(raw: string, what: string, nameOf?: (value: string) => string): [string, string][] {
  return list(raw).map(part => {
    const at = part.indexOf('=')
    if (at > 0 && at < part.length - 1) return [part.slice(0, at), part.slice(at + 1)]
    if (at >= 0 || !nameOf) throw new Error(`has ${quote(part)}; it takes ${what}`)
    return [nameOf(part), part]
  })
}

/** A JSON object. */
export const json: Parse<Record<string, unknown>> = raw => {
  let document: unknown
  try {
    document = JSON.parse(raw)
  } catch (error) {
    throw new Error(`is not JSON: ${messageOf(error)}`, { cause: error })
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new Error(`is ${quote(raw)}; it takes a JSON object`)
  }
  return document as Record<string, unknown>
}

/** Nothing for `{}`, which a step writes that came to nothing. */
export function unlessEmpty<T>(parse: Parse<T>): Parse<T | undefined> {
  return raw => (/^\{\s*\}$/.test(raw) ? undefined : parse(raw))
}

/** Quotes what was given, cut so that a whole file pasted by mistake does not fill the log. */
export function quote(raw: string): string {
  return JSON.stringify(cut(raw))
}

function cut(raw: string): string {
  return raw.length > 80 ? `${raw.slice(0, 77)}...` : raw
}
