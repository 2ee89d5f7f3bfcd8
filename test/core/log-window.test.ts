import { describe, expect, test } from '@jest/globals'
import { logStreamUrl } from '../../shared/core/console-url.ts'
import { addLines, closeWindow, emptyWindow } from '../../shared/core/log-window.ts'
import type { LogWindow } from '../../shared/core/log-window.ts'

/** What a log that comes in these parts shows: while it comes, then how many lines are missing, then its end. */
function shown(parts: readonly (readonly string[])[], most: number) {
  const live: string[] = []
  const window = parts.reduce<LogWindow>((before, part) => {
    const { window: after, show } = addLines(before, part, most)
    live.push(...show)
    return after
  }, emptyWindow)
  const { show, omitted, tail } = closeWindow(window, most)
  return { live: [...live, ...show], omitted, tail: [...tail], last: window.last }
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`)

/** The lines in parts of so many. */
function inParts(lines: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(lines.length / size) }, (_, index) =>
    lines.slice(index * size, (index + 1) * size),
  )
}

describe('a log that comes bit by bit', () => {
  test.each([1, 7, 10_000])('is whole and in order if there is room, in parts of %d', size => {
    const { live, omitted, tail } = shown(inParts(numbered(10_000), size), 20_000)
    expect([...live, ...tail]).toEqual(numbered(10_000))
    expect(omitted).toBe(0)
  })

  test('shows its beginning and its end if there is not, and counts the rest', () => {
    const { live, omitted, tail, last } = shown(inParts(numbered(1_000), 13), 200)
    expect(live).toEqual(numbered(150))
    expect(omitted).toBe(800)
    expect(tail).toEqual(numbered(1_000).slice(-50))
    expect(last.at(-1)).toBe('line 1000')
  })

  test.each([
    [0, [], []],
    [1, ['line 1'], []],
    [2, ['line 1'], ['line 9']],
    [9, ['line 1', 'line 2', 'line 3', 'line 4', 'line 5'], ['line 6', 'line 7', 'line 8', 'line 9']],
  ])('never shows more than %d lines', (most, live, tail) => {
    expect(shown([numbered(9)], most)).toMatchObject({ live, omitted: 9 - live.length - tail.length, tail })
  })

  test('keeps the beginning of a private key back until its end has come', () => {
    const key = ['-----BEGIN PRIVATE KEY-----', 'A'.repeat(64), 'B'.repeat(64), 'C=', '-----END PRIVATE KEY-----']
    const { window, show } = addLines(emptyWindow, ['before', ...key.slice(0, 3)], 100)
    expect(show).toEqual(['before'])
    expect(addLines(window, [...key.slice(3), 'after'], 100).show).toEqual([...key, 'after'])
    const cutShort = shown([['before', ...key.slice(0, 2)]], 100)
    expect([...cutShort.live, ...cutShort.tail]).toEqual(['before', ...key.slice(0, 2)])
  })

  test('keeps nothing back for a line that only speaks of a key', () => {
    const lines = ['-----BEGIN PRIVATE KEY----- was not found', 'going on without', 'done']
    expect(addLines(emptyWindow, lines, 100).show).toEqual(lines)
  })
})

describe('the page of a log stream', () => {
  const place = {
    region: 'eu-west-1',
    group: '/ecs/shop',
    stream: 'ecs/api (1)/abc',
    arn: 'arn:aws:ecs:eu-west-1:123456789012:task/shop/abc',
  }

  test('is that of the console, with what Markdown would read escaped', () => {
    expect(logStreamUrl(place)).toBe(
      'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Fecs$252Fshop/log-events/ecs$252Fapi$2520$25281$2529$252Fabc',
    )
  })

  test.each([
    ['arn:aws-cn:ecs:cn-north-1:1:task/a', 'https://eu-west-1.console.amazonaws.cn/'],
    ['arn:aws-us-gov:ecs:us-gov-east-1:1:task/a', 'https://eu-west-1.console.amazonaws-us-gov.com/'],
  ])('is that of the partition of %s', (arn, host) => {
    expect(logStreamUrl({ ...place, arn })).toMatch(host)
  })
})
