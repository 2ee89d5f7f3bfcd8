import { describe, expect, test } from '@jest/globals'
import type { PublicAction } from '../../scripts/repository.ts'
import type { WorkflowText } from '../../scripts/workflow-files.ts'
import { referenceProblems } from '../../scripts/workflow-references.ts'
import { workflowProblems } from '../../scripts/workflow-rules.ts'

const deploy: PublicAction = {
  name: 'deploy-ecs',
  folder: 'deploy-ecs',
  metadata: { name: 'Deploy', description: 'Deploys.', outputs: { changed: {} }, runs: { using: 'node24' } },
}

const called: WorkflowText = {
  path: '.github/workflows/promote.yml',
  line: 1,
  text: `
on:
  workflow_call:
    outputs: { outcome: { value: '\${{ jobs.promote.outputs.outcome }}' } }
permissions: {}
jobs:
  promote:
    permissions: { contents: read, deployments: write }
    outputs: { outcome: '\${{ steps.deploy.outputs.changed }}' }
    steps: [{ id: deploy, uses: $/deploy-ecs }]
`,
}

const problemsOf = (text: string): string[] =>
  referenceProblems({ path: 'w.yml', line: 1, text }, { actions: [deploy], workflows: [called] })

const calling = (more: string, granted = '{ contents: read, deployments: write }'): string => `
on: push
jobs:
  first:
    uses: org/deploy-actions/.github/workflows/promote.yml@v1
    permissions: ${granted}
  second:
    needs: first
    ${more}
`

describe('references of a workflow', () => {
  test('pass where steps, jobs and outputs exist, and what is called gets its permissions', () => {
    expect(problemsOf(called.text)).toEqual([])
    expect(problemsOf(calling('if: needs.first.outputs.outcome == 1'))).toEqual([])
  })

  test.each([
    [
      'an output that a job of a called workflow lacks',
      calling('if: needs.first.outputs.end'),
      'job first has no output end',
    ],
    ['a job that is not there', calling('if: needs.third.outputs.end'), 'third is no job of this workflow'],
    [
      'a permission that the caller does not grant',
      calling('if: true', '{ contents: read, deployments: read }'),
      'job first must grant `deployments: write` to org/deploy-actions/.github/workflows/promote.yml@v1',
    ],
    [
      'no permissions at all',
      calling('if: true', '{ deployments: write }'),
      'job first must grant `contents: read` to org/deploy-actions/.github/workflows/promote.yml@v1',
    ],
    [
      'an output that an action lacks',
      called.text.replace('outputs.changed', 'outputs.chnged'),
      'steps.deploy: deploy-ecs has no output chnged',
    ],
    ['a step that is not there', called.text.replace('id: deploy', 'id: other'), 'steps.deploy is no step of its job'],
    [
      'an output of a workflow whose job has it not',
      called.text.replace('jobs.promote.outputs.outcome', 'jobs.promote.outputs.end'),
      'job promote has no output end',
    ],
  ])('are refused for %s', (_, text, problem) => {
    expect(problemsOf(text)).toEqual([`w.yml: ${problem}`])
  })
})

describe('a workflow to copy', () => {
  const lines = (count: number): string => `on: push\npermissions: {}\n${'# line\n'.repeat(count - 2)}`
  const lengthOf = (path: string, count: number): string[] => workflowProblems({ path, line: 1, text: lines(count) })

  test('has at most 20 lines, and others as many as they need', () => {
    expect(lengthOf('workflows/staging.yml', 20)).toEqual([])
    expect(lengthOf('.github/workflows/promote.yml', 200)).toEqual([])
  })

  test.each(['workflows/staging.yml', 'examples/shop/.github/workflows/staging.yml'])('%s is refused beyond', path => {
    expect(lengthOf(path, 21)).toEqual([`${path} has 21 lines; a file to copy has at most 20`])
  })
})
