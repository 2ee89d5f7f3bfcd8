import { describe, expect, test } from '@jest/globals'
import { differences, resolve } from './compare.ts'
import { replay } from './replay.ts'
import type { Trace } from './trace.ts'

describe('a reply', () => {
  test.each([
    { recorded: { a: 1 }, simulated: { a: 2 }, path: 'a' },
    { recorded: { a: 1 }, simulated: {}, path: 'a' },
    { recorded: {}, simulated: { a: 1 }, path: 'a' },
    { recorded: { a: [{ b: 1 }] }, simulated: { a: [{ b: 1 }, { b: 2 }] }, path: 'a[1]' },
    { recorded: { a: [{ b: '<text>' }] }, simulated: { a: [{ b: 1 }] }, path: 'a[0].b' },
    { recorded: { a: '<nothing>' }, simulated: { a: 1 }, path: 'a' },
    { recorded: ['{id}', '{id}'], simulated: ['one', 'two'], path: '[1]' },
  ])('$simulated differs from $recorded in $path', ({ recorded, simulated, path }) => {
    expect(differences(recorded, simulated, { ids: new Map() })).toEqual([{ path, is: expect.any(String) }])
  })

  test.each([
    { recorded: { a: '<number>', b: '<list>', c: '<nothing>' }, simulated: { a: 2, b: [] } },
    { recorded: 'task {id} of {id}.', simulated: 'task 17 of 17.' },
    { recorded: { new: 'x/{id}', list: ['{id}'] }, simulated: { new: 'x/17', list: ['17'] } },
  ])('$simulated is like $recorded', ({ recorded, simulated }) => {
    expect(differences(recorded, simulated, { ids: new Map() })).toEqual([])
  })

  test('may have more where only a part was recorded', () => {
    expect(differences({ a: [{ b: 1 }] }, { a: [{ b: 1, c: 2 }, {}] }, { ids: new Map(), partly: true })).toEqual([])
  })

  test('gives its ids names, by which later requests call them', () => {
    const ids = new Map<string, string>()
    differences({ arn: 'task/{id}' }, { arn: 'task/17' }, { ids })
    expect(resolve({ tasks: ['{id}'] }, ids)).toEqual({ tasks: ['17'] })
    expect(() => resolve('{other}', ids)).toThrow('the trace names {other} before anything is called so')
  })
})

describe('a trace', () => {
  const trace: Trace = {
    source: 'https://example.com',
    date: 'unknown',
    observed: 'a service',
    leftOut: 'nothing',
    world: { clusters: { prod: { api: 'api:v1' } } },
    steps: [],
  }
  const scaled = { ask: 'ecs:UpdateService', with: { cluster: 'prod', service: 'api', desiredCount: 4 } }
  const full = {
    until: 'ecs:DescribeServices',
    with: { cluster: 'prod', services: ['api'] },
    part: { services: [{ runningCount: 4 }] },
  }

  test.each([
    {
      what: 'another reply',
      steps: [{ ...scaled, part: { service: { desiredCount: 5 } } }],
      says: 'step 1: service.desiredCount',
    },
    {
      what: 'a refusal',
      steps: [{ ...scaled, with: { service: 'absent' } }],
      says: 'ecs:UpdateService is refused: ClusterNotFoundException',
    },
    {
      what: 'no refusal',
      steps: [{ ...scaled, refused: { code: 'X', message: 'Y' } }],
      says: 'ecs:UpdateService is not refused',
    },
    {
      what: 'something that never comes',
      steps: [{ ...full, part: { services: [{ runningCount: 9 }] } }],
      says: 'runningCount',
    },
    { what: 'something that comes too soon', steps: [scaled, { ...full, at: '10m' }], says: 'the moment 10m is after' },
    { what: 'another event', steps: [scaled, full, { told: 'prod/api', events: ['hello'] }], says: '[0] is' },
    {
      what: 'another deployment',
      steps: [{ watch: 'prod/api', sees: [['PRIMARY COMPLETED x:1']] }],
      says: '[0][0] is',
    },
  ])('says that it was otherwise: $what', ({ steps, says }) => {
    expect(replay({ ...trace, steps }, 1).join('\n')).toContain(says)
  })

  test('may differ for a reason, which must be needed', () => {
    const differs = { 'services[*].desiredCount': 'for a reason' }
    const ask = { ask: 'ecs:DescribeServices', with: full.with, part: { services: [{ desiredCount: 7 }] } }
    expect(replay({ ...trace, differs, steps: [ask] }, 1)).toEqual([])
    expect(replay({ ...trace, differs }, 1)).toEqual([
      'services[*].desiredCount does not differ, though the trace says so',
    ])
  })
})
