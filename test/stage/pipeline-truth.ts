import type { Run } from '../runner/index.ts'
import { shaOf } from './pipeline.ts'
import type { Pipeline } from './pipeline.ts'
import { digestsOf, flawsOf, imagesOf, primaryOf, serviceOf } from './truth.ts'

/** The one run that something has started. */
export function only(runs: readonly Run[]): Run {
  const [run] = runs
  if (!run || runs.length > 1) throw new Error(`${runs.length} runs were started, not one`)
  return run
}

/** Waits for a run, and says of each of its jobs how it ended. */
export async function ended(run: Run | undefined): Promise<Record<string, string | undefined>> {
  if (!run) throw new Error('no workflow was started')
  await run.ended
  if (run.problems.length > 0) throw new Error(run.problems.join('\n'))
  return Object.fromEntries(run.jobs.map(({ name, conclusion }) => [name, conclusion]))
}

/** Approves what a run wants to do with an environment, once it asks, and waits for its end. */
export async function approved(
  run: Run | undefined,
  environment = 'production',
): Promise<Record<string, string | undefined>> {
  await run?.when(({ waitingFor }) =>
    waitingFor.some(wait => wait.for === 'approval' && wait.environment === environment),
  )
  run?.approve(environment)
  return ended(run)
}

/** What every service of a cluster was last told to run, as names of commits; `bootstrap` is what was there before. */
export function running(
  { simulation: { world } }: Pipeline,
  cluster: string,
  commits: readonly string[],
): Record<string, string> {
  const services = [...world.ecs.cluster(cluster).services.values()]
  return Object.fromEntries(
    services.map(({ name }) => {
      const [image = ''] = Object.values(imagesOf(world, serviceOf(world, cluster, name)))
      return [name, nameOf(image)]
    }),
  )

  function nameOf(image: string): string {
    const [place = '', digest] = image.split('@')
    const repository = place.replace(/^[^/]+\.amazonaws\.com\//, '').replace(/:[^:]*$/, '')
    if (digest === undefined) return image.split(':').at(-1) ?? image
    const found = commits.find(name => world.ecr.find(`${repository}:${shaOf(name)}`)?.digest === digest)
    return found ?? image
  }
}

/** What is not as it should be with the services of a cluster: nothing, where all of them are proved. */
export function flawsIn({ simulation: { world } }: Pipeline, cluster: string): string[] {
  return [...world.ecs.cluster(cluster).services.values()].flatMap(service =>
    flawsOf(world, service, imagesOf(world, service)),
  )
}

/** The revision of every service. */
export function revisions({ simulation: { world } }: Pipeline, cluster: string): string[] {
  const services = [...world.ecs.cluster(cluster).services.values()]
  return services.map(service => primaryOf(service).taskDefinition.split('/').at(-1) ?? '')
}

/** Digests of the images that the services of a cluster were last told to run. */
export function digests({ simulation: { world } }: Pipeline, cluster: string): string[] {
  const services = [...world.ecs.cluster(cluster).services.values()]
  const images = services.flatMap(service => Object.values(imagesOf(world, service)))
  return images.map(image => digestsOf(world, image)[0] ?? '')
}

/** What was started as one-off tasks in a cluster, and how it ended: `npm run migrate: 0`. */
export function oneOffsIn({ simulation: { world } }: Pipeline, cluster: string): string[] {
  const containers = world.ecs.cluster(cluster).tasks.flatMap(task => task.containers)
  return containers.map(({ command, exitCode }) => `${command.join(' ')}: ${exitCode ?? 'not ended'}`)
}

/** How many one-off tasks, which are migrations here, were started in a cluster. */
export function migrationsIn({ simulation: { world } }: Pipeline, cluster: string): number {
  return world.ecs.cluster(cluster).tasks.length
}

/** How often deployments of a cluster's services were begun. */
export function deploymentsIn({ simulation: { world } }: Pipeline, cluster: string): number {
  return [...world.ecs.cluster(cluster).services.values()].reduce((sum, { deployments }) => sum + deployments.length, 0)
}

/** DEPLOY_ variables that those programs found whose command begins so, in the order in which they were started. */
export function variablesOf({ programs }: Pipeline, command: string): Readonly<Record<string, string>>[] {
  return programs
    .started()
    .filter(started => started.command.startsWith(command))
    .map(({ variables }) => variables)
}

/** GitHub's records of deployments: the environment, our name for the commit, and the last state of each. */
export function records({ simulation: { world } }: Pipeline, commits: readonly string[]): string[] {
  return world.github.deployments.all.map(({ environment, sha, statuses }) => {
    const name = commits.find(one => shaOf(one) === sha) ?? sha
    return `${name} to ${environment}: ${statuses.at(-1)?.state ?? 'pending'}`
  })
}

/** What a job of a run wrote to its summaries. */
export function summaryOf(run: Run, job: string): string {
  return run
    .job(job)
    .steps.map(({ summary }) => summary)
    .filter(Boolean)
    .join('\n')
}

/** The errors that GitHub shows on the run's page. */
export function errorsOf(run: Run): string[] {
  return run.jobs.flatMap(({ annotations }) =>
    annotations.filter(({ level }) => level === 'error').map(({ message }) => message),
  )
}
