import { describe, expect, test } from '@jest/globals'
import type { ServiceModel } from '../../scripts/conformance/service-model.ts'
import { answerOf, requestOf } from '../../scripts/conformance/wire.ts'

const service = (metadata: Partial<ServiceModel['metadata']>): ServiceModel => ({
  metadata: { protocol: 'json', apiVersion: '2015-12-01', ...metadata },
  operations: {},
  shapes: {},
})

test('a call of a JSON service is named by its target', () => {
  const model = service({ targetPrefix: 'Ecs_2014', jsonVersion: '1.1', signingName: 'ecs' })
  const { headers, body } = requestOf(model, { operation: 'ListTasks', input: { cluster: 'shop' } })
  expect(headers).toMatchObject({ 'x-amz-target': 'Ecs_2014.ListTasks', 'content-type': 'application/x-amz-json-1.1' })
  expect(headers['authorization']).toContain('/us-west-2/ecs/aws4_request')
  expect(JSON.parse(body)).toEqual({ cluster: 'shop' })
})

test('a call of a query service is a form, whose lists are numbered', () => {
  const model = service({ protocol: 'query', endpointPrefix: 'elasticloadbalancing' })
  const input = { Group: 'a', Targets: [{ Id: '10.0.0.1', Port: 80 }, { Id: '10.0.0.2' }] }
  const { headers, body } = requestOf(model, { operation: 'DescribeTargetHealth', input })
  expect(headers['authorization']).toContain('/elasticloadbalancing/')
  expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
    Action: 'DescribeTargetHealth',
    Version: '2015-12-01',
    Group: 'a',
    'Targets.member.1.Id': '10.0.0.1',
    'Targets.member.1.Port': '80',
    'Targets.member.2.Id': '10.0.0.2',
  })
})

describe('the code of a refusal', () => {
  test.each([
    ['{"__type":"com.amazonaws.ecs#ClientException","message":"no"}', 'ClientException'],
    ['{"message":"no"}', 'no code'],
    ['<ErrorResponse><Error><Code>TargetGroupNotFound</Code></Error></ErrorResponse>', 'TargetGroupNotFound'],
    ['<!doctype html><title>500</title>', 'no code'],
  ])('of %s is %s', (replyBody, error) => {
    expect(answerOf({ status: 400, replyBody })).toMatchObject({ status: 400, error })
  })

  test('is none where nothing was refused', () => {
    expect(answerOf({ status: 200, replyBody: '' })).toEqual({ status: 200, error: undefined, shape: new Map() })
  })
})
