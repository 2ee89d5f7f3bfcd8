import { difference } from './difference.ts'
import type { TaskDefinition } from './task-definition.ts'

/** Whether registering the one would give a revision that runs as the other does, so that it can be spared. */
export function sameDefinition(a: TaskDefinition, b: TaskDefinition): boolean {
  return difference(a, b).length === 0
}
