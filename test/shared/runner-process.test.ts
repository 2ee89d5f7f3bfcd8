import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { UsageError } from '../../shared/errors.ts'
import { runUrl } from '../../shared/run-url.ts'
import { stopOnSignals } from '../../shared/signals.ts'
import { systemClock } from '../../shared/system-clock.ts'
import { obeyed } from '../core/runner-commands.ts'

describe('the signals of the runner', () => {
  test.each(['SIGINT', 'SIGTERM'])('%s stops the action', signal => {
    const process = new EventEmitter()
    const stop = stopOnSignals(process as unknown as NodeJS.Process)
    expect(stop.aborted).toBe(false)
    process.emit(signal)
    expect(stop.aborted).toBe(true)
    // The second one must not kill the process, as it would without a listener.
    expect(process.emit('SIGTERM')).toBe(true)
  })
})

describe('the real time', () => {
  test('passes', async () => {
    const before = systemClock.now()
    await systemClock.sleep(5)
    expect(systemClock.now()).toBeGreaterThanOrEqual(before + 4)
  })

  test.each([
    ['aborted already', () => AbortSignal.abort()],
    ['aborted soon', () => AbortSignal.timeout(1)],
  ])('wakes whoever is %s, without an error', async (_, signal) => {
    await expect(systemClock.sleep(60_000, signal())).resolves.toBeUndefined()
  })
})

describe('the page of the run', () => {
  const run = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '7' }

  test.each<[Record<string, string>, string | undefined]>([
    [run, 'https://github.com/acme/shop/actions/runs/7'],
    [{ ...run, GITHUB_RUN_ATTEMPT: '1' }, 'https://github.com/acme/shop/actions/runs/7'],
    [{ ...run, GITHUB_RUN_ATTEMPT: '3' }, 'https://github.com/acme/shop/actions/runs/7/attempts/3'],
    [{ ...run, GITHUB_RUN_ID: '' }, undefined],
    [{}, undefined],
  ])('%j', (environment, url) => {
    expect(runUrl(environment)).toBe(url)
  })
})

test('mistakes keep their order and number', () => {
  expect(new UsageError(['`a` is required']).message).toBe('`a` is required')
  const error = new UsageError(['`a` is required', '`b` is required'])
  expect(error.message).toBe('2 inputs need a change:\n  - `a` is required\n  - `b` is required')
  expect(error.mistakes).toHaveLength(2)
})

describe('the step, as the runner sees it', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'step-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** Runs code with the real step in a process of its own, as the runner does. */
  async function perform(code: string, env: Record<string, string> = {}) {
    const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') }
    for (const file of Object.values(files)) writeFileSync(file, '')
    const module = new URL('../../shared/github-step.ts', import.meta.url).href
    const script = `import { githubStep as step } from ${JSON.stringify(module)}\n${code}`
    const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], {
      env: { PATH: process.env['PATH'] ?? '', ...files, ...env },
    })
    let log = ''
    child.stdout.on('data', chunk => (log += String(chunk)))
    child.stderr.on('data', chunk => (log += String(chunk)))
    const status = await new Promise(resolve => child.on('close', resolve))
    return {
      status,
      lines: log.split('\n'),
      output: readFileSync(files.GITHUB_OUTPUT, 'utf8'),
      summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
    }
  }

  test('reads inputs trimmed, and writes outputs that cannot forge another', async () => {
    const { output } = await perform(
      `step.output('given', step.input('health-urls')); step.output('evil', 'x\\nforged=1\\n')`,
      { 'INPUT_HEALTH-URLS': '  https://a.example ' },
    )
    expect(output).toMatch(
      /^given<<(ghadelimiter_\S+)\nhttps:\/\/a\.example\n\1\nevil<<(ghadelimiter_\S+)\nx\nforged=1\n\n\2\n$/,
    )
  })

  test('prints lines of its own and foreign ones so that none is obeyed', async () => {
    const evil = ['::add-mask::x', '  ::error::x', '##[error]x', 'a\r::set-output name=x::y', '\u001b[31mred']
    const { lines } = await perform(
      `const evil = ${JSON.stringify(evil)}; evil.forEach(line => step.info(line)); step.foreign(evil)`,
    )
    const unfenced = lines.filter(line => !/^::(stop-commands::)?[0-9a-f-]{72}(::)?$/.test(line))
    expect(unfenced).toHaveLength(lines.length - 2)
    expect(obeyed(unfenced.join('\n'))).toBeUndefined()
    expect(lines.join('\n')).not.toContain('\u001b')
  })

  test('prints nothing for no foreign lines', async () => {
    expect((await perform('step.foreign([])')).lines).toEqual([''])
  })

  test('closes a group whatever happens in it', async () => {
    const { lines } = await perform(
      `await step.group('Wait', async () => { throw new Error('x') }).catch(() => step.info('after'))`,
    )
    expect(lines.slice(0, 3)).toEqual(['::group::Wait', '::endgroup::', 'after'])
  })

  test('joins what is summarized, and does without a summary file', async () => {
    const code = `await step.summarize('one\\n'); await step.summarize('two')`
    expect((await perform(code)).summary).toMatch(/^one\n+two\n*$/)
    expect((await perform(code, { GITHUB_STEP_SUMMARY: '' })).status).toBe(0)
  })

  test('fails in one annotation, its lines kept', async () => {
    const { lines, status } = await perform(`step.fail('failed: api\\nDo that.')`)
    expect(status).toBe(1)
    expect(lines[0]).toBe('::error::failed: api%0ADo that.')
  })

  test('warns in one annotation', async () => {
    expect((await perform(`step.warning('look\\n::error::x')`)).lines[0]).toBe('::warning::look%0A::error::x')
  })
})
