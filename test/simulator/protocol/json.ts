import { AwsFault } from '../fault.ts'
import type { JsonObject } from '../operation.ts'
import type { Call, Dialect, Trouble } from './call.ts'
import { deniedMessage } from './iam.ts'
import { isObject } from './schema.ts'

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

/**
 * AWS JSON 1.0 and 1.1 differ in their content type alone. The error's code is the body's `__type`; clients look there
 * first, then in `x-amzn-errortype`.
 */
export function jsonDialect({ version, requestId }: { version: '1.0' | '1.1'; requestId: string }): Dialect {
  const headers = { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': requestId }
  return {
    reply: output => ({ status: 200, headers, body: JSON.stringify(output) }),
    refuse: ({ code, message, status }) => ({ status, headers, body: JSON.stringify({ __type: code, message }) }),
    trouble: (trouble, call) => troubles[trouble](call),
  }
}

const troubles: Record<Trouble, (call: Call) => AwsFault> = {
  throttled: () => new AwsFault('ThrottlingException', 'Rate exceeded'),
  denied: call => new AwsFault('AccessDeniedException', deniedMessage(call)),
  expired: () => new AwsFault('ExpiredTokenException', 'The security token included in the request is expired'),
  failed: () => new AwsFault('ServerException', 'Service Unavailable. Please try again later.', 500),
  unavailable: () => new AwsFault('ServiceUnavailableException', 'Service is unavailable', 503),
}
