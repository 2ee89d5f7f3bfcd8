/** A JSON object whose members are not known yet. */
export interface JsonObject {
  [member: string]: unknown
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
