import { describe, expect, test } from '@jest/globals'
import { action, runAction } from '../../shared/action.ts'
import type { Context } from '../../shared/action.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import { simulate } from '../simulator/simulation.ts'
import { FakeStep } from '../stage/fake-step.ts'

/** A step whose file for outputs is gone, or is full once it holds so many. */
class FullStep extends FakeStep {
  private readonly room: number

  constructor(room: number) {
    super({})
    this.room = room
  }

  override output(name: string, value: string): void {
    if (Object.keys(this.outputs).length >= this.room) throw new Error('ENOSPC: no space left on device')
    super.output(name, value)
  }
}

/** Runs a story that ends so and has a report to hand over. */
async function end(outcome: Outcome, room: number) {
  const step = new FullStep(room)
  const definition = action({
    title: 'Try it',
    inputs: {},
    outputs: ['outcome', 'report'],
    run: () => Promise.resolve({ outcome, message: 'It is so.', next: 'Do that.', outputs: { report: '{}' } }),
  })
  const context = { step, clock: simulate({}).runner().clock, stop: new AbortController().signal, environment: {} }
  const told = await runAction(definition, context as unknown as Context)
  return { step, told }
}

describe('outputs that cannot be written', () => {
  test.each([0, 1])('make a success red, with the reason, after %d of them were', async room => {
    const { step, told } = await end('succeeded', room)
    expect(told).toBe('unknown')
    expect(step.failure).toContain('It is so.')
    expect(step.failure).toContain('The outputs could not be written (ENOSPC: no space left on device)')
    expect(step.transcript).not.toContain('It is so.')
  })

  test.each<Outcome>(['succeeded', 'rolled-back'])('leave the summary of what was done (%s)', async outcome => {
    const { step } = await end(outcome, 0)
    expect(step.summary).toContain(`Try it: ${outcome}`)
    expect(step.summary).toContain('It is so.')
  })

  test('do not hide what failed, nor what to do about it', async () => {
    const { step } = await end('rolled-back', 0)
    expect(step.failure).toMatch(/^rolled-back: It is so\.\nDo that\.\nThe outputs could not be written/)
  })
})
