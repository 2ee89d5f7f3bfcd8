/**
 * Documents that pass through us untouched. The SDK drops members it does not know, in both directions and silently
 * (measured; a new task definition member would be lost), so these documents travel beside it as raw JSON.
 */

interface HttpResponse {
  body: unknown
}
interface HttpRequest {
  body: unknown
}
type Handler<Argument> = (argument: Argument) => Promise<{ response: unknown }>

/** What we use of an SDK command: its own middleware stack. The SDK types it per command, which helps nobody here. */
interface HasMiddleware {
  middlewareStack: { add(middleware: never, options: never): void }
}

/** Keeps the bytes of the reply; ask for them after `send`. */
export function keepRawReply(command: HasMiddleware): () => Record<string, unknown> {
  let bytes: Uint8Array | undefined
  const middleware =
    (next: Handler<unknown>): Handler<unknown> =>
    async argument => {
      const result = await next(argument)
      const response = result.response as HttpResponse
      bytes = await bytesOf(response.body)
      response.body = bytes
      return result
    }
  add(command, middleware, { step: 'deserialize', priority: 'low', name: 'keepRawReply' })
  return () => parseExactly(new TextDecoder().decode(bytes))
}

/** What Node 24 knows and TypeScript's library does not yet (ECMAScript proposal "JSON.parse source text access"). */
interface SourceJson {
  rawJSON: (text: string) => unknown
  parse: (text: string, revive: (name: string, value: unknown, context: { source?: string }) => unknown) => unknown
}

/** A number that JavaScript would write in another way (`1.0`, or one too large for it) stays the text that it was. */
function parseExactly(text: string): Record<string, unknown> {
  const { parse, rawJSON } = JSON as unknown as SourceJson
  const exact = (value: number, source = String(value)): unknown => (String(value) === source ? value : rawJSON(source))
  const document = parse(text, (_, value, { source }) => (typeof value === 'number' ? exact(value, source) : value))
  return document as Record<string, unknown>
}

/** Sends this document instead of what the SDK made of it; it is signed after that. */
export function sendRaw(command: HasMiddleware, document: Record<string, unknown>): void {
  const middleware =
    (next: Handler<{ request: unknown }>): Handler<{ request: unknown }> =>
    argument => {
      ;(argument.request as HttpRequest).body = new TextEncoder().encode(JSON.stringify(document))
      return next(argument)
    }
  // `build`, high: after the SDK's serializer, before content-length and signature are computed.
  add(command, middleware, { step: 'build', priority: 'high', name: 'sendRaw' })
}

function add(command: HasMiddleware, middleware: unknown, options: unknown): void {
  command.middlewareStack.add(middleware as never, options as never)
}

async function bytesOf(body: unknown): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body
  const chunks: Uint8Array[] = []
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
