import { markdownText, plainLine } from './foreign-text.ts'
import { isJsonObject } from './json.ts'
import { parsePageAddress } from './page-address.ts'
import { codeSpan } from './summary.ts'
import type { Links } from './versions/links.ts'
import { isCommit, versionText } from './versions/version.ts'
import { dayAndTime, shortened } from './wording.ts'

/*
 * Where a change is by now, as pull requests and pages of releases show it: a section between two markers, which are
 * HTML comments and so not seen. The first holds the lines as data, in base64: no text in it can end it. People may
 * edit all of it, so what is read back is believed no more than any other foreign text.
 */

/** An environment that a change is or was in. Times are milliseconds since 1970. */
export interface PromotionLine {
  environment: string
  release?: string
  /** Full SHA of what was brought there. */
  commit: string
  since: number
  left?: Left
  /** Page of the run that brought it there, or took it away. */
  run?: string
  /** Address of the environment. */
  url?: string
}

/** How a change left an environment again. `by` is the release or commit that came in its place. */
export interface Left {
  at: number
  how: 'rolled back to' | 'replaced by'
  by: string
}

const opening = '<!-- deploy-actions:promotion'
const closing = '<!-- /deploy-actions:promotion -->'

/** Characters: of a name, and of a section; GitHub takes 65,536 for a comment. */
const longest = { name: 100, section: 30_000 }
const mostLines = 20

/** The last instant of the year 9999. */
const latest = 253_402_300_799_999

/** A line of what is known; its texts are made plain and short, so that they are read back as they were written. */
export function promotionLine(line: PromotionLine, links: Links): PromotionLine {
  const { environment, release, commit, since, left } = line
  const run = links.run(line.run)
  const url = pageOf(line.url)
  return {
    environment: name(environment),
    ...(release && { release: name(release) }),
    ...{ commit, since },
    ...(left && { left: { ...left, by: name(left.by) } }),
    ...(run !== undefined && { run }),
    ...(url !== undefined && { url: url.href }),
  }
}

/** The lines of a comment or of a release's body; those that cannot be read are left out. */
export function linesIn(body: string, links: Links): PromotionLine[] {
  const { data } = sectionIn(body) ?? {}
  const byEnvironment = new Map(entriesOf(data).flatMap(entry => readLine(entry, links)))
  return [...byEnvironment.values()].slice(-mostLines)
}

/** Whether there is a section of ours, or what is left of one. */
export function isMarked(body: string): boolean {
  return sectionIn(body) !== undefined
}

/**
 * The lines once a commit came to an environment. What said so already says the same again, with the time it has,
 * unless something else ran there since: `before` is when that came. What left after this keeps saying so.
 */
export function arrived(
  lines: readonly PromotionLine[],
  line: PromotionLine,
  before: number | undefined,
): PromotionLine[] {
  const known = lines.find(({ environment }) => environment === line.environment)
  if (!known) return [...lines, line]
  const stays = known.commit === line.commit && (before === undefined || known.since >= before)
  const now = known.left ? (known.left.at > line.since ? known : line) : stays ? { ...line, ...known } : line
  return lines.map(one => (one === known ? now : one))
}

/** The lines once something else came to an environment that they say the change is in; else the same. */
export function departed(
  lines: readonly PromotionLine[],
  { left, ...by }: Pick<PromotionLine, 'environment' | 'run'> & { left: Left },
  links: Links,
): PromotionLine[] {
  return lines.map(line => {
    if (line.left || line.environment !== name(by.environment)) return line
    const { environment, release, commit, since } = line
    const from = { environment, ...(release !== undefined && { release }), commit, since, left }
    return promotionLine({ ...from, ...(by.run !== undefined && { run: by.run }) }, links)
  })
}

/**
 * The text with the section for these lines in place of its own one, or at its end. All around it stays as it is.
 * Undefined where it says this already.
 */
export function withSection(body: string, lines: readonly PromotionLine[]): string | undefined {
  if (lines.length === 0) return undefined
  const section = fittingSection(lines)
  const { start, end } = sectionIn(body) ?? {}
  if (start !== undefined && end !== undefined) {
    const same = body.slice(start, end).replaceAll('\r\n', '\n') === section
    return same ? undefined : body.slice(0, start) + section + body.slice(end)
  }
  return body.trim() === '' ? section : `${body}\n\n${section}`
}

interface Section {
  data: string
  start: number
  /** Absent where somebody took the end away: what is after the start may be anybody's. */
  end: number | undefined
}

/** The last section of a text. */
function sectionIn(body: string): Section | undefined {
  const lastEnd = body.lastIndexOf(closing)
  const whole = lastEnd < 0 ? -1 : body.lastIndexOf(opening, lastEnd)
  const start = whole < 0 ? body.lastIndexOf(opening) : whole
  if (start < 0) return undefined
  const from = start + opening.length
  const to = body.indexOf('-->', from)
  return {
    data: to < 0 ? '' : body.slice(from, to).trim(),
    start,
    end: whole < 0 ? undefined : lastEnd + closing.length,
  }
}

/** What does not fit is left out, the lines of the longest ago first. */
function fittingSection(lines: readonly PromotionLine[]): string {
  const oldest = lines.toSorted((a, b) => changedAt(a) - changedAt(b))
  for (let dropped = Math.max(0, lines.length - mostLines); ; dropped++) {
    const gone = new Set(oldest.slice(0, dropped))
    const section = sectionOf(lines.filter(line => !gone.has(line)))
    if (section.length <= longest.section || dropped >= lines.length - 1) return section
  }
}

function changedAt({ since, left }: PromotionLine): number {
  return left?.at ?? since
}

function sectionOf(lines: readonly PromotionLine[]): string {
  const data = Buffer.from(JSON.stringify(lines.map(inOrder))).toString('base64')
  return [`${opening} ${data} -->`, '**Deployments**', '', ...lines.map(lineText), '', closing].join('\n')
}

/** The same members always in the same order, so that equal lines are equal texts. */
function inOrder({ environment, release, commit, since, left, run, url }: PromotionLine): object {
  return { environment, release, commit, since, left: left && [left.at, left.how, left.by], run, url }
}

function lineText({ environment, release, commit, since, left, run, url }: PromotionLine): string {
  const where = codeSpan(environment)
  const what = codeSpan(versionText({ ...(release !== undefined && { release }), commit }))
  const when = left
    ? `Was in ${where} from ${dayAndTime(since)} until ${dayAndTime(left.at)} with ${what}, ${left.how} ${codeSpan(left.by)}`
    : `In ${where} since ${dayAndTime(since)} with ${what}`
  const host = url === undefined ? undefined : URL.parse(url)?.host
  const pages = [run && link(run, 'run'), url && host && link(url, shortened(host, 60))].filter(Boolean)
  return `- ${when}${pages.length > 0 ? ` (${pages.join(', ')})` : ''}`
}

/** A link to an address that holds nothing that would end it. */
function link(url: string, label: string): string {
  const address = url.replace(/[\\`$<>]/g, mark => `%${mark.charCodeAt(0).toString(16)}`).replaceAll('&', '&amp;')
  return `[${markdownText(label)}](<${address}>)`
}

function entriesOf(data: string | undefined): unknown[] {
  try {
    const entries: unknown = JSON.parse(Buffer.from(data ?? '', 'base64').toString())
    return Array.isArray(entries) ? entries : []
  } catch {
    return []
  }
}

function readLine(entry: unknown, links: Links): [string, PromotionLine][] {
  if (!isJsonObject(entry)) return []
  const { environment, release, commit, since, left, run, url } = entry
  if (!isName(environment) || typeof commit !== 'string' || !isCommit(commit) || !isTime(since)) return []
  const gone = readLeft(left)
  if (left !== undefined && !gone) return []
  const line = promotionLine(
    {
      ...{ environment, commit, since },
      ...(isName(release) && { release }),
      ...(gone && { left: gone }),
      ...(typeof run === 'string' && { run }),
      ...(typeof url === 'string' && { url }),
    },
    links,
  )
  return [[line.environment, line]]
}

function readLeft(left: unknown): Left | undefined {
  const [at, how, by] = Array.isArray(left) ? (left as unknown[]) : []
  const isHow = how === 'rolled back to' || how === 'replaced by'
  return isTime(at) && isHow && isName(by) ? { at, how, by } : undefined
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && name(value) !== ''
}

function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= latest
}

/** A foreign name as one short line. */
function name(text: string): string {
  return shortened(plainLine(text), longest.name)
}

function pageOf(url: string | undefined): URL | undefined {
  try {
    return url === undefined ? undefined : parsePageAddress(url)
  } catch {
    return undefined
  }
}

/** A comment below a pull request, as far as it tells whose it is. */
export interface WrittenComment {
  id: number
  body: string
  /** Login; empty where the account is gone. */
  author: string
  isBot: boolean
  /** Short name of the app by which it was written, where GitHub says. */
  app: string | undefined
}

/** Whose comments are those that a job writes with its own token. */
const jobApp = 'github-actions'

/**
 * Our comment: the oldest that is marked and that this token's own account wrote, or the job's. Anybody may write our
 * marker, so one of somebody else is never taken. `login` is the token's, where that is known.
 */
export function ownComment<C extends WrittenComment>(comments: readonly C[], login: string | undefined): C | undefined {
  const isJobs = ({ author, isBot, app = jobApp }: C): boolean => author === `${jobApp}[bot]` && isBot && app === jobApp
  return comments.find(one => isMarked(one.body) && (isJobs(one) || (login !== undefined && one.author === login)))
}
