import type { JsonObject } from '../operation.ts'

export type DeploymentState = 'error' | 'failure' | 'inactive' | 'in_progress' | 'queued' | 'pending' | 'success'

export interface DeploymentStatus {
  id: number
  state: DeploymentState
  description: string
  environment: string
  environmentUrl: string
  logUrl: string
  at: number
}

export interface Deployment {
  id: number
  ref: string
  /** What the ref meant when the deployment was created. */
  sha: string
  task: string
  payload: JsonObject | string
  environment: string
  /** What it was created for; a status may move it. */
  originalEnvironment: string
  description: string
  transient: boolean
  production: boolean
  creator: string
  createdAt: number
  updatedAt: number
  /** The oldest first. */
  statuses: DeploymentStatus[]
}

/** A deployment that is created; what is left out is as GitHub has it. */
export type NewDeployment = Pick<Deployment, 'ref' | 'sha'> &
  Partial<Omit<Deployment, 'id' | 'originalEnvironment' | 'updatedAt' | 'statuses'>>

export type NewStatus = Pick<DeploymentStatus, 'state'> & Partial<Omit<DeploymentStatus, 'id'>>

/** Ids of today do not fit into 32 bits. */
const firstId = 2_900_000_001

/** The deployments of a repository: a record of what somebody says was deployed. GitHub itself deploys nothing. */
export class Deployments {
  /** The oldest first. */
  readonly all: Deployment[] = []
  private readonly now: () => number
  private statuses = 0

  constructor(now: () => number) {
    this.now = now
  }

  create({ ref, sha, environment = 'production', createdAt = this.now(), ...rest }: NewDeployment): Deployment {
    const deployment: Deployment = {
      id: firstId + this.all.length,
      ref,
      sha,
      task: 'deploy',
      payload: {},
      environment,
      originalEnvironment: environment,
      description: '',
      transient: false,
      production: environment === 'production',
      creator: 'github-actions[bot]',
      ...rest,
      createdAt,
      updatedAt: createdAt,
      statuses: [],
    }
    this.all.push(deployment)
    return deployment
  }

  find(id: number): Deployment | undefined {
    return this.all.find(deployment => deployment.id === id)
  }

  /** Adds a status. The environment that it names is from then on the deployment's. */
  addStatus(deployment: Deployment, { at = this.now(), ...given }: NewStatus): DeploymentStatus {
    const { environment = deployment.environment } = given
    const status: DeploymentStatus = {
      id: firstId * 2 + this.statuses++,
      description: '',
      environmentUrl: '',
      logUrl: '',
      ...given,
      environment,
      at,
    }
    deployment.statuses.push(status)
    Object.assign(deployment, { environment, updatedAt: at })
    return status
  }

  /** What `auto_inactive` does: earlier successes of the environment are over, but not those of production. */
  inactivateBefore(deployment: Deployment): void {
    for (const earlier of this.all.slice(0, this.all.indexOf(deployment))) {
      const isPlain = !earlier.transient && !earlier.production
      const same = earlier.environment === deployment.environment
      if (same && isPlain && earlier.statuses.at(-1)?.state === 'success')
        this.addStatus(earlier, { state: 'inactive' })
    }
  }
}
