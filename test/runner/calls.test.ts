import { afterAll, describe, expect, test } from '@jest/globals'
import { cleanUp, github, logOf, only, onPush, pushed, repository, sha } from './small.ts'

afterAll(cleanUp)

/** What a file of org/tools says, called `called.yml`. */
const called = (text: string): Record<string, string> => ({
  'org/tools': repository({
    '.github/workflows/called.yml': text,
    'own/action.yml': 'name: Own\nruns: { using: node24, main: m.cjs }\n',
    'own/m.cjs': `console.log('of', process.env.GITHUB_ACTION_REPOSITORY, 'in', process.env.GITHUB_REPOSITORY)`,
  }),
})

const call = (rest = '', uses = 'org/tools/.github/workflows/called.yml@v1'): string =>
  `call:\n  uses: ${uses}\n${rest.replace(/^(?=.)/gm, '  ')}\n`

describe('a reusable workflow', () => {
  test('gets inputs in their types and secrets, and gives outputs', async () => {
    const actions = called(
      `on:
  workflow_call:
    inputs:
      text: { type: string, required: true }
      flag: { type: boolean }
      count: { type: number, default: 2 }
    secrets: { KEY: { required: true } }
    outputs:
      said: { value: '\${{ jobs.inner.outputs.said }}' }
env: { MINE: called }
jobs:
  inner:
    runs-on: ubuntu-latest
    outputs: { said: '\${{ steps.a.outputs.said }}' }
    steps:
      - id: a
        run: |
          echo "\${{ inputs.text }} \${{ inputs.flag == false }} \${{ inputs.count + 0 == 2 || inputs.count == 2 }} $MINE [$OUTER]"
          echo "\${{ github.workflow }} \${{ github.event_name }} \${{ vars.REPO }} [$KEY] [\${{ secrets.OTHER }}]"
          echo "said=done" >> "$GITHUB_OUTPUT"
        env: { KEY: '\${{ secrets.KEY }}' }
      - uses: $/own
`.replace('inputs.count + 0 == 2 || ', ''),
    )
    const run = await pushed(
      `env: { OUTER: caller }
name: Caller
jobs:
  first: { runs-on: ubuntu-latest, outputs: { t: hello }, steps: [{ run: echo }] }
  call:
    needs: first
    uses: org/tools/.github/workflows/called.yml@v1
    with: { text: '\${{ needs.first.outputs.t }}' }
    secrets: { KEY: '\${{ secrets.MY_KEY }}' }
  last: { needs: call, runs-on: ubuntu-latest, steps: [{ run: 'echo \${{ needs.call.outputs.said }} \${{ needs.call.result }}' }] }
`,
      { actions, secrets: { MY_KEY: 'the-key', OTHER: 'other-key' }, vars: { REPO: 'var' } },
    )
    expect(run.jobs.map(({ name }) => name)).toEqual(['first', 'call / inner', 'last'])
    expect(logOf(run, 0, 'call / inner').split('\n')).toEqual(['hello true true called []', 'Caller push var [***] []'])
    expect(logOf(run, 1, 'call / inner')).toBe('of org/tools in acme/shop')
    expect(logOf(run, 0, 'last')).toBe('done success')
  })

  test('gets all secrets with inherit, and those of its own environment come first', async () => {
    const actions = called(`on: workflow_call
jobs:
  inner:
    runs-on: ubuntu-latest
    environment: production
    steps: [{ run: 'echo "\${{ secrets.A == ''repo'' }} \${{ secrets.B == ''environment'' }} \${{ vars.C }}"' }]
`)
    const run = await pushed(call('secrets: inherit'), {
      actions,
      secrets: { A: 'repo', B: 'repo' },
      vars: { C: 'repo' },
      environments: { production: { secrets: { B: 'environment' }, vars: { C: 'environment' } } },
    })
    expect(logOf(run, 0, 'call / inner').replace('***', 'environment')).toBe('true true environment')
  })

  test('is also called by ./ and $/, from inside another, as often as a matrix says', async () => {
    const files = {
      'middle.yml':
        'on: { workflow_call: { inputs: { n: { type: number } } } }\njobs: { m: { uses: $/.github/workflows/inner.yml, with: { n: "${{ inputs.n }}" } } }',
      'inner.yml':
        'on: { workflow_call: { inputs: { n: { type: number } } } }\njobs: { i: { runs-on: ubuntu-latest, steps: [{ run: "echo ${{ inputs.n }}" }] } }',
    }
    const run = await pushed(
      call('strategy: { matrix: { n: [1, 2] } }\nwith: { n: "${{ matrix.n }}" }', './.github/workflows/middle.yml'),
      {},
      files,
    )
    expect(run.jobs.map(({ name }) => name)).toEqual(['call (1) / m / i', 'call (2) / m / i'])
    expect(logOf(run, 0, 'call (2) / m / i')).toBe('2')
  })

  test('that fails fails its caller, and one of another type is refused when the value is known', async () => {
    const actions = called(
      'on: { workflow_call: { inputs: { flag: { type: boolean } } } }\njobs: { i: { runs-on: ubuntu-latest, steps: [{ run: exit 1 }] } }',
    )
    const failed = await pushed(call(), { actions })
    expect([failed.conclusion, failed.job('call / i').conclusion]).toEqual(['failure', 'failure'])
    const refused = await pushed(call(`with: { flag: "\${{ format('true') }}" }`), { actions })
    expect(refused.job('call').annotations[0]?.message).toBe("Unexpected value 'true' for the input flag")
    expect(refused.conclusion).toBe('failure')
  })

  test('may call nine deep, and no deeper', async () => {
    const files = (depth: number): Record<string, string> =>
      Object.fromEntries(
        Array.from({ length: depth }, (_, index) => [
          `w${index + 1}.yml`,
          index + 1 === depth
            ? 'on: workflow_call\njobs: { end: { runs-on: ubuntu-latest, steps: [{ run: echo }] } }'
            : `on: workflow_call\njobs: { j: { uses: ./.github/workflows/w${index + 2}.yml } }`,
        ]),
      )
    const first = './.github/workflows/w1.yml'
    expect((await pushed(call('', first), {}, files(9))).conclusion).toBe('success')
    const deeper = await pushed(call('', first), {}, files(10))
    expect(deeper).toMatchObject({
      conclusion: 'startup_failure',
      problems: ['Nested reusable workflow depth exceeded 9.'],
    })
  })
})

describe('a call is refused before anything starts', () => {
  const takes = `on: { workflow_call: { inputs: { flag: { type: boolean, required: true } }, secrets: { KEY: { required: true } } } }
jobs: { i: { runs-on: ubuntu-latest, steps: [{ run: echo }] } }`
  const asks = (permissions: string): string =>
    `on: workflow_call\npermissions: {}\njobs: { i: { runs-on: ubuntu-latest, permissions: ${permissions}, steps: [{ run: echo }] } }`

  test.each([
    [
      'without an input it requires',
      takes,
      'secrets: { KEY: x }',
      'Input flag is required, but not provided while calling.',
    ],
    [
      'with an unknown input',
      takes,
      'with: { flag: true, odd: 1 }\nsecrets: { KEY: x }',
      'Invalid input, odd is not defined in the referenced workflow.',
    ],
    [
      'with an input of another type',
      takes,
      "with: { flag: 'yes' }\nsecrets: { KEY: x }",
      "Unexpected value 'yes' for the input flag",
    ],
    [
      'without a secret it requires',
      takes,
      'with: { flag: true }',
      'Secret KEY is required, but not provided while calling.',
    ],
    [
      'with an unknown secret',
      takes,
      'with: { flag: true }\nsecrets: { KEY: x, ODD: x }',
      'Invalid secret, ODD is not defined in the referenced workflow.',
    ],
    [
      'if it may not be called',
      'on: push\njobs: { i: { runs-on: x, steps: [{ run: echo }] } }',
      '',
      'workflow_call key is not defined in the referenced workflow.',
    ],
    [
      'for more than the repository gives by default',
      asks('{ id-token: write, contents: write }'),
      '',
      "The nested job 'i' is requesting 'contents: write, id-token: write', but is only allowed 'contents: read, id-token: none'.",
    ],
    [
      'for more than the calling job gives',
      asks('{ contents: read, deployments: write }'),
      'permissions: { contents: read }',
      "The nested job 'i' is requesting 'deployments: write', but is only allowed 'deployments: none'.",
    ],
    [
      'whose file asks for more',
      'on: workflow_call\npermissions: write-all\njobs: { i: { runs-on: ubuntu-latest, permissions: {}, steps: [{ run: echo }] } }',
      'permissions: read-all',
      'The workflow is requesting',
    ],
    ['whose file is not valid', 'on: workflow_call\njobs: { i: { runs-on: x, steps: [{ rum: echo }] } }', '', 'rum'],
  ])('%s', async (_, text, rest, message) => {
    const run = await pushed(call(rest), { actions: called(text) })
    expect(run.conclusion).toBe('startup_failure')
    expect(run.jobs).toEqual([])
    expect(run.problems.join('\n')).toContain(message)
  })

  test('if there is no such file or repository', async () => {
    for (const uses of [
      'org/tools/.github/workflows/none.yml@v1',
      'org/none/.github/workflows/a.yml@v1',
      './.github/workflows/none.yml',
    ]) {
      const run = await pushed(call('', uses), { actions: called('on: workflow_call\njobs: {}') })
      expect(run.conclusion).toBe('startup_failure')
    }
  })
})

describe('the token of a job', () => {
  test('may do what the job asked for, or its file, or its caller gave', async () => {
    const asked: Record<string, unknown> = {}
    const actions = called(`on: workflow_call
jobs:
  same: { runs-on: ubuntu-latest, steps: [{ run: echo }] }
  less: { runs-on: ubuntu-latest, permissions: { contents: read }, steps: [{ run: echo }] }
`)
    const workflow = onPush(`permissions: { contents: write, issues: read }
jobs:
  file: { runs-on: ubuntu-latest, steps: [{ run: 'echo \${{ github.token == secrets.GITHUB_TOKEN }}' }] }
  none: { runs-on: ubuntu-latest, permissions: {}, steps: [{ run: echo }] }
  call: { permissions: { contents: read, deployments: write }, uses: org/tools/.github/workflows/called.yml@v1 }
`)
    const run = only(
      github(
        { 'a.yml': workflow },
        {
          actions,
          token: (permissions, { job }) => {
            asked[job] = permissions
            return `token of ${job}`
          },
        },
      ).push({ sha }),
    )
    await run.ended
    expect(asked).toEqual({
      file: { contents: 'write', issues: 'read' },
      none: {},
      'call / same': { contents: 'read', deployments: 'write' },
      'call / less': { contents: 'read' },
    })
    expect(logOf(run, 0, 'file')).toBe('true')
  })
})
