import { AwsFault } from '../fault.ts'
import type { Container } from './model.ts'
import type { ContainerPlan, Dependency } from './task-definitions.ts'

/** Whether a container may be started, as far as those that it depends on are concerned. */
export type Readiness = { is: 'ready' } | { is: 'waiting' } | { is: 'never'; reason: string }

interface Crowd {
  plans: readonly ContainerPlan[]
  containers: readonly Container[]
  /** Milliseconds since 1970. */
  now: number
}

/**
 * Containers are started in the order that `dependsOn` wants.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html; what happens to one that
 * can never start, and the words for it, are the agent's:
 * https://github.com/aws/amazon-ecs-agent/blob/master/agent/engine/dependencygraph/graph.go
 */
export function readinessOf({ name, dependsOn }: ContainerPlan, crowd: Crowd): Readiness {
  const states = dependsOn.map(dependency => stateOf(dependency, { ...crowd, target: name }))
  return states.find(({ is }) => is === 'never') ?? states.find(({ is }) => is === 'waiting') ?? { is: 'ready' }
}

function stateOf(
  { container: name, condition }: Dependency,
  { target, ...crowd }: Crowd & { target: string },
): Readiness {
  const container = crowd.containers.find(one => one.name === name)
  const plan = crowd.plans.find(one => one.name === name)
  const never = (why: string): Readiness => ({
    is: 'never',
    reason: `${broken} [${name}] for target [${target}] ${why}`,
  })
  if (!container || !plan) return never('does not exist.')
  const ended = container.lastStatus === 'STOPPED'
  if (ended && container.starts.length === 0) return never('because dependency will never start')
  if (resolved[condition](container)) return { is: 'ready' }
  if (ended && condition === 'SUCCESS') return never('as dependency did not exit successfully.')
  return !ended && hasTimedOut(container, plan, crowd.now) ? never('has timed out.') : { is: 'waiting' }
}

const broken = 'CannotStartContainerError: dependency graph: failed to resolve container ordering dependency'

const resolved: Record<Dependency['condition'], (container: Container) => boolean> = {
  START: ({ starts }) => starts.length > 0,
  COMPLETE: ({ lastStatus, exitCode }) => lastStatus === 'STOPPED' && exitCode !== undefined,
  SUCCESS: ({ lastStatus, exitCode }) => lastStatus === 'STOPPED' && exitCode === 0,
  HEALTHY: ({ health }) => health === 'HEALTHY',
}

function hasTimedOut({ startedAt }: Container, { startTimeout }: ContainerPlan, now: number): boolean {
  return startedAt !== undefined && startTimeout !== undefined && now >= startedAt + startTimeout
}

/** Refuses containers that wait for what cannot come to be. Documented; the words are not. */
export function checkOrder(plans: readonly ContainerPlan[]): void {
  for (const { name, dependsOn } of plans) {
    for (const { container, condition } of dependsOn) {
      const plan = plans.find(one => one.name === container)
      const complaint = plan ? complaints[condition](plan) : 'does not exist'
      if (complaint !== undefined) throw refused(`${name} depends on container ${container}, which ${complaint}.`)
    }
    if (waitsFor(plans, name, name)) throw refused(`${name} depends on itself.`)
  }
}

const notEssential = ({ essential }: ContainerPlan): string | undefined =>
  essential ? 'is essential and so must not come to its end' : undefined

const complaints: Record<Dependency['condition'], (plan: ContainerPlan) => string | undefined> = {
  START: () => undefined,
  COMPLETE: notEssential,
  SUCCESS: notEssential,
  HEALTHY: ({ healthCheck }) => (healthCheck ? undefined : 'has no health check'),
}

/** Whether a container waits for another one, be it by way of others. */
function waitsFor(plans: readonly ContainerPlan[], name: string, other: string, seen: readonly string[] = []): boolean {
  const dependencies = plans.find(plan => plan.name === name)?.dependsOn.map(({ container }) => container) ?? []
  const next = dependencies.filter(container => !seen.includes(container))
  return next.includes(other) || next.some(container => waitsFor(plans, container, other, [...seen, container]))
}

function refused(message: string): AwsFault {
  return new AwsFault('ClientException', `Container ${message}`)
}
