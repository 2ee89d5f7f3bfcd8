/** An error as AWS answers it: `code` is the wire's `__type`, `status` the HTTP status. */
export class AwsFault extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.code = code
    this.status = status
  }
}
