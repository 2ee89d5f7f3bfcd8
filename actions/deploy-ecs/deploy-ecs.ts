import { action } from '../../shared/action.ts'
import { ecsImage, ecsName } from '../../shared/core/deploy-manifest/names.ts'
import { counted } from '../../shared/core/wording.ts'
import { duration, flag, list, optional, required, text } from '../../shared/inputs.ts'
import type { Values } from '../../shared/inputs.ts'
import { prepare } from '../../shared/phases/deploy/prepare.ts'
import { registerRevisions } from '../../shared/phases/deploy/register.ts'
import type { DeployRun } from '../../shared/phases/deploy/run.ts'
import { updateServices } from '../../shared/phases/deploy/update.ts'
import { runUrl } from '../../shared/run-url.ts'
import { wantedImages } from '../../shared/wanted-images.ts'
import { dryRun, planLine, resultOf } from './report.ts'

const inputs = {
  cluster: required(text),
  services: optional(list),
  images: optional(wantedImages),
  base: required(text),
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
  }),
  translate: (given, declared) => ({
    ...given,
    services: given.services?.map(name => ecsName(declared, name)),
    images: given.images?.map(image => ecsImage(declared, image)),
  }),
  check: checkInputs,

  async run(given, context) {
    const until = context.clock.now() + given.timeout
    const deployment: DeployRun = {
      ...given,
      services: servicesOf(given),
      images: given.images ?? [],
      force: given['force-new-deployment'],
      allowZero: given['allow-zero'],
      allowFailed: given['allow-failed'],
      runUrl: runUrl(context.environment),
      until,
      context,
      aws: context.aws({ until }),
    }
    const plans = await context.step.group(`Look at ${counted(deployment.services.length, 'service')}`, async () => {
      const prepared = await prepare(deployment)
      prepared.forEach(plan => context.step.info(planLine(plan)))
      return prepared
    })
    if (given['dry-run']) return dryRun(plans, deployment)
    const revisions = await context.step.group('Register what is new', () => registerRevisions(plans, deployment))
    const updates = await context.step.group('Update services', () => updateServices(revisions, deployment))
    return resultOf(updates, deployment)
  },
})

function servicesOf({ services, images = [] }: DeployInputs): readonly string[] {
  return services ?? [...new Set(images.map(({ service }) => service))]
}

function checkInputs(given: DeployInputs): string[] {
  const services = servicesOf(given)
  const imaged = new Set((given.images ?? []).map(({ service }) => service))
  if (services.length === 0) return ['`services` or `images` is required: they say what to deploy']
  const strangers = [...imaged]
    .filter(service => !services.includes(service))
    .map(name => `\`images\` names ${name}, which is not among \`services\``)
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
