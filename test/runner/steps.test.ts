import { afterAll, describe, expect, test } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import type { LogLine } from './index.ts'
import { cleanUp, job, logOf, pushed, repository, sha } from './small.ts'

afterAll(cleanUp)

describe('a script', () => {
  test('leaves outputs, variables, paths and a summary to what follows', async () => {
    const run = await pushed(
      job(
        `- id: a
  run: |
    echo "x=1" >> "$GITHUB_OUTPUT"
    { echo 'many<<END'; echo one; echo two; echo END; } >> "$GITHUB_OUTPUT"
    echo "LEVEL=from file" >> "$GITHUB_ENV"
    mkdir bin && printf '#!/bin/sh\\necho found' > bin/tool && chmod +x bin/tool
    echo "$PWD/bin" >> "$GITHUB_PATH"
    echo '### done' >> "$GITHUB_STEP_SUMMARY"
- run: |
    echo "\${{ steps.a.outputs.x }} $LEVEL \${{ env.LEVEL }}"
    tool
- run: echo "$LEVEL"
  env: { LEVEL: from step }`,
        'env: { LEVEL: from job }\noutputs: { many: "${{ steps.a.outputs.many }}", none: "${{ steps.a.outputs.none }}" }',
      ),
    )
    const { steps, outputs } = run.job('job')
    expect(steps.map(({ conclusion }) => conclusion)).toEqual(['success', 'success', 'success'])
    expect(outputs).toEqual({ many: 'one\ntwo' })
    expect(steps[0]?.summary).toBe('### done\n')
    expect(logOf(run, 1)).toBe('1 from file from file\nfound')
    expect(logOf(run, 2)).toBe('from step')
  })

  test.each([
    ['stops at the first error', 'false; echo on', undefined, ''],
    ['does not see an error in a pipe without a shell', 'false | cat; echo on', undefined, 'on'],
    ['sees an error in a pipe with bash', 'false | cat; echo on', 'bash', ''],
    ['is not bash with sh', '[ -z "$BASH_VERSION" ] || [ -n "$POSIXLY_CORRECT" ]; echo on', 'sh', 'on'],
  ])('%s', async (_, script, shell, printed) => {
    const run = await pushed(job(`- run: '${script}'${shell === undefined ? '' : `\n  shell: ${shell}`}`))
    const failed = '##[error]Process completed with exit code 1.'
    expect(logOf(run)).toBe(printed === '' ? failed : printed)
    expect(run.conclusion).toBe(printed === '' ? 'failure' : 'success')
  })

  test('starts where the workflow, the job or the step says, in a workspace of its job', async () => {
    const run = await pushed(`defaults: { run: { working-directory: w, shell: bash } }
jobs:
  a:
    runs-on: ubuntu-latest
    steps: [{ run: mkdir w, working-directory: . }, { run: 'basename "$PWD"; touch here' }, { run: 'basename "$PWD"', working-directory: . }]
  b:
    needs: a
    runs-on: ubuntu-latest
    defaults: { run: { working-directory: . } }
    steps: [{ run: 'ls | wc -l; [ "$PWD" = "$GITHUB_WORKSPACE" ]' }]
`)
    expect([logOf(run, 1, 'a'), logOf(run, 2, 'a'), logOf(run, 0, 'b')]).toEqual(['w', 'shop', '0'])
    expect(run.conclusion).toBe('success')
  })

  test('finds what GitHub tells about the run, and nothing of this machine', async () => {
    process.env['LEAK'] = 'leaked'
    const run = await pushed(
      job(`- id: me
  run: |
    echo "$GITHUB_REPOSITORY $GITHUB_SHA $GITHUB_REF $GITHUB_REF_NAME $GITHUB_EVENT_NAME $GITHUB_ACTION $GITHUB_JOB"
    echo "$CI $RUNNER_OS $GITHUB_API_URL \${{ github.api_url }} \${{ runner.os }} [$LEAK] [$GITHUB_TOKEN]"
    grep -o '"after":"[0-9a-f]*"' "$GITHUB_EVENT_PATH"
    ls -d "$RUNNER_TEMP" | grep -c _temp`),
      { environment: { GITHUB_API_URL: 'http://127.0.0.1:1/github' } },
    )
    delete process.env['LEAK']
    const url = 'http://127.0.0.1:1/github'
    expect(logOf(run).split('\n')).toEqual([
      `acme/shop ${sha} refs/heads/main main push me job`,
      `true Linux ${url} ${url} Linux [] []`,
      `"after":"${sha}"`,
      '1',
    ])
  })

  test('what it leaves running ends with its job', async () => {
    const run = await pushed(job('- run: sleep 60 & echo $!'))
    const status = `/proc/${logOf(run)}/status`
    // Nobody may have asked how it ended.
    expect(existsSync(status) ? readFileSync(status, 'utf8') : 'State:\tZ').toMatch(/^State:\s+Z/m)
  })
})

describe('a failed step', () => {
  test('skips what follows, but for what asks about failure', async () => {
    const run = await pushed(
      job(`- { id: bad, run: exit 3 }
- run: echo no
- { run: echo yes, if: failure() }
- { run: 'echo \${{ job.status }} \${{ steps.bad.outcome }}', if: always() }
- { run: echo no, if: cancelled() }`),
    )
    const { steps } = run.job('job')
    expect(steps.map(({ conclusion }) => conclusion)).toEqual(['failure', 'skipped', 'success', 'success', 'skipped'])
    expect(logOf(run, 0)).toBe('##[error]Process completed with exit code 3.')
    expect(logOf(run, 3)).toBe('failure failure')
    expect(run.conclusion).toBe('failure')
  })

  test('with continue-on-error has failed and counts as a success', async () => {
    const run = await pushed(
      job(`- { id: bad, run: 'false', continue-on-error: true }
- run: echo \${{ steps.bad.outcome }} \${{ steps.bad.conclusion }}`),
    )
    expect(run.job('job').steps[0]).toMatchObject({ outcome: 'failure', conclusion: 'success' })
    expect(logOf(run, 1)).toBe('failure success')
    expect(run.conclusion).toBe('success')
  })

  test.each([
    [
      'its time is over',
      '- { name: Slow, run: exec sleep 30, timeout-minutes: 0.001 }',
      /The action 'Slow' has timed out/,
    ],
    ['its expression cannot be evaluated', "- run: echo ${{ fromJSON('{') }}", /cannot be evaluated/],
    ['its `if` cannot be evaluated', "- run: echo\n  if: fromJSON('{')", /cannot be evaluated/],
    ['its output file is not one', '- run: echo oops >> "$GITHUB_OUTPUT"', /Invalid format 'oops'/],
    ['the action of the checkout is missing', '- uses: ./tool', /Can't find 'action.yml'/],
  ])('says that %s', async (_, step, message) => {
    const run = await pushed(job(step))
    expect(run.conclusion).toBe('failure')
    expect(run.job('job').steps[0]?.outcome).toBe('failure')
    expect(
      run
        .job('job')
        .annotations.map(one => one.message)
        .join('\n'),
    ).toMatch(message)
  })
})

describe('a line of the log', () => {
  test('is obeyed as a workflow command, or shown', async () => {
    const lines: LogLine[] = []
    const run = await pushed(
      job(`- name: Talk
  run: |
    echo '::group::More'
    echo '::warning file=a.ts,line=3,title=Careful%2C please::one%0Atwo'
    echo '  ::notice::indented'
    echo 'text ::error::in the middle'
    echo '::endgroup::'
    echo '::unknown::x'
    echo '::debug::quiet'`),
      { onLine: line => lines.push(line) },
    )
    expect(run.job('job').annotations).toEqual([
      { level: 'warning', message: 'one\ntwo', title: 'Careful, please', file: 'a.ts', line: '3', step: 'Talk' },
      { level: 'notice', message: 'indented', step: 'Talk' },
    ])
    const shown = lines.slice(lines.findIndex(({ kind }) => kind === 'end-group') + 1)
    expect(shown.map(({ kind, text }) => [kind, text])).toEqual([
      ['group', 'More'],
      ['warning', 'one\ntwo'],
      ['notice', 'indented'],
      ['text', 'text ::error::in the middle'],
      ['end-group', ''],
      ['text', '::unknown::x'],
      ['debug', 'quiet'],
    ])
    expect(lines.every(line => line.job === 'job' && line.step === 'Talk')).toBe(true)
  })

  test('is not obeyed between stop-commands and its token', async () => {
    const run = await pushed(
      job(`- run: |
    echo '::stop-commands::sesame-open'
    echo '::error::not me'
    echo '::sesame-open::'
    echo '::error::me'`),
    )
    expect(run.job('job').annotations.map(({ message }) => message)).toEqual(['me'])
    expect(logOf(run)).toContain('::error::not me')
  })

  test('makes ten annotations of a kind in a step, and no more', async () => {
    const run = await pushed(
      job(
        '- run: for i in $(seq 12); do echo "::error::e$i"; echo "::notice::n$i"; done\n- run: echo "::error::again"',
      ),
    )
    const count = (level: string): number => run.job('job').annotations.filter(one => one.level === level).length
    expect([count('error'), count('notice')]).toEqual([11, 10])
  })

  test.each(['set-output name=x', 'set-env name=X', 'save-state name=x', 'add-path'])(
    'of the old kind, ::%s, fails the step',
    async command => {
      const run = await pushed(job(`- run: 'echo "::${command}::v"'`))
      expect(run.conclusion).toBe('failure')
      expect(logOf(run)).toContain(`The \`${command.split(' ')[0]}\` command is not obeyed`)
    },
  )
})

describe('a secret', () => {
  const secrets = { KEY: 'hunter2-hunter2' }

  test('reaches no log, no summary, no output and no name', async () => {
    const lines: string[] = []
    const run = await pushed(
      job(
        `- id: a
  name: Use \${{ secrets.KEY }}
  run: |
    echo "$KEY and \${{ secrets.GITHUB_TOKEN }}"
    echo "::error::$KEY"
    echo "key=$KEY" >> "$GITHUB_OUTPUT"
    echo "safe=yes" >> "$GITHUB_OUTPUT"
    echo "$KEY" >> "$GITHUB_STEP_SUMMARY"
    echo "::add-mask::made here"
    echo "made here"
  env: { KEY: '\${{ secrets.KEY }}' }`,
        'outputs: { key: "x${{ steps.a.outputs.key }}", safe: "${{ steps.a.outputs.safe }}", made: made here }',
      ),
      { secrets, onLine: ({ text, step }) => lines.push(text, step) },
    )
    const found = run.job('job')
    expect(logOf(run)).toContain('*** and ***')
    expect(found.outputs).toEqual({ safe: 'yes' })
    expect(found.steps[0]?.summary).toBe('***\n')
    expect(found.steps[0]?.outputs['key']).toBe('hunter2-hunter2')
    const said = JSON.stringify([lines, found.annotations, found.steps.map(({ name, log }) => [name, log])])
    expect(said).not.toMatch(/hunter2|"made here"/)
    expect(said).toContain("Skip output 'key' since it may contain secret.")
  })
})

const tool = (runs: string, inputs = ''): string => `name: Tool\n${inputs}\nruns: { using: node24, ${runs} }\n`
const print = `const { env } = process
const shown = Object.keys(env).filter(name => /^(INPUT|STATE)_/.test(name)).sort()
console.log(process.argv[1].split('/').at(-1), shown.map(name => name + '=' + env[name]).join(' '))`
const state = `${print}\nrequire('fs').appendFileSync(process.env.GITHUB_STATE, process.argv[1].split('/').at(-1) + '=x\\n')`

describe('a JavaScript action', () => {
  const actions = {
    'org/tools': repository({
      'inputs/action.yml': tool(
        'main: main.cjs',
        `inputs:
  dry-run: { default: 'false' }
  who am i: { default: '\${{ github.sha }}' }
  token: { default: '\${{ github.token }}' }
  empty: { description: nothing }
  old: { deprecationMessage: use dry-run }`,
      ),
      'inputs/main.cjs': print,
      'phases/action.yml': tool("pre: pre.cjs, main: main.cjs, post: post.cjs, post-if: env.SKIP != 'yes'"),
      'phases/pre.cjs': state,
      'phases/main.cjs': state,
      'phases/post.cjs': state,
      'second/action.yml': tool('main: main.cjs, post: main.cjs'),
      'second/main.cjs': state,
      'options/action.yml': tool('main: main.cjs'),
      'options/main.cjs': `require('fs').appendFileSync(process.env.GITHUB_ENV, 'NODE_OPTIONS=--require /x\\nFINE=1\\n')`,
      'big/action.yml': tool('main: main.cjs'),
      'big/main.cjs': `require('fs').appendFileSync(process.env.GITHUB_STEP_SUMMARY, 'x'.repeat(1_048_577))`,
    }),
  }

  test('gets its inputs as variables, with the defaults of action.yml', async () => {
    const run = await pushed(
      job(`- uses: org/tools/inputs@v1
  with: { dry-run: true, old: 1, odd: x }`),
      { actions },
    )
    const token = `ghs_${Buffer.from('job').toString('hex')}`
    expect(logOf(run)).toContain(
      `main.cjs INPUT_DRY-RUN=true INPUT_EMPTY= INPUT_ODD=x INPUT_OLD=1 INPUT_TOKEN=*** INPUT_WHO_AM_I=${sha}`,
    )
    expect(logOf(run)).not.toContain(token)
    expect(run.job('job').annotations.map(({ message }) => message)).toEqual([
      "Input 'old' has been deprecated with message: use dry-run",
      "Unexpected input(s) 'odd', valid inputs are ['dry-run', 'who am i', 'token', 'empty', 'old']",
    ])
  })

  test('runs pre before all steps, and post after them, the last first, with its own state', async () => {
    const run = await pushed(
      job(`- run: echo between
- uses: org/tools/phases@v1
- uses: org/tools/second@v1
- run: 'false'`),
      { actions },
    )
    expect(run.job('job').steps.map(({ name, log }) => [name, log.split('\n').at(-1)])).toEqual([
      ['Pre Run org/tools/phases@v1', 'pre.cjs '],
      ['Run echo between', 'between'],
      ['Run org/tools/phases@v1', 'main.cjs STATE_pre.cjs=x'],
      ['Run org/tools/second@v1', 'main.cjs '],
      ['Run false', '##[error]Process completed with exit code 1.'],
      ['Post Run org/tools/second@v1', 'main.cjs STATE_main.cjs=x'],
      ['Post Run org/tools/phases@v1', 'post.cjs STATE_main.cjs=x STATE_pre.cjs=x'],
    ])
  })

  test('does not run post where its post-if does not hold, nor for a step that was skipped', async () => {
    const run = await pushed(
      job(`- uses: org/tools/phases@v1
  env: { SKIP: 'yes' }
- { uses: org/tools/second@v1, if: false }`),
      { actions },
    )
    const post = run.job('job').steps.filter(({ name }) => name.startsWith('Post'))
    expect(post.map(({ name, conclusion }) => [name, conclusion])).toEqual([
      ['Post Run org/tools/phases@v1', 'skipped'],
    ])
  })

  test('cannot set NODE_OPTIONS for others', async () => {
    const run = await pushed(job('- uses: org/tools/options@v1\n- run: echo "[$NODE_OPTIONS] $FINE"'), { actions })
    expect(logOf(run, 1)).toBe('[] 1')
    expect(run.job('job').annotations[0]?.message).toContain("Can't store NODE_OPTIONS")
  })

  test('loses a summary of more than a mebibyte, and goes on', async () => {
    const run = await pushed(job('- uses: org/tools/big@v1'), { actions })
    expect(run.job('job').steps[0]).toMatchObject({ summary: '', outcome: 'success' })
    expect(run.job('job').annotations[0]?.message).toContain('supports content up to a size of 1024k, got 1024k')
  })

  test('of the checkout is found in the workspace, and one of the same repository by $/', async () => {
    const files = { 'own/action.yml': tool('main: main.cjs'), 'own/main.cjs': `console.log('own')` }
    const checkout = `- run: |
    mkdir copy && echo 'runs: { using: node24, main: m.cjs }' > copy/action.yml
    echo "console.log('copy')" > copy/m.cjs`
    const run = await pushed(job(`${checkout}\n- uses: ./copy\n- uses: $/own`), {}, files)
    expect([logOf(run, 1), logOf(run, 2)]).toEqual(['copy', 'own'])
  })

  test('is started with the module to load first', async () => {
    const preload = `${repository({ 'first.mjs': `console.log('first')` })}/first.mjs`
    const run = await pushed(job('- uses: org/tools/second@v1'), { actions, preload })
    expect(logOf(run)).toBe('first\nmain.cjs ')
  })

  test.each([
    ['not granted', 'contents: read', '[] []'],
    ['granted', 'id-token: write', '[https] [set]'],
  ])('may ask for an identity only where that is %s', async (_, permissions, asked) => {
    const run = await pushed(
      job(
        '- run: echo "[${ACTIONS_ID_TOKEN_REQUEST_URL%%:*}] [${ACTIONS_ID_TOKEN_REQUEST_TOKEN:+set}]"',
        `permissions: { ${permissions} }`,
      ),
    )
    expect(logOf(run)).toBe(asked)
  })
})
