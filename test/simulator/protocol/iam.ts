import type { JsonObject } from '../operation.ts'
import type { Call } from './call.ts'

/** Who calls: a role that a workflow assumed through OIDC. */
export const caller = (account: string): string => `arn:aws:sts::${account}:assumed-role/deploy/GitHubActions`

/** What AWS says when no policy allows a call. */
export function deniedMessage(call: Call): string {
  const action = `${call.service}:${call.operation}`
  return (
    `User: ${caller(call.place.account)} is not authorized to perform: ${action} on resource: ${resource(call)} ` +
    `because no identity-based policy allows the ${action} action`
  )
}

/** The resource that IAM checks for a call; `*` where the action knows no resource. */
function resource({ service, operation, input, place }: Call): string {
  const name = resourceNames.find(([action]) => action.test(`${service}:${operation}`))?.[1](input)
  if (name === undefined) return '*'
  return name.startsWith('arn:') ? name : `arn:aws:${service}:${place.region}:${place.account}:${name}`
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const first = (value: unknown): string => (Array.isArray(value) ? text(value[0]) : '')
const shortName = (nameOrArn: string): string => nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1)
const inCluster = (kind: string, input: JsonObject, name: string): string =>
  name.startsWith('arn:') ? name : `${kind}/${shortName(text(input.cluster) || 'default')}/${name}`

const resourceNames: readonly (readonly [RegExp, (input: JsonObject) => string])[] = [
  [/^ecs:(UpdateService|ListServiceDeployments)$/, input => inCluster('service', input, text(input.service))],
  [/^ecs:DescribeServices$/, input => inCluster('service', input, first(input.services))],
  [/^ecs:DescribeTasks$/, input => inCluster('task', input, first(input.tasks))],
  [/^ecs:StopTask$/, input => inCluster('task', input, text(input.task))],
  [/^ecs:RegisterTaskDefinition$/, input => `task-definition/${text(input.family)}:*`],
  [/^ecs:DescribeServiceDeployments$/, input => first(input.serviceDeploymentArns)],
  [/^ecs:DescribeServiceRevisions$/, input => first(input.serviceRevisionArns)],
  [/^ecs:(Stop|Continue)ServiceDeployment$/, input => text(input.serviceDeploymentArn)],
  [/^ecs:TagResource$/, input => text(input.resourceArn)],
  [/^ecr:(?!GetAuthorizationToken)/, input => `repository/${text(input.repositoryName)}`],
  [/^logs:/, input => `log-group:${text(input.logGroupName)}:log-stream:${text(input.logStreamName)}`],
]
