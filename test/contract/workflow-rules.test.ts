import { describe, expect, test } from '@jest/globals'
import type { PublicAction } from '../../scripts/repository.ts'
import { examplesIn } from '../../scripts/workflow-files.ts'
import { misuses, workflowProblems } from '../../scripts/workflow-rules.ts'

const commit = '3d3c42e5aac5ba805825da76410c181273ba90b1'

const workflow = (steps: string, head = 'on: push\npermissions: {}'): string =>
  `${head}\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n${steps.replaceAll(/^/gm, '      ')}\n`

const problemsOf = (text: string): string[] => workflowProblems({ path: 'ci.yml', line: 1, text })

describe('a workflow', () => {
  test('passes when its actions are pinned, its scripts take values from env and its jobs ask for their permissions', () => {
    expect(problemsOf(workflow(`- uses: actions/checkout@${commit} # v7.0.1\n- run: npm ci`))).toEqual([])
  })

  test.each([
    [
      'permissions for all jobs',
      workflow('- run: npm ci', 'on: push\npermissions:\n  contents: read'),
      'ci.yml must say `permissions: {}` at the top, and each job what it needs',
    ],
    [
      'no permissions',
      workflow('- run: npm ci', 'on: push'),
      'ci.yml must say `permissions: {}` at the top, and each job what it needs',
    ],
    [
      'an expression in a script',
      workflow('- run: |\n    echo ${{ github.head_ref }}'),
      'ci.yml: jobs.test.steps.0.run contains ${{ … }}; pass the value through env',
    ],
    [
      'a tag of somebody else',
      workflow('- uses: actions/checkout@v7'),
      'ci.yml: actions/checkout@v7 must be pinned to a full commit, with its version as a comment (# v1.2.3)',
    ],
    [
      'a commit without its version',
      workflow(`- uses: actions/checkout@${commit}`),
      `ci.yml: actions/checkout@${commit} must be pinned to a full commit, with its version as a comment (# v1.2.3)`,
    ],
    [
      "the caller's checkout in a reusable workflow",
      workflow('- uses: ./deploy-ecs', 'on:\n  workflow_call:\npermissions: {}'),
      "ci.yml: ./deploy-ecs would be looked up in the caller's checkout; write $/deploy-ecs",
    ],
  ])('is refused for %s', (_, text, problem) => {
    expect(problemsOf(text)).toEqual([problem])
  })
})

describe('a use of one of these actions', () => {
  const actions: PublicAction[] = [
    {
      name: 'deploy-ecs',
      folder: 'deploy-ecs',
      metadata: {
        name: 'Deploy',
        description: 'Deploys.',
        inputs: { cluster: { required: true }, 'dry-run': { default: 'false' } },
        runs: { using: 'node24' },
      },
    },
    {
      name: 'promote',
      folder: 'promote',
      metadata: {
        name: 'Promote',
        description: 'Promotes.',
        inputs: { release: { required: true } },
        runs: { using: 'node24' },
      },
    },
  ]
  const misusesOf = (text: string): string[] => misuses({ path: 'README.md', line: 1, text }, actions)

  test.each(['org/deploy-actions/deploy-ecs@v1', './deploy-ecs', '$/deploy-ecs'])(
    '%s with known inputs passes',
    uses => {
      expect(misusesOf(`- uses: ${uses}\n  with: { cluster: c, dry-run: true }`)).toEqual([])
    },
  )

  test.each(['org/deploy-actions@v1', 'org/deploy-actions/promote@v1', './', '$/promote'])(
    '%s is the root action',
    uses => {
      expect(misusesOf(`- uses: ${uses}\n  with: { release: v1 }`)).toEqual([])
      expect(misusesOf(`- uses: ${uses}`)).toEqual(['README.md: promote is used without release, which it requires'])
    },
  )

  test.each([
    [
      'uses: org/deploy-actions/deploy@v1',
      'README.md: org/deploy-actions/deploy@v1 names no action of this repository',
    ],
    ['uses: ./deploy-ecs', 'README.md: deploy-ecs is used without cluster, which it requires'],
    [
      'uses: $/deploy-ecs\nwith: { cluster: c, dryrun: true }',
      'README.md: deploy-ecs has no input dryrun; it takes cluster, dry-run',
    ],
  ])('%j is refused', (text, problem) => {
    expect(misusesOf(text)).toEqual([problem])
  })

  test('of somebody else is not looked at', () => {
    expect(misusesOf(`uses: actions/checkout@${commit}`)).toEqual([])
  })
})

test('examples are found with the line at which they begin, and told apart from fragments', () => {
  const markdown = '# Title\n\n```yaml\non: push\njobs: {}\n```\n\n```yml\n- run: x\n```\n\n```sh\nnpm ci\n```\n'
  expect(examplesIn('README.md', markdown)).toEqual([
    { path: 'README.md', line: 4, text: 'on: push\njobs: {}\n', whole: true },
    { path: 'README.md', line: 9, text: '- run: x\n', whole: false },
  ])
})
