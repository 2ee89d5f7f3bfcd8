import { isJsonObject } from './json.ts'

/** A tag of an ECS resource. */
export interface Tag {
  key: string
  value: string
}

/** Where a revision comes from. Kept as its tags, so that it outlives every runner and every log. */
export interface Provenance {
  /** Git tag of the release. */
  release?: string
  /** Full SHA of the commit. */
  commit?: string
  /** Tag that each container's image carried when it was pinned: container → tag. */
  imageTags?: Readonly<Record<string, string>>
  /** URL of the workflow run that registered the revision. */
  runUrl?: string
  /** The revision that it replaced, as ARN or `family:revision`. */
  previous?: string
}

/** Every tag of ours begins so, and no other tag is touched. */
export const PREFIX = 'deploy-actions:'

const LONGEST_VALUE = 256
const MOST_TAGS = 50

interface Entry {
  key: string
  /** The value as tag text; undefined if there is none, or none that a tag can hold without becoming another. */
  write: (provenance: Provenance) => string | undefined
  read: (value: string) => Provenance
}

/** The tags, most important first: where a revision has no room for all, the last are left out. */
const entries: readonly Entry[] = [
  { key: 'release', write: ({ release }) => release && tagValue(release), read: release => ({ release }) },
  { key: 'commit', write: ({ commit }) => commit && tagValue(commit), read: commit => ({ commit }) },
  { key: 'previous', write: ({ previous }) => previous && whole(previous), read: previous => ({ previous }) },
  { key: 'image-tags', write: ({ imageTags }) => imageTags && pairsText(imageTags), read: readPairs },
  { key: 'run', write: ({ runUrl }) => runUrl && whole(runUrl), read: runUrl => ({ runUrl }) },
]

/**
 * A text as a tag's value can hold it: AWS allows letters, digits, space and `+ - = . _ : / @`, at most 256 of them.
 * Every other character becomes `_`, what is too long is cut.
 */
export function tagValue(text: string): string {
  const allowed = text.replace(/[^\p{L}\p{N} +\-=._:/@]/gu, '_')
  // A character outside the basic plane is two units long; half of it would be no text.
  return allowed
    .slice(0, LONGEST_VALUE)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim()
}

/** Half a URL or ARN leads nowhere, or somewhere else: it is kept whole or not at all. */
function whole(text: string): string | undefined {
  return tagValue(text) === text ? text : undefined
}

/** `api=4f2c… worker=4f2c…`, as many as there is room for. */
function pairsText(imageTags: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(imageTags).map(([container, tag]) => tagValue(`${container}=${tag}`))
  return pairs.toSorted().reduce((text, pair) => {
    const longer = text === '' ? pair : `${text} ${pair}`
    return longer.length <= LONGEST_VALUE ? longer : text
  }, '')
}

function readPairs(value: string): Provenance {
  const pairs = value.split(' ').map(pair => /^([^=]+)=(.+)$/.exec(pair))
  return { imageTags: Object.fromEntries(pairs.flatMap(pair => (pair ? [[pair[1] ?? '', pair[2] ?? '']] : []))) }
}

/** The tags that record where a revision comes from. What is not known gets none. */
export function provenanceTags(provenance: Provenance): Tag[] {
  return entries.flatMap(({ key, write }) => {
    const value = write(provenance)
    return value ? [{ key: PREFIX + key, value }] : []
  })
}

/**
 * The tags for a new revision: those of somebody else as they are, and ours in place of older ones of ours. AWS allows
 * 50; foreign ones take precedence. Tags of AWS's own (`aws:…`) cannot be written and are left out.
 */
export function mergeTags(existing: readonly Tag[], provenance: readonly Tag[]): Tag[] {
  const foreign = existing.filter(({ key }) => !key.startsWith(PREFIX) && !/^aws:/i.test(key))
  return [...foreign, ...provenance].slice(0, Math.max(MOST_TAGS, foreign.length))
}

/** What the tags of a revision tell of where it comes from; nothing if it is not ours. */
export function readProvenance(tags: readonly Tag[]): Provenance {
  const values = new Map(tags.map(({ key, value }) => [key, value]))
  return entries.reduce<Provenance>((known, { key, read }) => {
    const value = values.get(PREFIX + key)
    return value ? { ...known, ...read(value) } : known
  }, {})
}

/** The tags in a reply or a file; what is not one is left out. A tag may be without a value. */
export function readTags(value: unknown): Tag[] {
  const tags = Array.isArray(value) ? value.filter(isJsonObject) : []
  return tags.flatMap(({ key, value: text = '' }) =>
    typeof key === 'string' && typeof text === 'string' ? [{ key, value: text }] : [],
  )
}
