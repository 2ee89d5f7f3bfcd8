import { batches } from '../../aws/pages.ts'
import { currentOf, tellingOf } from '../../core/versions/records.ts'
import type { SeenDeployment } from '../../core/versions/records.ts'
import type { SeenRecords } from '../../core/versions/seen.ts'
import { Cancelled, messageOf } from '../../errors.ts'
import type { DeploymentRecord } from '../../ports.ts'
import type { VersionsRun } from './run.ts'

/** Deployments whose states are read side by side. GitHub takes a hundred requests at once, of all environments. */
const portion = 5
/** Deployments that are looked at, unless more are shown: a token has 1,000 requests an hour for all that it does. */
const enough = 50

/**
 * The deployments that GitHub has of an environment: so many as are shown, and on to the last success, which may lie
 * behind many failures.
 */
export async function readRecords(environment: string, { github, history }: VersionsRun): Promise<SeenRecords> {
  const found = await github.deploymentsTo(environment)
  if (found.is === 'refused') return { is: 'unread', lack: { why: found.why } }
  const seen: SeenDeployment[] = []
  try {
    const telling = tellingOf(found.deployments).slice(0, Math.max(history, enough))
    for (const few of batches(telling, portion)) {
      if (seen.length >= history && currentOf(seen)) break
      seen.push(...(await Promise.all(few.map(one => withStates(one, github)))))
    }
  } catch (error) {
    if (error instanceof Cancelled) throw error
    const why = `GitHub did not show how the deployments to ${environment} stand: ${messageOf(error)}`
    return { is: 'unread', lack: { why } }
  }
  return { is: 'read', records: seen }
}

async function withStates(
  record: DeploymentRecord,
  { statesOf }: Pick<VersionsRun['github'], 'statesOf'>,
): Promise<SeenDeployment> {
  return { ...record, states: await statesOf(record.id) }
}
