import { afterAll, describe, expect, test } from '@jest/globals'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actArguments } from '../../scripts/conformance/act.ts'
import type { Program } from '../../scripts/conformance/optional-tools.ts'
import { runScripts } from '../../scripts/conformance/run-scripts.ts'
import { shellcheckProblems } from '../../scripts/conformance/shellcheck.ts'
import { workflowFiles } from '../../scripts/workflow-files.ts'

const path = '.github/workflows/a.yml'
const workflow = (text: string) => ({ path, line: 1, text })

describe('the scripts of a workflow', () => {
  test('are found with their lines, in one line or several, and with a word for what GitHub puts in', () => {
    const found = runScripts(
      workflow(`on: push
jobs:
  one:
    steps:
      - uses: actions/checkout@v7
      - run: echo \${{ inputs.name }} done
      - name: Build
        run: |
          make
          make check
  two:
    steps:
      - run: >-
          make
          all
`),
    )
    expect(found).toEqual([
      { path, line: 6, isLiteral: false, shell: 'bash', text: 'echo expression done' },
      { path, line: 9, isLiteral: true, shell: 'bash', text: 'make\nmake check\n' },
      { path, line: 14, isLiteral: false, shell: 'bash', text: 'make all' },
    ])
  })

  test('are of the shell that the step, the job or the workflow names; those of others are left out', () => {
    const found = runScripts(
      workflow(`defaults: { run: { shell: sh } }
jobs:
  one: { steps: [{ run: 'a' }, { run: 'b', shell: 'bash -e {0}' }, { run: 'c', shell: pwsh }] }
  two: { defaults: { run: { shell: python } }, steps: [{ run: 'd' }, { run: 'e', shell: sh }] }
`),
    )
    expect(found.map(({ shell, text }) => `${shell} ${text}`)).toEqual(['sh a', 'bash b', 'sh e'])
  })

  test('of a composite action are found, too', () => {
    const found = runScripts(workflow('runs: { using: composite, steps: [{ run: make, shell: bash }] }'))
    expect(found.map(({ text }) => text)).toEqual(['make'])
  })

  test('are there in this repository, each with its text where it is said to be', () => {
    const files = workflowFiles()
    const scripts = files.flatMap(runScripts)
    expect(scripts.length).toBeGreaterThan(5)
    for (const { path: file, line, text } of scripts) {
      const lines = files.find(one => one.path === file)?.text.split('\n') ?? []
      const [first = ''] = text.split('\n')
      expect(lines[line - 1]).toContain(first.split('expression')[0]?.slice(0, 20))
    }
  })
})

describe('what shellcheck says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scripts-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const workflows = [workflow('jobs:\n  one:\n    steps:\n      - run: |\n          cd x\n          rm $y\n')]
  const says =
    (code: number, output: (file: string) => string): Program =>
    args => {
      const text = output(args.at(-1) ?? '')
      return Promise.resolve({ code, stdout: text, output: text })
    }
  const judged = (shellcheck: Program) => shellcheckProblems({ workflows, files: ['.ci/run'], folder }, shellcheck)

  test('is said of the line of the workflow, and of a file of its own', async () => {
    const seen: string[] = []
    const problems = await judged(
      says(1, file => {
        seen.push(file)
        return `${file}:2:4: note: Double quote to prevent globbing and word splitting. [SC2086]\n`
      }),
    )
    expect(problems).toEqual([
      `${path}:6: note: Double quote to prevent globbing and word splitting. [SC2086]`,
      '.ci/run:2: note: Double quote to prevent globbing and word splitting. [SC2086]',
    ])
    expect(readFileSync(seen[0] ?? '', 'utf8')).toBe('cd x\nrm $y\n')
  })

  test('is nothing where all is well', async () => {
    expect(await judged(says(0, () => ''))).toEqual([])
  })

  test.each([
    ['could not read a file', 2, 'openBinaryFile: does not exist'],
    ['could not be started', -1, 'spawn shellcheck ENOENT'],
    ['found something in words that nobody understands', 1, 'what a mess'],
  ])('is an error where it %s', async (_, code, output) => {
    await expect(judged(says(code, () => output))).rejects.toThrow(output)
  })

  test('is a problem where there was nothing to judge', async () => {
    const nothing = { workflows: [workflow('jobs: {}')], files: [], folder }
    expect(
      await shellcheckProblems(
        nothing,
        says(0, () => ''),
      ),
    ).toEqual(['no `run:` was found in any workflow, so nothing was judged'])
  })
})

test('act runs a workflow on the machine itself, with what it is given', () => {
  const asked = { folder: '/work', home: '/home', event: 'workflow_dispatch' }
  const plain = [
    'workflow_dispatch',
    '--directory',
    '/work',
    '--platform',
    'ubuntu-latest=-self-hosted',
    '--no-cache-server',
  ]
  expect(actArguments(asked)).toEqual(plain)
  const more = actArguments({
    ...asked,
    workflow: '.github/workflows/a.yml',
    inputs: { release: 'v1', reason: 'a = b' },
    secrets: { KEY: 'k' },
    variables: { AWS_REGION: 'eu-west-1' },
    environment: { URL: 'http://127.0.0.1:1' },
    repositories: { 'org/deploy-actions@v1': '/here' },
  })
  for (const pair of [
    ['--workflows', '/work/.github/workflows/a.yml'],
    ['--input', 'release=v1'],
    ['--input', 'reason=a = b'],
    ['--secret', 'KEY=k'],
    ['--var', 'AWS_REGION=eu-west-1'],
    ['--env', 'URL=http://127.0.0.1:1'],
    ['--local-repository', 'org/deploy-actions@v1=/here'],
  ])
    expect(more.join('\n')).toContain(pair.join('\n'))
})
