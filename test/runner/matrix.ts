import type { Value } from './expressions.ts'

export type Combination = Readonly<Record<string, Value>>

/** A `strategy.matrix` whose expressions are evaluated; what GitHub calls a job of it. */
export function combinations(matrix: Value): Combination[] {
  const { include = [], exclude = [], ...vectors } = asMapping(matrix, 'matrix')
  const included = asList(include, 'matrix.include').map(one => asMapping(one, 'an item of matrix.include'))
  const excluded = asList(exclude, 'matrix.exclude').map(one => asMapping(one, 'an item of matrix.exclude'))
  if (Object.keys(vectors).length === 0 && included.length === 0)
    throw new Error('Matrix must define at least one vector')
  const product = multiply(vectors).filter(one => !excluded.some(filter => matches(one, filter)))
  const taken = new Set<object>()
  const extended = product.map(one => {
    const extras = included.filter(item => fits(one, item, vectors))
    extras.forEach(item => taken.add(item))
    return Object.assign({}, one, ...extras) as Combination
  })
  return [...extended, ...included.filter(item => !taken.has(item))]
}

/** What GitHub puts behind the name of a matrix job: `(a, b)`. */
export function suffix(combination: Combination, vectors: Value): string {
  const ofVectors = Object.keys(asMapping(vectors, 'matrix')).filter(name => name !== 'include' && name !== 'exclude')
  // A combination that only `include` made is named after all it has.
  const isProduct = ofVectors.length > 0 && ofVectors.every(name => name in combination)
  const shown = (isProduct ? ofVectors : Object.keys(combination)).flatMap(name => leaves(combination[name] ?? null))
  return shown.length === 0 ? '' : ` (${shown.join(', ')})`
}

function leaves(value: Value): string[] {
  if (value === null) return []
  if (typeof value === 'object') return Object.values(value).flatMap(leaves)
  return [String(value)].filter(text => text !== '')
}

function multiply(vectors: Record<string, Value>): Combination[] {
  if (Object.keys(vectors).length === 0) return []
  return Object.entries(vectors).reduce<Combination[]>(
    (made, [name, values]) => {
      const list = asList(values, `matrix.${name}`)
      if (list.length === 0) throw new Error(`Matrix vector '${name}' does not contain any values`)
      return made.flatMap(one => list.map(value => ({ ...one, [name]: value })))
    },
    [{}],
  )
}

/** An item of `include` extends those combinations whose own values it does not change. */
function fits(one: Combination, item: Combination, vectors: Record<string, Value>): boolean {
  const filter = Object.entries(item).filter(([name]) => name in vectors)
  return matches(one, Object.fromEntries(filter))
}

function matches(one: Combination, filter: Combination): boolean {
  return Object.entries(filter).every(([name, value]) => JSON.stringify(one[name]) === JSON.stringify(value))
}

function asMapping(value: Value, what: string): Record<string, Value> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new Error(`${what} must be a mapping, not ${JSON.stringify(value)}`)
}

function asList(value: Value, what: string): Value[] {
  if (Array.isArray(value)) return value
  throw new Error(`${what} must be a sequence, not ${JSON.stringify(value)}`)
}
