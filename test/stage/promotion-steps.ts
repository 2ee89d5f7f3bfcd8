import { isGreen } from '../../shared/core/outcome.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import { perform } from './perform.ts'
import type { Circumstances, Performance } from './perform.ts'

type Name = 'promote' | 'verify-image' | 'run-migration-task' | 'deploy-ecs' | 'wait-healthy' | 'rollback-task-def'

/** What a workflow runs beside the actions, and how long it waits for services. */
interface Steps {
  timeout?: string
  /** Whether it passed, after what it does to services. */
  infrastructure?: () => boolean
  /** Milliseconds that the command takes. */
  takes?: number
  smokeTest?: () => boolean
}

/** The steps of a workflow that brings v2 to production with the actions one by one, each with what the one before gave it. */
export async function stepByStep(
  circumstances: Circumstances,
  { timeout = '10m', infrastructure, takes = 0, smokeTest = () => true }: Steps = {},
): Promise<Outcome> {
  const run = (name: Name, given: Record<string, string>) =>
    perform(name, { environment: 'production', ...given }, circumstances)
  const planned = infrastructure && (await run('promote', { release: 'v2', 'dry-run': 'true' }))
  const { previous = '' } = planned?.outputs ?? {}
  const verified = await run('verify-image', { release: 'v2' })
  if (!isGreen(verified.outcome)) return verified.outcome
  const { images = '', sha: commit = '' } = verified.outputs
  const migrated = await run('run-migration-task', { images, commit, release: 'v2' })
  if (!isGreen(migrated.outcome)) return migrated.outcome
  if (infrastructure) {
    const passed = infrastructure()
    await circumstances.simulation.world.timeline.sleep(takes)
    if (!passed) return rolledBack(await run('rollback-task-def', { 'task-definitions': previous }))
  }
  const deployed = await run('deploy-ecs', { images, commit, release: 'v2', previous })
  const { deployments = '' } = deployed.outputs
  if (!isGreen(deployed.outcome)) {
    const isBegun = infrastructure && deployments !== '' && deployments !== '{}'
    return isBegun ? rolledBack(await run('rollback-task-def', { deployments })) : deployed.outcome
  }
  const waited = await run('wait-healthy', { deployments, timeout })
  if (isGreen(waited.outcome) && smokeTest()) return deployed.outcome
  return rolledBack(await run('rollback-task-def', { deployments }))
}

function rolledBack({ outcome }: Performance): Outcome {
  return isGreen(outcome) ? 'rolled-back' : outcome
}
