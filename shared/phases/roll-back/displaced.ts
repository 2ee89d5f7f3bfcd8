import { surelyNotApplied } from '../../core/lost-update.ts'
import { isDeploymentOf, primaryOf } from '../../core/service.ts'
import type { Service } from '../../core/service.ts'
import { wait } from '../../wait.ts'
import { isRefusal } from '../prove/records.ts'
import type { Target } from '../prove/targets.ts'
import type { RollBackRun } from './run.ts'

/** A service, and whether the deployment that was begun is the one it has now. */
export interface Placed {
  service: Service
  isOurs: boolean
}

/**
 * A deployment that was begun a moment ago may not be the PRIMARY one yet in what a replica of ECS's state shows: then
 * an older one is there, which looks as if ECS had returned to it. It is looked at until that is sure.
 */
export async function placeOf(service: Service, { deploymentId }: Target, run: RollBackRun): Promise<Placed> {
  const began = run.context.clock.now()
  let seen = service
  let looks = 0
  const waited = await wait<Placed>(
    {
      until: run.until,
      look: async now => {
        if (looks++ > 0) seen = (await look(service.name, run)) ?? seen
        if (primaryOf(seen)?.id === deploymentId) return { is: 'ended', end: { service: seen, isOurs: true } }
        const settled = surelyNotApplied({ looks, sentAt: began, now }) || (await isDisplaced(seen, deploymentId, run))
        return settled ? { is: 'ended', end: { service: seen, isOurs: false } } : { is: 'waiting', for: [] }
      },
    },
    run.context,
  )
  return waited.is === 'ended' ? waited.end : { service: seen, isOurs: false }
}

async function look(name: string, { aws, cluster }: RollBackRun): Promise<Service | undefined> {
  return (await (await aws.ecs()).describeServices(cluster, [name])).services[0]
}

/** Whether ECS shows that the deployment had its time: it is there in another place, or its record says how it ended. */
async function isDisplaced(service: Service, deploymentId = '', run: RollBackRun): Promise<boolean> {
  if (service.deployments.some(({ id }) => id === deploymentId)) return true
  const oldest = Math.min(...service.deployments.map(({ createdAt }) => createdAt))
  try {
    const ecs = await run.aws.ecs()
    const listed = await ecs.listServiceDeployments({ cluster: run.cluster, service: service.name, after: oldest })
    const own = listed.find(one => isDeploymentOf(one, deploymentId))
    return own !== undefined && /^(ROLLBACK|STOP)/.test(own.status)
  } catch (error) {
    if (isRefusal(error)) return false
    throw error
  }
}
