import { Ajv } from 'ajv'
import type { ErrorObject } from 'ajv'
import { distance } from 'fastest-levenshtein'
import { LineCounter, isMap, isNode, isScalar, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import { shownValue } from '../choice.ts'
import { nearestFirst } from '../nearest.ts'
import { contradictions } from './meaning.ts'
import { schema } from './schema.ts'
import type { ManifestDocument } from './schema.ts'

export type ManifestReading = { is: 'read'; document: ManifestDocument } | { is: 'wrong'; mistakes: readonly string[] }

/** More is no configuration: a few lines of aliases can stand for gigabytes. */
const mostAliases = 10

/**
 * Reads a manifest. Every mistake is a sentence that begins with its line and column, and all come at once. The
 * document is plain data: keys that would reach an object's prototype are ordinary names or refused ones.
 */
export function readManifest(text: string): ManifestReading {
  const lines = new LineCounter()
  const yaml = parseDocument(text, { version: '1.2', schema: 'core', lineCounter: lines, prettyErrors: false })
  const placed = ({ at, says }: Mistake): string => {
    const { line, col } = lines.linePos(at)
    return `line ${line}, column ${col}: ${says}`
  }
  const unreadable = [...yaml.errors, ...yaml.warnings].map(({ pos, message }) => ({ at: pos[0], says: message }))
  if (unreadable.length > 0) return { is: 'wrong', mistakes: unreadable.map(placed) }
  const plain = plainData(yaml)
  if (plain.is === 'wrong') return plain
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true, verbose: true }).compile<ManifestDocument>(schema)
  const mistakes = validate(plain.document)
    ? contradictions(plain.document).map(({ path, says }) => ({ at: startOf(nearestNode(yaml, path)), says }))
    : (validate.errors ?? []).flatMap(error => mistakeOf(yaml, error))
  if (mistakes.length === 0) return { is: 'read', document: plain.document as ManifestDocument }
  return { is: 'wrong', mistakes: [...new Set(mistakes.toSorted((a, b) => a.at - b.at).map(placed))] }
}

interface Mistake {
  /** Where it stands: characters from the beginning. */
  at: number
  says: string
}

function plainData(yaml: Document): { is: 'plain'; document: unknown } | { is: 'wrong'; mistakes: string[] } {
  try {
    return { is: 'plain', document: yaml.toJS({ maxAliasCount: mostAliases }) as unknown }
  } catch {
    return { is: 'wrong', mistakes: [`it has more than ${mostAliases} aliases; write out what they stand for`] }
  }
}

function mistakeOf(yaml: Document, error: ErrorObject): Mistake[] {
  const { keyword, params, instancePath, parentSchema, propertyName, data } = error
  const path = pathOf(instancePath)
  const node = path.length === 0 ? yaml.contents : yaml.getIn(path, true)
  const takes = `it takes ${String(parentSchema?.['title'] ?? 'something else')}`
  const { additionalProperty, missingProperty } = params as Partial<Record<string, string>>
  if (propertyName !== undefined)
    return [
      { at: keyOffset(node, propertyName), says: `${placeText(path)} names ${shownValue(propertyName)}; ${takes}` },
    ]
  if (additionalProperty !== undefined) {
    const unknown = placeText([...path, additionalProperty])
    const says = `${unknown} is not known here; ${nearest(additionalProperty, parentSchema)}`
    return [{ at: keyOffset(node, additionalProperty), says }]
  }
  const place = placeText(path)
  if (missingProperty !== undefined) return [{ at: startOf(node), says: `${place} has no \`${missingProperty}\`` }]
  // The name itself was told above, with what it takes.
  if (keyword === 'propertyNames') return []
  if (keyword === 'uniqueItems') return [{ at: startOf(node), says: `${place} says the same twice` }]
  return [{ at: startOf(node), says: `${place} is ${shownValue(data)}; ${takes}` }]
}

function nearest(key: string, parentSchema: ErrorObject['parentSchema']): string {
  const known = Object.keys((parentSchema?.['properties'] ?? {}) as object)
  const [best] = nearestFirst(key, known)
  const near = best !== undefined && distance(key, best) <= Math.max(2, key.length / 3)
  return `${near ? `did you mean \`${best}\`? ` : ''}It takes ${known.map(one => `\`${one}\``).join(', ')}`
}

function pathOf(instancePath: string): string[] {
  const parts = instancePath.split('/').slice(1)
  return parts.map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function placeText(path: readonly string[]): string {
  return path.length === 0 ? 'the manifest' : `\`${path.join('.')}\``
}

/** The node at a path, or the nearest around it that is there. */
function nearestNode(yaml: Document, path: readonly string[]): unknown {
  const node = path.length === 0 ? yaml.contents : yaml.getIn(path, true)
  return isNode(node) || path.length === 0 ? node : nearestNode(yaml, path.slice(0, -1))
}

function keyOffset(node: unknown, key: string): number {
  const pair = isMap(node) ? node.items.find(item => isScalar(item.key) && String(item.key.value) === key) : undefined
  return startOf(pair?.key)
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0
}
