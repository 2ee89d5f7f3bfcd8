import { action } from '../../shared/action.ts'
import type { Context, Result } from '../../shared/action.ts'
import { noticeOf } from '../../shared/core/notice.ts'
import type { Notice } from '../../shared/core/notice.ts'
import { declaredUrl } from '../../shared/environment-url.ts'
import type { Step } from '../../shared/ports.ts'
import { runUrl } from '../../shared/run-url.ts'
import { comment } from './comments.ts'
import { checkInputs, inputs } from './inputs.ts'
import type { NotifyInputs } from './inputs.ts'
import { receiversOf } from './receivers.ts'
import { tell } from './tell.ts'
import { problemsIn, toldText } from './told.ts'
import type { Told } from './told.ts'

/** Tells people and programs how a deployment stands. Whoever cannot be reached is named, and the step stays green. */
export const notify = action({
  title: 'Notify',
  inputs,
  outputs: [],
  defaults: ({ declared }) => declaredUrl(declared),
  check: checkInputs,

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

/** Tells all of them at once. */
async function tellAll(notice: Notice, given: NotifyInputs, context: Context): Promise<Told[]> {
  const { clock, step } = context
  const now = clock.now()
  const limits = { until: now + given.timeout, allowPrivate: given['allow-private-urls'] }
  const told = await Promise.all([
    ...receiversOf(given).map(async ({ who, address, write }): Promise<Told[]> => {
      const problem = await tell({ ...limits, address, message: write(notice, now) }, context)
      return warned(
        problem === undefined ? [{ is: 'told', who }] : [{ is: 'not-told', why: `${who} ${problem}` }],
        step,
      )
    }),
    comment(given, context).then(ends => warned(ends, step)),
  ])
  return told.flat()
}

function warned(told: Told[], step: Pick<Step, 'warning'>): Told[] {
  for (const one of told) if (one.is === 'not-told') step.warning(`${one.why}.`)
  return told
}

function resultOf(told: readonly Told[]): Result<never> {
  return {
    outcome: told.some(({ is }) => is === 'told') ? 'succeeded' : 'unchanged',
    message: told.length === 0 ? 'No webhook is given: nobody was told.' : toldText(told),
    outputs: {},
    summary: problemsIn(told) || false,
  }
}
