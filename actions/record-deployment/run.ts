import type { Context } from '../../shared/action.ts'
import { proofOf } from '../../shared/core/health-report.ts'
import type { RecordedRevisions, RecordPayload } from '../../shared/core/promotion-record.ts'
import { ActionError } from '../../shared/errors.ts'
import type { Target } from '../../shared/phases/prove/targets.ts'
import type { RecordRun } from '../../shared/phases/record/run.ts'
import { commitOf } from '../../shared/phases/verify/release.ts'
import { runUrl } from '../../shared/run-url.ts'
import type { RecordInputs } from './inputs.ts'

/** Milliseconds. A record that is never closed keeps promotions of the root action waiting for so long. */
const usualTime = 3_600_000

/** What is recorded, and on which commit. */
export async function recordRun(given: RecordInputs, context: Context): Promise<RecordRun> {
  const { environment, release, timeout, production, 'github-token': token } = given
  const now = context.clock.now()
  const until = now + timeout
  const sha = given.sha ?? (release === undefined ? undefined : await commitOf(release, { token, context, until }))
  return {
    ...{ environment, sha, until, context },
    payload: payloadOf(given, {
      ...{ run: pageOf(context), until: now + usualTime },
      ...(context.environment['GITHUB_ACTOR'] && { actor: context.environment['GITHUB_ACTOR'] }),
    }),
    production: production ?? environment === 'production',
    environmentUrl: given['environment-url']?.href,
    github: context.github({ token, until }),
  }
}

/** The same for all attempts of a run, so that they go on with one record; it leads to the newest of them. */
function pageOf({ environment }: Context): string {
  const page = runUrl({ ...environment, GITHUB_RUN_ATTEMPT: undefined })
  if (page !== undefined) return page
  throw new ActionError('this is no run of a GitHub workflow: GITHUB_REPOSITORY or GITHUB_RUN_ID is not set', {
    outcome: 'failed-before-change',
  })
}

function payloadOf(given: RecordInputs, from: Pick<RecordPayload, 'run' | 'until' | 'actor'>): RecordPayload {
  const { release = null, images = {}, deployments, report } = given
  const proof = report && proofOf(report)
  return {
    ...{ release, ...from, images },
    ...(deployments && { deployments: Object.fromEntries(deployments.map(revisionsOf)) }),
    ...(proof && { proof }),
  }
}

function revisionsOf({ service, taskDefinition = '', previousTaskDefinition }: Target): [string, RecordedRevisions] {
  return [service, { taskDefinition, ...(previousTaskDefinition !== undefined && { previousTaskDefinition }) }]
}
