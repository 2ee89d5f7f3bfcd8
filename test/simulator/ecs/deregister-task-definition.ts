import type { DeregisterTaskDefinitionRequest } from '@aws-sdk/client-ecs'
import { AwsFault } from '../fault.ts'
import type { Operation } from '../operation.ts'
import { second } from './timing.ts'

/** The revision becomes INACTIVE: what runs it goes on, and nothing new may use it. Its number is never used again. */
export const deregisterTaskDefinition: Operation = (world, input) => {
  const { taskDefinition = '' } = input as unknown as DeregisterTaskDefinitionRequest
  const found = /:\d+$/.test(taskDefinition) ? world.ecs.taskDefinition(taskDefinition) : undefined
  if (!found) throw new AwsFault('ClientException', 'The specified task definition does not exist.')
  if (found.deregisteredAt === undefined) {
    found.deregisteredAt = world.now()
    Object.assign(found.document, { status: 'INACTIVE', deregisteredAt: world.now() / second })
    world.note(found.family, `deregistered revision ${found.revision}`)
  }
  return { taskDefinition: found.document }
}
