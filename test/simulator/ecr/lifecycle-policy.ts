import { AwsFault } from '../fault.ts'
import type { Json } from '../operation.ts'
import { isObject } from '../protocol/schema.ts'

/**
 * A rule of a lifecycle policy.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export interface LifecycleRule {
  rulePriority: number
  description?: string
  selection: Selection
  action: { type: 'expire' } | { type: 'transition'; targetStorageClass: 'archive' }
}

interface Selection {
  tagStatus: 'tagged' | 'untagged' | 'any'
  /** An image has a tag for each of them. */
  tagPatternList?: readonly string[]
  tagPrefixList?: readonly string[]
  /** `standard`, if not said. */
  storageClass?: 'standard' | 'archive'
  countType: CountType
  countUnit?: 'days'
  countNumber: number
}

type CountType = 'imageCountMoreThan' | 'sinceImagePushed' | 'sinceImagePulled' | 'sinceImageTransitioned'

/** A policy as its repository keeps it. */
export interface LifecyclePolicy {
  text: string
  /** The most important first. */
  rules: readonly LifecycleRule[]
}

/** Reads a policy, and refuses what ECR refuses. */
export function readPolicy(text: string): LifecyclePolicy {
  const document = parse(text)
  const given = isObject(document) ? document.rules : undefined
  if (!Array.isArray(given)) throw invalid('object has missing required properties (["rules"])')
  const rules = given.map(readRule)
  const wrong = [...rules.flatMap(mistakesOfRule), ...mistakesOfAll(rules)]
  if (wrong[0] !== undefined) throw invalid(wrong[0])
  return { text, rules: rules.toSorted((one, other) => one.rulePriority - other.rulePriority) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalid('Could not map policyString into LifecyclePolicy.')
  }
}

/** Only the members that a rule must have are there for sure; whether they are right is asked later. */
function readRule(given: Json): LifecycleRule {
  const rule = isObject(given) ? given : {}
  const missing = ['action', 'rulePriority', 'selection'].filter(name => rule[name] === undefined)
  if (missing.length > 0) throw invalid(`object has missing required properties (${JSON.stringify(missing)})`)
  return rule as unknown as LifecycleRule
}

function mistakesOfRule(rule: LifecycleRule): string[] {
  return ruleChecks.filter(({ holds }) => !holds(rule)).map(({ says }) => says)
}

interface RuleCheck {
  says: string
  holds: (rule: LifecycleRule) => boolean
}

const patternsOf = ({ selection }: LifecycleRule): readonly string[] => [
  ...(selection.tagPatternList ?? []),
  ...(selection.tagPrefixList ?? []),
]
const isOneOf = (value: string | undefined, ...allowed: readonly string[]): boolean => allowed.includes(value ?? '')

const ruleChecks: readonly RuleCheck[] = [
  {
    says: 'tagStatus must be tagged, untagged or any',
    holds: ({ selection }) => isOneOf(selection.tagStatus, 'tagged', 'untagged', 'any'),
  },
  {
    says: 'tagPrefixList or tagPatternList is required, and only allowed, when tagStatus is tagged',
    holds: rule => (rule.selection.tagStatus === 'tagged') === patternsOf(rule).length > 0,
  },
  {
    says: 'a tag pattern may have at most four wildcards',
    holds: ({ selection }) => (selection.tagPatternList ?? []).every(pattern => pattern.split('*').length <= 5),
  },
  {
    says: 'countType is not known',
    holds: ({ selection }) =>
      isOneOf(
        selection.countType,
        'imageCountMoreThan',
        'sinceImagePushed',
        'sinceImagePulled',
        'sinceImageTransitioned',
      ),
  },
  {
    says: 'countUnit must be days, and is only allowed, when countType is a time',
    holds: ({ selection: { countType, countUnit } }) =>
      countType === 'imageCountMoreThan' ? countUnit === undefined : countUnit === 'days',
  },
  {
    says: 'numeric instance is lower than the required minimum (minimum: 1)',
    holds: ({ selection: { countNumber } }) => Number.isInteger(countNumber) && countNumber >= 1,
  },
  {
    says: 'countType sinceImageTransitioned goes with storageClass archive, at least 90 days and expire alone',
    holds: ({ selection: { countType, countNumber, storageClass = 'standard' }, action }) =>
      countType === 'sinceImageTransitioned'
        ? storageClass === 'archive' && countNumber >= 90 && action.type === 'expire'
        : storageClass === 'standard',
  },
  {
    says: 'action must be expire, or transition to archive',
    holds: ({ action }) =>
      (action.type as string) === 'expire' ||
      (action.type === 'transition' && (action.targetStorageClass as string) === 'archive'),
  },
]

function mistakesOfAll(rules: readonly LifecycleRule[]): string[] {
  const priorities = rules.map(({ rulePriority }) => rulePriority)
  const patterns = rules.map(rule => JSON.stringify(patternsOf(rule).toSorted())).filter(list => list !== '[]')
  const untagged = rules.filter(({ selection }) => selection.tagStatus === 'untagged')
  const any = rules.filter(({ selection }) => selection.tagStatus === 'any')
  const lowestAny = Math.min(...any.map(({ rulePriority }) => rulePriority))
  const checks: readonly (readonly [fine: boolean, says: string])[] = [
    [isUnique(priorities), 'rulePriority must be unique'],
    [isUnique(patterns), 'the rules must have different tag prefixes and patterns'],
    [isUnique(untagged.map(storageClassOf)), 'only one rule may select untagged images'],
    [isUnique(any.map(storageClassOf)), 'only one rule may select any images'],
    [
      rules.every(({ rulePriority, selection }) => selection.tagStatus === 'any' || rulePriority < lowestAny),
      'a rule that selects any images must have the highest rulePriority',
    ],
  ]
  return checks.filter(([fine]) => !fine).map(([, says]) => says)
}

const isUnique = (values: readonly unknown[]): boolean => new Set(values).size === values.length

/** From which class a rule selects. */
export function storageClassOf({ selection }: LifecycleRule): 'standard' | 'archive' {
  return selection.storageClass ?? 'standard'
}

function invalid(what: string): AwsFault {
  return new AwsFault(
    'InvalidParameterException',
    "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: " +
      `'Lifecycle policy validation failure: ${what}'`,
  )
}
