import { describe, expect, test } from '@jest/globals'
import { ecrHost } from '../../shared/core/ecr-host.ts'
import { logPlace } from '../../shared/core/log-stream.ts'
import { serviceTable } from '../../shared/core/summary.ts'

const at = { container: 'api', taskArn: 'arn:aws:ecs:eu-west-1:123456789012:task/production/abc' }
const defined = (logConfiguration: unknown) => ({
  family: 'api',
  containerDefinitions: [{ name: 'api', logConfiguration }, { name: 'proxy' }],
})
const options = { 'awslogs-group': '/ecs/api', 'awslogs-stream-prefix': 'ecs', 'awslogs-region': 'eu-west-1' }

describe('where a container’s output is', () => {
  test.each([
    [options, 'eu-west-1'],
    [{ ...options, 'awslogs-region': undefined }, undefined],
  ])('in the stream of its task: %j', (given, region) => {
    const place = logPlace(defined({ logDriver: 'awslogs', options: given }), at)
    expect(place).toEqual({ is: 'stream', group: '/ecs/api', stream: 'ecs/api/abc', region })
  })

  test.each([
    ['no log configuration', undefined, 'api has no log configuration'],
    ['a log configuration that is none', 'awslogs', 'api has no log configuration'],
    ['another driver', { logDriver: 'awsfirelens' }, 'api logs through awsfirelens, which cannot be read here'],
    ['no options', { logDriver: 'awslogs' }, 'api has no awslogs-stream-prefix'],
    [
      'no prefix',
      { logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/api' } },
      'api has no awslogs-stream-prefix',
    ],
  ])('elsewhere: %s', (_, configuration, why) => {
    expect(logPlace(defined(configuration), at)).toEqual({ is: 'elsewhere', why })
  })

  test('elsewhere: a container that is not there', () => {
    expect(logPlace(defined({}), { ...at, container: 'nobody' }).is).toBe('elsewhere')
  })
})

test.each([
  ['eu-west-1', '123456789012.dkr.ecr.eu-west-1.amazonaws.com'],
  ['us-gov-west-1', '123456789012.dkr.ecr.us-gov-west-1.amazonaws.com'],
  ['cn-north-1', '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn'],
  ['eusc-de-east-1', '123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu'],
  ['us-iso-east-1', '123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov'],
  ['us-isob-east-1', '123456789012.dkr.ecr.us-isob-east-1.sc2s.sgov.gov'],
])('the registry of an account in %s', (region, host) => {
  expect(ecrHost({ account: '123456789012', region })).toBe(host)
})

test('no cell of a table can break out of it', () => {
  const table = serviceTable(['service', 'why'], [['api', 'a|b\n| evil | `code` <script> |']])
  const lines = table.split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[2]?.match(/(?<!\\)\|/g)).toHaveLength(3)
  expect(table).not.toMatch(/<script>/)
})
