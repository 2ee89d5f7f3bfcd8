import type { Hook, Service, ServiceDeployment, Stage } from './model.ts'
import { giveUp } from './giving-up.ts'
import { rulesOf } from './rules.ts'
import type { HookRule, Rules } from './rules.ts'
import { stages } from './shift-stance.ts'
import type { Ecs } from './state.ts'
import type { Duration } from './timing.ts'
import type { Why } from './words.ts'

/*
 * Blue/green, linear and canary deployments: the new revision is scaled up beside the old one, traffic moves over, and
 * after a bake time the old one is cleaned up. On the way, lifecycle hooks may pause or end the deployment.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html
 */

interface Shift {
  ecs: Ecs
  service: Service
  deployment: ServiceDeployment
}

/** Reconciliation is for services with more than one revision at work. */
export function beginShift(ecs: Ecs, service: Service, deployment: ServiceDeployment): void {
  enterStage({ ecs, service, deployment }, deployment.sources.length > 1 ? 'RECONCILE_SERVICE' : 'PRE_SCALE_UP')
}

/** All tasks of the new revision are healthy. */
export function scaledUp(ecs: Ecs, service: Service, deployment: ServiceDeployment): void {
  if (deployment.stage === 'SCALE_UP') nextStage({ ecs, service, deployment })
}

function enterStage(shift: Shift, stage: Stage): void {
  const { ecs, service, deployment } = shift
  deployment.stage = stage
  deployment.updatedAt = ecs.now()
  ecs.world.note(service.name, `lifecycle stage ${stage}`)
  for (const rule of hookRules(deployment, stage)) startHook(shift, rule)
  if (!isHeld(deployment)) work(shift)
}

function nextStage(shift: Shift): void {
  const stage = stages[stages.indexOf(shift.deployment.stage ?? 'CLEAN_UP') + 1]
  if (stage) enterStage(shift, stage)
}

/** What a stage does once its hooks let it: by default nothing, for a moment. */
const works: Partial<Record<Stage, (shift: Shift) => void>> = {
  // The scheduler does these two, and says when all tasks are healthy, and when all old ones are gone.
  SCALE_UP: ({ ecs, service }) => ecs.scheduler.wake(service),
  CLEAN_UP: ({ ecs, service }) => ecs.scheduler.wake(service),
  TEST_TRAFFIC_SHIFT: shift =>
    later(shift, 'trafficShift', () => {
      shift.deployment.traffic.test = 100
      nextStage(shift)
    }),
  PRODUCTION_TRAFFIC_SHIFT: shift => later(shift, 'trafficShift', () => shiftProduction(shift)),
  BAKE_TIME: shift => later(shift, rulesOf(shift.deployment.deploymentConfiguration).bake ?? 0, () => nextStage(shift)),
}

function work(shift: Shift): void {
  const stage = shift.deployment.stage ?? 'CLEAN_UP'
  const begin = works[stage] ?? (() => later(shift, 'stage', () => nextStage(shift)))
  begin(shift)
}

/** Moves one step of the traffic; every step but the last is watched for a while and then goes through the stage again. */
function shiftProduction(shift: Shift): void {
  const { deployment } = shift
  const next = productionSteps(rulesOf(deployment.deploymentConfiguration)).find(
    ({ percent }) => percent > deployment.traffic.production,
  )
  deployment.traffic.production = next?.percent ?? 100
  if (deployment.traffic.production >= 100) nextStage(shift)
  else later(shift, next?.bake ?? 0, () => enterStage(shift, 'PRODUCTION_TRAFFIC_SHIFT'))
}

/** The percents of production traffic to which the target goes one after the other, and for how many milliseconds each is watched. */
export function productionSteps({ strategy, linear, canary }: Rules): { percent: number; bake: number }[] {
  const whole = { percent: 100, bake: 0 }
  if (strategy === 'CANARY') return [canary, whole]
  if (strategy !== 'LINEAR') return [whole]
  const steps = Math.ceil(100 / linear.stepPercent)
  return Array.from({ length: steps }, (_, index) => ({
    percent: Math.min(100, (index + 1) * linear.stepPercent),
    bake: linear.bake,
  }))
}

/** There is a hook stage before each shift of production traffic that is no lifecycle stage of its own. */
function hookRules({ deploymentConfiguration }: ServiceDeployment, stage: Stage): HookRule[] {
  const names = stage === 'PRODUCTION_TRAFFIC_SHIFT' ? ['PRE_PRODUCTION_TRAFFIC_SHIFT', stage] : [stage]
  return rulesOf(deploymentConfiguration).hooks.filter(({ stages }) => names.some(name => stages.includes(name)))
}

function isHeld({ hooks }: ServiceDeployment): boolean {
  return hooks.some(({ status }) => status === 'AWAITING_ACTION' || status === 'IN_PROGRESS')
}

function startHook(shift: Shift, { target, timeout, timeoutAction }: HookRule): void {
  const { ecs, service, deployment } = shift
  const hook: Hook = {
    id: ecs.world.hex(32),
    target,
    status: target.is === 'PAUSE' ? 'AWAITING_ACTION' : 'IN_PROGRESS',
    expiresAt: ecs.now() + timeout,
    timeoutAction,
  }
  deployment.hooks.push(hook)
  if (target.is === 'PAUSE') {
    ecs.after(service, timeout, () => {
      if (hook.status === 'AWAITING_ACTION')
        settleHook(shift, hook, timeoutAction === 'CONTINUE' ? 'CONTINUE' : 'TIMED_OUT')
    })
  } else {
    const answer = ecs.failingHooks.has(target.arn) ? 'FAILED' : 'CONTINUE'
    ecs.after(service, 'lambda', () => settleHook(shift, hook, answer))
  }
}

interface Decision {
  deployment: ServiceDeployment
  hook: Hook
  action: 'CONTINUE' | 'ROLLBACK'
}

/** Somebody decides about a deployment that a hook paused. */
export function decide(ecs: Ecs, service: Service, { deployment, hook, action }: Decision): void {
  settleHook({ ecs, service, deployment }, hook, action)
}

function settleHook(shift: Shift, hook: Hook, answer: 'CONTINUE' | 'ROLLBACK' | 'FAILED' | 'TIMED_OUT'): void {
  const { ecs, service, deployment } = shift
  hook.status = answer === 'FAILED' || answer === 'TIMED_OUT' ? answer : 'SUCCEEDED'
  deployment.updatedAt = ecs.now()
  if (deployment.status !== 'IN_PROGRESS') return
  if (answer !== 'CONTINUE') {
    giveUp(ecs, service, {
      why: answer === 'ROLLBACK' ? { is: 'request' } : failureOf(hook, deployment),
      rollback: true,
    })
  } else if (!isHeld(deployment)) work(shift)
}

/** What was said of a Lambda function was recorded, see `../golden`; what of a pause, is assumed. */
function failureOf({ target, status }: Hook, { stage = 'CLEAN_UP' }: ServiceDeployment): Why {
  const result =
    target.is === 'PAUSE' ? 'The pause timed out.' : `Lifecycle hook target ${target.arn} returned ${status} status.`
  return { is: 'hook', stage, result }
}

/** Goes on unless the deployment was stopped or given up meanwhile. */
function later({ ecs, service, deployment }: Shift, duration: Duration | number, then: () => void): void {
  const { stage } = deployment
  ecs.after(service, duration, () => {
    if (deployment.status === 'IN_PROGRESS' && deployment.stage === stage) then()
  })
}
