import { isJsonObject } from './json.ts'
import type { JsonObject } from './json.ts'
import { fitsPattern } from './tag-mutability.ts'
import { counted, dayAndTime } from './wording.ts'

/** An image of a release, as far as a lifecycle policy looks at it. */
export interface KeptImage {
  tags: readonly string[]
  /** Milliseconds since 1970, where that is known. */
  pushedAt: number | undefined
  /** With its own, the manifests that one release puts into the repository: those of its platforms and attestations. */
  manifests: number
}

interface Rule {
  priority: number
  tagStatus: unknown
  patterns: readonly string[]
  storageClass: unknown
  countType: unknown
  count: number
  archives: boolean
}

/** Releases that a rule should leave, so that there is one to return to. */
const fewest = 5

const day = 86_400_000

/** Days that a release may well stay in production. */
const longStay = 30

/** Milliseconds in which an end is called near. */
const near = 7 * day

/**
 * What a lifecycle policy, by its document, threatens a release with: that it goes soon, or that what a rollback needs is
 * gone by then. A part of a sentence without a full stop; undefined where it threatens nothing, or cannot be read.
 */
export function lifecycleRisk(policy: string, image: KeptImage, now: number): string | undefined {
  const rules = readRules(policy).toSorted((a, b) => a.priority - b.priority)
  // The first rule that an image fits decides about it alone, even where it lets it stay (Amazon ECR, "How lifecycle
  // policy rules are evaluated").
  const rule = rules.find(one => fits(one, image))
  return rule && risks[String(rule.countType)]?.(rule, image, now)
}

type Risk = (rule: Rule, image: KeptImage, now: number) => string | undefined

const risks: Readonly<Record<string, Risk | undefined>> = {
  imageCountMoreThan: (rule, { manifests }) => {
    // A rule for any images counts the manifests of platforms and attestations beside their index.
    const size = rule.tagStatus === 'any' ? manifests : 1
    const releases = Math.floor(rule.count / size)
    if (releases >= fewest) return undefined
    const each = size > 1 ? `, and a release has ${size}` : ''
    return `lifecycle rule ${rule.priority} leaves ${counted(rule.count, 'image')}${each}: older releases cannot be returned to`
  },
  sinceImagePushed: (rule, { pushedAt }, now) => {
    const end = pushedAt === undefined ? undefined : pushedAt + rule.count * day
    const days = `${counted(rule.count, 'day')} after the push`
    if (end !== undefined && end - now < near)
      return `lifecycle rule ${rule.priority} ${does(rule)} this release ${days}, at ${dayAndTime(end)} or within a day after it: then no task can be started with it`
    if (rule.count >= longStay) return undefined
    return `lifecycle rule ${rule.priority} ${does(rule)} images ${days}: a release that runs for longer can neither be started again nor returned to`
  },
  sinceImagePulled: rule =>
    rule.count < longStay
      ? `lifecycle rule ${rule.priority} ${does(rule)} images that no task was started with for ${counted(rule.count, 'day')}: a release that just keeps running is not pulled`
      : undefined,
}

function does({ archives }: Rule): string {
  return archives ? 'archives' : 'expires'
}

function fits({ tagStatus, patterns, storageClass }: Rule, { tags }: KeptImage): boolean {
  if (storageClass === 'archive') return false
  if (tagStatus === 'any') return true
  if (tagStatus !== 'tagged' || patterns.length === 0) return false
  return patterns.every(pattern => tags.some(tag => fitsPattern(pattern, tag)))
}

function readRules(policy: string): Rule[] {
  let document: unknown
  try {
    document = JSON.parse(policy)
  } catch {
    return []
  }
  const rules = isJsonObject(document) ? document['rules'] : undefined
  return Array.isArray(rules) ? rules.filter(isJsonObject).flatMap(rule => readRule(rule) ?? []) : []
}

function readRule({ rulePriority, selection, action }: JsonObject): Rule | undefined {
  if (!isJsonObject(selection) || typeof rulePriority !== 'number') return undefined
  const { countNumber, countType, tagStatus, storageClass } = selection
  if (typeof countNumber !== 'number' || countNumber < 1) return undefined
  const archives = isJsonObject(action) && action['type'] === 'transition'
  return {
    ...{ priority: rulePriority, tagStatus, storageClass, countType, archives },
    count: countNumber,
    patterns: [...texts(selection['tagPatternList']), ...texts(selection['tagPrefixList']).map(prefix => `${prefix}*`)],
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(one => typeof one === 'string') : []
}
