import { AwsFault } from '../fault.ts'
import type { JsonObject } from '../operation.ts'

interface Details {
  /** What the body says beside the message. */
  members?: JsonObject
  headers?: Record<string, string>
  /** Path of the documentation that the body names; that of the call, if not said. */
  documentation?: string
}

/** A refusal of the REST API; its code is for the record alone, since GitHub has statuses and messages. */
export class RestFault extends AwsFault {
  readonly headers: Record<string, string>
  readonly documentation: string | undefined

  constructor(status: number, message: string, { members = {}, headers = {}, documentation }: Details = {}) {
    super(`HTTP ${status}`, message, status, members)
    this.headers = headers
    this.documentation = documentation
  }
}

/** How GitHub refuses what is not there, and what the token must not see. */
export const notFound = (): RestFault => new RestFault(404, 'Not Found')

/** A request that does not have the form of its call: one sentence for each mistake. */
export function invalidRequest(mistakes: readonly string[]): RestFault {
  return new RestFault(422, ['Invalid request.', ...mistakes].join('\n\n'))
}

interface Invalid {
  resource: string
  field: string
  message: string
}

/** A request of the right form with a value that cannot be. */
export function validationFailed({ resource, field, message }: Invalid): RestFault {
  return new RestFault(422, 'Validation Failed', {
    members: { errors: [{ resource, code: 'custom', field, message }] },
  })
}

/** The rest of what GitHub can do and the simulator cannot: loud, so that nobody takes it for done. */
export function notSimulated(what: string): RestFault {
  return new RestFault(501, `The simulator does not have ${what}`)
}
