import { redactLines } from './redaction.ts'

/**
 * Text that somebody else wrote (a container's log, an AWS message, the name of a tag) before it is shown to a person.
 * Two readers must not obey it: the GitHub runner, which takes lines of a step's output as commands, and the renderer
 * of the job summary, which takes markdown and HTML.
 */

/** Characters that one line may have. */
const LONGEST_LINE = 2_000

/** Marks every line that is not ours, and keeps it from beginning with anything that acts. */
const BAR = '│ '

/** What begins a new line for a runner, a terminal or a browser: also VT, FF, NEL and the two of Unicode. */
const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g

const ESC = '\u001b'
const BEL = '\u0007'
/** What opens a string that a terminal keeps to itself, as a window's title: DCS, SOS, OSC, PM, APC. */
const opensString = '\u0090\u0098\u009d-\u009f'
/** Sequences with which a program steers a terminal: colours, cursor, titles. Each run ends where the next begins: linear. */
const terminal = new RegExp(
  [
    `(?:${ESC}\\[|\u009b)[0-?]*[ -/]*[@-~]`,
    `(?:${ESC}[P\\]X^_]|[${opensString}])[^${ESC}${BEL}\u009c${opensString}\n\r]*(?:${BEL}|${ESC}\\\\|\u009c)`,
    `${ESC}[ -/]*[0-~]`,
  ].join('|'),
  'g',
)

/**
 * Characters that no reader sees: controls, zero-width and bidirectional ones, and whatever Unicode says may be ignored.
 * They must go before commands are looked for: `#`, a zero-width space, `#[` would become `##[` for whoever drops them,
 * and .NET's culture-sensitive search, with which the runner looks for `##[` and `::`, overlooks them.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu

/** Half of a surrogate pair: no character. */
const brokenCharacter = /\p{Cs}/gu

/**
 * The text as one line that the runner never takes as a command and that never moves a cursor. At most `most`
 * characters; what was cut is counted at its end.
 */
export function safeLine(text: string, { most = LONGEST_LINE }: { most?: number } = {}): string {
  return cut(withoutCommands(visible(text)), most)
}

/**
 * The lines of a foreign text, each safe, without credentials and behind a bar. Lines that belong together are given
 * together, since a private key spans several. Only the last `most` lines are kept, since a log says at its end what
 * went wrong; the first line then says how many are missing.
 */
export function foreignLines(text: string | readonly string[], { most = Infinity }: { most?: number } = {}): string[] {
  const lines = withoutSecrets(text)
  const omitted = Math.max(0, lines.length - most)
  const shown = lines.slice(omitted).map(line => (BAR + cut(withoutCommands(line), LONGEST_LINE)).trimEnd())
  return omitted === 0 ? shown : [`${BAR}… ${count(omitted, 'earlier line')} not shown`, ...shown]
}

/**
 * The lines of a foreign text without credentials. Whatever cuts lines cuts these: half a credential is not recognised.
 */
export function withoutSecrets(text: string | readonly string[]): string[] {
  return redactLines(linesOf([text].flat().join('\n')).map(visible))
}

/** A foreign text as one line without credentials, for readers elsewhere than in the log and the job summary. */
export function plainLine(text: string): string {
  return withoutSecrets(text).join(' ').trim()
}

/**
 * The text for a sentence or a table cell of a job summary: it shows as it is, and no markdown, HTML, link, mention or
 * reference in it acts.
 */
export function markdownText(text: string): string {
  return cut(visible(text).trim(), LONGEST_LINE)
    .replace(reference, `$&${NUL}`)
    .replace(commit, hexadecimal => hexadecimal.replace(/.{6}(?=.)/g, `$&${NUL}`))
    .replace(markup, entity)
    .replace(firstOfList, (_, digits: string, mark: string) => digits + entity(mark))
    .replaceAll(NUL, '<wbr>')
}

/**
 * A fenced block for a job summary, without credentials. The fence is longer than any run of backticks inside, so
 * nothing inside ends it.
 */
export function codeBlock(lines: readonly string[], language = ''): string {
  const shown = redactLines(lines.map(visible)).map(line => cut(line, LONGEST_LINE))
  const runs = shown.flatMap(line => line.match(/`+/g) ?? [])
  const fence = '`'.repeat(runs.reduce((longest, run) => Math.max(longest, run.length + 1), 3))
  return [fence + language.replace(/[^\w+-]/g, ''), ...shown, fence].join('\n')
}

/** "1 line", "2 lines", "12,345 lines". */
function count(many: number, what: string): string {
  return `${many.toLocaleString('en-US')} ${what}${many === 1 ? '' : 's'}`
}

function linesOf(text: string): string[] {
  const lines = text.split(lineBreak)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** What a reader would see of it, in one line. */
function visible(text: string): string {
  return text
    .replace(terminal, '')
    .replace(lineBreak, ' ')
    .replaceAll('\t', ' ')
    .replace(invisible, '')
    .replace(brokenCharacter, '\ufffd')
}

/**
 * The runner obeys `::name …::` at the beginning of a line (after .NET's TrimStart, whose white space is JavaScript's
 * `\s` once NEL is gone) and `##[name …]` anywhere in it (actions/runner, ActionCommand.cs). A space breaks both, and
 * the reader still sees what was there.
 */
function withoutCommands(line: string): string {
  return line.replace(/^(\s*:)(?=:)/, '$1 ').replaceAll('##[', '## [')
}

/** Never longer than `most`, the remark included, so that cutting twice changes nothing. */
function cut(line: string, most: number): string {
  if (line.length <= most) return line
  const kept = line.slice(0, Math.max(0, most - 40)).replace(/[\ud800-\udbff]$/, '')
  return `${kept} … (${count(line.length - kept.length, 'more character')})`
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`
}

/** An entity is never taken as markup (CommonMark 6.2), so these need no second thought about where they stand. */
const markup = /[&<>\\`*_[\]|~$]|^[-+=#]/g
/** `1.` and `1)` begin a list. */
const firstOfList = /^(\d{1,9})([.)])/
/** Stands for a break while the rest is escaped; visible text has none. */
const NUL = '\0'
/**
 * GitHub links mentions, issues, commits, addresses and emoji in the rendered text, where entities are characters again.
 * A `<wbr>` keeps two characters apart there, shows nothing and is not copied.
 */
const reference = /[@:](?=\S)|#(?=\w)|\bwww(?=\.)|\bGH-(?=\d)/gi
/** Seven digits are enough for a commit, so no run of seven may stay whole. */
const commit = /(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])/gi
