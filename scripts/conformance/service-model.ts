/**
 * AWS's own description of a service, as botocore publishes it, and whether a request or a reply keeps to it. The
 * simulator is already held to the schemas of the JavaScript SDK; this is the same question asked of another source.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

export interface ServiceModel {
  metadata: {
    protocol: string
    apiVersion: string
    endpointPrefix?: string
    signingName?: string
    targetPrefix?: string
    jsonVersion?: string
  }
  operations: Record<string, OperationModel>
  shapes: Record<string, Shape>
}

interface OperationModel {
  input?: { shape: string }
  output?: { shape: string; resultWrapper?: string }
  errors?: { shape: string }[]
}

interface Shape {
  type: string
  members?: Record<string, { shape: string; locationName?: string }>
  required?: string[]
  /** Of a list, what it holds. */
  member?: { shape: string; locationName?: string }
  /** Of a map. */
  value?: { shape: string }
  enum?: string[]
  min?: number
  max?: number
  /** A structure of which anything may be a member. */
  document?: boolean
  error?: { code?: string }
}

/** Answered by every operation, and therefore listed by none. */
const commonErrors = new Set([
  'AccessDeniedException',
  'ExpiredTokenException',
  'InternalFailure',
  'ServiceUnavailable',
  'Throttling',
  'ThrottlingException',
  'UnrecognizedClientException',
  'ValidationError',
  'ValidationException',
])

const loaded = new Map<string, ServiceModel>()

/** The newest model of a service under botocore's folder `data`. */
export function loadModel(data: string, service: string): ServiceModel {
  const folder = join(data, service)
  const model = loaded.get(folder) ?? readModel(folder)
  loaded.set(folder, model)
  return model
}

function readModel(folder: string): ServiceModel {
  const version = readdirSync(folder).sort().at(-1) ?? ''
  return JSON.parse(gunzipSync(readFileSync(join(folder, version, 'service-2.json.gz'))).toString()) as ServiceModel
}

/** Where a value departs from a shape, each a sentence that begins with the path to it. */
export function departures(model: ServiceModel, shapeName: string, value: unknown, path: string): string[] {
  const shape = model.shapes[shapeName]
  if (!shape) return [`${path} has the shape ${shapeName}, which the model does not have`]
  const check = checks[shape.type] ?? (() => [`${path} has the type ${shape.type}, which is not read here`])
  return check({ model, shape, value, path })
}

/** Whether an operation may answer with this error code. */
export function mayFailWith(model: ServiceModel, operation: string, code: string): boolean {
  const listed = (model.operations[operation]?.errors ?? []).flatMap(({ shape }) => [
    shape,
    model.shapes[shape]?.error?.code,
  ])
  return commonErrors.has(code) || listed.includes(code)
}

/** Every name that an XML reply of an operation may give an element. */
export function elementNames(model: ServiceModel, operation: string): Set<string> {
  const { output } = model.operations[operation] ?? {}
  const names = new Set([`${operation}Response`, output?.resultWrapper ?? '', 'ResponseMetadata', 'RequestId'])
  const seen = new Set<string>()
  const visit = (shapeName: string): void => {
    const shape = model.shapes[shapeName]
    if (!shape || seen.has(shapeName)) return
    seen.add(shapeName)
    if (shape.member) names.add(shape.member.locationName ?? 'member')
    for (const [name, member] of Object.entries(shape.members ?? {})) names.add(member.locationName ?? name)
    for (const { shape: inner } of [...Object.values(shape.members ?? {}), ...(shape.member ? [shape.member] : [])])
      visit(inner)
  }
  if (output) visit(output.shape)
  return names
}

interface Subject {
  model: ServiceModel
  shape: Shape
  value: unknown
  path: string
}

const checks: Record<string, (subject: Subject) => string[]> = {
  structure: structureDepartures,
  list: listDepartures,
  map: mapDepartures,
  string: stringDepartures,
  integer: numberDepartures,
  long: numberDepartures,
  double: numberDepartures,
  float: numberDepartures,
  timestamp: numberDepartures,
  boolean: ({ value, path }) => (typeof value === 'boolean' ? [] : [`${path} is ${typeof value}, not a boolean`]),
  blob: stringDepartures,
}

function structureDepartures({ model, shape, value, path }: Subject): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is not a structure`]
  if (shape.document === true) return []
  const given = value as Record<string, unknown>
  const members = Object.fromEntries(
    Object.entries(shape.members ?? {}).map(([name, member]) => [member.locationName ?? name, member]),
  )
  return [
    ...(shape.required ?? []).filter(name => given[name] === undefined).map(name => `${path} lacks ${name}`),
    ...Object.entries(given).flatMap(([name, inner]) => {
      const member = members[name]
      return member
        ? departures(model, member.shape, inner, `${path}.${name}`)
        : [`${path} has ${name}, which AWS does not`]
    }),
  ]
}

function listDepartures({ model, shape, value, path }: Subject): string[] {
  if (!Array.isArray(value)) return [`${path} is not a list`]
  const items: unknown[] = value
  return [
    ...boundDepartures(shape, items.length, `${path} has a length of`),
    ...items.flatMap((item, index) => departures(model, shape.member?.shape ?? '', item, `${path}[${index}]`)),
  ]
}

function mapDepartures({ model, shape, value, path }: Subject): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is not a map`]
  return Object.entries(value).flatMap(([key, inner]) =>
    departures(model, shape.value?.shape ?? '', inner, `${path}.${key}`),
  )
}

function stringDepartures({ shape, value, path }: Subject): string[] {
  if (typeof value !== 'string') return [`${path} is ${typeof value}, not a string`]
  if (shape.enum && !shape.enum.includes(value)) return [`${path} is ${value}, not one of ${shape.enum.join(', ')}`]
  return boundDepartures(shape, value.length, `${path} has a length of`)
}

function numberDepartures({ shape, value, path }: Subject): string[] {
  if (typeof value !== 'number') return [`${path} is ${typeof value}, not a number`]
  if (/^(integer|long)$/.test(shape.type) && !Number.isInteger(value))
    return [`${path} is ${value}, not a whole number`]
  return boundDepartures(shape, value, `${path} is`)
}

function boundDepartures({ min = -Infinity, max = Infinity }: Shape, size: number, what: string): string[] {
  return size < min || size > max ? [`${what} ${size}, outside ${min} to ${max}`] : []
}
