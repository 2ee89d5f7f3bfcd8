import { describe, expect, test } from '@jest/globals'
import { timeline } from '../../shared/core/timeline.ts'

const bar = (name: string, began: number, ended: number, failed = false) => ({ name, began, ended, failed })

describe('a timeline', () => {
  test('shows what took how long, and what failed', () => {
    expect(timeline([bar('verified', 1_000, 3_000), bar('deployed', 3_000, 9_000, true)])).toBe(`\`\`\`mermaid
gantt
    dateFormat x
    axisFormat %H:%M:%S
    verified :done, 1000, 3000
    deployed :crit, 3000, 9000
\`\`\``)
  })

  test('draws what took no time', () => {
    expect(timeline([bar('verified', 1_000, 1_000), bar('looked', 1_000, 2_000)])).toContain(
      'verified :done, 1000, 1001',
    )
  })

  test.each([[[]], [[bar('verified', 1, 2)]]])('is not drawn of %j', bars => {
    expect(timeline(bars)).toBe('')
  })

  test.each([
    ['a: b; c # d', 'a b c d'],
    ['```\nclick x', '· click x'],
    ['section 2', '· section 2'],
    ['<script>', 'script'],
  ])('takes %j as words', (name, shown) => {
    const lines = timeline([bar(name, 1, 2), bar('b', 2, 3)]).split('\n')
    expect(lines[4]?.trim()).toBe(`${shown} :done, 1, 2`)
  })

  test('has at most 30 bars', () => {
    const many = Array.from({ length: 50 }, (_, at) => bar(`p${at}`, at, at + 1))
    expect(timeline(many).match(/:done/g)).toHaveLength(30)
  })
})
