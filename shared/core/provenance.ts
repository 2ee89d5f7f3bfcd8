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
  /** It was rolled away from, or somebody tagged it so by hand: not to be brought back unasked. */
  failed?: FailedMark
  /** It was returned to by a rollback. */
  rollback?: RollbackMark
  /** What a migration did for it, in a few words. It stays applied after a rollback. */
  migration?: string
}

export interface FailedMark {
  /** Milliseconds since 1970; absent where somebody wrote the tag by hand, without a time. */
  at?: number
  why: string
}

export interface RollbackMark {
  /** The revision that was rolled away from, as `family:revision`. */
  from: string
  /** Milliseconds since 1970 when it began: the same for all services that went back together. */
  at: number
  /** Whether its run came to an end and told how; one that was killed is continued by the next. */
  done: boolean
  /** Page of the workflow run that began it. */
  runUrl?: string
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
  { key: 'failed', write: ({ failed }) => failed && tagValue(failedText(failed)), read: readFailed },
  { key: 'rollback', write: ({ rollback }) => rollback && whole(rollbackText(rollback)), read: readRollback },
  { key: 'migration', write: ({ migration }) => migration && tagValue(migration), read: migration => ({ migration }) },
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

function failedText({ at, why }: FailedMark): string {
  return at === undefined ? why : `${new Date(at).toISOString()} ${why}`
}

function readFailed(value: string): Provenance {
  const [, time = '', why = ''] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ?(.*)$/.exec(value) ?? []
  const at = Date.parse(time)
  return { failed: Number.isNaN(at) ? { why: value } : { at, why } }
}

function rollbackText({ from, at, done, runUrl }: RollbackMark): string {
  const by = runUrl === undefined ? '' : ` by ${runUrl}`
  return `${done ? 'done' : 'begun'} ${new Date(at).toISOString()} from ${from}${by}`
}

function readRollback(value: string): Provenance {
  const [, state, time = '', from = '', runUrl] = /^(done|begun) (\S+) from (\S+)(?: by (\S+))?$/.exec(value) ?? []
  const at = Date.parse(time)
  if (state === undefined || Number.isNaN(at)) return {}
  return { rollback: { from, at, done: state === 'done', ...(runUrl !== undefined && { runUrl }) } }
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

/** Where a copy of a revision comes from: it is of the same release, but what befell the original is not its own. */
export function copiedProvenance(provenance: Provenance): Provenance {
  const copied = { ...provenance }
  delete copied.failed
  delete copied.rollback
  return copied
}

/** The tags in a reply or a file; what is not one is left out. A tag may be without a value. */
export function readTags(value: unknown): Tag[] {
  const tags = Array.isArray(value) ? value.filter(isJsonObject) : []
  return tags.flatMap(({ key, value: text = '' }) =>
    typeof key === 'string' && typeof text === 'string' ? [{ key, value: text }] : [],
  )
}
