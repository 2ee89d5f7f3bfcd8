import type { Outcome } from '../../shared/core/outcome.ts'
import { isGreen } from '../../shared/core/outcome.ts'
import { Runner } from '../simulator/in-process.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { perform } from './perform.ts'
import type { Circumstances, Performance } from './perform.ts'

/** What one job brings to a cluster: deploy-ecs, and then wait-healthy on what it began. */
export interface Wanted {
  cluster: string
  /** Service, or `service/container`, to image, as the input `images` takes it. */
  images: Readonly<Record<string, string>>
  /** More inputs of the one or the other. */
  deploy?: Record<string, string>
  wait?: Record<string, string>
}

export type Ending = Ended | Killed

export interface Ended {
  is: 'ended'
  outcome: Outcome
  deploy: Performance
  /** Absent where deploy-ecs was not green, as a job's next step is then not run. */
  wait?: Performance
  job: Job
}

export interface Killed {
  is: 'killed'
  job: Job
}

/** One job on one runner. Times are milliseconds since 1970. */
export interface Job {
  runner: string
  began: number
  ended: number
}

let jobs = 0

/** Runs a whole job in virtual time, until its end or its death. */
export async function rollOut(wanted: Wanted, circumstances: Circumstances): Promise<Ending> {
  const { simulation } = circumstances
  const runner = new MortalRunner(simulation, `job ${++jobs}`)
  const began = simulation.world.now()
  const ending = await Promise.race([play(wanted, { ...circumstances, runner }), runner.died])
  return { ...ending, job: { runner: runner.name, began, ended: simulation.world.now() } }
}

/** Like `rollOut`, for jobs that nobody kills. */
export async function rollOutToTheEnd(wanted: Wanted, circumstances: Circumstances): Promise<Ended> {
  const ending = await rollOut(wanted, circumstances)
  if (ending.is === 'killed') throw new Error(`${ending.job.runner} was killed`)
  return ending
}

async function play({ cluster, images, ...inputs }: Wanted, circumstances: Circumstances): Promise<Omit<Ended, 'job'>> {
  const deploy = await perform(
    'deploy-ecs',
    { cluster, images: JSON.stringify(images), ...inputs.deploy },
    circumstances,
  )
  if (!isGreen(deploy.outcome)) return { is: 'ended', outcome: deploy.outcome, deploy }
  const deployments = deploy.outputs['deployments'] ?? ''
  const wait = await perform('wait-healthy', { cluster, deployments, ...inputs.wait }, circumstances)
  return { is: 'ended', outcome: wait.outcome, deploy, wait }
}

/** A process whose death can be waited for: what it itself waits for never comes then. */
export class MortalRunner extends Runner {
  readonly died: Promise<{ is: 'killed' }>
  private tell: () => void = () => undefined

  constructor(simulation: Simulation, name: string) {
    super(simulation, name)
    this.died = new Promise(resolve => {
      this.tell = () => resolve({ is: 'killed' })
    })
  }

  override kill(): void {
    super.kill()
    this.tell()
  }
}
