import type { World } from './world.ts'

/** A value of AWS JSON. Members that are `undefined` are absent. */
export type Json = null | boolean | number | string | Json[] | JsonObject
export interface JsonObject {
  [member: string]: Json | undefined
}

/** What a request says beside its members. */
export interface Sender {
  /** The region that it was signed for. */
  region: string
}

/**
 * One AWS API operation: takes the request's members, changes or reads the world, gives the reply's members.
 * Refuses by throwing an `AwsFault`.
 */
export type Operation = (world: World, input: JsonObject, sender: Sender) => JsonObject
