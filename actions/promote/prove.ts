import { isGreen } from '../../shared/core/outcome.ts'
import { deploymentOf } from '../../shared/phases/deploy/deployments.ts'
import type { Deployed } from '../../shared/phases/deploy/update.ts'
import { conclude } from '../../shared/phases/prove/conclude.ts'
import { checkHealthUrls, healthUrlsOf } from '../../shared/phases/prove/health-urls.ts'
import type { UrlState } from '../../shared/phases/prove/health-urls.ts'
import type { State } from '../../shared/phases/prove/path.ts'
import { lookPatience, servicesAlone } from '../../shared/phases/prove/run.ts'
import type { WaitRun } from '../../shared/phases/prove/run.ts'
import type { Target } from '../../shared/phases/prove/targets.ts'
import { endOnce } from './progress.ts'
import type { News, Progress, Trouble } from './progress.ts'
import { awsOf, forward } from './promotion.ts'
import type { Promotion } from './promotion.ts'

/**
 * Follows the deployments of these services to their end. Those that were proved before are looked at again with them:
 * a promotion is proved at one time, not wave by wave.
 */
export async function prove(services: readonly string[], promotion: Promotion, progress: Progress): Promise<News> {
  const proved = [...progress.states.values()].filter(({ outcome }) => outcome === 'succeeded')
  const all = new Set([...proved.map(({ service }) => service), ...services])
  const conclusion = await conclude(waitRunOf([...all], promotion, progress))
  return {
    states: new Map([...progress.states, ...conclusion.states.map(state => [state.service, state] as const)]),
    diagnoses: new Map([...progress.diagnoses, ...conclusion.diagnoses]),
    troubles: [...progress.troubles, ...conclusion.states.flatMap(troubleOf)],
  }
}

function troubleOf({ service, outcome, why, next }: State): Trouble[] {
  return isGreen(outcome) ? [] : [{ why: `${service} ${why}`, next }]
}

function waitRunOf(services: readonly string[], promotion: Promotion, progress: Progress): WaitRun {
  const run = forward(promotion, progress)
  return {
    ...run,
    aws: awsOf(promotion, { until: run.until, patience: lookPatience }),
    targets: services.map(service => targetOf(service, progress)),
    ...servicesAlone,
    allowZero: false,
    failFast: true,
    timeout: promotion.limits.timeout,
  }
}

/** A service that had the revision before is followed by the deployment that it has. */
function targetOf(service: string, { updates, plans }: Progress): Target {
  const update = updates.get(service)
  if (update?.is === 'deployed') return targetOfDeployed(service, update)
  const { before } = plans.find(plan => plan.service.name === service) ?? {}
  return { service, ...(before && { deploymentId: before.id, taskDefinition: before.taskDefinition }) }
}

export function targetOfDeployed(service: string, update: Deployed): Target {
  const { taskDefinition, deploymentId, previousDeploymentId, previousTaskDefinition } = deploymentOf(update)
  return {
    ...{ service, taskDefinition, deploymentId },
    ...(previousDeploymentId !== null && { previousDeploymentId }),
    ...(previousTaskDefinition !== null && { previousTaskDefinition }),
  }
}

/** Milliseconds that a health URL may take to answer as wanted. */
const healthTime = 120_000

/** Asks the health URLs of the environment until they answer. */
export async function askHealth(promotion: Promotion, progress: Progress): Promise<News> {
  const run = waitRunOf([], promotion, progress)
  const urls = await checkHealthUrls({
    ...run,
    health: {
      urls: healthUrlsOf(promotion.declared, promotion.commit),
      status: [{ from: 200, to: 299 }],
      timeout: healthTime,
      allowPrivate: false,
    },
  })
  const wrong = urls.filter(({ outcome }) => !isGreen(outcome))
  if (wrong.length === 0) {
    return { urls, ended: endOnce(progress, 'ask health', 'succeeded') }
  }
  return {
    urls,
    ended: endOnce(progress, 'ask health', endOfUrls(wrong)),
    troubles: [...progress.troubles, ...wrong.map(({ url, why }) => ({ why: `${url}: ${why}` }))],
  }
}

function endOfUrls(wrong: readonly UrlState[]) {
  if (wrong.some(({ outcome }) => outcome === 'cancelled')) return 'cancelled'
  return wrong.some(({ outcome }) => outcome === 'unknown') ? 'unknown' : 'failed'
}
