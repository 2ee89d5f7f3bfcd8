import type { Service, Task } from '../ecs/model.ts'
import type { Json } from '../operation.ts'
import { asObject } from '../ecs/json.ts'
import type { World } from '../world.ts'

interface Happening {
  world: World
  /** What it happens to: `cluster/service`, an alarm, an image. */
  to: string
  value: Json | undefined
}

/** What traces let happen, beside what they ask of AWS. */
export const happenings: Readonly<Record<string, (happening: Happening) => void>> = {
  'a task falls ill': happening => happening.world.ecs.levers.sicken(taskOf(happening)),
  'a task crashes': happening => happening.world.ecs.levers.crash(taskOf(happening)),
  'a task is interrupted': happening => happening.world.ecs.levers.interruptSpot(taskOf(happening)),
  'a host is retired': happening => happening.world.ecs.levers.retire(taskOf(happening)),
  'an alarm changes': ({ world, to, value }) => world.ecs.levers.alarm(to, value === 'ALARM' ? 'ALARM' : 'OK'),
  'auto scaling acts': happening => happening.world.ecs.levers.autoscale(serviceOf(happening), Number(happening.value)),
  'capacity goes': ({ world }) => world.ecs.levers.takeCapacity(),
  'capacity comes': ({ world }) => world.ecs.levers.giveCapacity(),
  'an image is pushed': ({ world, to, value }) => {
    const [repository = '', tag = ''] = to.split(':')
    world.ecr.push({ repository, tags: [tag], behaviour: asObject(value) })
  },
  'an image is deleted': ({ world, to }) => world.ecr.deleteImage(to),
  'a hook fails': ({ world, to }) => world.ecs.levers.failHook(to),
}

/** By `cluster/service`. */
export function serviceOf({ world, to }: Pick<Happening, 'world' | 'to'>): Service {
  const [cluster = '', name = ''] = to.split('/')
  return world.ecs.service(world.ecs.cluster(cluster), name)
}

function taskOf(happening: Happening): Task {
  const task = serviceOf(happening).tasks.find(({ lastStatus, stop }) => lastStatus === 'RUNNING' && !stop)
  if (!task) throw new Error(`${happening.to} has no task that runs`)
  return task
}
