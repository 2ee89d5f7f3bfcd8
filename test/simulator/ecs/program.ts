import type { Behaviour } from '../behaviour.ts'
import type { Answer } from '../neighbours.ts'
import type { Container } from './model.ts'
import type { ContainerPlan, HealthCheck } from './task-definitions.ts'

/** What the program does that a command starts: the image's own, unless it has one for this command. */
export function behaviourOf(image: Behaviour, command: readonly string[]): Behaviour {
  return image.commands?.[command.join(' ')] ?? image
}

/** When, after its start, a program is ready to answer; a program that says nothing of it is ready at once. */
function readyAfter({ healthyAfter = 0 }: Behaviour): number {
  return healthyAfter === 'never' ? Infinity : healthyAfter
}

/** What a container answers to a health check that comes over the network. */
export function answer(container: Container | undefined, now: number): Answer {
  if (container?.lastStatus !== 'RUNNING' || container.startedAt === undefined) return 'timeout'
  const behaviour = container.behaviour ?? {}
  const ready = now >= container.startedAt + readyAfter(behaviour)
  return ready && container.sick !== true ? 200 : (behaviour.sickAnswer ?? 503)
}

interface HealthVerdict {
  health: 'HEALTHY' | 'UNHEALTHY'
  /** Milliseconds after the container's start. */
  after: number
}

/**
 * What the container health check will find, and when. It is made every interval, the first time one interval after
 * the start. One success is enough for HEALTHY; `retries` failures in a row after the start period make UNHEALTHY.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
 */
export function healthVerdict({ interval, retries, startPeriod }: HealthCheck, behaviour: Behaviour): HealthVerdict {
  const success = Math.max(1, Math.ceil(readyAfter(behaviour) / interval)) * interval
  const firstThatCounts = Math.floor(startPeriod / interval) + 1
  const givenUp = (firstThatCounts + retries - 1) * interval
  return success <= givenUp ? { health: 'HEALTHY', after: success } : { health: 'UNHEALTHY', after: givenUp }
}

/** How a container ends that was sent SIGTERM. */
export function termination({ behaviour }: Container, stopTimeout: number): { exitCode: number; killedAfter?: number } {
  if (behaviour?.ignoresTerm === true) return { exitCode: 137, killedAfter: stopTimeout }
  return { exitCode: behaviour?.termCode ?? 0 }
}

/**
 * Whether a restart policy has a container started anew that ended by itself after `ran` milliseconds.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html
 */
export function restarts({ restart }: ContainerPlan, { exitCode, ran }: { exitCode: number; ran: number }): boolean {
  return restart !== undefined && ran >= restart.period && !restart.ignored.includes(exitCode)
}
