import { describe, expect, test } from '@jest/globals'
import type { Exchange } from '../../scripts/conformance/recorder.ts'
import type { ServiceModel } from '../../scripts/conformance/service-model.ts'
import { operationsIn, trafficProblems } from '../../scripts/conformance/traffic.ts'

const model: ServiceModel = {
  metadata: { protocol: 'json', targetPrefix: 'Ecs_2014', apiVersion: '2014-11-13' },
  operations: {
    DescribeServices: {
      input: { shape: 'Request' },
      output: { shape: 'Reply' },
      errors: [{ shape: 'ClusterNotFoundException' }],
    },
  },
  shapes: {
    Request: {
      type: 'structure',
      required: ['services'],
      members: { cluster: { shape: 'String' }, services: { shape: 'Names' } },
    },
    Reply: {
      type: 'structure',
      members: {
        status: { shape: 'Status' },
        createdAt: { shape: 'Time' },
        tags: { shape: 'Tags' },
        running: { shape: 'Int' },
        on: { shape: 'Flag' },
      },
    },
    String: { type: 'string' },
    Names: { type: 'list', member: { shape: 'String' }, max: 2 },
    Status: { type: 'string', enum: ['ACTIVE', 'DRAINING'] },
    Time: { type: 'timestamp' },
    Tags: { type: 'map', value: { shape: 'String' } },
    Int: { type: 'integer' },
    Flag: { type: 'boolean' },
    ClusterNotFoundException: { type: 'structure' },
  },
}

const queryModel: ServiceModel = {
  metadata: { protocol: 'query', apiVersion: '2015-12-01' },
  operations: {
    DescribeTargetHealth: {
      output: { shape: 'Reply', resultWrapper: 'DescribeTargetHealthResult' },
      errors: [{ shape: 'NotFound' }],
    },
  },
  shapes: {
    Reply: { type: 'structure', members: { Targets: { shape: 'Targets' } } },
    Targets: { type: 'list', member: { shape: 'Target' } },
    Target: { type: 'structure', members: { Port: { shape: 'Int' } } },
    Int: { type: 'integer' },
    NotFound: { type: 'structure', error: { code: 'TargetGroupNotFound' } },
  },
}

const call = (input: unknown, output: unknown, status = 200): Exchange => ({
  target: 'Ecs_2014.DescribeServices',
  path: '/',
  requestBody: JSON.stringify(input),
  status,
  replyBody: JSON.stringify(output),
})

const query = (replyBody: string, status = 200): Exchange => ({
  target: undefined,
  path: '/',
  requestBody: 'Action=DescribeTargetHealth&Version=2015-12-01',
  status,
  replyBody,
})

const problemsOf = (...exchanges: Exchange[]): string[] => trafficProblems(exchanges, [model, queryModel])

test('calls that keep to the model have no problems', () => {
  const reply = { status: 'ACTIVE', createdAt: 1.5, tags: { a: 'b' }, running: 2, on: true }
  const xml =
    '<DescribeTargetHealthResponse><DescribeTargetHealthResult><Targets><member><Port>80</Port></member></Targets></DescribeTargetHealthResult></DescribeTargetHealthResponse>'
  expect(problemsOf(call({ services: ['api'] }, reply), query(xml))).toEqual([])
})

describe('a JSON call is held to the model', () => {
  test.each([
    [{}, {}, 'DescribeServices request lacks services'],
    [{ services: [], clustr: 'c' }, {}, 'DescribeServices request has clustr, which AWS does not'],
    [{ services: ['a', 'b', 'c'] }, {}, 'DescribeServices request.services has a length of 3, outside -Infinity to 2'],
    [{ services: [] }, { status: 'active' }, 'DescribeServices reply.status is active, not one of ACTIVE, DRAINING'],
    [{ services: [] }, { createdAt: '2026-11-20' }, 'DescribeServices reply.createdAt is string, not a number'],
    [{ services: [] }, { running: 1.5 }, 'DescribeServices reply.running is 1.5, not a whole number'],
    [{ services: [] }, { on: 'true' }, 'DescribeServices reply.on is string, not a boolean'],
    [{ services: [] }, { tags: { a: 1 } }, 'DescribeServices reply.tags.a is number, not a string'],
    [{ services: [] }, { tags: [] }, 'DescribeServices reply.tags is not a map'],
    [{ services: 'api' }, {}, 'DescribeServices request.services is not a list'],
    [{ services: [] }, { status: null }, 'DescribeServices reply.status is object, not a string'],
  ])('%j → %j', (input, output, problem) => {
    expect(problemsOf(call(input, output))).toEqual([problem])
  })
})

describe('an error', () => {
  test.each(['ClusterNotFoundException', 'com.amazonaws.ecs#ClusterNotFoundException', 'ThrottlingException'])(
    '%s may be answered',
    __type => {
      expect(problemsOf(call({ services: [] }, { __type }, 400))).toEqual([])
    },
  )

  test('of another operation is not', () => {
    expect(problemsOf(call({ services: [] }, { __type: 'ServiceNotFoundException' }, 400))).toEqual([
      'DescribeServices answers ServiceNotFoundException, which is not one of its errors',
    ])
  })

  test('of the query protocol goes by its code, not by the name of its shape', () => {
    expect(
      problemsOf(query('<ErrorResponse><Error><Code>TargetGroupNotFound</Code></Error></ErrorResponse>', 400)),
    ).toEqual([])
    expect(problemsOf(query('<ErrorResponse><Error><Code>Nope</Code></Error></ErrorResponse>', 400))).toEqual([
      'DescribeTargetHealth answers Nope, which is not one of its errors',
    ])
  })
})

test('an XML reply may only name elements of the model', () => {
  expect(problemsOf(query('<DescribeTargetHealthResponse><Prt>80</Prt></DescribeTargetHealthResponse>'))).toEqual([
    'DescribeTargetHealth reply has <Prt>, which AWS does not',
  ])
})

test('AWS itself has empty descriptions of web ACLs, which its model does not allow', () => {
  const shapes = {
    Acl: { type: 'structure', members: { Description: { shape: 'Text' } } },
    Text: { type: 'string', min: 1 },
  }
  const waf: ServiceModel = {
    metadata: { protocol: 'json', targetPrefix: 'Waf', apiVersion: '2019-07-29' },
    operations: { GetWebACL: { input: { shape: 'Whole' }, output: { shape: 'Whole' } } },
    shapes: { ...shapes, Whole: { type: 'structure', members: { WebACL: { shape: 'Acl' } } } },
  }
  const body = JSON.stringify({ WebACL: { Description: '' } })
  const exchange = { target: 'Waf.GetWebACL', path: '/', status: 200, requestBody: body, replyBody: body }
  expect(trafficProblems([exchange], [waf])).toEqual([
    'GetWebACL request.WebACL.Description has a length of 0, outside 1 to Infinity',
  ])
})

test('the same mistake in every item of a list is said once', () => {
  expect(problemsOf(call({ services: [1, 2] }, {}))).toEqual([
    'DescribeServices request.services[] is number, not a string',
  ])
})

test('a call that no model has is a problem', () => {
  expect(problemsOf({ ...call({}, {}), target: 'Ecs_2014.MakeCoffee' })).toEqual([
    'no service has the call Ecs_2014.MakeCoffee',
  ])
})

test('the operations of a traffic are named once each', () => {
  expect(operationsIn([call({}, {}), query(''), call({}, {})], [model, queryModel])).toEqual([
    'DescribeServices',
    'DescribeTargetHealth',
  ])
})
