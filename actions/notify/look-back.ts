import { arrivalOf, isSettled } from '../../shared/core/arrival.ts'
import type { Arrival, Sought } from '../../shared/core/arrival.ts'
import type { SeenRecord } from '../../shared/core/promotion-record.ts'
import { tellingOf } from '../../shared/core/versions/records.ts'
import { statesOf } from '../../shared/phases/record/see.ts'
import type { GitHub } from '../../shared/ports.ts'

/** How many deployments are looked at, one after the other; mostly the two newest tell it. */
const mostDeployments = 20

/** What GitHub's deployments tell of how a commit came to an environment, or why they tell nothing. */
export async function lookBack(
  environment: string,
  sought: Sought,
  github: GitHub,
): Promise<{ arrival: Arrival; problem?: string }> {
  const found = await github.deploymentsTo(environment)
  if (found.is === 'refused') return { arrival: {}, problem: found.why }
  const seen: SeenRecord[] = []
  let arrival: Arrival = {}
  for (const deployment of tellingOf(found.deployments).slice(0, mostDeployments)) {
    const states = await statesOf(deployment.id, { github })
    if (!states) return { arrival: {}, problem: `GitHub did not show how deployment ${deployment.id} stands` }
    seen.push({ ...deployment, states })
    arrival = arrivalOf(seen, sought)
    if (isSettled(arrival)) break
  }
  return { arrival }
}
