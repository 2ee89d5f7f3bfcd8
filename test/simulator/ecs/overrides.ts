import type { JsonObject } from '../operation.ts'
import { asObjects } from './json.ts'

/** What a task's overrides say of one container; empty when they do not name it. */
export function overrideOf(overrides: JsonObject, container: string): JsonObject {
  return asObjects(overrides.containerOverrides).find(({ name }) => name === container) ?? {}
}
