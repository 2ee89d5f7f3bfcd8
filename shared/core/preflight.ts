import type { Service } from './service.ts'

export interface Obstacle {
  service: string
  /** What is so. */
  why: string
  /** What to do about it. */
  next: string
}

/** One line each, for an error that names them all. */
export function obstacleLines(problems: readonly Obstacle[]): string {
  return problems.map(({ service, why, next }) => `  - ${service} ${why}. ${next}`).join('\n')
}

/** A service that ECS does not show, and the reason that ECS gives for that, such as MISSING. */
export function absence(service: string, reason: string, cluster: string): Obstacle {
  return {
    service,
    why: `is ${reason} in cluster ${cluster}`,
    next: 'Check the name, the cluster and the region; `aws ecs list-services` shows what is there.',
  }
}

/** An image of which it cannot be said which container is to get it. */
export function unclearImage(service: string, why: string): Obstacle {
  return {
    service,
    why: `cannot take the image: ${why}`,
    next: 'Name the container: `service/container=image`.',
  }
}

/** What a service says of itself before anything is written: why a new revision cannot be rolled out to it. */
export function obstacles(service: Service, { allowZero }: { allowZero: boolean }): Obstacle[] {
  return rules
    .filter(({ applies }) => applies(service, allowZero))
    .map(({ why, next }) => ({ service: service.name, why: why(service), next: next(service) }))
}

interface Rule {
  applies: (service: Service, allowZero: boolean) => boolean
  why: (service: Service) => string
  next: (service: Service) => string
}

const rules: readonly Rule[] = [
  {
    applies: ({ status }) => status !== 'ACTIVE',
    why: ({ status }) => `is ${status}: it is deleted or being deleted`,
    next: () => 'Create the service again, or take it out of `services`.',
  },
  {
    // These controllers reject a new task definition in UpdateService.
    applies: ({ controller }) => controller !== 'ECS',
    why: ({ controller }) => `is deployed by ${controller}, which takes new revisions only from its own tool`,
    next: ({ controller }) =>
      controller === 'CODE_DEPLOY'
        ? 'Deploy it with CodeDeploy, or move it to the ECS deployment controller (native blue/green replaces CodeDeploy).'
        : 'Deploy it with the tool that owns its task sets, or move it to the ECS deployment controller.',
  },
  {
    applies: ({ scheduling, launchType }) => scheduling === 'DAEMON' && launchType === 'FARGATE',
    why: () => 'is a DAEMON service on Fargate, which ECS does not support',
    next: () => 'Make it a REPLICA service.',
  },
  {
    applies: ({ scheduling, launchType }) => scheduling === 'DAEMON' && launchType !== 'FARGATE',
    why: () => 'is a DAEMON service: its task count follows the instances, so a rollout of it cannot be proved',
    next: () => 'Deploy it by your infrastructure tool.',
  },
  {
    applies: ({ scheduling, desired }, allowZero) => scheduling !== 'DAEMON' && desired === 0 && !allowZero,
    why: () => 'has a desired count of 0: no task would start, so nothing could be proved',
    next: () => 'Scale it up, or set `allow-zero: true` to register the revision for later.',
  },
  {
    applies: service => service.strategy === 'ROLLING' && isDeadlocked(service),
    why: ({ desired, minimumHealthyPercent, maximumPercent }) =>
      `could neither start nor stop a task: of ${desired} at least ${lowerBound(desired, minimumHealthyPercent)} must run (minimumHealthyPercent ${minimumHealthyPercent}) and at most ${upperBound(desired, maximumPercent)} may (maximumPercent ${maximumPercent})`,
    next: () => 'Lower minimumHealthyPercent or raise maximumPercent of the service.',
  },
]

/** Tasks that must stay: ceil(desired × minimum healthy percent). */
export function lowerBound(desired: number, minimumHealthyPercent: number): number {
  return Math.ceil((desired * minimumHealthyPercent) / 100)
}

/** Tasks that may run: floor(desired × maximum percent). */
export function upperBound(desired: number, maximumPercent: number): number {
  return Math.floor((desired * maximumPercent) / 100)
}

function isDeadlocked({ desired, minimumHealthyPercent, maximumPercent, scheduling }: Service): boolean {
  if (desired === 0 || scheduling === 'DAEMON') return false
  return upperBound(desired, maximumPercent) <= desired && lowerBound(desired, minimumHealthyPercent) >= desired
}
