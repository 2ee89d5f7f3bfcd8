/**
 * What the program inside an image does once ECS starts it. Belongs to an image (a digest), as a real program does.
 * Times are milliseconds of virtual time after the container started.
 */
export interface Behaviour {
  /** The main process ends by itself: a crash, or a one-off command that is done. */
  exits?: { code: number; after: number; outOfMemory?: boolean }
  /** When its health endpoint and its container health check begin to pass; `never` for a program that stays sick. */
  healthyAfter?: number | 'never'
  /** What a load balancer's health check gets while it is not healthy. */
  sickAnswer?: number | 'timeout'
  /** It does not heed SIGTERM, so that it runs until ECS kills it after the container's stop timeout. */
  ignoresTerm?: boolean
  /** Lines it prints when it starts. */
  logs?: readonly string[]
  /** ResourceInitializationError text with which ECS stops its tasks before they start (a secret that is missing). */
  cannotInitialize?: string
  /** What it does when a task starts it with a command of its own (a migration), by the command's words: `npm run migrate`. */
  commands?: Readonly<Record<string, Behaviour>>
}

/** What an image does that is started with a command. One that nobody described is a job that ends well. */
export function startedWith(command: readonly string[], behaviour: Behaviour): Behaviour {
  const words = command.join(' ')
  return behaviour.commands?.[words] ?? { exits: { code: 0, after: 5_000 }, logs: [`$ ${words}`] }
}

export const healthy: Behaviour = { healthyAfter: 2_000, logs: ['listening on port 8080'] }
