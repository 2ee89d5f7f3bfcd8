import type { JsonObject } from '../operation.ts'
import type { Fields } from './body.ts'
import { required, text } from './body.ts'
import { validationFailed } from './refusals.ts'

/** Characters. */
const longest = 65_536

export const commentFields: Fields = { body: required('string') }

/** What is to be written; a comment must say something, and not too much. */
export function commentBody({ body }: JsonObject): string {
  const written = text(body)
  if (written.trim() !== '' && written.length <= longest) return written
  const message =
    written.length > longest ? `body is too long (maximum is ${longest} characters)` : `body can't be blank`
  throw validationFailed({ resource: 'IssueComment', field: 'body', message })
}
