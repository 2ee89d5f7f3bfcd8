import { AwsFault } from './fault.ts'
import type { JsonObject, Sender } from './operation.ts'
import type { Call, Dialect, WireRequest } from './protocol/call.ts'
import { jsonDialect, readJson } from './protocol/json.ts'
import { queryDialect, readQuery } from './protocol/query.ts'
import { operationSchema } from './protocol/schema.ts'
import { checkReply, checkRequest } from './protocol/validate.ts'
import type { Service } from './services.ts'
import { jsonServices, queryServices, unknownService } from './services.ts'
import type { World } from './world.ts'

interface Strictness {
  /** AWS knows members of task definitions that this SDK does not: they are taken, kept and given back. */
  acceptsUnknownTaskDefinitionMembers: boolean
  /** The same of web ACLs. */
  acceptsUnknownWebAclMembers: boolean
}

/** Which services have documents of which AWS may know more than this SDK. */
const growing: Readonly<Record<string, keyof Strictness>> = {
  ecs: 'acceptsUnknownTaskDefinitionMembers',
  wafv2: 'acceptsUnknownWebAclMembers',
}

/** Reads a request to AWS. What cannot be read, or is not simulated, becomes a call that refuses. */
export function awsCall(world: World, request: WireRequest, strictness: Strictness): Call {
  const understood = request.headers['x-amz-target'] === undefined ? queryRequest(request) : jsonRequest(request)
  const { service, operation, dialect, read } = understood
  const outcome = attempt(read)
  return {
    service: service.name,
    operation,
    place: world,
    dialect,
    input: 'value' in outcome ? outcome.value : {},
    perform: () => {
      if ('error' in outcome) throw outcome.error
      const sender = { region: signedRegion(request) ?? world.region }
      return perform({ world, service, operation, input: outcome.value, sender, strictness })
    },
  }
}

/** The region in the credential scope of the signature; nothing else of the signature is looked at. */
function signedRegion({ headers }: WireRequest): string | undefined {
  return /Credential=[^/]+\/\d{8}\/([^/]+)\//.exec(headers.authorization ?? '')?.[1]
}

interface Understood {
  service: Service
  operation: string
  dialect: Dialect
  read: () => JsonObject
}

function jsonRequest({ headers, body, id }: WireRequest): Understood {
  const [prefix = '', operation = ''] = (headers['x-amz-target'] ?? '').split('.')
  const service: Service = jsonServices[prefix] ?? unknownService(prefix)
  return {
    service,
    operation,
    dialect: jsonDialect({
      version: headers['content-type']?.endsWith('1.0') ? '1.0' : '1.1',
      requestId: id,
      ...(service.queryCompatible && headers['x-amzn-query-mode'] === 'true' && { queryCodesOf: service.model }),
    }),
    read: () => readJson(body),
  }
}

function queryRequest({ url, body, id }: WireRequest): Understood {
  const parameters = new URLSearchParams(body === '' ? url.search : body)
  const operation = parameters.get('Action') ?? ''
  const version = parameters.get('Version') ?? ''
  const service = queryServices[version] ?? unknownService(`version ${version}`)
  const schema = operationSchema(service.model, operation)
  return {
    service,
    operation,
    dialect: queryDialect({ operation, namespace: service.namespace, output: schema?.output, requestId: id }),
    read: () => readQuery(parameters, schema?.input),
  }
}

interface Performed {
  world: World
  service: Service
  operation: string
  input: JsonObject
  sender: Sender
  strictness: Strictness
}

function perform({ world, service, operation, input, sender, strictness }: Performed): JsonObject {
  const run = service.operations[operation]
  if (!run) throw unknownOperation(service, operation)
  const schema = operationSchema(service.model, operation)
  const option = growing[service.name]
  const futureMembers = option !== undefined && strictness[option]
  const asked = schema && { service: service.name, codes: service.codes, operation, schema, futureMembers }
  if (asked) checkRequest(asked, input)
  const output = run(world, input, sender)
  if (asked) checkReply(asked, output)
  return output
}

/** Loud on purpose: silence here would let a test pass without the call it is about. */
function unknownOperation({ name, operations }: Service, operation: string): AwsFault {
  const known = Object.keys(operations).join(', ') || 'nothing'
  return new AwsFault(
    'UnknownOperationException',
    `The simulator does not have ${name}:${operation}. Of ${name} it has: ${known}.`,
  )
}

type Outcome<T> = { value: T } | { error: AwsFault }

function attempt<T>(read: () => T): Outcome<T> {
  try {
    return { value: read() }
  } catch (error) {
    if (error instanceof AwsFault) return { error }
    throw error
  }
}
