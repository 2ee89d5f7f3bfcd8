import { describe, expect, test } from '@jest/globals'
import type { Answer } from '../../scripts/conformance/reply-shape.ts'
import { differencesOf, jsonShape, xmlShape } from '../../scripts/conformance/reply-shape.ts'

const answer = (document: unknown): Answer => ({ status: 200, shape: jsonShape(document) })
const refusal = (error: string, status = 400): Answer => ({ status, error, shape: jsonShape({ __type: error }) })
/** Each difference as `path: ours, theirs`. */
const between = (ours: Answer, theirs: Answer): string[] =>
  differencesOf('ecs DescribeServices', ours, theirs).map(
    ({ path, ...they }) => `${path}: ${they.ours}, ${they.theirs}`,
  )

test('the shape of a document is the kind of each of its parts, by path', () => {
  const document = {
    services: [
      { name: 'api', events: [], tags: null },
      { name: 'web', running: 2 },
    ],
    more: false,
  }
  expect([...jsonShape(document)]).toEqual([
    ['services', 'list'],
    ['services[]', 'structure'],
    ['services[].name', 'string'],
    ['services[].events', 'list'],
    ['services[].tags', 'null'],
    ['services[].running', 'number'],
    ['more', 'boolean'],
  ])
})

test('the shape of a part that is now this and now that names both', () => {
  expect(jsonShape([{ at: 'noon' }, { at: 12 }]).get('[].at')).toBe('number or string')
})

test('the shape of an XML reply has the same paths, without what is around every reply', () => {
  const text =
    '<?xml version="1.0"?><DescribeResponse xmlns="https://example.com/"><DescribeResult><Groups><member>' +
    '<Name>api</Name><Arns><member>a</member></Arns><Alone/></member><member><Name></Name></member></Groups>' +
    '</DescribeResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></DescribeResponse>'
  expect([...xmlShape(text)]).toEqual([
    ['Groups', 'list'],
    ['Groups[]', 'structure'],
    ['Groups[].Name', 'text'],
    ['Groups[].Arns', 'list'],
    ['Groups[].Arns[]', 'text'],
    ['Groups[].Alone', 'empty'],
    ['ResponseMetadata', 'structure'],
    ['ResponseMetadata.RequestId', 'text'],
  ])
})

describe('two answers', () => {
  test('that say different things in the same way do not differ', () => {
    expect(
      between(answer({ services: [{ name: 'api' }] }), answer({ services: [{ name: 'web' }, { name: 'a' }] })),
    ).toEqual([])
  })

  test.each([
    [{ count: 1 }, { count: '1' }, 'count: number, string'],
    [{ tags: [] }, {}, 'tags: list, nothing'],
    [{}, { nextToken: null }, 'nextToken: nothing, null'],
    [{ services: [{ id: 1 }] }, { services: [{}] }, 'services[].id: number, nothing'],
  ])('%j and %j differ', (ours, theirs, difference) => {
    expect(between(answer(ours), answer(theirs))).toEqual([difference])
  })

  test('differ in a whole once, not in everything that is in it', () => {
    expect(between(answer({ services: [{ rollout: { state: 'DONE' } }] }), answer({ services: [] }))).toEqual([
      'services[]: structure, nothing',
    ])
  })

  test('of which one is a refusal differ in status and code alone', () => {
    expect(between(refusal('ClientException'), answer({ service: {} }))).toEqual([
      'status: 400, 200',
      'error: ClientException, nothing',
    ])
  })

  test('that both refuse must have the same code and status', () => {
    expect(between(refusal('ClientException'), refusal('ClientException'))).toEqual([])
    expect(between(refusal('ClientException'), refusal('ServerException', 500))).toEqual([
      'status: 400, 500',
      'error: ClientException, ServerException',
    ])
  })
})
