import { isJsonObject } from './json.ts'
import type { SoughtRelease } from './rollback-target.ts'

/**
 * A deployment in GitHub, as far as it tells what was deployed. Its payload is an object with `release`, and with
 * `deployments` as deploy-ecs gives them; GitHub gives it back as it was written, as an object or as its text.
 */
export interface DeploymentLike {
  ref: string
  sha: string
  payload: unknown
}

/** Whether a deployment was one of the release. */
export function isRecordOf(
  { ref, sha, payload }: DeploymentLike,
  sought: Pick<SoughtRelease, 'name' | 'commits'>,
): boolean {
  const { release } = payloadOf(payload)
  return ref === sought.name || release === sought.name || sought.commits.includes(sha)
}

/** Service → the revision it was brought to. */
export function recordedRevisions({ payload }: Pick<DeploymentLike, 'payload'>): ReadonlyMap<string, string> {
  const { deployments } = payloadOf(payload)
  return new Map(
    Object.entries(isJsonObject(deployments) ? deployments : {}).flatMap(([service, entry]) => {
      const taskDefinition = isJsonObject(entry) ? entry['taskDefinition'] : undefined
      return typeof taskDefinition === 'string' ? [[service, taskDefinition] as const] : []
    }),
  )
}

/** What a payload holds; nothing where it is no object. */
export function payloadOf(payload: unknown): Record<string, unknown> {
  if (isJsonObject(payload)) return payload
  try {
    const parsed: unknown = typeof payload === 'string' ? JSON.parse(payload) : undefined
    return isJsonObject(parsed) ? parsed : {}
  } catch {
    return {}
  }
}
