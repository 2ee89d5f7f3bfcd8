import { afterAll, describe, expect, test } from '@jest/globals'
import { cleanUp, job, logOf, pushed } from './small.ts'
import type { Run } from './index.ts'

afterAll(cleanUp)

const conclusions = (run: Run): Record<string, string | undefined> =>
  Object.fromEntries(run.jobs.map(({ name, conclusion }) => [name, conclusion]))

/** A job that only says how it ends. */
const ends = (id: string, how: 'well' | 'badly', rest = ''): string =>
  `${id}: { runs-on: ubuntu-latest, steps: [{ run: ${how === 'well' ? 'echo' : 'exit 1'} }]${rest && `, ${rest}`} }\n`

describe('jobs', () => {
  test('start after those they need, and see their outputs and results', async () => {
    const run = await pushed(
      `a: { runs-on: ubuntu-latest, outputs: { x: one }, steps: [{ run: echo }] }
b:
  needs: [a]
  runs-on: ubuntu-latest
  steps: [{ run: 'echo "\${{ needs.a.outputs.x }} \${{ needs.a.result }}"' }]
`,
    )
    expect(logOf(run, 0, 'b')).toBe('one success')
    expect(run.job('b').needs).toEqual(['a'])
  })

  test('that need nothing of each other run at the same time', async () => {
    // Each waits for a file of the other.
    const meet = (mine: string, other: string): string =>
      `${mine}: { runs-on: ubuntu-latest, timeout-minutes: 0.2, steps: [{ run: 'touch "$SHARED/${mine}"; until [ -e "$SHARED/${other}" ]; do sleep 0.01; done' }] }\n`
    const { repository } = await import('./small.ts')
    const run = await pushed(meet('a', 'b') + meet('b', 'a'), { environment: { SHARED: repository({}) } })
    expect(run.conclusion).toBe('success')
  })

  test('are let in by their `if`, which asks about all before them', async () => {
    const run = await pushed(
      ends('bad', 'badly') +
        ends('skipped', 'well', 'needs: bad') +
        ends('after-skipped', 'well', 'needs: skipped') +
        ends('cleanup', 'well', 'needs: skipped, if: always()') +
        ends('on-failure', 'well', 'needs: skipped, if: failure()') +
        ends('after-cleanup', 'well', 'needs: cleanup') +
        ends('asks', 'well', 'needs: [bad, cleanup], if: "always() && needs.cleanup.result == \'success\'"') +
        ends('on-cancel', 'well', 'needs: bad, if: cancelled()') +
        ends('never', 'well', 'if: false'),
    )
    expect(conclusions(run)).toEqual({
      bad: 'failure',
      skipped: 'skipped',
      'after-skipped': 'skipped',
      cleanup: 'success',
      'on-failure': 'success',
      // Something before it failed, though not what it needs.
      'after-cleanup': 'skipped',
      asks: 'success',
      'on-cancel': 'skipped',
      never: 'skipped',
    })
    expect(run.conclusion).toBe('failure')
  })

  test('with continue-on-error fail alone', async () => {
    const run = await pushed(ends('a', 'badly', 'continue-on-error: true') + ends('b', 'well', 'needs: a'))
    expect(conclusions(run)).toEqual({ a: 'failure', b: 'success' })
    expect(run.conclusion).toBe('success')
  })

  test('all skipped make a skipped run', async () => {
    expect((await pushed(ends('a', 'well', 'if: false'))).conclusion).toBe('skipped')
  })

  test('whose time is over are cancelled, and still clean up', async () => {
    const run = await pushed(
      job('- run: exec sleep 30\n- { run: echo cleaned, if: always() }\n- run: echo no', 'timeout-minutes: 1'),
      { speed: 500 },
    )
    const { conclusion, steps, annotations } = run.job('job')
    expect(steps.map(({ outcome }) => outcome)).toEqual(['cancelled', 'success', 'skipped'])
    expect([conclusion, run.conclusion]).toEqual(['cancelled', 'cancelled'])
    expect(annotations.at(-1)?.message).toContain('The job has exceeded the maximum execution time of 1m0s')
  })

  test('whose definition cannot be evaluated fail with the reason', async () => {
    const run = await pushed(
      `a:
  runs-on: ubuntu-latest
  strategy: { matrix: { x: '\${{ fromJSON(vars.LIST) }}' } }
  steps: [{ run: echo }]
`,
      { vars: { LIST: '[]' } },
    )
    expect(run.job('a')).toMatchObject({ conclusion: 'failure', steps: [] })
    expect(run.job('a').annotations[0]?.message).toBe("Matrix vector 'x' does not contain any values")
  })

  test('on a machine that this is not are refused', async () => {
    const run = await pushed('a: { runs-on: windows-latest, steps: [{ run: echo }] }')
    expect(run.job('a').annotations[0]?.message).toContain('jobs.a.runs-on: "windows-latest"')
  })
})

describe('a matrix', () => {
  test('made by a job before makes a job of each item, which see their own values', async () => {
    const run = await pushed(`list:
  runs-on: ubuntu-latest
  outputs: { images: '\${{ steps.a.outputs.images }}' }
  steps: [{ id: a, run: 'echo ''images=[{"name":"api","path":"./api"},{"name":"web","path":"."}]'' >> $GITHUB_OUTPUT' }]
build:
  needs: list
  name: Build \${{ matrix.name }}
  runs-on: ubuntu-latest
  strategy: { matrix: { include: '\${{ fromJSON(needs.list.outputs.images) }}' } }
  outputs: { last: '\${{ matrix.name }}' }
  steps: [{ run: 'echo "\${{ matrix.path }} \${{ strategy.job-index }}/\${{ strategy.job-total }}"' }]
end: { needs: build, runs-on: ubuntu-latest, steps: [{ run: 'echo \${{ needs.build.result }} \${{ needs.build.outputs.last }}' }] }
`)
    expect(logOf(run, 0, 'Build api')).toBe('./api 0/2')
    expect(logOf(run, 0, 'Build web')).toBe('. 1/2')
    expect(logOf(run, 0, 'end')).toBe('success web')
  })

  const failing = (rest: string): string => `m:
  runs-on: ubuntu-latest
  strategy: { matrix: { how: [bad, slow] }, ${rest} }
  steps: [{ run: '[ \${{ matrix.how }} = slow ] && exec sleep \${{ vars.NAP }}; exit 1' }]
`

  test('is cancelled when one of its jobs fails', async () => {
    const run = await pushed(failing('fail-fast: true'), { vars: { NAP: '30' } })
    expect(conclusions(run)).toEqual({ 'm (bad)': 'failure', 'm (slow)': 'cancelled' })
    expect(run.conclusion).toBe('failure')
  })

  test('without fail-fast goes on, here one job after the other', async () => {
    const run = await pushed(failing('fail-fast: false, max-parallel: 1'), { vars: { NAP: '0' } })
    expect(conclusions(run)).toEqual({ 'm (bad)': 'failure', 'm (slow)': 'success' })
  })

  test('runs no more jobs at a time than max-parallel', async () => {
    const { repository } = await import('./small.ts')
    const folder = repository({})
    const run = await pushed(
      `m:
  runs-on: ubuntu-latest
  strategy: { matrix: { n: [1, 2, 3] }, max-parallel: 1 }
  steps: [{ run: 'mkdir "$SHARED/busy" && sleep 0.05 && rmdir "$SHARED/busy"' }]
`,
      { environment: { SHARED: folder } },
    )
    expect(run.conclusion).toBe('success')
  })
})

describe('another attempt', () => {
  const flaky = `good: { runs-on: ubuntu-latest, outputs: { at: '\${{ github.run_attempt }}' }, steps: [{ run: echo }] }
flaky:
  needs: good
  runs-on: ubuntu-latest
  steps: [{ run: 'echo "$GITHUB_RUN_ATTEMPT, good was \${{ needs.good.outputs.at }}"; [ $GITHUB_RUN_ATTEMPT -gt 1 ]' }]
after: { needs: flaky, runs-on: ubuntu-latest, steps: [{ run: echo }] }
`

  test.each([
    ['of what failed takes over what ended well', true, '2, good was 1', [1, 2, 2]],
    ['of all runs all', false, '2, good was 2', [2, 2, 2]],
  ])('%s', async (_, failedOnly, said, attempts) => {
    const first = await pushed(flaky)
    expect(conclusions(first)).toEqual({ good: 'success', flaky: 'failure', after: 'skipped' })
    const second = await first.rerun({ failedOnly }).ended
    expect(conclusions(second)).toEqual({ good: 'success', flaky: 'success', after: 'success' })
    expect(logOf(second, 0, 'flaky')).toBe(said)
    expect(second.jobs.map(({ attempt }) => attempt)).toEqual(attempts)
    expect([second.id, second.number, second.attempt]).toEqual([first.id, first.number, 2])
  })
})
