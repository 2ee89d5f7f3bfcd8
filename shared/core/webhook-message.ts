import type { JsonObject } from './json.ts'
import type { Notice } from './notice.ts'

/** A notice for programs, in the form of Standard Webhooks. `at` is when it was made, in milliseconds since 1970. */
export function webhookMessage({ event, ...data }: Notice, at: number): JsonObject {
  return { type: `deployment.${event}`, timestamp: new Date(at).toISOString(), data }
}
