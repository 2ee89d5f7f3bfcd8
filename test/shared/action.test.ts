import { describe, expect, test } from '@jest/globals'
import { action, runAction } from '../../shared/action.ts'
import type { Context, Result } from '../../shared/action.ts'
import { isGreen, outcomes } from '../../shared/core/outcome.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import { ActionError, Cancelled } from '../../shared/errors.ts'
import { duration, required, text } from '../../shared/inputs.ts'
import { simulate } from '../simulator/simulation.ts'
import { FakeStep } from '../stage/fake-step.ts'
import { workspace } from '../stage/workspace.ts'

type Told = Result<'report'>

interface Stage {
  inputs?: Record<string, string>
  environment?: Record<string, string>
  /** Milliseconds after which the job is cancelled. */
  cancelAfter?: number
  step?: FakeStep
}

/** Runs a story as an action, in virtual time. */
async function run(story: (context: Context) => Promise<Told>, stage: Stage = {}) {
  const { clock } = simulate({}).runner()
  const step = stage.step ?? new FakeStep({ cluster: 'staging', timeout: '1m', ...stage.inputs })
  const stop = new AbortController()
  const { cancelAfter } = stage
  if (cancelAfter === 0) stop.abort()
  else if (cancelAfter !== undefined) void clock.sleep(cancelAfter).then(() => stop.abort())
  const began = clock.now()
  const definition = action({
    title: 'Try it',
    inputs: { cluster: required(text), timeout: required(duration) },
    outputs: ['outcome', 'report'],
    run: (_, context) => story(context),
  })
  const context = { step, clock, stop: stop.signal, environment: stage.environment ?? {} }
  const outcome = await runAction(definition, context as unknown as Context)
  return { step, outcome, took: clock.now() - began }
}

const tell = (outcome: Outcome, more: Partial<Told> = {}) =>
  run(() => Promise.resolve({ outcome, message: 'It is so.', outputs: { report: '{}' }, ...more }))

describe('the region of an environment', () => {
  const checkout = workspace({
    '.github/deploy.yml': `
services: { api: { image: api } }
environments: { production: { cluster: shop, region: us-west-2 } }
`,
  })

  test.each([
    [{}, 'us-west-2'],
    // Another environment, in which a release has to be proved first, may be elsewhere.
    [{ region: 'eu-central-1' }, 'eu-central-1'],
  ])('is asked by what says %j in %s', async (said, asked) => {
    const regions: (string | undefined)[] = []
    const definition = action({
      title: 'Ask',
      inputs: {},
      outputs: [],
      run: (_, context) => {
        context.aws({ until: 0, ...said })
        return Promise.resolve({ outcome: 'unchanged', message: 'Asked.', outputs: {} })
      },
    })
    const context = {
      step: new FakeStep({ environment: 'production' }),
      clock: simulate({}).runner().clock,
      stop: new AbortController().signal,
      environment: checkout,
      aws: ({ region }: { region?: string }) => regions.push(region),
    }
    await runAction(definition, context as unknown as Context)
    expect(regions).toEqual([asked])
  })
})

describe('the job summary', () => {
  test('calls a plan a plan, and a failed one a failure', async () => {
    const planned = await tell('unchanged', { heading: 'plan' })
    expect(planned.step.summary).toContain('### 📋 Try it: plan')
    const refused = await tell('failed-before-change', { heading: 'plan' })
    expect(refused.step.summary).toContain('Try it: failed-before-change')
  })

  test('is silent about what nobody has to read, unless that failed', async () => {
    expect((await tell('succeeded', { summary: false })).step.summary).toBe('')
    expect((await tell('unknown', { summary: false })).step.summary).toContain('Try it: unknown')
  })
})

describe('every way to end', () => {
  const ways = Object.keys(outcomes) as Outcome[]

  test.each(ways)('%s is written as output and summary, and is red unless it is green', async way => {
    const { step, outcome } = await tell(way, { next: 'Do that.' })
    expect(outcome).toBe(way)
    expect(step.outputs).toEqual({ outcome: way, report: '{}' })
    expect(step.summary.match(new RegExp(`Try it: ${way}`, 'g'))).toHaveLength(1)
    expect(step.summary).toContain('It is so.')
    expect(step.summary).toContain('Do that.')
    if (isGreen(way)) {
      expect(step.failure).toBeUndefined()
      expect(step.transcript).toContain('It is so.')
    } else {
      expect(step.failure).toBe(`${way}: It is so.\nDo that.`)
    }
  })

  test('what the story has to show stands in the summary, otherwise what the outcome means', async () => {
    expect((await tell('succeeded', { summary: '| a table |' })).step.summary).toContain('| a table |')
    expect((await tell('succeeded')).step.summary).toContain(outcomes.succeeded)
  })

  test('an output without a value is written empty', async () => {
    const { step } = await tell('unknown', { outputs: {} })
    expect(step.outputs['outcome']).toBe('unknown')
    expect(step.outputs['report'] ?? '').toBe('')
  })
})

describe('an error', () => {
  test.each<[string, Error, Outcome, string]>([
    [
      'of which a person has to know',
      new ActionError('api is gone', { outcome: 'superseded', next: 'Look there.' }),
      'superseded',
      'superseded: api is gone\nLook there.',
    ],
    ['that is a cancellation', new Cancelled(), 'cancelled', 'cancelled: The workflow was cancelled.'],
  ])('%s ends the action in its own words', async (_, error, outcome, failure) => {
    const { step } = await run(() => Promise.reject(error))
    expect(step.outputs['outcome']).toBe(outcome)
    expect(step.failure).toBe(failure)
  })

  test.each<[string, Error, string, RegExp]>([
    ['an Error', new TypeError('x is undefined'), 'x is undefined', /TypeError: x is undefined[\s\S]+action\.test\.ts/],
    ['anything else', 'a string' as unknown as Error, 'a string', /a string/],
  ])('that nobody expected, %s, shows where it comes from and is unknown', async (_, error, words, trace) => {
    const { step, outcome } = await run(() => Promise.reject(error))
    expect(outcome).toBe('unknown')
    expect(step.transcript.join('\n')).toMatch(trace)
    expect(step.failure).toContain(`an unexpected error: ${words}`)
    expect(step.failure).toContain('deploy-actions')
  })

  test('thrown before the story awaits anything is no different', async () => {
    const { outcome } = await run(() => {
      throw new ActionError('no', { outcome: 'failed-before-change' })
    })
    expect(outcome).toBe('failed-before-change')
  })

  test('of the job summary does not change what the action did', async () => {
    const step = new FakeStep({ cluster: 'staging', timeout: '1m' })
    step.summarize = () => Promise.reject(new Error('no space left'))
    const story = () => Promise.resolve<Told>({ outcome: 'succeeded', message: 'Done.', outputs: {} })
    expect((await run(story, { step })).outcome).toBe('succeeded')
    expect(step.failure).toBeUndefined()
    expect(step.transcript).toContain('warning: The job summary could not be written: no space left')
  })
})

describe('mistakes in the inputs', () => {
  test('are all in one message, and the story does not begin', async () => {
    const begun: string[] = []
    const story = () => {
      begun.push('the story')
      return Promise.reject(new Error('never'))
    }
    const { step, outcome } = await run(story, { inputs: { cluster: '', timeout: 'soon' } })
    expect(outcome).toBe('failed-before-change')
    expect(begun).toEqual([])
    expect(step.failure).toContain('2 inputs need a change:')
    expect(step.failure).toContain('`cluster` is required')
    expect(step.failure).toContain('`timeout` is "soon"')
    expect(step.summary).toContain('\n- `cluster` is required')
  })
})

describe('foreign text', () => {
  test('in a message cannot act as Markdown or HTML in the summary', async () => {
    const message = '<img src=x> [click](https://evil.example) **bold** # no heading'
    const { step } = await tell('unknown', { message, next: '<script>' })
    expect(step.summary).not.toContain('<img')
    expect(step.summary).not.toContain('<script>')
    expect(step.summary).not.toMatch(/(?<!\\)\[click/)
    expect(step.summary).not.toMatch(/(?<!\\)\*\*bold/)
  })
})

describe('a job that is cancelled', () => {
  const never = () => new Promise<Told>(() => undefined)

  test.each([0, 10_000])('after %d ms ends four seconds later, whatever its story does', async cancelAfter => {
    const { step, outcome, took } = await run(never, { cancelAfter })
    expect(outcome).toBe('cancelled')
    expect(took).toBe(cancelAfter + 4_000)
    expect(step.outputs['outcome']).toBe('cancelled')
    expect(step.summary).toContain('cancelled')
  })

  test('may write down where it stands within four seconds', async () => {
    const story = async ({ clock, stop }: Context): Promise<Told> => {
      await clock.sleep(60_000, stop)
      await clock.sleep(3_900)
      return { outcome: 'cancelled', message: 'api was half-way.', outputs: { report: 'half' } }
    }
    const { step } = await run(story, { cancelAfter: 10_000 })
    expect(step.outputs).toEqual({ outcome: 'cancelled', report: 'half' })
    expect(step.failure).toBe('cancelled: api was half-way.')
  })
})

test('another address of AWS is announced', async () => {
  const environment = {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
    AWS_ENDPOINT_URL_ECS: 'http://127.0.0.1:4567',
    AWS_ENDPOINT_URL_ECR: '',
    AWS_ENDPOINT_URLS: 'x',
  }
  const story = () => Promise.resolve<Told>({ outcome: 'unchanged', message: 'So.', outputs: {} })
  const { step } = await run(story, { environment })
  expect(step.transcript).toEqual([
    'AWS is asked at http://127.0.0.1:4566, because AWS_ENDPOINT_URL says so.',
    'AWS is asked at http://127.0.0.1:4567, because AWS_ENDPOINT_URL_ECS says so.',
    'So.',
  ])
})
