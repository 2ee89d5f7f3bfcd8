import { describe, expect, test } from '@jest/globals'
import { listProblems, readDifferences } from '../../scripts/conformance/difference-list.ts'
import type { Difference } from '../../scripts/conformance/reply-shape.ts'
import { readText } from '../../scripts/repository.ts'

const source = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html'
const list = (differences: string, reason = 'moto leaves it out', from = source): string =>
  `- reason: ${reason}\n  source: ${from}\n  differences:\n    ${differences}\n`

const tags: Difference = { operation: 'ecs StopTask', path: 'task.tags', ours: 'list', theirs: 'nothing' }

describe('the list of differences', () => {
  test('says of which operations, where, and what there is on both sides', () => {
    expect(
      readDifferences(list("ecs StopTask, ecs RunTask: { task.tags: [list, nothing], status: ['400', '200'] }")),
    ).toEqual([
      tags,
      { operation: 'ecs StopTask', path: 'status', ours: '400', theirs: '200' },
      { ...tags, operation: 'ecs RunTask' },
      { operation: 'ecs RunTask', path: 'status', ours: '400', theirs: '200' },
    ])
  })

  test.each([
    ['a reason', list('ecs StopTask: { a: [list, nothing] }', "''"), 'entry 1 has no reason'],
    [
      'a source',
      list('ecs StopTask: { a: [list, nothing] }', 'because', 'hearsay'),
      'entry 1 has no address as its source',
    ],
    [
      'each difference once',
      list('ecs StopTask: { a: [list, nothing] }').repeat(2),
      'ecs StopTask a: ours list, theirs nothing is listed twice',
    ],
  ])('must have %s', (_, text, complaint) => {
    expect(() => readDifferences(text)).toThrow(complaint)
  })

  test('as it is in this repository can be read', () => {
    expect(readDifferences(readText('scripts/conformance/differences.yml')).length).toBeGreaterThan(0)
  })
})

describe('what was found is held to what is listed', () => {
  test('and has no problem where they are the same', () => {
    expect(listProblems([tags], [tags])).toEqual([])
  })

  test('a difference that is not listed is a problem', () => {
    expect(listProblems([tags], [])).toEqual(['not listed: ecs StopTask task.tags: ours list, theirs nothing'])
  })

  test('a listed one that is gone, or has become another, is a problem too', () => {
    expect(listProblems([{ ...tags, theirs: 'null' }], [tags])).toEqual([
      'not listed: ecs StopTask task.tags: ours list, theirs null',
      'listed, but not so: ecs StopTask task.tags: ours list, theirs nothing',
    ])
  })
})
