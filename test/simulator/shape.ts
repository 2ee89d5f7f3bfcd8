/** Compares a value with what it should be, and gives a complaint for everything wrong, each with its path. */
export type Check = (value: unknown, path: string) => string[]

/** One check for every member that a type has; the compiler sees to it that none is forgotten. */
type Fields<T> = { readonly [Name in keyof Required<T>]: Check }

/** Milliseconds, or text such as `500ms`, `90s`, `15m`, `1h`, `30d`; of an offset perhaps with a minus. */
export type Duration = number | string

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** A duration in milliseconds. */
export function milliseconds(duration: Duration): number {
  if (typeof duration === 'number') return duration
  const [, amount, unit] = /^(-?\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(duration) ?? []
  if (amount === undefined) throw new Error(`${JSON.stringify(duration)} is no duration`)
  return Number(amount) * units[unit as keyof typeof units]
}

const shown = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value))

/** What the description says of it holds. */
export function that(description: string, holds: (value: unknown) => boolean): Check {
  return (value, path) => (holds(value) ? [] : [`${path} must be ${description}, but is ${shown(value)}`])
}

/** Text that is not empty. */
export const text = that('text', value => typeof value === 'string' && value !== '')
export const flag = that('true or false', value => typeof value === 'boolean')
export const whole = that('a whole number from 0', value => Number.isInteger(value) && Number(value) >= 0)
export const number = that('a number from 0', value => typeof value === 'number' && value >= 0)
export const chance = that('a chance between 0 and 1', value => typeof value === 'number' && value >= 0 && value <= 1)
export const duration = that(
  'a duration such as 500ms, 90s or 15m',
  value =>
    (typeof value === 'number' && value >= 0) || (typeof value === 'string' && /^\d+(\.\d+)?(ms|s|m|h|d)$/.test(value)),
)
export const offset = that(
  'a duration such as 10m or -10m',
  value => typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?(ms|s|m|h|d)$/.test(value)),
)
export const instant = that(
  'a time such as 2026-11-20T09:00:00Z',
  value => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
)

/** Exactly one of these values. */
export function oneOf(...values: readonly unknown[]): Check {
  return that(values.map(shown).join(' or '), value => values.includes(value))
}

/** A list of what the check takes, of any length. */
export function listOf(item: Check): Check {
  return (value, path) =>
    Array.isArray(value)
      ? value.flatMap((one, index) => item(one, `${path}[${index}]`))
      : [`${path} must be a list, but is ${shown(value)}`]
}

/** A map with any keys, whose values the check takes. */
export function mapOf(item: Check): Check {
  return (value, path) =>
    isMap(value)
      ? Object.entries(value).flatMap(([key, one]) => item(one, join(path, key)))
      : [`${path} must be a map, but is ${shown(value)}`]
}

/** Anything that JSON can say in braces: it is passed on as it is. */
export const document: Check = mapOf(() => [])

/** A map with the members of a type: those required must be there, and no others may be. */
export function object<T>(fields: Fields<T>, required: readonly (keyof T & string)[] = []): Check {
  const known = fields as Readonly<Record<string, Check>>
  return (value, path) => {
    if (!isMap(value)) return [`${path} must be a map, but is ${shown(value)}`]
    const missing = required.filter(name => value[name] === undefined).map(name => `${join(path, name)} is required`)
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    return [...missing, ...members.flatMap(([name, member]) => checkMember(known, { name, member, path }))]
  }
}

function checkMember(known: Readonly<Record<string, Check>>, { name, member, path }: Member): string[] {
  const check = Object.hasOwn(known, name) ? known[name] : undefined
  return (
    check?.(member, join(path, name)) ?? [
      `${join(path, name)} is unknown; here may be ${Object.keys(known).join(', ')}`,
    ]
  )
}

interface Member {
  name: string
  member: unknown
  path: string
}

/** One of several kinds of value: those of the first kind that fits, or the complaints of the kind it comes closest to. */
export function anyOf(...checks: readonly Check[]): Check {
  return (value, path) => {
    const complaints = checks.map(check => check(value, path))
    return complaints.find(none => none.length === 0) ?? closest(complaints, path)
  }
}

/** Complaints about what is inside a value come closer than one about the value as a whole. */
function closest(complaints: readonly string[][], path: string): string[] {
  return complaints.find(([first]) => !first?.startsWith(`${path} must be `)) ?? complaints.flat()
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}
