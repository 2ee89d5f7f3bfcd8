import { describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../operation.ts'
import { distribution, Edge } from './edge.ts'

const stage = 'arn:aws:apigateway:us-west-2::/restapis/a1b2c3/stages/prod'

/** What is associated with the load balancer, as the API tells it. */
function protecting(edge: Edge): unknown {
  const { WebACL } = edge.ask('GetWebACLForResource', { ResourceArn: edge.balancer })
  return (WebACL as JsonObject | undefined)?.Name
}

// https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html and …/API_GetWebACLForResource.html
describe('a resource', () => {
  test('has one web ACL at most: another silently takes its place', () => {
    const edge = new Edge()
    const other = edge.world.waf.createWebAcl({ name: 'other', document: edge.webAcl.document, settled: true })
    expect(protecting(edge)).toBe('edge')
    expect(edge.ask('AssociateWebACL', { WebACLArn: other.arn, ResourceArn: edge.balancer })).toEqual({})
    expect(protecting(edge)).toBe('other')
    expect(edge.ask('ListResourcesForWebACL', { WebACLArn: edge.webAcl.arn })).toEqual({ ResourceArns: [] })
    expect(edge.ask('ListResourcesForWebACL', { WebACLArn: other.arn })).toEqual({ ResourceArns: [edge.balancer] })
  })

  test('without a web ACL gets an empty answer', () => {
    const edge = new Edge()
    expect(edge.ask('DisassociateWebACL', { ResourceArn: edge.balancer })).toEqual({})
    expect(edge.ask('GetWebACLForResource', { ResourceArn: edge.balancer })).toEqual({})
  })

  test('is listed by its kind; load balancers, if not said', () => {
    const edge = new Edge()
    edge.ask('AssociateWebACL', { WebACLArn: edge.webAcl.arn, ResourceArn: stage })
    const list = (ResourceType?: string) =>
      edge.ask('ListResourcesForWebACL', { WebACLArn: edge.webAcl.arn, ResourceType }).ResourceArns
    expect([list(), list('API_GATEWAY'), list('APPSYNC')]).toEqual([[edge.balancer], [stage], []])
  })
})

describe('refused is', () => {
  test.each<{ what: string; arn: string; code: string }>([
    { what: 'what is no ARN', arn: 'load-balancer-with-a-name', code: 'WAFInvalidParameterException' },
    {
      what: 'what no web ACL can protect',
      arn: 'arn:aws:s3:::bucket-with-a-long-name',
      code: 'WAFInvalidParameterException',
    },
    { what: 'a distribution, which names its web ACL itself', arn: distribution, code: 'WAFInvalidParameterException' },
    // Seen in https://github.com/hashicorp/terraform-provider-aws/issues/29080.
    {
      what: 'a load balancer that is not there',
      arn: 'arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/gone/0123456789abcdef',
      code: 'WAFUnavailableEntityException',
    },
  ])('$what', ({ arn, code }) => {
    const edge = new Edge()
    const answers = [
      edge.ask('AssociateWebACL', { WebACLArn: edge.webAcl.arn, ResourceArn: arn }),
      edge.ask('GetWebACLForResource', { ResourceArn: arn }),
    ]
    expect(answers.map(({ __type }) => __type)).toEqual([code, code])
  })

  test('a resource of another region', () => {
    const edge = new Edge()
    const ResourceArn = stage.replace('us-west-2', 'eu-west-1')
    const { __type } = edge.ask('AssociateWebACL', { WebACLArn: edge.webAcl.arn, ResourceArn })
    expect(__type).toBe('WAFInvalidParameterException')
  })

  test('a web ACL that is not there', () => {
    const edge = new Edge()
    const WebACLArn = edge.webAcl.arn.replace(/[^/]+$/, '00000000-0000-0000-0000-000000000000')
    const { __type } = edge.ask('AssociateWebACL', { WebACLArn, ResourceArn: edge.balancer })
    expect(__type).toBe('WAFNonexistentItemException')
  })
})
