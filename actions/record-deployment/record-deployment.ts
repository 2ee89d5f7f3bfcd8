import { action } from '../../shared/action.ts'
import type { Context, Result } from '../../shared/action.ts'
import { recordedRevisions } from '../../shared/core/deployment-record.ts'
import { isOver, readPayload, shortDescription } from '../../shared/core/promotion-record.ts'
import { prose } from '../../shared/core/summary.ts'
import { counted } from '../../shared/core/wording.ts'
import { declaredUrl } from '../../shared/environment-url.ts'
import { ActionError, Cancelled } from '../../shared/errors.ts'
import { makeRecord } from '../../shared/phases/record/make.ts'
import type { NotMade } from '../../shared/phases/record/make.ts'
import { writeState } from '../../shared/phases/record/write.ts'
import { descriptionOf } from './description.ts'
import { checkInputs, inputs } from './inputs.ts'
import type { RecordInputs } from './inputs.ts'
import { recordRun } from './run.ts'

type Recorded = Result<'deployment-id'>

/** Records in GitHub what is deployed where: one deployment a run, on the commit that is released. */
export const recordDeployment = action({
  title: 'Record the deployment',
  inputs,
  outputs: ['deployment-id'],
  defaults: ({ declared }) => declaredUrl(declared),
  check: checkInputs,

  async run(given, context) {
    try {
      return await record(given, context)
    } catch (error) {
      if (given.required || !(error instanceof ActionError) || error instanceof Cancelled) throw error
      context.step.warning([`${error.message}.`, error.next].filter(Boolean).join(' '))
      return {
        outcome: 'unchanged',
        message: `GitHub does not show how ${given.environment} stands; \`required: false\` lets that pass.`,
        outputs: {},
        summary: prose(`${error.message}.`),
      }
    }
  },
})

async function record(given: RecordInputs, context: Context): Promise<Recorded> {
  const { environment, deployments, state } = given
  const run = await recordRun(given, context)
  const made = await makeRecord(run, { begins: !isOver(state.state) })
  if (made.is !== 'made') throw unrecorded(made)
  const { id, sha, payload } = made
  if (deployments && recordedRevisions({ payload }).size === 0) context.step.info(tooLate(id))
  const described = { state: state.state, description: shortDescription(descriptionOf(given)) }
  const written = await writeState(id, described, run)
  if (written.is !== 'written') throw unrecorded({ is: 'lost', why: written.why })
  written.problems.forEach(problem => context.step.warning(`${problem}.`))
  const name = readPayload(payload)?.release ?? sha.slice(0, 12)
  const others = written.displaced.length
  const displaced = others > 0 ? ` It took the place of ${counted(others, 'other deployment')}.` : ''
  return {
    outcome: written.changed || others > 0 ? 'succeeded' : 'unchanged',
    message: `Deployment ${id} of ${name} to ${environment} is recorded as ${state.state}.${displaced}`,
    outputs: { 'deployment-id': String(id) },
    // GitHub shows it where people look for it.
    summary: false,
  }
}

function unrecorded({ is, why }: NotMade): ActionError {
  return new ActionError(why, {
    outcome: is === 'lost' ? 'unknown' : 'failed-before-change',
    next: 'Run the job again once that is mended: it goes on with the same record. `required: false` goes on without one.',
  })
}

function tooLate(id: number): string {
  return `Deployment ${id} was recorded without \`deployments\`, and GitHub lets nobody add them. Rollbacks find the revisions by their tags.`
}
