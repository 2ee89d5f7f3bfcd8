/** The reference page of the manifest, from its schema. */
import { schema } from '../shared/core/deploy-manifest/schema.ts'

/** What a JSON Schema says of one value, as far as the page needs it. */
interface Part {
  title?: string
  description?: string
  properties?: Record<string, Part>
  additionalProperties?: boolean | Part
  required?: readonly string[]
}

/** Key, what it takes, and what it is for: a row for every key that a manifest may have. */
export function manifestRows(): string[][] {
  return rowsOf(schema, '')
}

function rowsOf({ properties = {}, additionalProperties, required = [] }: Part, path: string): string[][] {
  const named = Object.entries(properties).flatMap(([key, part]) =>
    ownRows(part, { key: `${path}${key}`, required: required.includes(key) }),
  )
  const any = typeof additionalProperties === 'object' ? ownRows(additionalProperties, { key: `${path}<name>` }) : []
  return [...named, ...any]
}

function ownRows(part: Part, { key, required = false }: { key: string; required?: boolean }): string[][] {
  const { title = '', description = '' } = part
  return [[`\`${key}\``, title, `${description}${required ? ' **Required.**' : ''}`.trim()], ...rowsOf(part, `${key}.`)]
}
