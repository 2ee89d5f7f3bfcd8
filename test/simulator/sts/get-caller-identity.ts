import type { Operation } from '../operation.ts'
import { caller } from '../protocol/iam.ts'

/** Everybody is the role that a workflow assumed through OIDC, since signatures are not checked. */
export const getCallerIdentity: Operation = world => ({
  Arn: caller(world.account),
  UserId: 'AROASIMULATEDDEPLOYER:GitHubActions',
  Account: world.account,
})
