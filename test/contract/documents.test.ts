import { describe, expect, test } from '@jest/globals'
import { filesUnder, publicActions, readText } from '../../scripts/repository.ts'
import { examples } from '../../scripts/workflow-files.ts'
import { misuses, workflowProblems } from '../../scripts/workflow-rules.ts'

const readme = readText('README.md')

describe.each(examples())('the example at $path:$line', example => {
  test('uses actions and inputs that exist', () => {
    expect(misuses(example, publicActions())).toEqual([])
  })

  test('keeps the rules that it is an example of', () => {
    expect(example.whole ? workflowProblems(example) : []).toEqual([])
  })
})

test('the README names every permission that is asked for, and no other', () => {
  const sources = filesUnder('shared/aws', /\.ts$/).map(path => readText(path))
  const asked = sources.flatMap(text =>
    [...text.matchAll(/permission: '([^']+)'/g)].map(([, permission]) => permission),
  )
  // Never called by themselves: needed by RegisterTaskDefinition, for its roles and its tags, and by WAF's calls about
  // a load balancer (AWS WAF developer guide, "Actions that require additional permissions settings").
  const implied = [
    ...['iam:PassRole', 'ecs:TagResource'],
    ...['SetWebACL', 'CreateWebACLAssociation', 'GetLoadBalancerWebACL', 'DescribeWebACLAssociation'].map(
      action => `elasticloadbalancing:${action}`,
    ),
  ]
  expect([...new Set(permissionsIn(readme))].sort()).toEqual([...new Set([...asked, ...implied])].sort())
})

test('the README says why each runtime dependency is there', () => {
  const { dependencies } = JSON.parse(readText('package.json')) as { dependencies: Record<string, string> }
  const chapter = readme.slice(readme.indexOf('## Runtime dependencies'))
  const unexplained = Object.keys(dependencies).filter(
    name => !chapter.includes(`\`${name.replace('@aws-sdk/client', '')}\``),
  )
  expect(unexplained.filter(name => !chapter.includes(`\`${name}\``))).toEqual([])
})

/** Actions of the policies in a Markdown text. */
function permissionsIn(markdown: string): string[] {
  const policies = [...markdown.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(
    ([, text = '']) => JSON.parse(text) as { Statement: { Action: string | string[] }[] },
  )
  return policies.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action))
}
