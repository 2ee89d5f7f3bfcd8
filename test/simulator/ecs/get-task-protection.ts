import type { Operation } from '../operation.ts'
import { protection } from './task-protection.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_GetTaskProtection.html */
export const getTaskProtection: Operation = (world, input) => protection(world.ecs, input, () => undefined)
