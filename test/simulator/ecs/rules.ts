import type { JsonObject } from '../operation.ts'
import { asNumber, asObject, asObjects, asText, asTexts } from './json.ts'
import { minute } from './timing.ts'

/** A deploymentConfiguration, understood. */
export interface Rules {
  strategy: 'ROLLING' | 'BLUE_GREEN' | 'LINEAR' | 'CANARY'
  minimumHealthyPercent: number
  maximumPercent: number
  breaker: Breaker
  alarms: { enabled: boolean; rollback: boolean; names: string[] }
  /** Milliseconds, where it is configured. */
  bake: number | undefined
  early: { healthyPercent: number; cleanup: 'BLOCKING' | 'DEFERRED' } | undefined
  hooks: HookRule[]
  linear: { stepPercent: number; bake: number }
  canary: { percent: number; bake: number }
}

interface Breaker {
  enabled: boolean
  rollback: boolean
  /** Whether a healthy task sets the count of failures back to 0. */
  resetOnHealthyTask: boolean
  threshold: { type: 'BOUNDED_PERCENT' | 'UNBOUNDED_PERCENT' | 'COUNT'; value: number }
}

/** A lifecycle hook; its timeout is in milliseconds. */
export interface HookRule {
  target: { is: 'PAUSE' } | { is: 'AWS_LAMBDA'; arn: string }
  stages: string[]
  timeout: number
  timeoutAction: 'CONTINUE' | 'ROLLBACK'
}

const breakerDefaults = { enable: false, rollback: false }

/** What ECS answers for a configuration that says less. */
export function withDefaults(configuration: JsonObject): JsonObject {
  const breaker = configuration.deploymentCircuitBreaker
  return {
    maximumPercent: 200,
    minimumHealthyPercent: 100,
    strategy: 'ROLLING',
    bakeTimeInMinutes: 0,
    ...configuration,
    deploymentCircuitBreaker:
      breaker === undefined ? breakerDefaults : { resetOnHealthyTask: true, ...breakerDefaults, ...asObject(breaker) },
  }
}

/** Understands a deploymentConfiguration as ECS does: its defaults for what is absent, milliseconds for its minutes. */
export function rulesOf(configuration: JsonObject): Rules {
  const alarms = asObject(configuration.alarms)
  const linear = asObject(configuration.linearConfiguration)
  const canary = asObject(configuration.canaryConfiguration)
  const bake = asNumber(configuration.bakeTimeInMinutes) ?? 0
  return {
    strategy: oneOf(['ROLLING', 'BLUE_GREEN', 'LINEAR', 'CANARY'], configuration.strategy),
    minimumHealthyPercent: asNumber(configuration.minimumHealthyPercent) ?? 100,
    maximumPercent: asNumber(configuration.maximumPercent) ?? 200,
    breaker: breakerOf(asObject(configuration.deploymentCircuitBreaker)),
    alarms: { enabled: alarms.enable === true, rollback: alarms.rollback === true, names: asTexts(alarms.alarmNames) },
    bake: bake > 0 ? bake * minute : undefined,
    early: earlyOf(asObject(configuration.earlySuccessCriteria)),
    hooks: asObjects(configuration.lifecycleHooks).map(hookOf),
    linear: {
      stepPercent: asNumber(linear.stepPercent) ?? 10,
      bake: (asNumber(linear.stepBakeTimeInMinutes) ?? 6) * minute,
    },
    canary: {
      percent: asNumber(canary.canaryPercent) ?? 5,
      bake: (asNumber(canary.canaryBakeTimeInMinutes) ?? 10) * minute,
    },
  }
}

function breakerOf(configuration: JsonObject): Breaker {
  const threshold = asObject(configuration.thresholdConfiguration)
  return {
    enabled: configuration.enable === true,
    rollback: configuration.rollback === true,
    resetOnHealthyTask: configuration.resetOnHealthyTask !== false,
    threshold: {
      type: oneOf(['BOUNDED_PERCENT', 'UNBOUNDED_PERCENT', 'COUNT'], threshold.type),
      value: asNumber(threshold.value) ?? 50,
    },
  }
}

function earlyOf(configuration: JsonObject): Rules['early'] {
  if (configuration.enable !== true) return undefined
  return {
    healthyPercent: asNumber(configuration.healthyPercent) ?? 100,
    cleanup: oneOf(['BLOCKING', 'DEFERRED'], configuration.sourceServiceRevisionCleanup),
  }
}

function hookOf(hook: JsonObject): HookRule {
  const timeout = asObject(hook.timeoutConfiguration)
  return {
    target: hook.targetType === 'PAUSE' ? { is: 'PAUSE' } : { is: 'AWS_LAMBDA', arn: asText(hook.hookTargetArn) ?? '' },
    stages: asTexts(hook.lifecycleStages),
    timeout: (asNumber(timeout.timeoutInMinutes) ?? 1440) * minute,
    timeoutAction: oneOf(['ROLLBACK', 'CONTINUE'], timeout.action),
  }
}

/** The value where it is one of the allowed, else the first of them, which is AWS's default. */
function oneOf<Choice extends string>(choices: readonly [Choice, ...Choice[]], value: unknown): Choice {
  return choices.find(choice => choice === value) ?? choices[0]
}

/** How many healthy tasks must stay, and how many tasks there may be, while a deployment runs. */
export function bounds(desired: number, rules: Rules): { lower: number; upper: number } {
  return {
    lower: Math.ceil((desired * rules.minimumHealthyPercent) / 100),
    upper: Math.floor((desired * rules.maximumPercent) / 100),
  }
}

/** How many healthy tasks are enough for a deployment to succeed. */
export function healthyEnough(desired: number, { early }: Rules): number {
  return early ? Math.ceil((desired * early.healthyPercent) / 100) : desired
}

/** With how many healthy tasks the old ones go all at once, rather than one for each new one. */
export function cleanupFrom(desired: number, rules: Rules): number {
  return rules.early?.cleanup === 'BLOCKING' ? healthyEnough(desired, rules) : desired
}

/**
 * So many tasks that could not resolve their image's tag to a digest end a deployment that has a circuit breaker; any
 * other goes on, and each of its tasks takes what the tag means by then.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
 */
export const unresolvable = 3

/** The number of failures that trips the breaker, by the service's latest desired count. */
export function breakerThreshold(desired: number, breaker: Breaker, least: number): number {
  const { type, value } = breaker.threshold
  if (type === 'COUNT') return value
  const percent = Math.ceil((value / 100) * desired)
  return type === 'UNBOUNDED_PERCENT' ? percent : Math.min(200, Math.max(least, percent))
}
