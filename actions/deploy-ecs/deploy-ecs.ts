import { action } from '../../shared/action.ts'
import { ecsImage, ecsName } from '../../shared/core/deploy-manifest/names.ts'
import { counted } from '../../shared/core/wording.ts'
import { duration, flag, list, optional, otherwise, required, text, unlessEmpty } from '../../shared/inputs.ts'
import type { Values } from '../../shared/inputs.ts'
import { ActionError, Cancelled } from '../../shared/errors.ts'
import { adopt } from '../../shared/phases/deploy/adopt.ts'
import { prepare } from '../../shared/phases/deploy/prepare.ts'
import type { Plan } from '../../shared/phases/deploy/prepare.ts'
import { registerRevisions } from '../../shared/phases/deploy/register.ts'
import type { DeployRun } from '../../shared/phases/deploy/run.ts'
import { updateServices } from '../../shared/phases/deploy/update.ts'
import { runUrl } from '../../shared/run-url.ts'
import { wantedImages } from '../../shared/wanted-images.ts'
import { lookForMoved, movedIn } from './moved.ts'
import { readPrevious } from './previous.ts'
import { dryRun, failedResult, planLine, resultOf } from './report.ts'
import type { DeployResult } from './report.ts'

const inputs = {
  cluster: required(text),
  services: optional(list),
  images: optional(wantedImages),
  base: otherwise(text, 'service'),
  previous: optional(unlessEmpty(readPrevious)),
  release: optional(text),
  commit: optional(text),
  'force-new-deployment': required(flag),
  'allow-zero': required(flag),
  'allow-failed': required(flag),
  'dry-run': required(flag),
  timeout: required(duration),
}

type DeployInputs = Values<typeof inputs>

/** Brings services to new images: looks at everything, registers what is new, then updates all side by side. */
export const deployEcs = action({
  title: 'Deploy to ECS',
  inputs,
  outputs: ['deployments', 'changed', 'outcome'],
  defaults: ({ declared }) => ({
    ...(declared && { cluster: declared.cluster, services: declared.services.map(({ service }) => service) }),
    ...(declared?.base !== undefined && { base: declared.base }),
  }),
  translate: (given, declared) => ({
    ...given,
    services: given.services?.map(name => ecsName(declared, name)),
    images: given.images?.map(image => ecsImage(declared, image)),
    previous: given.previous && new Map([...given.previous].map(([name, one]) => [ecsName(declared, name), one])),
  }),
  check: checkInputs,

  async run(given, context) {
    const until = context.clock.now() + given.timeout
    const deployment: DeployRun = {
      ...given,
      services: servicesOf(given),
      images: given.images ?? [],
      previous: given.previous ?? new Map(),
      force: given['force-new-deployment'],
      allowZero: given['allow-zero'],
      allowFailed: given['allow-failed'],
      runUrl: runUrl(context.environment),
      until,
      context,
      aws: context.aws({ until }),
    }
    const { step } = context
    const looked = await orMoved(deployment, { plans: undefined, write: !given['dry-run'] }, () =>
      step.group(`Look at ${counted(deployment.services.length, 'service')}`, async () => {
        const prepared = await prepare(deployment)
        prepared.forEach(plan => step.info(planLine(plan)))
        return prepared
      }),
    )
    if ('outcome' in looked) return looked
    if (given['dry-run']) return dryRun(looked, deployment)
    return orMoved(deployment, { plans: looked, write: true }, async () => {
      await adopt(looked, deployment)
      const revisions = await step.group('Register what is new', () => registerRevisions(looked, deployment))
      const updates = await step.group('Update services', () => updateServices(revisions, deployment))
      return resultOf(updates, deployment)
    })
  },
})

/** Where nothing can be deployed, what an earlier step has deployed is to return all the same: `deployments` says so. */
async function orMoved<T>(
  deployment: DeployRun,
  { plans, write }: { plans: readonly Plan[] | undefined; write: boolean },
  work: () => Promise<T>,
): Promise<T | DeployResult> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ActionError) || error instanceof Cancelled || !write) throw error
    const moved = plans ? movedIn(plans) : await lookForMoved(deployment)
    if (Object.keys(moved).length === 0) throw error
    return failedResult(error, moved)
  }
}

function servicesOf({ services, images = [] }: DeployInputs): readonly string[] {
  return services ?? [...new Set(images.map(({ service }) => service))]
}

function checkInputs(given: DeployInputs): string[] {
  const services = servicesOf(given)
  const before = [...(given.previous ?? new Map<string, string>()).keys()]
  const imaged = new Set((given.images ?? []).map(({ service }) => service))
  if (services.length === 0) return ['`services` or `images` is required: they say what to deploy']
  const strangers = [...[...imaged].map(name => ['images', name]), ...before.map(name => ['previous', name])]
    .filter(([, name = '']) => !services.includes(name))
    .map(([input = '', name = '']) => `\`${input}\` names ${name}, which is not among \`services\``)
  const idle =
    given.base === 'service' && !given['force-new-deployment'] ? services.filter(service => !imaged.has(service)) : []
  return [
    ...strangers,
    ...idle.map(
      name =>
        `\`images\` has nothing for ${name}: without a new image, another \`base\` or \`force-new-deployment\` there is nothing to deploy`,
    ),
  ]
}
