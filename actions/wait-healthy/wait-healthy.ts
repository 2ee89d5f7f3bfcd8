import { action } from '../../shared/action.ts'
import type { Context, Result } from '../../shared/action.ts'
import type { AwsServices } from '../../shared/aws/services.ts'
import { literalAddressProblem, parseHealthUrl, parseStatusRanges, shownUrl } from '../../shared/core/health-url.ts'
import { isGreen, together } from '../../shared/core/outcome.ts'
import { codeSpan } from '../../shared/core/summary.ts'
import { ActionError, Cancelled } from '../../shared/errors.ts'
import { duration, flag, json, list, listOf, optional, required, text } from '../../shared/inputs.ts'
import type { Values } from '../../shared/inputs.ts'
import { wait } from '../../shared/wait.ts'
import { diagnose } from './diagnose.ts'
import type { Diagnosis } from './diagnose.ts'
import { Follower } from './follow.ts'
import { checkHealthUrls } from './health-urls.ts'
import type { UrlState } from './health-urls.ts'
import { reportOf, sentenceFor, summaryOf } from './report.ts'
import { readTargets } from './targets.ts'
import type { Target } from './targets.ts'

const inputs = {
  cluster: required(text),
  services: optional(list),
  deployments: optional(raw => readTargets(json(raw))),
  'health-urls': optional(listOf(parseHealthUrl)),
  'health-status': required(parseStatusRanges),
  'health-timeout': required(duration),
  'allow-private-urls': required(flag),
  'allow-zero': required(flag),
  'fail-fast': required(flag),
  timeout: required(duration),
}

export type WaitInputs = Values<typeof inputs>

/** Milliseconds for which one read of a look is tried again, so that one that fails does not blind the others. */
const lookPatience = 20_000

/** What a run waits for, and what it may use. */
export interface WaitRun extends WaitInputs {
  targets: readonly Target[]
  /** Milliseconds since 1970. */
  until: number
  context: Context
  aws: AwsServices
}

/** Follows exactly the given deployments to their end, and proves what runs then. */
export const waitHealthy = action({
  title: 'Wait until healthy',
  inputs,
  outputs: ['outcome', 'report'],
  check: given => [...checkTargets(given.services, given.deployments), ...checkUrls(given)],

  async run(given, context) {
    const began = context.clock.now()
    const until = began + given.timeout
    const targets = given.deployments ?? (given.services ?? []).map(service => ({ service }))
    const waiting: WaitRun = { ...given, targets, until, context, aws: context.aws({ until, patience: lookPatience }) }
    const follower = new Follower(waiting)
    await context.step.group(`Wait for ${targets.map(({ service }) => service).join(', ')}`, () =>
      follow(follower, waiting),
    )
    const urls = follower.allProved() ? await checkHealthUrls(waiting) : []
    // A URL may take minutes, and somebody may have deployed since: what is reported is looked at again.
    if (urls.length > 0) await follow(follower, waiting)
    const diagnoses = await explain(follower, waiting)
    return conclude({ follower, urls, diagnoses, began }, waiting)
  },
})

export interface Conclusion {
  follower: Follower
  urls: readonly UrlState[]
  diagnoses: ReadonlyMap<string, Diagnosis>
  began: number
}

function checkTargets(services: readonly string[] | undefined, deployments: readonly Target[] | undefined): string[] {
  if (services && deployments)
    return ['`services` and `deployments` exclude each other: `deployments` names its services']
  return (services ?? deployments) ? [] : ['`services` or `deployments` is required: they say what to wait for']
}

/** An address that stands in the URL itself can be refused before anything is waited for. */
function checkUrls({ 'health-urls': urls = [], 'allow-private-urls': allowed }: WaitInputs): string[] {
  return urls.flatMap(url => {
    const problem = allowed ? undefined : literalAddressProblem(url)
    return problem === undefined
      ? []
      : [
          `\`health-urls\` names ${shownUrl(url)}, which is ${problem}; only \`allow-private-urls: true\` lets that be asked`,
        ]
  })
}

/** A cancelled wait is written down as what it is, with what was seen so far. */
async function follow(follower: Follower, { until, context }: WaitRun): Promise<void> {
  try {
    const waited = await wait({ look: now => follower.look(now), until }, context)
    if (waited.is === 'timed-out') follower.timeOut()
  } catch (error) {
    if (error instanceof Cancelled) follower.cancel()
    else if (error instanceof ActionError) follower.giveUp(error)
    else throw error
  }
}

/** Failures are explained by what stopped; there is no time for that once the job is being cancelled. */
async function explain(follower: Follower, waiting: WaitRun): Promise<ReadonlyMap<string, Diagnosis>> {
  const failed = follower.failures()
  if (failed.length === 0 || waiting.context.stop.aborted) return new Map()
  return waiting.context.step.group('Why it failed', () => diagnose(failed, waiting))
}

const mixedAdvice =
  'Bring all services to one release again: deploy this one once it is mended, or the one before it to those that have the new one.'

function conclude(conclusion: Conclusion, { context, cluster }: WaitRun): Result<'report'> {
  const { follower, urls, diagnoses } = conclusion
  const states = follower.states()
  // A URL that answers is no service: beside one that was superseded it would make the run `mixed`.
  const failedUrls = urls.filter(url => !isGreen(url.outcome))
  const outcome = together([...states, ...failedUrls].map(one => one.outcome))
  const cause = [...diagnoses.values()].flatMap(({ next }) => next)[0] ?? states.flatMap(({ next }) => next ?? [])[0]
  const advice = [cause, outcome === 'mixed' ? mixedAdvice : undefined].filter(Boolean).join(' ')
  return {
    outcome,
    message: sentenceFor(outcome, conclusion),
    next: isGreen(outcome) || advice === '' ? undefined : advice,
    outputs: { report: JSON.stringify(reportOf(conclusion, context.clock.now())) },
    summary: `Cluster ${codeSpan(cluster)}.\n\n${summaryOf(conclusion, context.clock.now())}`,
  }
}
