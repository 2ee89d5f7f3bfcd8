import type { Obstacle } from '../../core/preflight.ts'
import { alternatives } from '../../core/rollback-target.ts'
import type { Passed } from '../../core/rollback-target.ts'
import { revisionName } from '../../core/service.ts'
import { age } from '../../core/wording.ts'
import type { Identity } from './identity.ts'
import type { Past } from './past.ts'

/** Why a service cannot go back, and what to do. `why` continues a sentence that begins with the service's name. */
export type Reason = Omit<Obstacle, 'service'>

export const inMotion: Reason = {
  why: 'is just being deployed: ECS shows the new deployment in one place and not yet in another',
  next: 'Run this again in a minute.',
}

export function doesNotExist(name: string): Reason {
  return {
    why: `cannot go back to ${revisionName(name)}, which does not exist, or not any more`,
    next: 'Name a revision as family:number, or the release with `release`.',
  }
}

export function isBarred(passed: readonly Passed[]): Reason {
  return {
    why: `cannot go back: ${passedText(passed)}`,
    next: `Name another revision, or a release; ${bringBack}`,
  }
}

export function noWayBack(past: Past, passed: readonly Passed[]): Reason {
  const unread = past.unreadable === undefined ? '' : ` ECS's history could not be read: ${past.unreadable}`
  const others = passed.length > 0 ? ` (${passedText(passed)})` : ''
  return {
    why: `has nothing to go back to: nothing that ran well before ${revisionName(past.current.arn)} is left${others}`,
    next: `If there is an older release, name it with \`release\`.${unread}`,
  }
}

export function notThere(past: Past, identity: Identity, passed: readonly Passed[]): Reason {
  const { name } = identity.byName()
  const found = passed.length > 0 ? `cannot go back to ${name}: ${passedText(passed)}` : `has no revision of ${name}`
  const history = past.unreadable === undefined ? [] : [`ECS's history could not be read: ${past.unreadable}`]
  const barred = passed.length > 0 ? [bringBack] : []
  const limit = past.isExhausted() ? [onlyNewest] : []
  return { why: found, next: [alternativesText(past), ...barred, ...limit, ...history].join(' ') }
}

export const bringBack = 'deploy-ecs brings back what failed, with `allow-failed: true`.'

const onlyNewest = 'Only the newest revisions were looked at; name an older one with `task-definitions`.'

/** As many as a reader takes in. */
const few = 8

/** What could be gone back to instead, and how long ago it ran or was registered. */
function alternativesText(past: Past): string {
  const all = alternatives(past.knowledge())
  if (all.length === 0) return 'There is nothing else to go back to.'
  const names = all.slice(0, few).map(({ name, at }) => (at > 0 ? `${name} (${age(past.now() - at)} ago)` : name))
  return `It could go back to ${names.join(', ')}${all.length > few ? ` and ${all.length - few} more` : ''}.`
}

function passedText(passed: readonly Passed[]): string {
  const told = passed.slice(0, few).map(({ taskDefinition, why }) => `${revisionName(taskDefinition)} ${why}`)
  return [...told, ...(passed.length > few ? [`and ${passed.length - few} more`] : [])].join('; ')
}
