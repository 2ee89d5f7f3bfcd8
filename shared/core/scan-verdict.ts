import { plainLine } from './foreign-text.ts'
import { shortened } from './wording.ts'

/** Severities that findings may be refused from, the worst first. */
export const severities = ['critical', 'high', 'medium', 'low', 'informational'] as const

export type Severity = (typeof severities)[number]

/** A weakness that scanning found. Its texts are foreign; what is not known is empty. */
export interface Finding {
  /** Such as `CVE-2026-10001`. */
  name: string
  /** The registry's word, such as `HIGH`. `UNDEFINED` and `UNTRIAGED` are those that nobody has rated yet. */
  severity: string
  package: string
  version: string
  fixedIn: string
  /** False where Amazon Inspector has it as suppressed or closed: somebody decided that it does not count. */
  isOpen: boolean
}

/** What a registry shows of one scan. */
export type SeenScan =
  /** `counts` are the registry's own, by its words for severities. */
  | { is: 'done'; findings: readonly Finding[]; counts: Readonly<Record<string, number>> }
  /** `status` is the registry's word: it goes on, it failed, it was never possible. */
  | { is: 'not-done'; status: string; description: string }
  | { is: 'none' }
  | { is: 'unread'; why: string; next?: string | undefined }

/** An image with the scans of all that tasks may run of it. */
export interface ScannedImage {
  repository: string
  /** The image itself, or an index's images of the wanted platforms. */
  parts: readonly ScannedPart[]
  /** The scan of an index itself, which many registries do not have. */
  index: SeenScan | undefined
  /** Milliseconds since it was pushed, where that is known. */
  age: number | undefined
}

export interface ScannedPart {
  digest: string
  /** Empty where the image is not an index. */
  platform: string
  scan: SeenScan
}

/** `shown` is for a cell of a table, `why` and `next` are sentences without a full stop. */
export type ScanVerdict =
  | { is: 'waiting'; for: string }
  | { is: 'passed'; shown: string }
  | { is: 'refused'; shown: string; why: string; next: string }
  | { is: 'unknown'; shown: string; why: string; next: string }

/** Whether an image may be deployed, where findings of this severity and worse refuse it. */
export function judgeScans(image: ScannedImage, threshold: Severity): ScanVerdict {
  const parts = partsOf(image)
  const scans = [...parts.map(({ scan }) => scan), ...(image.index ? [image.index] : [])]
  const found = foundIn(scans.filter(scan => scan.is === 'done'))
  const shown = countsText(found.counts)
  if (refuses(found, threshold)) return { is: 'refused', shown, ...refusalText(found, threshold) }
  const problem = parts.flatMap(part => problemWith(part, image) ?? [])[0]
  if (problem) return problem
  const open = parts.find(({ scan }) => isUnderWay(scan, image))
  if (open) return { is: 'waiting', for: `the scan of ${nameOf(open)} is ${statusOf(open.scan)}` }
  return { is: 'passed', shown }
}

/** The verdict on a scan that was still under way when there was no more time. */
export function lateScan(waitedFor: string): ScanVerdict {
  const next = 'run this again when it is done, or give it more time (`timeout`)'
  return {
    is: 'refused',
    shown: 'not scanned yet',
    why: `${waitedFor}, and there was no more time to wait for it`,
    next,
  }
}

/** Where a registry scans an index as a whole, that stands for the only image in it; of several it tells nothing. */
function partsOf({ parts, index }: ScannedImage): readonly ScannedPart[] {
  const [only, ...more] = parts
  if (only?.scan.is !== 'none' || more.length > 0 || index?.is !== 'done') return parts
  return [{ ...only, scan: index }]
}

interface Found {
  /** Open findings, each once, the worst first. */
  findings: readonly Finding[]
  /** How many of each severity, in small letters. */
  counts: ReadonlyMap<string, number>
}

function foundIn(scans: readonly Extract<SeenScan, { is: 'done' }>[]): Found {
  const open = scans.flatMap(({ findings }) => findings.filter(({ isOpen }) => isOpen))
  const findings = [...new Map(open.map(one => [keyOf(one), one])).values()].toSorted(worstFirst)
  const words = [
    ...new Set([...findings.map(wordOf), ...scans.flatMap(({ counts }) => Object.keys(counts).map(small))]),
  ]
  const counts = words.map(word => {
    const listed = findings.filter(one => wordOf(one) === word).length
    return [word, listed + Math.max(0, ...scans.map(scan => unlisted(scan, word)))] as const
  })
  return { findings, counts: new Map(counts.filter(([, count]) => count > 0)) }
}

/** Findings that the registry counts and does not list: they count as open. */
function unlisted({ findings, counts }: Extract<SeenScan, { is: 'done' }>, word: string): number {
  const counted = Object.entries(counts).reduce((sum, [name, count]) => sum + (small(name) === word ? count : 0), 0)
  return counted - findings.filter(one => wordOf(one) === word).length
}

const small = (word: string): string => word.toLowerCase()
const wordOf = ({ severity }: Finding): string => small(severity)
const keyOf = (one: Finding): string => JSON.stringify([one.name, one.package, one.version, one.severity])

/** 0 is the worst. What nobody has rated comes after all that somebody has. */
function rankOf(word: string): number {
  const rank = severities.findIndex(known => known === word)
  return rank < 0 ? severities.length : rank
}

/** The worst first; of one severity, those that can be mended. */
function worstFirst(a: Finding, b: Finding): number {
  return (
    rankOf(wordOf(a)) - rankOf(wordOf(b)) ||
    Number(b.fixedIn !== '') - Number(a.fixedIn !== '') ||
    a.name.localeCompare(b.name, 'en')
  )
}

/** The lowest severity lets nothing pass, also not what nobody has rated. */
function reaches(word: string, threshold: Severity): boolean {
  return threshold === 'informational' || rankOf(word) <= rankOf(threshold)
}

function refuses({ counts }: Found, threshold: Severity): boolean {
  return [...counts.keys()].some(word => reaches(word, threshold))
}

/** As many findings as a message names. */
const named = 5

function refusalText({ findings, counts }: Found, threshold: Severity): { why: string; next: string } {
  const over = findings.filter(one => reaches(wordOf(one), threshold))
  const total = [...counts].reduce((sum, [word, count]) => sum + (reaches(word, threshold) ? count : 0), 0)
  const shown = over.slice(0, named).map(findingText)
  const more = total - shown.length
  const rest = more > 0 ? [shown.length > 0 ? `and ${more} more` : `${more} that ECR does not list`] : []
  const mends = over.some(({ fixedIn }) => fixedIn !== '')
  return {
    why: `scanning found ${countsText(counts)}, and \`fail-on-severity\` is ${threshold}: ${[...shown, ...rest].join('; ')}`,
    next: `${mends ? 'update what has a fix' : 'update the base image and the packages'}, and build again. Where scanning is enhanced, what does not apply to you can be suppressed in Amazon Inspector`,
  }
}

function findingText(finding: Finding): string {
  const [name, affected, version, fixedIn] = [finding.name, finding.package, finding.version, finding.fixedIn].map(own)
  const where = affected ? ` in ${[affected, version].filter(Boolean).join(' ')}` : ''
  return `${name || 'a finding without a name'} (${own(wordOf(finding))})${where}${fixedIn ? `, fixed in ${fixedIn}` : ''}`
}

/** A text of others as a part of a sentence of ours. */
function own(text: string): string {
  return shortened(plainLine(text), 80)
}

/** `2 critical, 1 high`. */
function countsText(counts: Found['counts']): string {
  const worst = [...counts].toSorted(([a], [b]) => rankOf(a) - rankOf(b) || a.localeCompare(b, 'en'))
  return worst.map(([word, count]) => `${count} ${own(word)}`).join(', ') || 'nothing found'
}

const underWay: readonly string[] = ['PENDING', 'IN_PROGRESS']

/** Milliseconds after a push in which a scan may not have begun yet. */
const soon = 120_000

function isUnderWay(scan: SeenScan, { age = Infinity }: Pick<ScannedImage, 'age'>): boolean {
  return scan.is === 'not-done' ? underWay.includes(scan.status) : scan.is === 'none' && age < soon
}

function statusOf(scan: SeenScan): string {
  return scan.is === 'not-done' ? scan.status : 'not begun'
}

function nameOf({ platform }: ScannedPart): string {
  return platform === '' ? 'the image' : `its image for ${platform}`
}

type Problem = Extract<ScanVerdict, { is: 'refused' | 'unknown' }>

/** Why a scan tells nothing; undefined where it tells, or will. */
function problemWith(part: ScannedPart, image: ScannedImage): Problem | undefined {
  const { scan, digest } = part
  if (scan.is === 'done' || isUnderWay(scan, image)) return undefined
  const name = nameOf(part)
  if (scan.is === 'unread') {
    const next = (scan.next ?? 'run this again').replace(/\.$/, '')
    return { is: 'unknown', shown: 'not seen', why: `the scan of ${name} could not be seen: ${scan.why}`, next }
  }
  const again = `\`aws ecr start-image-scan --repository-name ${image.repository} --image-id imageDigest=${digest}\``
  if (scan.is === 'none') {
    const next = `let the registry scan what is pushed to ${image.repository} (basic or enhanced scanning), and scan this image: ${again}`
    return { is: 'refused', shown: 'no scan', why: `${name} was never scanned, which is not the same as clean`, next }
  }
  const status = own(scan.status)
  const description = own(scan.description).replace(/\.$/, '')
  const told = `${status}${description ? `, ${description}` : ''}`
  const known = ends.get(scan.status)
  if (!known) {
    const next = 'look at it in the registry; this status is new to these actions'
    return { is: 'unknown', shown: status, why: `the scan of ${name} has the status ${told}`, next }
  }
  return { is: 'refused', shown: known.shown, why: `${name} ${known.why} (${told})`, next: known.next(again) }
}

interface Ended {
  shown: string
  why: string
  next: (again: string) => string
}

/** How a scan may end without findings to go by. */
const ends: ReadonlyMap<string, Ended> = new Map<string, Ended>([
  [
    'FAILED',
    {
      shown: 'scan failed',
      why: 'could not be scanned',
      next: again => `scan it again (${again}); where that fails as well, build on a base image that can be scanned`,
    },
  ],
  [
    'UNSUPPORTED_IMAGE',
    {
      shown: 'cannot be scanned',
      why: 'cannot be scanned',
      next: () => 'build on an operating system that the registry can scan; enhanced scanning knows more than basic',
    },
  ],
  [
    'FINDINGS_UNAVAILABLE',
    {
      shown: 'findings lost',
      why: 'was scanned, but its findings are not there any more',
      next: again => `scan it again (${again}), or push it again where scanning is enhanced`,
    },
  ],
  [
    'SCAN_ELIGIBILITY_EXPIRED',
    {
      shown: 'scan expired',
      why: 'is not scanned any more, so what is known of it is old',
      next: () => 'raise the re-scan duration of Amazon Inspector, or build the release again',
    },
  ],
  [
    'IMAGE_ARCHIVED',
    {
      shown: 'archived',
      why: 'is archived, and is not scanned there',
      next: () => 'restore it in the registry (UpdateImageStorageClass), or build it again',
    },
  ],
  [
    'LIMIT_EXCEEDED',
    {
      shown: 'not scanned',
      why: 'was not scanned, because a quota of scans was reached',
      next: again => `scan it again when the quota allows (${again})`,
    },
  ],
])
