import { describe, expect, test } from '@jest/globals'
import { filesUnder, publicActions, readText } from '../../scripts/repository.ts'
import { examples, workflowFiles } from '../../scripts/workflow-files.ts'
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

describe('variables and secrets of a repository', () => {
  const workflows = workflowFiles()
  const reusable = workflows.filter(({ path }) => path.startsWith('.github/') && !path.includes('/_'))
  const callers = workflows.filter(({ path }) => path.startsWith('workflows/'))
  const named = (files: readonly { text: string }[], context: string): string[] => [
    ...new Set(
      files.flatMap(({ text }) =>
        [...text.matchAll(new RegExp(`\\b${context}\\.([A-Z_]+)`, 'g'))].map(([, name = '']) => name),
      ),
    ),
  ]
  const documents = ['README.md', ...filesUnder('docs', /\.md$/), ...filesUnder('examples', /\.md$/)].map(path =>
    readText(path),
  )

  test.each([...named(reusable, 'vars'), ...named(callers, 'secrets')])(
    '%s is in the README as something to set up',
    name => {
      expect(readme).toContain(`\`${name}\``)
    },
  )

  test('that the documents name are read by a workflow', () => {
    const told = documents.flatMap(text =>
      [...text.matchAll(/`(AWS_\w+_ROLE|AWS_REGION|\w+_WEBHOOK)`/g)].map(([, name]) => name),
    )
    const read = [...named(workflows, 'vars'), ...named(workflows, 'secrets')]
    expect([...new Set(told)].filter(name => name !== undefined && !read.includes(name))).toEqual([])
  })
})

/** Actions of the policies in a Markdown text. */
function permissionsIn(markdown: string): string[] {
  const policies = [...markdown.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(
    ([, text = '']) => JSON.parse(text) as { Statement: { Action: string | string[] }[] },
  )
  return policies.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action))
}
