import { NormalizedSchema } from '@smithy/core/schema'
import { AwsFault } from '../fault.ts'
import type { Json, JsonObject } from '../operation.ts'
import type { Call, Dialect, Trouble } from './call.ts'
import { deniedMessage, neededBy } from './iam.ts'
import { isObject } from './schema.ts'

/** A tree whose leaves are text: what `Targets.member.1.Id=10.0.0.1` means before a schema says more. */
interface Tree {
  [name: string]: Tree | string
}

/** The parameters of a query request as the members that its schema describes. Without a schema all stay text. */
export function readQuery(parameters: URLSearchParams, schema?: NormalizedSchema): JsonObject {
  const tree: Tree = {}
  for (const [name, value] of parameters) {
    if (name !== 'Action' && name !== 'Version') plant(tree, name.split('.'), value)
  }
  return Object.fromEntries(Object.entries(tree).map(([name, branch]) => [name, typed(branch, member(schema, name))]))
}

function plant(tree: Tree, [name = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    tree[name] = value
    return
  }
  const branch = tree[name]
  const inner: Tree = typeof branch === 'object' ? branch : {}
  tree[name] = inner
  plant(inner, rest, value)
}

function member(schema: NormalizedSchema | undefined, name: string): NormalizedSchema | undefined {
  if (!schema?.isStructSchema()) return undefined
  return [...schema.structIterator()].find(([known]) => known === name)?.[1]
}

function typed(branch: Tree | string, schema?: NormalizedSchema): Json {
  if (typeof branch === 'string') return typedText(branch, schema)
  const items = branch.member
  if (typeof items === 'object') {
    const element = schema?.isListSchema() ? schema.getValueSchema() : undefined
    return Object.values(items).map(item => typed(item, element))
  }
  return Object.fromEntries(Object.entries(branch).map(([name, inner]) => [name, typed(inner, member(schema, name))]))
}

function typedText(text: string, schema?: NormalizedSchema): Json {
  if (schema?.isListSchema() && text === '') return []
  if (schema?.isNumericSchema() && text !== '' && !Number.isNaN(Number(text))) return Number(text)
  if (schema?.isBooleanSchema() && /^(true|false)$/.test(text)) return text === 'true'
  return text
}

/** AWS Query: form parameters in, XML out. */
export function queryDialect({ operation, namespace, output, requestId }: QueryReply): Dialect {
  const xml = (status: number, body: string) => ({ status, headers: { 'content-type': 'text/xml' }, body })
  return {
    reply: members =>
      xml(
        200,
        `<${operation}Response xmlns="${namespace}"><${operation}Result>${children(members, output)}</${operation}Result>` +
          `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`,
      ),
    refuse: ({ code, message, status }) =>
      xml(
        status,
        `<ErrorResponse xmlns="${namespace}"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>` +
          `${element('Code', code)}${element('Message', message)}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
      ),
    trouble: (trouble, call) => troubles[trouble](call),
  }
}

interface QueryReply {
  operation: string
  namespace: string
  /** The schema of the reply, where there is one; it tells timestamps from numbers. */
  output?: NormalizedSchema | undefined
  requestId: string
}

function children(members: JsonObject, schema?: NormalizedSchema): string {
  return Object.entries(members)
    .map(([name, value]) => (value === undefined || value === null ? '' : element(name, value, member(schema, name))))
    .join('')
}

function element(name: string, value: Json, schema?: NormalizedSchema): string {
  return `<${name}>${content(value, schema)}</${name}>`
}

function content(value: Json, schema?: NormalizedSchema): string {
  if (Array.isArray(value)) {
    const item = schema?.isListSchema() ? schema.getValueSchema() : undefined
    return value.map(entry => element('member', entry, item)).join('')
  }
  if (isObject(value)) return children(value, schema)
  if (schema?.isTimestampSchema() && typeof value === 'number') return new Date(value * 1000).toISOString()
  return String(value).replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)
}

/** Query services have their own codes for what all services refuse. */
const troubles: Record<Trouble, (call: Call) => AwsFault> = {
  throttled: () => new AwsFault('Throttling', 'Rate exceeded'),
  'throttled-secondary': () => new AwsFault('Throttling', 'Rate exceeded'),
  denied: call => new AwsFault('AccessDenied', deniedMessage(call.place, neededBy(call)[0]), 403),
  expired: () => new AwsFault('ExpiredToken', 'The security token included in the request is expired', 403),
  skewed: () => new AwsFault('SignatureDoesNotMatch', 'Signature expired', 403),
  failed: () => new AwsFault('InternalFailure', 'The request processing has failed because of an unknown error', 500),
  unavailable: () => new AwsFault('ServiceUnavailable', 'Service is unavailable', 503),
}
