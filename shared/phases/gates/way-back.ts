import { unpinnedContainers } from '../../core/claim.ts'
import type { Obstacle } from '../../core/preflight.ts'
import { revisionName } from '../../core/service.ts'
import { ActionError, Cancelled } from '../../errors.ts'
import type { Plan } from '../deploy/prepare.ts'
import { ImageCheck } from '../roll-back/images.ts'
import type { Gate, GatesRun } from './gates.ts'

/**
 * Whether what runs now could be returned to: images expire without regard to what runs. What cannot be asked, as other
 * registries, is only told.
 */
export async function wayBackGate(run: GatesRun): Promise<Gate> {
  const name = 'way back'
  const check = new ImageCheck(run)
  const found = await Promise.all(run.plans.map(plan => lookBack(plan, check, run)))
  const obstacles = found.flatMap(one => one.obstacles)
  const notes = [...new Set(found.flatMap(one => one.notes))]
  const [first] = obstacles
  if (!first) return { name, is: 'passed', says: ['what runs now can be pulled again', ...notes].join('; ') }
  const says = [...obstacles.map(({ service, why }) => `${service} ${why}`), ...notes].join('; ')
  return { name, is: run.requireRollback ? 'refused' : 'warned', says, next: first.next }
}

/** `notes` are sentences without a full stop. */
interface Found {
  obstacles: readonly Obstacle[]
  notes: readonly string[]
}

const next = 'Restore that image, and keep the images of what runs out of lifecycle policies.'

async function lookBack(plan: Plan, check: ImageCheck, run: GatesRun): Promise<Found> {
  const { service, running: target } = plan
  try {
    const digests = await digestsNow(plan, run)
    const { obstacles, warnings } = await check.of(service.name, { name: revisionName(target.arn), target, digests })
    return {
      // Here nobody can name another release to go back to.
      obstacles: obstacles.map(one => ({ ...one, next })),
      notes: warnings.map(text => `${service.name}: ${text.replace(/\.$/, '')}`),
    }
  } catch (error) {
    if (!(error instanceof ActionError) || error instanceof Cancelled) throw error
    const why = `may not be able to go back to ${revisionName(target.arn)}: ${error.message}`
    return { obstacles: [{ service: service.name, why, next: error.next ?? next }], notes: [] }
  }
}

/** What the running tasks' containers have behind their tags, which may lead elsewhere by now. */
async function digestsNow(
  { service, running }: Plan,
  { aws, cluster }: GatesRun,
): Promise<ReadonlyMap<string, string>> {
  if (unpinnedContainers(running.definition).length === 0) return new Map()
  const tasks = await (await aws.ecs()).runningTasks(cluster, service.name)
  const own = tasks.filter(({ taskDefinition }) => taskDefinition === running.arn)
  return new Map(
    own.flatMap(({ containers }) =>
      containers.flatMap(({ name, digest }) => (digest === undefined ? [] : [[name, digest] as const])),
    ),
  )
}
