import type { UpdateTaskProtectionRequest } from '@aws-sdk/client-ecs'
import type { Operation } from '../operation.ts'
import { invalid } from './request.ts'
import { protection } from './task-protection.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateTaskProtection.html */
export const updateTaskProtection: Operation = (world, input) => {
  const { protectionEnabled, expiresInMinutes = 120 } = input as unknown as UpdateTaskProtectionRequest
  if (expiresInMinutes < 1 || expiresInMinutes > 2_880) throw invalid('expiresInMinutes must be between 1 and 2880.')
  const minutes = protectionEnabled === true ? expiresInMinutes : 0
  return protection(world.ecs, input, task => world.ecs.levers.protect(task, minutes))
}
