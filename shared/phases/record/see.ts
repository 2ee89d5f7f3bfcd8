import type { SeenRecord } from '../../core/promotion-record.ts'
import { Cancelled } from '../../errors.ts'
import type { RecordRun } from './run.ts'

/** The states of a deployment; undefined where GitHub does not show them: of that nothing is concluded. */
export async function statesOf(
  id: number,
  { github }: Pick<RecordRun, 'github'>,
): Promise<SeenRecord['states'] | undefined> {
  try {
    return await github.statesOf(id)
  } catch (error) {
    if (error instanceof Cancelled) throw error
    return undefined
  }
}

/** How many deployments are looked at side by side: an environment has one promotion at a time, and some that failed. */
export const most = 15
