import type { getOctokit } from '@actions/github'
import { Cancelled, messageOf } from '../errors.ts'
import type { DeploymentRecord, GitHub } from '../ports.ts'
import { isThrottled, statusOf } from './patience.ts'
import type { Reader } from './patience.ts'

/** How many deployments of an environment are looked through: one page, of the newest. */
const most = 100

/** Deployments by GitHub's deployments API. Only reads. */
export function deploymentRecords(
  { rest: { repos } }: ReturnType<typeof getOctokit>,
  { repository, read }: Reader,
): Pick<GitHub, 'deploymentsTo' | 'statesOf'> {
  return {
    async deploymentsTo(environment) {
      try {
        const query = { ...repository, ...(environment !== undefined && { environment }), per_page: most }
        return await read(async request => {
          const { data } = await repos.listDeployments({ ...query, request })
          return { is: 'found', deployments: listed(data).map(toRecord) }
        })
      } catch (error) {
        if (error instanceof Cancelled) throw error
        return { is: 'refused', why: refusalText(error, environment) }
      }
    },
    async statesOf(deployment) {
      const query = { ...repository, deployment_id: deployment, per_page: most }
      return read(async request => {
        const { data } = await repos.listDeploymentStatuses({ ...query, request })
        return listed(data).map(({ state, created_at, description }) => ({
          state,
          at: Date.parse(created_at),
          description: description || '',
        }))
      })
    },
  }
}

/** A reply that was cut off comes as a good one without its data. */
function listed<T>(data: T[] | undefined): T[] {
  if (!Array.isArray(data)) throw new Error('the reply is incomplete')
  return data
}

interface Listed {
  id: number
  ref: string
  sha: string
  environment: string
  /** Absent where the account was deleted. */
  creator: { login: string } | null
  created_at: string
  payload?: unknown
}

function toRecord({ creator, created_at, ...rest }: Listed): DeploymentRecord {
  const { id, ref, sha, environment, payload } = rest
  return { id, ref, sha, environment, payload, creator: creator?.login ?? '', createdAt: Date.parse(created_at) }
}

function refusalText(error: unknown, environment = 'any environment'): string {
  const status = statusOf(error)
  const lacks = (status === 401 || status === 403 || status === 404) && !isThrottled(error)
  const next = lacks ? '; give the job the permission `deployments: read`, or `deployments: write` to record' : ''
  return `GitHub did not list the deployments to ${environment}: ${messageOf(error)}${next}`
}
