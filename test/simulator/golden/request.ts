import type { Json, JsonObject } from '../operation.ts'
import type { WireRequest } from '../protocol/call.ts'
import { isObject } from '../protocol/schema.ts'
import { jsonServices, queryServices } from '../services.ts'

/** A request to AWS as a client writes it, from `service:Operation` and its members. */
export function requestOf(action: string, input: JsonObject): Omit<WireRequest, 'id'> {
  const [service = '', operation = ''] = action.split(':')
  const [prefix] = Object.entries(jsonServices).find(([, { name }]) => name === service) ?? []
  const signedAt = `${new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
  const common = { method: 'POST', url: new URL(`https://${service}.us-west-2.amazonaws.com/`) }
  if (prefix !== undefined) {
    return {
      ...common,
      headers: { 'x-amz-date': signedAt, 'x-amz-target': `${prefix}.${operation}` },
      body: JSON.stringify(input),
    }
  }
  const [version] = Object.entries(queryServices).find(([, { name }]) => name === service) ?? []
  if (version === undefined) throw new Error(`there is no service ${service}`)
  const form = new URLSearchParams({ Action: operation, Version: version })
  for (const [name, value] of Object.entries(input)) append(form, name, value ?? null)
  return { ...common, headers: { 'x-amz-date': signedAt }, body: form.toString() }
}

function append(form: URLSearchParams, name: string, value: Json): void {
  if (Array.isArray(value)) value.forEach((item, index) => append(form, `${name}.member.${index + 1}`, item))
  else if (isObject(value)) {
    for (const [member, inner] of Object.entries(value)) append(form, `${name}.${member}`, inner ?? null)
  } else form.append(name, String(value))
}
