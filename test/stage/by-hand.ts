import type { JsonObject, Operation } from '../simulator/operation.ts'
import type { World } from '../simulator/world.ts'

/** Somebody calls an operation of AWS beside any runner, in the world's own region. */
export function byHand(world: World, operation: Operation, input: JsonObject): JsonObject {
  return operation(world, input, { region: world.region })
}
