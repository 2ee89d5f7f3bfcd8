import * as ecrClient from '@aws-sdk/client-ecr'
import * as ecsClient from '@aws-sdk/client-ecs'
import * as elbClient from '@aws-sdk/client-elastic-load-balancing-v2'
import * as logsClient from '@aws-sdk/client-cloudwatch-logs'
import { operations as ecr } from './ecr/index.ts'
import { operations as ecs } from './ecs/index.ts'
import { operations as elb } from './elbv2/index.ts'
import { operations as logs } from './logs/index.ts'
import type { Operation } from './operation.ts'
import type { Model } from './protocol/schema.ts'
import { operations as sts } from './sts/index.ts'

/** A service of AWS: how IAM calls it, what the simulator has of it, and the SDK's description of it. */
export interface Service {
  name: string
  operations: Readonly<Record<string, Operation>>
  model: Model
}

/** The JSON services by the prefix of `X-Amz-Target`. */
export const jsonServices: Readonly<Record<string, Service>> = {
  AmazonEC2ContainerServiceV20141113: { name: 'ecs', operations: ecs, model: ecsClient },
  AmazonEC2ContainerRegistry_V20150921: { name: 'ecr', operations: ecr, model: ecrClient },
  Logs_20140328: { name: 'logs', operations: logs, model: logsClient },
}

/** The query services by `Version`. */
export const queryServices: Readonly<Record<string, Service & { namespace: string }>> = {
  '2015-12-01': {
    name: 'elasticloadbalancing',
    operations: elb,
    model: elbClient,
    namespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
  },
  // The project has no STS client, so STS has no schema here; its one operation takes and gives text alone.
  '2011-06-15': { name: 'sts', operations: sts, model: {}, namespace: 'https://sts.amazonaws.com/doc/2011-06-15/' },
}
