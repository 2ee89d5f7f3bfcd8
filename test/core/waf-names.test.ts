import { describe, expect, test } from '@jest/globals'
import { missingAlarms, ringing } from '../../shared/core/alarm.ts'
import { oneOf } from '../../shared/core/choice.ts'
import { nearestFirst } from '../../shared/core/nearest.ts'
import { readResourceArn, readWebAclName, resourceName } from '../../shared/core/waf-names.ts'

const id = '8043e7e0-ffd1-4149-309a-d0275435dbea'

describe('a web ACL', () => {
  test.each([
    ['edge_1-a', { is: 'name' }],
    [id, { is: 'id' }],
    [
      `arn:aws:wafv2:us-west-2:123456789012:regional/webacl/edge/${id}`,
      { is: 'arn', region: 'us-west-2', scope: 'REGIONAL', name: 'edge', id },
    ],
    [
      `arn:aws-us-gov:wafv2:us-east-1:123456789012:global/webacl/edge/${id}`,
      { is: 'arn', region: 'us-east-1', scope: 'CLOUDFRONT' },
    ],
  ])('is named %s', (text, read) => {
    expect(readWebAclName(text)).toMatchObject({ text, ...read })
  })

  test.each([
    '',
    'a b',
    'x'.repeat(129),
    `arn:aws:wafv2:us-west-2:123456789012:regional/rulegroup/edge/${id}`,
    '::error::',
  ])('is not named %j', text => {
    expect(() => readWebAclName(text)).toThrow('it takes the name, the id or the ARN of a web ACL')
  })
})

describe('a resource', () => {
  const balancer = 'arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/api/50dc6c495c0c9188'

  test.each([
    [balancer, 'app/api/50dc6c495c0c9188'],
    ['arn:aws:apigateway:us-west-2::/restapis/abc/stages/prod', 'restapis/abc/stages/prod'],
    ['arn:aws:future:us-west-2:123456789012:thing:a:b', 'thing:a:b'],
  ])('may be %s', (arn, name) => {
    expect(resourceName(readResourceArn(arn))).toBe(name)
  })

  test.each([
    ['my-load-balancer', 'which is no ARN'],
    [balancer.replace('/app/', '/net/'), 'no Application Load Balancer, and WAF protects no others'],
    [balancer.replace('loadbalancer/app', 'targetgroup'), 'a target group; it takes its load balancer'],
    [balancer.replace('loadbalancer', 'listener'), 'a listener; it takes its load balancer'],
    ['arn:aws:cloudfront::123456789012:distribution/E1', 'set its `WebACLId` (Terraform: `web_acl_id`)'],
    [
      `arn:aws:wafv2:us-west-2:123456789012:regional/webacl/edge/${id}`,
      'of WAF itself; it takes what the web ACL protects',
    ],
  ])('is not %s', (arn, says) => {
    expect(() => readResourceArn(arn)).toThrow(says)
  })
})

test('names that look alike come first', () => {
  expect(nearestFirst('afterwave-ap', ['zzz', 'afterwave-api', 'api'])).toEqual(['afterwave-api', 'api', 'zzz'])
})

test('one of several words is taken, and the others are named', () => {
  expect(oneOf(['a', 'b'])('a')).toBe('a')
  expect(() => oneOf(['a', 'b', 'c'])(undefined)).toThrow('is null; it takes a, b or c')
})

test('alarms are in alarm, or missing', () => {
  const alarms = [
    { name: '5xx', state: 'ALARM' },
    { name: 'slow', state: 'OK' },
    { name: 'new', state: 'INSUFFICIENT_DATA' },
  ]
  expect(ringing(alarms).map(({ name }) => name)).toEqual(['5xx'])
  expect(missingAlarms(['5xx', 'gone'], alarms)).toEqual(['gone'])
})
