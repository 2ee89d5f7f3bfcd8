import type { World } from './world.ts'

/** A value of AWS JSON. Members that are `undefined` are absent. */
export type Json = null | boolean | number | string | Json[] | JsonObject
export interface JsonObject {
  [member: string]: Json | undefined
}

/**
 * One AWS API operation: takes the request's members, changes or reads the world, gives the reply's members.
 * Refuses by throwing an `AwsFault`.
 */
export type Operation = (world: World, input: JsonObject) => JsonObject
