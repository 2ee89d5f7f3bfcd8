import * as cloudwatchClient from '@aws-sdk/client-cloudwatch'
import * as ecrClient from '@aws-sdk/client-ecr'
import * as ecsClient from '@aws-sdk/client-ecs'
import * as elbClient from '@aws-sdk/client-elastic-load-balancing-v2'
import * as logsClient from '@aws-sdk/client-cloudwatch-logs'
import * as wafClient from '@aws-sdk/client-wafv2'
import { operations as cloudwatch } from './cloudwatch/index.ts'
import { operations as ecr } from './ecr/index.ts'
import { operations as ecs } from './ecs/index.ts'
import { operations as elb } from './elbv2/index.ts'
import { operations as logs } from './logs/index.ts'
import type { Operation } from './operation.ts'
import type { Model } from './protocol/schema.ts'
import { jsonCodes, newerJsonCodes, queryCodes } from './protocol/validate.ts'
import type { RefusalCodes } from './protocol/validate.ts'
import { operations as sts } from './sts/index.ts'
import { operations as waf } from './wafv2/index.ts'

/** A service of AWS. */
export interface Service {
  /** As IAM calls it. */
  name: string
  /** What the simulator has of it. */
  operations: Readonly<Record<string, Operation>>
  /** The SDK's description of it. */
  model: Model
  /** How it refuses what does not keep to that description. */
  codes: RefusalCodes
  /** It spoke AWS Query once, and still tells clients that ask for it the codes that it had there. */
  queryCompatible?: true
}

/** The JSON services by the prefix of `X-Amz-Target`. */
export const jsonServices: Readonly<Record<string, Service>> = {
  AmazonEC2ContainerServiceV20141113: { name: 'ecs', operations: ecs, model: ecsClient, codes: jsonCodes },
  AmazonEC2ContainerRegistry_V20150921: { name: 'ecr', operations: ecr, model: ecrClient, codes: jsonCodes },
  Logs_20140328: { name: 'logs', operations: logs, model: logsClient, codes: jsonCodes },
  GraniteServiceVersion20100801: {
    name: 'cloudwatch',
    operations: cloudwatch,
    model: cloudwatchClient,
    codes: newerJsonCodes,
    queryCompatible: true,
  },
  AWSWAF_20190729: { name: 'wafv2', operations: waf, model: wafClient, codes: newerJsonCodes },
}

/** The query services by `Version`. */
export const queryServices: Readonly<Record<string, Service & { namespace: string }>> = {
  '2015-12-01': {
    name: 'elasticloadbalancing',
    operations: elb,
    model: elbClient,
    codes: queryCodes,
    namespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
  },
  // The project has no STS client, so STS has no schema here; its one operation takes and gives text alone.
  '2011-06-15': {
    name: 'sts',
    operations: sts,
    model: {},
    codes: queryCodes,
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  },
}

/** What a request names that is for none of these. */
export function unknownService(name: string): Service & { namespace: string } {
  return { name, operations: {}, model: {}, codes: jsonCodes, namespace: '' }
}
