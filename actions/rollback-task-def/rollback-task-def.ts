import { action } from '../../shared/action.ts'
import type { Declared } from '../../shared/core/deploy-manifest/declared.ts'
import { ecsName } from '../../shared/core/deploy-manifest/names.ts'
import { isRevision } from '../../shared/core/service.ts'
import { imageTag } from '../../shared/image-tag.ts'
import { duration, flag, json, list, optional, pairs, quote, required, text } from '../../shared/inputs.ts'
import type { Values } from '../../shared/inputs.ts'
import { readTargets } from '../../shared/phases/prove/targets.ts'
import { rollBack } from '../../shared/phases/roll-back/roll-back.ts'
import type { Destination } from '../../shared/phases/roll-back/run.ts'
import { runUrl } from '../../shared/run-url.ts'

const inputs = {
  cluster: required(text),
  services: optional(list),
  release: optional(text),
  tag: optional(imageTag()),
  'task-definitions': optional(raw => revisionsOf(raw)),
  deployments: optional(raw => readTargets(json(raw))),
  environment: optional(text),
  reason: optional(text),
  wait: required(flag),
  force: required(flag),
  'allow-zero': required(flag),
  'dry-run': required(flag),
  timeout: required(duration),
  'github-token': optional(text),
}

type RollbackInputs = Values<typeof inputs>

/** Brings services back to a release by its exact revisions, and proves that they run it. */
export const rollbackTaskDef = action({
  title: 'Roll back',
  inputs,
  outputs: ['deployments', 'plan', 'release', 'sha', 'publish-command', 'outcome'],
  defaults: ({ declared }) => (declared ? { cluster: declared.cluster } : {}),
  translate: inEcsNames,
  check: checkInputs,

  async run(given, context, manifest) {
    const { cluster, reason, force, timeout, wait, 'github-token': token, environment } = given
    const until = context.clock.now() + timeout
    const result = await rollBack({
      ...{ cluster, reason, force, timeout, wait, until, context },
      to: destinationOf(given),
      github: token === undefined ? undefined : { token, environment },
      runUrl: runUrl(context.environment),
      dryRun: given['dry-run'],
      allowZero: given['allow-zero'],
      aws: context.aws({ until }),
    })
    const publishCommand = manifest?.declared?.publishCommand ?? ''
    return { ...result, outputs: { ...result.outputs, 'publish-command': publishCommand } }
  },
})

/** Without services all of the environment go back together. */
function inEcsNames(given: RollbackInputs, declared: Declared): RollbackInputs {
  const { services, deployments, 'task-definitions': revisions } = given
  const all = revisions || deployments ? undefined : declared.services.map(({ service }) => service)
  const named = [...(revisions ?? [])].map(([name, revision]) => [ecsName(declared, name), revision] as const)
  return {
    ...given,
    services: services?.map(name => ecsName(declared, name)) ?? all,
    'task-definitions': revisions && new Map(named),
  }
}

/** A family alone would be its newest revision, whatever that is by then; a commit is no revision at all. */
function revisionsOf(raw: string): ReadonlyMap<string, string> {
  const revisions = pairs('service=family:number lines, or a JSON object of them')(raw)
  for (const [service, name] of revisions)
    if (!isRevision(name))
      throw new Error(
        `has ${quote(name)} for ${service}; it takes family:number or the ARN of a revision. A release belongs into \`release\`, a commit into \`tag\``,
      )
  return revisions
}

const ways = ['release', 'tag', 'task-definitions', 'deployments'] as const

function checkInputs(given: RollbackInputs): string[] {
  const { services } = given
  const named = ways.filter(name => given[name] !== undefined)
  const quoted = named.map(name => `\`${name}\``).join(', ')
  const bringsServices = named.find(name => name === 'task-definitions' || name === 'deployments')
  return [
    ...(named.length > 1 ? [`${quoted} exclude each other: one of them says where to`] : []),
    ...(services && bringsServices
      ? [`\`services\` and \`${bringsServices}\` exclude each other: \`${bringsServices}\` names its services`]
      : []),
    ...(!services && !bringsServices ? ['`services` is required: it says what to roll back'] : []),
  ]
}

function destinationOf(given: RollbackInputs): Destination {
  const { services = [], release, tag, deployments, 'task-definitions': revisions } = given
  if (revisions) return { is: 'revisions', revisions }
  if (deployments) return { is: 'deployments', deployments }
  if (release !== undefined) return { is: 'release', release, services }
  return tag === undefined ? { is: 'last-good', services } : { is: 'tag', tag, services }
}
