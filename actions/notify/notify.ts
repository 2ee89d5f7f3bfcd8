import { action } from '../../shared/action.ts'
import type { Context, Result } from '../../shared/action.ts'
import { noticeOf } from '../../shared/core/notice.ts'
import type { Notice } from '../../shared/core/notice.ts'
import { prose } from '../../shared/core/summary.ts'
import { declaredUrl } from '../../shared/environment-url.ts'
import { runUrl } from '../../shared/run-url.ts'
import { inputs } from './inputs.ts'
import type { NotifyInputs } from './inputs.ts'
import { receiversOf } from './receivers.ts'
import { tell } from './tell.ts'

/** Tells a chat or a program how a deployment stands. Whoever cannot be reached is named, and the step stays green. */
export const notify = action({
  title: 'Notify',
  inputs,
  outputs: [],
  defaults: ({ declared }) => declaredUrl(declared),
  check: ({ event, outcome }) =>
    event === 'start' && outcome !== undefined
      ? ['`outcome` and `event: start` exclude each other: what begins has no outcome yet']
      : [],

  async run(given, context) {
    for (const name of secrets) if (given[name] !== undefined) context.step.mask(given[name])
    if (given.outcome === undefined && given.event !== 'start') context.step.warning(withoutOutcome)
    return resultOf(await tellAll(noticeFrom(given, context), given, context))
  },
})

/** Whoever knows an address can post to it: it is a secret, also where nobody told GitHub so. */
const secrets = ['slack-webhook', 'discord-webhook', 'webhook', 'webhook-secret'] as const

const withoutOutcome =
  '`outcome` is empty, so the notice says `unknown`. Where the step it comes from may not have run, write `${{ steps.….outputs.outcome || job.status }}`.'

function noticeFrom(given: NotifyInputs, { environment: variables }: Context): Notice {
  const { event, outcome, title, message, environment, release, report } = given
  const run = runUrl(variables)
  const address = given['environment-url']?.href
  return noticeOf({
    ...{ event, outcome, title, message, environment, release, report },
    services: given.services ?? [],
    revisions: given.deployments ?? [],
    repository: variables['GITHUB_REPOSITORY'],
    actor: variables['GITHUB_ACTOR'],
    links: { ...(run !== undefined && { run }), ...(address !== undefined && { environment: address }) },
  })
}

interface Told {
  who: string
  /** Why it was not told, or may not have been. */
  problem: string | undefined
}

/** Tells all of them at once. */
function tellAll(notice: Notice, given: NotifyInputs, context: Context): Promise<Told[]> {
  const { clock, step } = context
  const now = clock.now()
  const limits = { until: now + given.timeout, allowPrivate: given['allow-private-urls'] }
  return Promise.all(
    receiversOf(given).map(async ({ who, address, write }) => {
      const problem = await tell({ ...limits, address, message: write(notice, now) }, context)
      if (problem !== undefined) step.warning(`${who} ${problem}.`)
      return { who, problem }
    }),
  )
}

function resultOf(told: readonly Told[]): Result<never> {
  const reached = told.filter(({ problem }) => problem === undefined).map(({ who }) => who)
  return {
    outcome: reached.length > 0 ? 'succeeded' : 'unchanged',
    message: told.length === 0 ? 'No webhook is given: nobody was told.' : `Told: ${reached.join(', ') || 'nobody'}.`,
    outputs: {},
    summary: told
      .flatMap(({ who, problem }) => (problem === undefined ? [] : [prose(`${who} ${problem}.`)]))
      .join('\n\n'),
  }
}
