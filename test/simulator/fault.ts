import type { JsonObject } from './operation.ts'

/**
 * An error as AWS answers it: `code` is the wire's `__type`, `status` the HTTP status, `members` what the answer says
 * beside the message, or instead of it if a `Message` is among them.
 */
export class AwsFault extends Error {
  readonly code: string
  readonly status: number
  readonly members: JsonObject

  constructor(code: string, message: string, status = 400, members: JsonObject = {}) {
    super(message)
    this.code = code
    this.status = status
    this.members = members
  }
}
