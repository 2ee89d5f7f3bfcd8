import type { ResourceType } from '@aws-sdk/client-wafv2'
import type { Sender } from '../operation.ts'
import type { World } from '../world.ts'
import { invalidArn, refusal } from './faults.ts'
import { ensureArn } from './request.ts'

/** What web ACLs can protect, by the form of its ARN [SDK AssociateWebACLRequest]. */
const forms: readonly (readonly [ResourceType, RegExp])[] = [
  ['APPLICATION_LOAD_BALANCER', /:elasticloadbalancing:[^:]+:\d+:loadbalancer\/app\/[^/]+\/[^/]+$/],
  ['API_GATEWAY', /:apigateway:[^:]+::\/restapis\/[^/]+\/stages\/[^/]+$/],
  ['APPSYNC', /:appsync:[^:]+:\d+:apis\/[^/]+$/],
  ['COGNITO_USER_POOL', /:cognito-idp:[^:]+:\d+:userpool\/[^/]+$/],
  ['APP_RUNNER_SERVICE', /:apprunner:[^:]+:\d+:service\/[^/]+\/[^/]+$/],
  ['VERIFIED_ACCESS_INSTANCE', /:ec2:[^:]+:\d+:verified-access-instance\/[^/]+$/],
  ['AGENTCORE_GATEWAY', /:bedrock-agentcore:[^:]+:\d+:gateway\/[^/]+$/],
  ['AMPLIFY', /:amplify:[^:]+:\d+:apps\/[^/]+$/],
]

/** Of which kind the resource is that an ARN names; `undefined` for what no web ACL can protect. */
export function resourceType(arn: string): ResourceType | undefined {
  return forms.find(([, form]) => form.test(arn))?.[0]
}

/** Refuses what no web ACL of a region can protect. Of load balancers there are those of the world. */
export function ensureResource(world: World, arn: string, { region }: Sender): void {
  ensureArn(arn, 'RESOURCE_ARN')
  const type = resourceType(arn)
  if (type === undefined || arn.split(':')[3] !== region) throw invalidArn(arn, 'RESOURCE_ARN')
  if (type === 'APPLICATION_LOAD_BALANCER' && !world.elb.loadBalancers().includes(arn)) {
    throw refusal('WAFUnavailableEntityException')
  }
}
