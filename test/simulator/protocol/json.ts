import { AwsFault } from '../fault.ts'
import type { JsonObject } from '../operation.ts'
import type { Call, Dialect, Trouble } from './call.ts'
import { deniedMessage, neededBy } from './iam.ts'
import { errorTraits, isObject } from './schema.ts'
import type { Model } from './schema.ts'

/** The members of a request in AWS JSON; an empty body is an empty structure. */
export function readJson(body: string): JsonObject {
  const value: unknown = body === '' ? {} : parse(body)
  if (!isObject(value))
    throw new AwsFault('SerializationException', 'Start of structure or map found where not expected.')
  return value
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new AwsFault('SerializationException', 'The request body is not valid JSON')
  }
}

interface JsonReply {
  version: '1.0' | '1.1'
  requestId: string
  /** The service once spoke AWS Query: refusals also say the code that they had there. */
  queryCodesOf?: Model
}

/**
 * AWS JSON 1.0 and 1.1 differ in their content type alone. The error's code is the body's `__type`; clients look there
 * first, then in `x-amzn-errortype`. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html says what the header
 * `x-amzn-query-error` is.
 */
export function jsonDialect({ version, requestId, queryCodesOf }: JsonReply): Dialect {
  const headers = { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': requestId }
  return {
    reply: output => ({ status: 200, headers, body: JSON.stringify(output) }),
    refuse: ({ code, message, status, members }) => ({
      status,
      headers: { ...headers, ...(queryCodesOf && { 'x-amzn-query-error': queryError(queryCodesOf, code, status) }) },
      body: JSON.stringify({ __type: code, ...('Message' in members ? {} : { message }), ...members }),
    }),
    trouble: (trouble, call) => troubles[trouble](call),
  }
}

/** The SDK knows the older codes of a service's own errors; what all services refuse had shorter ones. */
function queryError(model: Model, code: string, status: number): string {
  const older =
    errorTraits(model, code).awsQueryError?.[0] ??
    code.replace(/^(Throttling|AccessDenied|ExpiredToken)Exception$/, '$1')
  return `${older};${status < 500 ? 'Sender' : 'Receiver'}`
}

const troubles: Record<Trouble, (call: Call) => AwsFault> = {
  throttled: () => new AwsFault('ThrottlingException', 'Rate exceeded'),
  'throttled-secondary': () => new AwsFault('ThrottlingException', 'Rate exceeded'),
  denied: call => new AwsFault('AccessDeniedException', deniedMessage(call.place, neededBy(call)[0])),
  expired: () => new AwsFault('ExpiredTokenException', 'The security token included in the request is expired'),
  skewed: () => new AwsFault('InvalidSignatureException', 'Signature expired'),
  failed: () => new AwsFault('ServerException', 'Service Unavailable. Please try again later.', 500),
  unavailable: () => new AwsFault('ServiceUnavailableException', 'Service is unavailable', 503),
}
