import type { Result } from '../../shared/action.ts'
import { isGreen } from '../../shared/core/outcome.ts'
import { asMoved, deploymentsOf } from '../../shared/phases/deploy/deployments.ts'
import type { Updated } from '../../shared/phases/deploy/update.ts'
import type { Comparison } from '../../shared/ports.ts'
import { previousJson } from './before.ts'
import { messageOf } from './message.ts'
import { planOf, variablesOf } from './plan.ts'
import { standsOf } from './progress.ts'
import type { Ended } from './progress.ts'
import type { Promotion } from './promotion.ts'
import { summaryOf } from './summary.ts'

type Output =
  | 'sha'
  | 'tag'
  | 'images'
  | 'digests'
  | 'task-arn'
  | 'exit-code'
  | 'log-url'
  | 'restore-point'
  | 'deployments'
  | 'changed'
  | 'report'
  | 'deployment-id'
  | 'plan'
  | 'previous'
  | 'variables'

const noMigration = { 'task-arn': '', 'exit-code': '', 'log-url': '', 'restore-point': '' }

/** How a promotion ended: for the next step, and for people. */
export function resultOf(ended: Ended, commits: Comparison | undefined, promotion: Promotion): Result<Output> {
  const { outcome, images, migration, record } = ended
  const deployments = deploymentsOf(updatesOf(ended))
  const digests = Object.entries(images).map(([name, image]) => [name, image.slice(image.indexOf('@') + 1)])
  return {
    outcome,
    ...(promotion.dryRun && { heading: 'plan' }),
    message: messageOf(ended, promotion),
    next: isGreen(outcome) ? undefined : adviceOf(ended),
    outputs: {
      sha: /^[0-9a-f]{40}$/.test(promotion.commit) ? promotion.commit : '',
      tag: promotion.commit,
      images: JSON.stringify(images),
      digests: JSON.stringify(Object.fromEntries(digests)),
      ...(migration?.outputs ?? noMigration),
      deployments: JSON.stringify(deployments),
      changed: String(standsOf(ended, promotion).some(({ changed }) => changed)),
      report: JSON.stringify(reportOf(ended, promotion)),
      'deployment-id': record === undefined ? '' : String(record),
      plan: JSON.stringify(planOf(ended, promotion)),
      previous: previousJson(ended),
      variables: variablesOf(ended, promotion),
    },
    summary: summaryOf(ended, commits, promotion),
  }
}

/** What the infrastructure command deployed is a deployment of this promotion, too. */
function updatesOf({ plans, moved, updates }: Ended): Updated[] {
  const others = plans.filter(({ service }) => moved.has(service.name) && !updates.has(service.name))
  return [...updates.values(), ...others.flatMap(plan => asMoved(plan) ?? [])]
}

/** What stopped knows best. */
function adviceOf({ troubles, diagnoses }: Ended): string | undefined {
  const diagnosed = [...diagnoses.values()].flatMap(({ next }) => next)
  return [...diagnosed, ...troubles.flatMap(({ next }) => next ?? [])][0]
}

/** The same for machines. Free text in it is AWS's; treat it as such. */
function reportOf(ended: Ended, promotion: Promotion): Record<string, unknown> {
  const { outcome, gates, states, returned, urls, baked, phases, troubles } = ended
  const services = standsOf(ended, promotion).map(({ service, stand, changed }) => {
    const { evidence, why } = returned.get(service) ?? states.get(service) ?? {}
    return [service, { stand, changed, why, ...evidence }]
  })
  return {
    ...{ outcome, gates, urls, troubles },
    bake: baked,
    release: promotion.release,
    commit: promotion.commit,
    environment: promotion.declared.environment,
    services: Object.fromEntries(services) as unknown,
    phases: phases.map(({ step, services: those, began, ended: end }) => ({
      step,
      services: those,
      seconds: Math.round((end - began) / 1_000),
    })),
  }
}
