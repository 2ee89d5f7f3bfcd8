import { isRevision } from '../../shared/core/service.ts'
import type { Before } from '../../shared/core/return-point.ts'
import { json, quote } from '../../shared/inputs.ts'
import type { Parse } from '../../shared/inputs.ts'

const takes =
  'it takes the ARN of a revision, family:number, or null where nobody can say it, such as the output `previous` of the root action'

/** Service → what it ran before, or the output `deployments` of an earlier deploy-ecs, which says that of its services. */
export const readPrevious: Parse<Before> = raw =>
  new Map(Object.entries(json(raw)).map(([service, value]) => [service, readOne(service, value)]))

function readOne(service: string, value: unknown): string | undefined {
  const said = isDeployment(value) ? value.previousTaskDefinition : value
  if (said === null) return undefined
  if (typeof said === 'string' && isRevision(said)) return said
  throw new Error(`has ${quote(JSON.stringify(said))} for ${service}; ${takes}`)
}

function isDeployment(value: unknown): value is { previousTaskDefinition: unknown } {
  return typeof value === 'object' && value !== null && 'previousTaskDefinition' in value
}
