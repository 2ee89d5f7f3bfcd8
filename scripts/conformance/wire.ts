/** Calls as they go over the wire, by botocore's description of their service. */
import type { Exchange } from './recorder.ts'
import { jsonShape, xmlShape, type Answer } from './reply-shape.ts'
import type { ServiceModel } from './service-model.ts'

export interface HttpRequest {
  headers: Record<string, string>
  body: string
}

export interface HttpReply {
  status: number
  body: string
}

interface WireCall {
  operation: string
  input: Record<string, unknown>
}

/** A POST on `/`. Its signature is none: nobody here checks it. */
export function requestOf({ metadata }: ServiceModel, { operation, input }: WireCall): HttpRequest {
  const { apiVersion, targetPrefix, jsonVersion = '1.1', endpointPrefix = '', signingName = endpointPrefix } = metadata
  // An endpoint of many services tells them apart by the scope of the signature.
  const authorization = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261120/us-west-2/${signingName}/aws4_request`
  if (targetPrefix === undefined) {
    const form = new URLSearchParams([['Action', operation], ['Version', apiVersion], ...formOf(input)])
    return { headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' }, body: form.toString() }
  }
  const contentType = `application/x-amz-json-${jsonVersion}`
  const headers = { authorization, 'content-type': contentType, 'x-amz-target': `${targetPrefix}.${operation}` }
  return { headers, body: JSON.stringify(input) }
}

/** `{ Targets: [{ Id: 'a' }] }` is `Targets.member.1.Id=a`. */
function formOf(value: unknown, path = ''): [string, string][] {
  const inner = (name: string): string => (path === '' ? name : `${path}.${name}`)
  if (Array.isArray(value))
    return (value as unknown[]).flatMap((item, index) => formOf(item, inner(`member.${index + 1}`)))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, member]) => formOf(member, inner(name)))
  return [[path, String(value)]]
}

/** What a reply comes to. The code of a refusal is where clients look for it. */
export function answerOf({ status, replyBody: body }: Pick<Exchange, 'status' | 'replyBody'>): Answer {
  if (body.startsWith('<')) {
    const error = status < 400 ? undefined : (/<Code>([^<]*)<\/Code>/.exec(body)?.[1] ?? 'no code')
    return { status, error, shape: xmlShape(body) }
  }
  const document = JSON.parse(body || '{}') as { __type?: string }
  const { __type: code = 'no code' } = document
  const error = status < 400 ? undefined : code.split('#').at(-1)
  return { status, error, shape: jsonShape(document) }
}
