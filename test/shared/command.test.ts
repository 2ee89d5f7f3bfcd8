import { tmpdir } from 'node:os'
import { describe, expect, test } from '@jest/globals'
import { runCommand } from '../../shared/command.ts'
import type { CommandEnd } from '../../shared/ports.ts'

interface Run {
  end: CommandEnd
  printed: string[]
}

async function run(line: string | readonly string[], { stopAt }: { stopAt?: string } = {}): Promise<Run> {
  const stop = new AbortController()
  const printed: string[] = []
  const end = await runCommand(line, {
    folder: tmpdir(),
    environment: { PATH: process.env['PATH'] ?? '', DEPLOY_RELEASE: 'v1.2.3' },
    signal: stop.signal,
    print: lines => {
      printed.push(...lines)
      if (stopAt !== undefined && printed.includes(stopAt)) stop.abort()
    },
  })
  return { end, printed }
}

describe('a command', () => {
  test.each([
    ['ends with its own code', 'exit 7', { is: 'ended', code: 7 }],
    ['ends well', 'true', { is: 'ended', code: 0 }],
    ['ends at its first failure', 'false; true', { is: 'ended', code: 1 }],
    ['ends with the failure of a pipe', 'false | cat', { is: 'ended', code: 1 }],
    ['that is not there has code 127', 'no-such-command', { is: 'ended', code: 127 }],
  ])('%s', async (_, line, end) => {
    expect((await run(line)).end).toEqual(end)
  })

  test('runs in the folder, with exactly the given environment', async () => {
    const { printed } = await run('pwd; echo "$DEPLOY_RELEASE ${HOME:-no home}"')
    expect(printed).toEqual([expect.stringContaining(tmpdir()), 'v1.2.3 no home'])
  })

  test('is heard line by line, its last one also without an end', async () => {
    expect((await run('printf "one\\ntwo\\nth"; printf "ree"')).printed).toEqual(['one', 'two', 'three'])
  })

  test('is heard on stderr', async () => {
    expect((await run('echo trouble >&2')).printed).toEqual(['trouble'])
  })

  test('is one text, whatever stands in it', async () => {
    expect((await run(`echo '"$(id)" \`id\`' "it's"`)).printed).toEqual([`"$(id)" \`id\` it's`])
  })

  test('of words is a program with these arguments, which no shell reads', async () => {
    const words = ['$(id)', '`id`', '$HOME; exit 7', "it's", '*', '--flag=a b', '']
    expect((await run(['printf', '%s\\n', ...words])).printed).toEqual(words)
  })

  test.each([
    ['ends with its own code', ['bash', '-c', 'exit 7'], 7],
    ['that is not there has code 127', ['no-such-program', 'x'], 127],
  ])('of words %s', async (_, words, code) => {
    expect((await run(words)).end).toEqual({ is: 'ended', code })
  })

  test('of words ends with all that it started when it is stopped', async () => {
    const { end } = await run(['bash', '-c', 'sleep 600 & echo begun; wait'], { stopAt: 'begun' })
    expect(end).toEqual({ is: 'ended-by-us' })
  })

  test('may print ten thousand lines', async () => {
    const { printed } = await run('for i in {1..10000}; do echo "line $i"; done')
    expect(printed).toEqual(Array.from({ length: 10_000 }, (_, index) => `line ${index + 1}`))
  })

  test('ends with all that it started when it is stopped', async () => {
    const { end } = await run('sleep 600 & echo begun; wait', { stopAt: 'begun' })
    expect(end).toEqual({ is: 'ended-by-us' })
  })

  test('is not begun once it is to stop', async () => {
    const printed: string[] = []
    const end = await runCommand('echo begun', {
      folder: tmpdir(),
      environment: {},
      signal: AbortSignal.abort(),
      print: lines => printed.push(...lines),
    })
    expect([end, printed]).toEqual([{ is: 'ended-by-us' }, []])
  })

  test('that cannot be started says why', async () => {
    const end = await runCommand('true', {
      folder: '/no/such/folder',
      environment: { PATH: process.env['PATH'] ?? '' },
      signal: new AbortController().signal,
      print: () => undefined,
    })
    expect(end).toEqual({ is: 'not-started', why: expect.stringContaining('/no/such/folder') })
  })
})
