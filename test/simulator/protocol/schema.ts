import { NormalizedSchema } from '@smithy/core/schema'
import type { Json, JsonObject } from '../operation.ts'
import { enumerations } from './enumerations.ts'

/** What is wrong with a message, and where: `services[0].desiredCount`. */
export interface Problem {
  is: 'unknown' | 'missing' | 'wrong-type' | 'wrong-value'
  path: string
  expected: string
}

/** The generated code of an SDK client: its exports `CreateService$`, … describe every operation. */
export type Model = Readonly<Record<string, unknown>>

/** Finds what is wrong with a message in JSON. `null` counts as absent, as in every AWS protocol. */
export type Check = (value: Json) => readonly Problem[]

export interface OperationSchema {
  input: NormalizedSchema
  output: NormalizedSchema
}

type SchemaReference = Parameters<typeof NormalizedSchema.of>[0]

/** The SDK's own description of an operation; `undefined` for one the service does not have. */
export function operationSchema(model: Model, operation: string): OperationSchema | undefined {
  const schema = model[`${operation}$`]
  if (!Array.isArray(schema) || schema[0] !== 9) return undefined
  const [, , , , input, output] = schema as SchemaReference[]
  return { input: NormalizedSchema.of(input ?? 'unit'), output: NormalizedSchema.of(output ?? 'unit') }
}

/** What the SDK says of an error of a service beside its members. */
export function errorTraits(model: Model, code: string): { awsQueryError?: readonly [string, number] } {
  const schema = model[`${code}$`]
  return Array.isArray(schema) && schema[0] === -3 ? (schema[3] as { awsQueryError?: [string, number] }) : {}
}

const checks = new Map<unknown, Check>()

/** The check that follows from a schema. It is made once, since every request and every reply goes through one. */
export function checkOf(schema: NormalizedSchema): Check {
  const key = schema.getSchema()
  const check = checks.get(key) ?? makeCheck(schema)
  checks.set(key, check)
  return check
}

function makeCheck(schema: NormalizedSchema): Check {
  if (schema.isDocumentSchema()) return () => fine
  if (schema.isUnitSchema()) return checkStructure(new Map(), [])
  if (schema.isStructSchema()) return structureCheck(schema)
  if (schema.isListSchema()) return checkList(later(schema.getValueSchema()))
  if (schema.isMapSchema()) return checkMap(later(schema.getValueSchema()))
  return checkScalar(scalarType(schema))
}

const fine: readonly Problem[] = []

/** Schemas may contain themselves, so what is inside waits until a message has it. */
function later(schema: NormalizedSchema): Check {
  let check: Check | undefined
  return value => (check ??= checkOf(schema))(value)
}

/** A structure's schema ends in the number of its members that are required; those come first. */
function structureCheck(schema: NormalizedSchema): Check {
  const members = [...schema.structIterator()].map(([name, member]) => {
    const allowed = enumerations[`${schema.getName() ?? ''}.${name}`]
    return [name, allowed ? checkValue(Object.values(allowed)) : later(member)] as const
  })
  const count = (schema.getSchema() as readonly unknown[])[6]
  const required = members.slice(0, typeof count === 'number' ? count : 0).map(([name]) => name)
  return checkStructure(new Map(members), required)
}

function checkStructure(members: ReadonlyMap<string, Check>, required: readonly string[]): Check {
  return value => {
    if (!isObject(value)) return wrongType('structure')
    const missing = required.filter(name => isAbsent(value[name]))
    const problems: Problem[] = missing.map(name => ({ is: 'missing', path: name, expected: 'a value' }))
    for (const [name, member] of Object.entries(value)) {
      if (isAbsent(member)) continue
      const found = members.get(name)?.(member) ?? [
        { is: 'unknown', path: '', expected: [...members.keys()].join(', ') },
      ]
      // Nearly always there is none: every reply goes through here.
      if (found.length > 0) problems.push(...inside(name, found))
    }
    return problems
  }
}

function checkList(check: Check): Check {
  return value => {
    if (!Array.isArray(value)) return wrongType('list')
    const found = value.map(check)
    return found.some(({ length }) => length > 0) ? found.flatMap((each, index) => inside(`[${index}]`, each)) : fine
  }
}

function checkMap(check: Check): Check {
  return value =>
    isObject(value)
      ? Object.entries(value).flatMap(([key, item]) => inside(key, check(item ?? null)))
      : wrongType('map')
}

function checkScalar(type: 'string' | 'boolean' | 'number'): Check {
  return value => (typeof value === type ? fine : wrongType(type))
}

function checkValue(allowed: readonly string[]): Check {
  return value => {
    if (typeof value !== 'string') return wrongType('string')
    return allowed.includes(value) ? fine : [{ is: 'wrong-value', path: '', expected: allowed.join(', ') }]
  }
}

/** Timestamps are epoch seconds and blobs are base64 in JSON. */
function scalarType(schema: NormalizedSchema): 'string' | 'boolean' | 'number' {
  if (schema.isBooleanSchema()) return 'boolean'
  if (schema.isStringSchema() || schema.isBlobSchema()) return 'string'
  return 'number'
}

function wrongType(expected: string): readonly Problem[] {
  return [{ is: 'wrong-type', path: '', expected }]
}

function inside(outer: string, problems: readonly Problem[]): readonly Problem[] {
  if (problems.length === 0) return fine
  return problems.map(problem => ({ ...problem, path: join(outer, problem.path) }))
}

function join(outer: string, inner: string): string {
  return inner === '' || inner.startsWith('[') ? outer + inner : `${outer}.${inner}`
}

/** Whether a value is a structure or a map, in JSON's terms. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isAbsent(value: Json | undefined): value is null | undefined {
  return value === undefined || value === null
}
