import { NormalizedSchema } from '@smithy/core/schema'
import type { Json, JsonObject } from '../operation.ts'

/** What is wrong with a message, and where: `services[0].desiredCount`. */
export interface Problem {
  is: 'unknown' | 'missing' | 'wrong-type'
  path: string
  expected: string
}

/** The generated code of an SDK client: its exports `CreateService$`, … describe every operation. */
export type Model = Readonly<Record<string, unknown>>

export interface OperationSchema {
  input: NormalizedSchema
  output: NormalizedSchema
}

/** The SDK's own description of an operation; `undefined` for one the service does not have. */
export function operationSchema(model: Model, operation: string): OperationSchema | undefined {
  const schema = model[`${operation}$`]
  if (!Array.isArray(schema) || schema[0] !== 9) return undefined
  const [, , , , input, output] = schema as Parameters<typeof NormalizedSchema.of>[0][]
  return { input: NormalizedSchema.of(input ?? 'unit'), output: NormalizedSchema.of(output ?? 'unit') }
}

/** Compares a message in JSON with its schema. `null` counts as absent, as in every AWS protocol. */
export function problems(schema: NormalizedSchema, value: Json, path = ''): Problem[] {
  if (schema.isDocumentSchema()) return []
  if (schema.isUnitSchema()) return structProblems([], 0, value, path)
  if (schema.isStructSchema()) {
    return structProblems([...schema.structIterator()], requiredCount(schema), value, path)
  }
  if (schema.isListSchema()) return listProblems(schema.getValueSchema(), value, path)
  if (schema.isMapSchema()) return mapProblems(schema.getValueSchema(), value, path)
  const expected = scalar(schema)
  return typeof value === expected ? [] : [{ is: 'wrong-type', path, expected }]
}

/** A structure's schema ends in the number of its members that are required; those come first. */
function requiredCount(schema: NormalizedSchema): number {
  const count = (schema.getSchema() as readonly unknown[])[6]
  return typeof count === 'number' ? count : 0
}

function structProblems(
  members: readonly (readonly [string, NormalizedSchema])[],
  required: number,
  value: Json,
  path: string,
): Problem[] {
  if (!isObject(value)) return [{ is: 'wrong-type', path, expected: 'structure' }]
  const known = new Map(members)
  const present = Object.entries(value).filter(entry => isPresent(entry[1])) as [string, Json][]
  const missing = members.slice(0, required).filter(([name]) => !isPresent(value[name]))
  return [
    ...missing.map(([name]): Problem => ({ is: 'missing', path: join(path, name), expected: 'a value' })),
    ...present.flatMap(([name, member]) => {
      const schema = known.get(name)
      const where = join(path, name)
      return schema
        ? problems(schema, member, where)
        : [{ is: 'unknown' as const, path: where, expected: [...known.keys()].join(', ') }]
    }),
  ]
}

function listProblems(element: NormalizedSchema, value: Json, path: string): Problem[] {
  if (!Array.isArray(value)) return [{ is: 'wrong-type', path, expected: 'list' }]
  return value.flatMap((item, index) => problems(element, item, `${path}[${index}]`))
}

function mapProblems(element: NormalizedSchema, value: Json, path: string): Problem[] {
  if (!isObject(value)) return [{ is: 'wrong-type', path, expected: 'map' }]
  return Object.entries(value).flatMap(([key, item]) => problems(element, item ?? null, join(path, key)))
}

/** Timestamps are epoch seconds and blobs are base64 in JSON. */
function scalar(schema: NormalizedSchema): 'string' | 'boolean' | 'number' {
  if (schema.isBooleanSchema()) return 'boolean'
  if (schema.isStringSchema() || schema.isBlobSchema()) return 'string'
  return 'number'
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isPresent(value: Json | undefined): boolean {
  return value !== undefined && value !== null
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}
