import type { LifecycleRule } from './lifecycle-policy.ts'
import { storageClassOf } from './lifecycle-policy.ts'
import { matches } from './mutability.ts'

/** What a rule looks at. Times are in milliseconds since 1970. */
export interface Candidate {
  digest: string
  tags: readonly string[]
  storageClass: 'standard' | 'archive'
  pushedAt: number
  /** `undefined` for an image that was never pulled. */
  pulledAt?: number
  activatedAt?: number
  archivedAt?: number
  /** It must stay: an index that is there names it, or it tells of an image that is there. */
  isBound: boolean
}

/** An image, and the rule that decides what becomes of it. */
export interface Marked {
  digest: string
  rule: LifecycleRule
}

interface Evaluation {
  images: readonly Candidate[]
  now: number
  /** Whether images that must stay are counted beside those that may go. */
  countsBound: boolean
}

const day = 86_400_000

/**
 * What a policy does to images. All rules look at all images; then the first one, by priority, whose selection an image
 * fits decides about it alone, even if it lets it stay.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html#lp_evaluation_rules
 */
export function evaluate(rules: readonly LifecycleRule[], { images, now, countsBound }: Evaluation): Marked[] {
  const found = rules.map(rule => {
    const selected = images.filter(image => fits(rule, image) && (countsBound || !image.isBound))
    return { rule, affected: new Set(overdue(rule, selected, now)) }
  })
  return images.flatMap(image => {
    const decisive = found.find(({ rule }) => fits(rule, image))
    const goes = decisive?.affected.has(image) === true && !image.isBound
    return goes ? [{ digest: image.digest, rule: decisive.rule }] : []
  })
}

function fits(rule: LifecycleRule, { tags, storageClass }: Candidate): boolean {
  const { tagStatus, tagPatternList = [], tagPrefixList = [] } = rule.selection
  if (storageClass !== storageClassOf(rule)) return false
  if (tagStatus === 'any') return true
  if (tagStatus === 'untagged') return tags.length === 0
  const patterns = [...tagPatternList, ...tagPrefixList.map(prefix => `${prefix}*`)]
  return patterns.every(pattern => tags.some(tag => matches(pattern, tag)))
}

/** The images that are too many, the youngest of which stay, or too old. */
function overdue({ selection }: LifecycleRule, images: readonly Candidate[], now: number): readonly Candidate[] {
  const { countType, countNumber } = selection
  if (countType === 'imageCountMoreThan') {
    return images.toSorted((one, other) => other.pushedAt - one.pushedAt).slice(countNumber)
  }
  return images.filter(image => now - since[countType](image) > countNumber * day)
}

/** An image that nobody pulled counts from its push, or from its way back out of the archive. */
const since = {
  sinceImagePushed: ({ pushedAt }: Candidate) => pushedAt,
  sinceImagePulled: ({ pulledAt, pushedAt, activatedAt = 0 }: Candidate) => Math.max(pulledAt ?? pushedAt, activatedAt),
  sinceImageTransitioned: ({ archivedAt, pushedAt }: Candidate) => archivedAt ?? pushedAt,
} as const
