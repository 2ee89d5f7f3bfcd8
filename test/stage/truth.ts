import type { Deployment, Service, Task } from '../simulator/ecs/model.ts'
import type { World } from '../simulator/world.ts'

/** What is so in a world, whatever anybody was told of it. */

export function serviceOf(world: World, cluster: string, name: string): Service {
  return world.ecs.service(world.ecs.cluster(cluster), name)
}

export function primaryOf(service: Service): Deployment {
  const primary = service.deployments.find(({ status }) => status === 'PRIMARY')
  if (!primary) throw new Error(`${service.name} has no primary deployment`)
  return primary
}

/** Milliseconds since 1970, the second excluded. */
interface Period {
  from: number
  until: number
}

/**
 * The deployments that somebody who looks in this period may find to be the one to return to: the PRIMARY one, or,
 * unless that was completed before, the newest one that was completed.
 */
export function returnsOf(service: Service, period: Period): Deployment[] {
  return primariesOf(service, period).flatMap(primary => {
    const completed = service.deployments.find(
      ({ rollout, createdAt }) => rollout.is === 'COMPLETED' && createdAt < primary.createdAt,
    )
    return completed && !wasCompleted(service, primary, period.from) ? [primary, completed] : [primary]
  })
}

/** A new deployment is PRIMARY from its beginning, and an older one again from the beginning of a rollback to it. */
function primariesOf(service: Service, { from, until }: Period): Deployment[] {
  const begun = service.deployments.map(deployment => ({ deployment, at: deployment.createdAt }))
  const returned = service.serviceDeployments.flatMap(({ rollback }) =>
    service.deployments
      .filter(({ revisionArn }) => revisionArn === rollback?.to)
      .map(deployment => ({ deployment, at: rollback?.startedAt ?? 0 })),
  )
  const changes = [...begun, ...returned].filter(({ at }) => at < until).sort((a, b) => a.at - b.at)
  const first = changes.findLastIndex(({ at }) => at <= from)
  return changes.slice(Math.max(first, 0)).map(({ deployment }) => deployment)
}

/** Milliseconds between a service deployment's success and its deployment's completion, at most. */
const completionLag = 40_000

function wasCompleted({ serviceDeployments }: Service, { rollout, number }: Deployment, at: number): boolean {
  const { finishedAt = 0 } = serviceDeployments.find(({ target }) => target === number) ?? {}
  return rollout.is === 'COMPLETED' && finishedAt + completionLag <= at
}

/** Tasks that run and are meant to. */
export function runningTasks(service: Service): Task[] {
  return service.tasks.filter(task => task.lastStatus === 'RUNNING' && task.desiredStatus === 'RUNNING')
}

/** The digests that count as the image: its own, and those of the images for single platforms in it. */
export function digestsOf(world: World, image: string): readonly string[] {
  const found = world.ecr.find(image)
  if (found) return [found.digest, ...found.children.map(({ digest }) => digest)]
  const [, digest] = image.split('@')
  if (digest === undefined) throw new Error(`there is no image ${image}`)
  // Of an image that was deleted only its own digest is known.
  return [digest]
}

/** Image of each container in the revision that the service was last told to run. */
export function imagesOf(world: World, service: Service): Record<string, string> {
  const document = world.ecs.taskDefinition(primaryOf(service).taskDefinition)?.document
  const containers = (document?.containerDefinitions ?? []) as { name: string; image: string }[]
  return Object.fromEntries(containers.map(({ name, image }) => [name, image]))
}

/** Deployments and revisions that there ever were of a service: what a repeated or lost call would make too many. */
export function footprint(world: World, service: Service): { deployments: number; revisions: number } {
  const family = world.ecs.taskDefinition(primaryOf(service).taskDefinition)?.family ?? ''
  return { deployments: service.deployments.length, revisions: world.ecs.families.get(family)?.length ?? 0 }
}

/** The tags of a revision by key. */
export function tagsOf(world: World, taskDefinition: string): Record<string, string> {
  const tags = (world.ecs.taskDefinition(taskDefinition)?.tags ?? []) as { key: string; value: string }[]
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]))
}

/** What is not as it should be, where the service should be on these images: container to image. */
export function flawsOf(world: World, service: Service, images: Readonly<Record<string, string>>): string[] {
  const primary = primaryOf(service)
  const tasks = runningTasks(service)
  const record = service.serviceDeployments.find(({ target }) => target === primary.number)
  const flaws = [
    primary.rollout.is === 'COMPLETED' || record?.status === 'SUCCESSFUL' || `its rollout is ${primary.rollout.is}`,
    service.desiredCount > 0 || 'it wants no task',
    tasks.length === service.desiredCount || `${tasks.length} of ${service.desiredCount} tasks run`,
    ...tasks.flatMap(task => taskFlaws(world, task, { primary, images })),
  ]
  return flaws.flatMap(flaw => (flaw === true || flaw === false ? [] : [`${service.name}: ${flaw}`]))
}

function taskFlaws(
  world: World,
  task: Task,
  { primary, images }: { primary: Deployment; images: Readonly<Record<string, string>> },
): (string | boolean)[] {
  const wrong = task.containers.filter(({ name, imageDigest = '' }) => {
    const wanted = images[name]
    return wanted !== undefined && !digestsOf(world, wanted).includes(imageDigest)
  })
  const sick = task.registrations.filter(({ group, target }) => world.elb.state(group, target)?.state !== 'healthy')
  return [
    task.startedBy === primary.id || `task ${task.id} is of ${task.startedBy ?? 'nobody'}`,
    ...wrong.map(({ name, imageDigest }) => `container ${name} of task ${task.id} runs ${imageDigest ?? 'nothing'}`),
    ...sick.map(({ target }) => `target ${target.ip} is not healthy`),
    task.containers.every(({ health }) => health !== 'UNHEALTHY') || `task ${task.id} is unhealthy`,
  ]
}
