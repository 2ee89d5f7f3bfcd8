import type { Operation } from '../operation.ts'
import { caller } from '../protocol/iam.ts'

export const getCallerIdentity: Operation = world => ({
  Arn: caller(world.account),
  UserId: 'AROASIMULATEDDEPLOYER:GitHubActions',
  Account: world.account,
})
