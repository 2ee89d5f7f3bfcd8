import { lastCompleted, revisionName } from './service.ts'
import type { Service } from './service.ts'

/** Service → what it ran before anything was changed, as ARN or `family:number`; undefined where nobody can say it. */
export type Before = ReadonlyMap<string, string | undefined>

/** What a service is to return to. */
export interface ReturnPoint {
  /** ARN of the revision; undefined where nobody can say it any more. */
  previous: string | undefined
  /** It was deployed since it ran that, before the deployment that is looked at now. */
  moved: boolean
}

/**
 * What was said to have run before counts: an infrastructure tool may have deployed the service since. Where nothing was
 * said, it is the deployment that completed last.
 */
export function returnPoint(service: Service, before: Before): ReturnPoint {
  const { name, taskDefinition } = service
  if (!before.has(name)) return { previous: lastCompleted(service)?.taskDefinition ?? taskDefinition, moved: false }
  const said = before.get(name)
  if (said === undefined) return { previous: undefined, moved: true }
  const previous = said.startsWith('arn:') ? said : besides(taskDefinition, said)
  return { previous, moved: revisionName(previous) !== revisionName(taskDefinition) }
}

/** The ARN of a revision, made from that of another one of the same account and region. */
function besides(arn: string, name: string): string {
  return `${arn.slice(0, arn.lastIndexOf('/') + 1)}${name}`
}
