import { asObject, asText } from './ecs/json.ts'
import type { JsonObject } from './operation.ts'
import type { Call } from './protocol/call.ts'
import { deniedMessage, neededBy } from './protocol/iam.ts'
import type { Permission } from './protocol/iam.ts'
import type { World } from './world.ts'

/** What no policy allows: an action, on every resource if none is named. `*` and `?` stand for characters as in IAM. */
export interface Denial {
  action: string
  resource?: string
}

/** What AWS says to a call that needs something that is denied; nothing, if all that it needs is allowed. */
export function denialOf(call: Call, denied: readonly Denial[], world: World): string | undefined {
  if (denied.length === 0) return undefined
  const needs = [...neededBy(call), ...rolesPassed(call, world).map(resource => ({ action: 'iam:PassRole', resource }))]
  const missing = needs.find(need => denied.some(one => covers(one, need)))
  return missing && deniedMessage(call.place, missing)
}

function covers({ action, resource = '*' }: Denial, needed: Permission): boolean {
  return like(action.toLowerCase(), needed.action.toLowerCase()) && like(resource, needed.resource)
}

function like(pattern: string, value: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 's').test(value)
}

/**
 * The roles that a call hands to ECS. That UpdateService needs the permission, too, was seen in
 * https://github.com/keidarcy/e1s/issues/429.
 */
function rolesPassed({ service, operation, input }: Call, { ecs }: World): string[] {
  if (service !== 'ecs') return []
  if (operation === 'RegisterTaskDefinition') return rolesOf(input)
  if (!['RunTask', 'CreateService', 'UpdateService'].includes(operation)) return []
  const definition = ecs.taskDefinition(asText(input.taskDefinition) ?? '')?.document ?? {}
  return rolesOf({ ...definition, ...asObject(input.overrides) })
}

function rolesOf({ taskRoleArn, executionRoleArn }: JsonObject): string[] {
  return [taskRoleArn, executionRoleArn].filter(role => typeof role === 'string')
}
