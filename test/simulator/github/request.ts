import type { Json, JsonObject } from '../operation.ts'
import type { World } from '../world.ts'

/** A call of the REST API as an operation reads it. */
export interface RestRequest {
  /** Of the path, such as `deployment_id`. */
  parameters: Readonly<Record<string, string>>
  query: URLSearchParams
  body: JsonObject
  /** The path below the repository, for links to other pages. */
  path: string
}

export interface RestReply {
  status: number
  headers: Record<string, string>
  body: Json
}

/** One call of the REST API. Refuses by throwing a `RestFault`. */
export type RestOperation = (world: World, request: RestRequest) => RestReply

/** What is found or changed. Its type is GitHub's own (shapes.ts), whose interfaces TypeScript does not take for JSON. */
export function ok(body: unknown, headers: Record<string, string> = {}): RestReply {
  return { status: 200, headers, body: body as Json }
}

/** What is new; its address is in a header where GitHub gives one. */
export function created(body: unknown, headers: Record<string, string> = {}): RestReply {
  return { status: 201, headers, body: body as Json }
}

/** What GitHub did instead of what was asked. */
export function accepted(body: unknown): RestReply {
  return { status: 202, headers: {}, body: body as Json }
}
