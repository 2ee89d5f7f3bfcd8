import { parse } from 'shell-quote'
import { redact } from './redaction.ts'

/** What a command input takes, to end a sentence with. */
const takes = 'it takes a JSON array of words, such as ["alembic","upgrade","head"], or words as a shell splits them'

/**
 * Reads a command as ECS takes it: words, which no shell sees. A text that begins with `[` is a JSON array; any other is
 * split as a shell splits it, with its quotes. What only a shell can do is refused: left as it stands, the command would
 * be another one than it looks.
 *
 * @throws Error whose message continues "`command` …".
 */
export function readCommand(raw: string): readonly string[] {
  const words = raw.startsWith('[') ? fromJson(raw) : fromShell(raw)
  if (words[0] === undefined || words[0] === '') throw new Error(`is empty; ${takes}`)
  return words
}

function fromJson(raw: string): string[] {
  let words: unknown
  try {
    words = JSON.parse(raw)
  } catch (error) {
    throw new Error(`begins like a JSON array and is none (${(error as Error).message}); ${takes}`, { cause: error })
  }
  if (Array.isArray(words) && words.every(word => typeof word === 'string')) return words
  throw new Error(`is an array of something else than texts; ${takes}`)
}

function fromShell(raw: string): string[] {
  const broken = mistakes.find(({ seen, within }) => seen.test(within(raw)))
  if (broken) throw new Error(broken.says)
  const special = specials.find(({ seen, within }) => seen.test(within(raw)))
  if (special) throw needsShell(special.what)
  // A variable becomes an object, so that it can be told from a word.
  const words = parse(raw, name => ({ variable: name })).map(entry => {
    if (typeof entry === 'string') return entry
    if ('variable' in entry) throw needsShell(`\`$${String(entry.variable)}\``)
    if ('comment' in entry) throw needsShell('`#`')
    throw needsShell(entry.op === 'glob' ? `the pattern \`${entry.pattern}\`` : `\`${entry.op}\``)
  })
  if (/^\w+=/.test(words[0] ?? '')) throw needsShell('a variable set before the command')
  return words
}

function needsShell(what: string): Error {
  return new Error(
    `has ${what}, which only a shell understands, and none is started; quote it if it is meant as it stands, or name the shell: ["sh","-c","…"]`,
  )
}

interface Sign {
  seen: RegExp
  /** Where it is looked for. */
  within: (raw: string) => string
}

const outsideQuotes = (raw: string): string => raw.replace(/\\[^]|'[^']*'|"(?:\\[^]|[^"\\])*"/g, '_')
/** Between double quotes a shell still runs what stands in backticks. */
const outsideSingleQuotes = (raw: string): string => raw.replace(/\\[^]|'[^']*'/g, '_')
/** A backslash at the end of a line joins it with the next. */
const withEscapes = (raw: string): string => raw.replace(/'[^']*'|"(?:\\[^]|[^"\\])*"/g, '_')

/** What no shell would take either, and what `shell-quote` would drop. */
const mistakes: readonly (Sign & { says: string })[] = [
  { seen: /['"]/, within: outsideQuotes, says: 'has a quote that is not closed' },
  { seen: /\\$/, within: outsideQuotes, says: 'ends in a backslash' },
  { seen: /[\r\n]/, within: withEscapes, says: 'has several lines; it takes one command, on one line' },
]

/** What `shell-quote` takes as it stands and a shell does not. */
const specials: readonly (Sign & { what: string })[] = [
  { seen: /`/, within: outsideSingleQuotes, what: 'a backtick' },
  { seen: /(?:^|\s)~/, within: outsideQuotes, what: '`~`' },
  { seen: /\{[^}]*(?:,|\.\.)[^}]*\}/, within: outsideQuotes, what: 'a list in braces' },
  { seen: /\[[^\]]*\]/, within: outsideQuotes, what: 'a pattern in brackets' },
]

/** The words as a person would type them, for the log; without what looks like a credential. */
export function shownCommand(words: readonly string[]): string {
  return redact(words.map(word => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word))).join(' '))
}
