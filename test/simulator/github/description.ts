import type { JsonObject } from '../operation.ts'
import { validationFailed } from './refusals.ts'

/** Characters. */
const longest = 140

/** Deployments and their statuses are described in as much as a short message holds. */
export function checkDescription(resource: string, { description }: JsonObject): void {
  if (typeof description !== 'string' || description.length <= longest) return
  const message = `description is too long (maximum is ${longest} characters)`
  throw validationFailed({ resource, field: 'description', message })
}
