import { ecsImage } from '../../shared/core/deploy-manifest/names.ts'
import { imageText, parseImage } from '../../shared/core/image.ts'
import { gatesOf } from '../../shared/core/image-checks.ts'
import type { ImageGates } from '../../shared/core/image-checks.ts'
import { obstacleLines } from '../../shared/core/preflight.ts'
import { readImageKey } from '../../shared/core/release-images.ts'
import type { WantedImage } from '../../shared/core/release-images.ts'
import { capital, counted } from '../../shared/core/wording.ts'
import { failedReleases, planAll } from '../../shared/phases/deploy/prepare.ts'
import type { Plan } from '../../shared/phases/deploy/prepare.ts'
import type { DeployRun } from '../../shared/phases/deploy/run.ts'
import { lookAtGates } from '../../shared/phases/gates/gates.ts'
import type { Gate } from '../../shared/phases/gates/gates.ts'
import { checkImages } from '../../shared/phases/verify/checks.ts'
import { verdictText, verifyImages } from '../../shared/phases/verify/verify.ts'
import type { Verified } from '../../shared/phases/verify/verify.ts'
import { wait } from '../../shared/wait.ts'
import { originsOf, previousOf } from './before.ts'
import { whatWasLeft } from './left.ts'
import { endOnce } from './progress.ts'
import type { News, Progress } from './progress.ts'
import { forward } from './promotion.ts'
import type { Promotion } from './promotion.ts'

/** Finds every image of the release, and stops at one that is missing or must not be deployed. */
export async function verify(promotion: Promotion, progress: Progress): Promise<News> {
  const { declared, commit, platforms, context } = promotion
  const { aws, until } = forward(promotion, progress)
  const named = declared.services.flatMap(({ images }) => images)
  const run = { tag: commit, platforms, allowMissing: false, context, aws }
  const token = context.step.input('github-token') || undefined
  const found = await verifyImages(named, run)
  const verified = await checkImages(found, { ...run, gates: imageGatesOf(promotion), until, token })
  const gates = gatesOf(verified.map(({ image, checks }) => ({ name: image.name, checks })))
  const wrong = verified.filter(({ verdict }) => verdict.is !== 'verified')
  const images = Object.fromEntries(verified.flatMap(one => referenceOf(one) ?? []))
  if (wrong.length === 0) return { images, gates, ended: endOnce(progress, 'verify', 'succeeded') }
  const unseen = wrong.some(({ verdict }) => verdict.is === 'unknown')
  const lines = wrong.map(one => `  - ${one.image.name}: ${verdictText(one)}`)
  const why = [`${wrong.length} of ${counted(verified.length, 'image')} cannot be deployed:`, ...lines].join('\n')
  const ended = endOnce(progress, 'verify', unseen ? 'unknown' : 'failed-before-change')
  return { images, gates, ended, troubles: [...progress.troubles, { why }] }
}

/** What the manifest asks of the images. What is built for this repository is attested for it. */
function imageGatesOf({ declared, context }: Promotion): ImageGates {
  const { failOnSeverity, attestation: workflow, requireSignature = false } = declared.imageGates
  const repository = context.environment['GITHUB_REPOSITORY'] ?? ''
  return { failOnSeverity, requireSignature, attester: workflow === undefined ? undefined : { workflow, repository } }
}

function referenceOf({ image, registry, verdict }: Verified): [string, string][] | undefined {
  if (verdict.is !== 'verified') return undefined
  return [[image.name, imageText({ registry, repository: image.image.repository, digest: verdict.digest })]]
}

/** Looks at every service: what it runs, what it would run, and where an earlier run that was cut off left it. */
export async function look(promotion: Promotion, progress: Progress): Promise<News> {
  const { declared, context, allowFailed } = promotion
  const run = deployRunOf(promotion, progress)
  const title = `Look at ${counted(declared.services.length, 'service')}`
  const { plans, origins, left } = await context.step.group(title, async () => {
    const found = await planSettled(run)
    const origins = await originsOf(found, promotion, { progress, run })
    const plans = origins.moved.size > 0 ? await planAll({ ...run, previous: previousOf(origins) }) : found
    return { plans, origins, left: await whatWasLeft(plans, promotion, run) }
  })
  const seen = { plans, ...origins, ...left }
  if (left.abandoned === true) return { ...seen, ended: endOnce(progress, 'look', 'succeeded') }
  const marked = await failedReleases(plans, { ...run, allowFailed })
  if (marked.length === 0) return { ...seen, ended: endOnce(progress, 'look', 'succeeded') }
  const why = `This release was rolled away from, and is not brought back unasked:\n${obstacleLines(marked)}`
  return {
    ...seen,
    ended: endOnce(progress, 'look', 'failed-before-change'),
    troubles: [...progress.troubles, { why }],
  }
}

/** Milliseconds. */
const settlesWithin = 60_000

/** The plans once deployments are complete that ECS takes some seconds to call so, though all of their tasks run. */
async function planSettled(run: DeployRun): Promise<Plan[]> {
  const { clock } = run.context
  let plans: Plan[] = []
  await wait<undefined>(
    {
      until: Math.min(run.until, clock.now() + settlesWithin),
      look: async () => {
        plans = await planAll(run)
        const open = plans.filter(isSettling).map(({ service }) => service.name)
        const settled = { is: 'ended', end: undefined } as const
        return open.length === 0 ? settled : { is: 'waiting', for: open.map(name => `${name}: ${settling}`) }
      },
    },
    run.context,
  )
  return plans
}

const settling = 'ECS has not called its last deployment complete yet, though all of its tasks run'

function isSettling({ before, service, revision }: Plan): boolean {
  if (before?.rollout !== 'IN_PROGRESS' || revision.is === 'keep') return false
  const { running, desired, pending } = before
  return service.deployments.length === 1 && running === desired && pending === 0
}

export function deployRunOf(
  promotion: Promotion,
  progress: Pick<Progress, 'images' | 'ended' | 'before' | 'moved'>,
): DeployRun {
  const { declared, release, commit, runUrl } = promotion
  return {
    ...forward(promotion, progress),
    ...{ release, commit, runUrl },
    services: declared.services.map(({ service }) => service),
    images: wantedImages(promotion, progress.images),
    base: declared.base ?? 'service',
    previous: previousOf(progress),
    force: false,
    allowZero: false,
    allowFailed: true,
  }
}

/** The images as the services of ECS get them. */
export function wantedImages({ declared }: Promotion, images: Readonly<Record<string, string>>): WantedImage[] {
  return Object.entries(images).map(([name, image]) =>
    ecsImage(declared, { ...readImageKey(name), image: parseImage(image) }),
  )
}

/** Everything that must be so before anything is changed. */
export async function checkGates(promotion: Promotion, progress: Progress): Promise<News> {
  const { declared, required, commit, requireRollback, github } = promotion
  const run = forward(promotion, progress)
  const requirement = required && {
    required,
    soak: declared.soak ?? 0,
    images: progress.images,
    sha: commit,
    github: github?.(run.until),
  }
  const looked = await lookAtGates({
    ...run,
    // What an earlier attempt of this run began is not somebody else's.
    plans: progress.plans.filter(({ service }) => !progress.updates.has(service.name)),
    alarms: declared.alarms,
    requireRollback,
    requirement,
  })
  const gates = [...progress.gates, ...looked]
  const refused = looked.filter(gate => gate.is === 'refused')
  if (refused.length === 0) return { gates, ended: endOnce(progress, 'check gates', 'succeeded') }
  return {
    gates,
    ended: endOnce(progress, 'check gates', 'failed-before-change'),
    troubles: [...progress.troubles, ...refused.map(troubleOf)],
  }
}

function troubleOf({ name, says, next }: Gate) {
  return { why: `${capital(name)}: ${says}`, next }
}
