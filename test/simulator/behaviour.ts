/**
 * What the program inside an image does once ECS starts it. Belongs to an image (a digest), as a real program does.
 * Times are milliseconds of virtual time after the container started.
 */
export interface Behaviour {
  /** The main process ends by itself. */
  exits?: { code: number; after: number; outOfMemory?: boolean }
  /** When its health endpoint and its container health check begin to pass; `never` for a program that stays sick. */
  healthyAfter?: number | 'never'
  /** What a load balancer's health check gets while it is not healthy. */
  sickAnswer?: number | 'timeout'
  /** It does not heed SIGTERM, so that it runs until ECS kills it after the container's stop timeout. */
  ignoresTerm?: boolean
  /** With what it ends when it heeds SIGTERM: 0, if not said. */
  termCode?: number
  /** Lines it prints: all when it starts, or one every `logsEvery`, as long as it runs. */
  logs?: readonly string[]
  logsEvery?: number
  /** ResourceInitializationError text with which ECS stops its tasks before they start (a secret that is missing). */
  cannotInitialize?: string
  /** Why its container cannot be started although its image is there, such as `CannotStartContainerError: …`. */
  cannotStart?: string
  /** What it does instead when it is started with another command, by that command with spaces between its words. */
  commands?: Readonly<Record<string, Behaviour>>
}

/** What an image's program does of which nothing is said. */
export const healthy: Behaviour = { healthyAfter: 2_000, logs: ['listening on port 8080'] }
