import type { Operation } from '../operation.ts'
import { getCallerIdentity } from './get-caller-identity.ts'

/** What the simulator has of STS. */
export const operations: Readonly<Record<string, Operation>> = { GetCallerIdentity: getCallerIdentity }
