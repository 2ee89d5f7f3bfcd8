import { isGreen } from '../../shared/core/outcome.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import { perform } from './perform.ts'
import type { Circumstances } from './perform.ts'

type Name = 'verify-image' | 'run-migration-task' | 'deploy-ecs' | 'wait-healthy' | 'rollback-task-def'

/** The steps of a workflow that brings v2 to production with the actions one by one, each with what the one before gave it. */
export async function stepByStep(circumstances: Circumstances, timeout = '10m'): Promise<Outcome> {
  const run = (name: Name, given: Record<string, string>) =>
    perform(name, { environment: 'production', ...given }, circumstances)
  const verified = await run('verify-image', { release: 'v2' })
  if (!isGreen(verified.outcome)) return verified.outcome
  const { images = '', sha: commit = '' } = verified.outputs
  const migrated = await run('run-migration-task', { images, commit, release: 'v2' })
  if (!isGreen(migrated.outcome)) return migrated.outcome
  const deployed = await run('deploy-ecs', { images, commit, release: 'v2' })
  if (!isGreen(deployed.outcome)) return deployed.outcome
  const { deployments = '' } = deployed.outputs
  const waited = await run('wait-healthy', { deployments, timeout })
  if (isGreen(waited.outcome)) return deployed.outcome
  const { outcome } = await run('rollback-task-def', { deployments })
  return isGreen(outcome) ? 'rolled-back' : outcome
}
