import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { replay } from './replay.ts'
import { readTrace } from './trace.ts'

const traces = globSync(join(import.meta.dirname, '*.yml'))
  .toSorted()
  .map(file => ({ name: basename(file, '.yml'), trace: readTrace(file) }))

test('there are at least thirty traces', () => {
  expect(traces.length).toBeGreaterThanOrEqual(30)
})

describe.each(traces)('$name', ({ trace }) => {
  test.each(trace.seed === undefined ? [1, 2, 3] : [trace.seed])('happens as it was recorded (seed %i)', seed => {
    expect(replay(trace, seed)).toEqual([])
  })
})
