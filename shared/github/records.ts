import type { getOctokit } from '@actions/github'
import { Cancelled, messageOf } from '../errors.ts'
import type { GitHub, Written } from '../ports.ts'
import { isThrottled, isUnheard, statusOf } from './patience.ts'
import type { Ask } from './patience.ts'

interface Writer {
  repository: { owner: string; repo: string }
  /** Sends a change once. */
  write: <T>(ask: Ask<T>) => Promise<T>
}

/** Writes deployments and their states. Each is sent once: whoever wrote finds out by reading what became of it. */
export function deploymentWrites(
  { rest: { repos } }: ReturnType<typeof getOctokit>,
  { repository, write }: Writer,
): Pick<GitHub, 'createDeployment' | 'setDeploymentState'> {
  return {
    createDeployment: ({ environment, sha, payload, description, production }) =>
      written('record the deployment', () =>
        write(async request => {
          const { data } = await repos.createDeployment({
            ...repository,
            ref: sha,
            environment,
            payload: { ...payload },
            description,
            production_environment: production,
            // Neither merges anything nor asks for checks: the commit was released already.
            auto_merge: false,
            required_contexts: [],
            request,
          })
          // A reply that was cut off comes as a good one without its data.
          const { id } = Object(data) as { id?: number }
          if (id === undefined) throw new Error('the reply names no deployment')
          return id
        }),
      ),
    setDeploymentState: (id, { state, description, logUrl, environmentUrl }) =>
      written(`set deployment ${id} to ${state}`, () =>
        write(async request => {
          await repos.createDeploymentStatus({
            ...repository,
            deployment_id: id,
            state,
            description,
            // What other deployments are is said of each by itself: GitHub leaves those of production out.
            auto_inactive: false,
            ...(logUrl !== undefined && { log_url: logUrl }),
            ...(environmentUrl !== undefined && { environment_url: environmentUrl }),
            request,
          })
          return id
        }),
      ),
  }
}

async function written(what: string, send: () => Promise<number>): Promise<Written> {
  try {
    return { is: 'written', id: await send() }
  } catch (error) {
    if (error instanceof Cancelled) throw error
    const why = `GitHub did not ${what}: ${messageOf(error)}`
    if (isUnheard(error)) return { is: 'lost', why }
    const status = statusOf(error)
    const lacks = (status === 401 || status === 403 || status === 404) && !isThrottled(error)
    return { is: 'refused', why: lacks ? `${why}; give the job the permission \`deployments: write\`` : why }
  }
}
