import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Timeline } from './timeline.ts'

describe('a timeline', () => {
  test('lets things happen by time, and those of one instant in the order they were planned', () => {
    const plans = fc.array(fc.record({ ms: fc.nat(20), cancelled: fc.boolean() }), { maxLength: 200 })
    fc.assert(
      fc.property(plans, planned => {
        const timeline = new Timeline(0, 1)
        const happened: number[] = []
        for (const [index, { ms, cancelled }] of planned.entries()) {
          const scheduled = timeline.after(ms, () => happened.push(index))
          if (cancelled) scheduled.cancel()
        }
        timeline.runUntil(20)
        const expected = planned
          .map((plan, index) => ({ ...plan, index }))
          .filter(({ cancelled }) => !cancelled)
          .sort((one, other) => one.ms - other.ms || one.index - other.index)
        expect(happened).toEqual(expected.map(({ index }) => index))
      }),
    )
  })

  test('lets what is planned meanwhile happen in its turn', () => {
    const timeline = new Timeline(0, 1)
    const happened: string[] = []
    timeline.after(10, () => happened.push('second'))
    timeline.after(5, () => {
      happened.push('first')
      timeline.after(5, () => happened.push('third'))
    })
    timeline.advance(10)
    expect(happened).toEqual(['first', 'second', 'third'])
  })

  test('stays where it was driven to, though nothing happened there', () => {
    const timeline = new Timeline(1_000, 1)
    timeline.advance(500)
    expect(timeline.now()).toBe(1_500)
  })

  test('lets several sleep at once without time running twice', async () => {
    const timeline = new Timeline(0, 1)
    const nap = async (ms: number): Promise<number> => {
      for (let count = 0; count < 10; count++) await timeline.sleep(ms)
      return timeline.now()
    }
    expect(await Promise.all([nap(100), nap(30), nap(70)])).toEqual([1_000, 300, 700])
  })

  test('wakes a sleeper that is interrupted at that moment', async () => {
    const timeline = new Timeline(0, 1)
    const controller = new AbortController()
    timeline.after(40, () => controller.abort())
    await timeline.sleep(100, controller.signal)
    expect(timeline.now()).toBe(40)
  })
})
