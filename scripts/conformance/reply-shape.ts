/**
 * What a reply is made of, without what it says. Two services that know nothing of one another can be compared by it:
 * they may differ in every id and time, but not in what they tell and how they refuse.
 */

/** Kind of each part by its path, such as `services[].events: list`; parts come before what is in them. */
export type Shape = ReadonlyMap<string, string>

/** What came back for a call. */
export interface Answer {
  status: number
  /** Code of the refusal. */
  error?: string | undefined
  shape: Shape
}

/** A part that two answers to an operation do not have in common. */
export interface Difference {
  /** Such as `ecs DescribeServices`. */
  operation: string
  /** Path of a part; or `status`, or `error`, of which the codes are compared. */
  path: string
  ours: string
  theirs: string
}

/** What there is of a part that is not there. */
const nothing = 'nothing'

/** The shape of a parsed JSON document. Items of a list are one part: whatever any of them has, it has. */
export function jsonShape(document: unknown): Shape {
  const shape = new Map<string, string>()
  const visit = (value: unknown, path: string): void => {
    if (path !== '') note(shape, path, kindOf(value))
    if (Array.isArray(value)) for (const item of value as unknown[]) visit(item, `${path}[]`)
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) visit(inner, path === '' ? name : `${path}.${name}`)
  }
  visit(document, '')
  return shape
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  return typeof value === 'object' ? 'structure' : typeof value
}

/**
 * The shape of a reply in XML, within its outermost elements. It has no types: a part is a list, a structure, text or
 * empty.
 */
export function xmlShape(text: string): Shape {
  const shape = new Map<string, string>()
  const within: string[] = []
  for (const [, closing, name = '', alone, content = ''] of text.matchAll(/<(\/?)([A-Za-z]\w*)[^>]*?(\/?)>([^<]*)/g)) {
    if (closing === '/') {
      within.pop()
      continue
    }
    const parent = within.at(-1)
    const path = pathIn(parent, name)
    if (parent) note(shape, parent, name === 'member' ? 'list' : 'structure')
    if (path !== '') note(shape, path, content.trim() === '' ? 'empty' : 'text')
    if (alone !== '/') within.push(path)
  }
  return shape
}

function pathIn(parent: string | undefined, name: string): string {
  if (parent === undefined) return ''
  if (parent === '') return name.endsWith('Result') ? '' : name
  return name === 'member' ? `${parent}[]` : `${parent}.${name}`
}

/** Of an item that is empty and one that is not, the latter tells. */
function note(shape: Map<string, string>, path: string, kind: string): void {
  const known = shape.get(path)
  if (known === undefined || known === 'empty') shape.set(path, kind)
  else if (kind !== 'empty' && kind !== known)
    shape.set(path, [...new Set([...known.split(' or '), kind])].sort().join(' or '))
}

/** Where two answers differ. Of a part that one of them lacks, only the whole is named; of refusals, only the code. */
export function differencesOf(operation: string, ours: Answer, theirs: Answer): Difference[] {
  const difference = (path: string, our = nothing, their = nothing): Difference[] =>
    our === their ? [] : [{ operation, path, ours: our, theirs: their }]
  const refused = [
    ...difference('status', String(ours.status), String(theirs.status)),
    ...difference('error', ours.error, theirs.error),
  ]
  if (ours.status >= 400 || theirs.status >= 400) return refused
  return [...new Set([...ours.shape.keys(), ...theirs.shape.keys()])]
    .filter(path => [ours, theirs].every(({ shape }) => holds(shape, path)))
    .flatMap(path => difference(path, ours.shape.get(path), theirs.shape.get(path)))
}

/** Whether a shape has what a part would be in. */
function holds(shape: Shape, path: string): boolean {
  const holder = path.replace(/(\[\]|\.?[^.[\]]+)$/, '')
  return holder === '' || shape.has(holder)
}
