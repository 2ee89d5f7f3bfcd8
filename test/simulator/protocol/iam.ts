import type { JsonObject } from '../operation.ts'
import type { Call } from './call.ts'

/** Who calls: a role that a workflow assumed through OIDC. */
export const caller = (account: string): string => `arn:aws:sts::${account}:assumed-role/deploy/GitHubActions`

/** An action, and the resource that IAM checks for it; `*` where the action knows no resource. */
export interface Permission {
  action: string
  resource: string
}

/** What AWS says when no policy allows something. */
export function deniedMessage({ account }: Call['place'], { action, resource }: Permission): string {
  return (
    `User: ${caller(account)} is not authorized to perform: ${action} on resource: ${resource} ` +
    `because no identity-based policy allows the ${action} action`
  )
}

/** What a call needs: its action on every resource that it names. */
export function neededBy({ service, operation, input, place }: Call): [Permission, ...Permission[]] {
  const action = actions[`${service}:${operation}`] ?? `${service}:${operation}`
  const namesOf = resourceNames.find(([pattern]) => pattern.test(`${service}:${operation}`))?.[1]
  const [first = '*', ...more] = [namesOf?.(input, place) ?? []].flat().map(name => arnOf(name, { service, place }))
  return [{ action, resource: first }, ...more.map(resource => ({ action, resource }))]
}

function arnOf(name: string, { service, place }: Pick<Call, 'service' | 'place'>): string {
  return name.startsWith('arn:') ? name : `arn:aws:${service}:${place.region}:${place.account}:${name}`
}

/** Operations that need the permission of another one. */
const actions: Readonly<Record<string, string>> = { 'ecr:ListImageReferrers': 'ecr:BatchGetImage' }

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const all = (value: unknown): string[] => (Array.isArray(value) ? value.map(text) : [])
const shortName = (nameOrArn: string): string => nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1)
const inCluster = (kind: string, input: JsonObject, name: string): string =>
  name.startsWith('arn:') ? name : `${kind}/${shortName(text(input.cluster) || 'default')}/${name}`

/** A family without a revision is named as policies name it, with a star. */
const revision = (reference: string): string =>
  reference.startsWith('arn:') ? reference : `task-definition/${reference}${reference.includes(':') ? '' : ':*'}`

/** Web ACLs of CloudFront are global, which is to say, in us-east-1. */
const webAcl = ({ Scope }: JsonObject, { account }: Call['place'], [name, id]: readonly unknown[]): string => {
  const path = `webacl/${text(name)}/${text(id) || '*'}`
  return Scope === 'CLOUDFRONT' ? `arn:aws:wafv2:us-east-1:${account}:global/${path}` : `regional/${path}`
}

type Names = (input: JsonObject, place: Call['place']) => string | string[]

/** https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
const resourceNames: readonly (readonly [RegExp, Names])[] = [
  [/^ecs:CreateService$/, input => inCluster('service', input, text(input.serviceName))],
  [
    /^ecs:(UpdateService|DeleteService|ListServiceDeployments)$/,
    input => inCluster('service', input, text(input.service)),
  ],
  [/^ecs:DescribeServices$/, input => all(input.services).map(name => inCluster('service', input, name))],
  [
    /^ecs:(DescribeTasks|GetTaskProtection|UpdateTaskProtection)$/,
    input => all(input.tasks).map(id => inCluster('task', input, id)),
  ],
  [
    /^ecs:DescribeClusters$/,
    input => all(input.clusters).map(name => (name.startsWith('arn:') ? name : `cluster/${name}`)),
  ],
  [/^ecs:StopTask$/, input => inCluster('task', input, text(input.task))],
  [/^ecs:RunTask$/, input => revision(text(input.taskDefinition))],
  [/^ecs:RegisterTaskDefinition$/, input => `task-definition/${text(input.family)}:*`],
  [/^ecs:DescribeServiceDeployments$/, input => all(input.serviceDeploymentArns)],
  [/^ecs:DescribeServiceRevisions$/, input => all(input.serviceRevisionArns)],
  [/^ecs:(Stop|Continue)ServiceDeployment$/, input => text(input.serviceDeploymentArn)],
  [/^ecs:(TagResource|ListTagsForResource)$/, input => text(input.resourceArn)],
  [
    /^ecr:BatchGetRepositoryScanningConfiguration$/,
    input => all(input.repositoryNames).map(name => `repository/${name}`),
  ],
  [
    /^ecr:(?!GetAuthorizationToken|GetRegistryScanningConfiguration)/,
    input => `repository/${text(input.repositoryName)}`,
  ],
  [/^wafv2:(GetWebACLForResource|DisassociateWebACL)$/, input => text(input.ResourceArn)],
  [/^wafv2:(AssociateWebACL|ListResourcesForWebACL)$/, input => text(input.WebACLArn)],
  [/^wafv2:GetSampledRequests$/, input => text(input.WebAclArn)],
  [
    /^wafv2:GetRateBasedStatementManagedKeys$/,
    (input, place) => webAcl(input, place, [input.WebACLName, input.WebACLId]),
  ],
  [
    /^wafv2:(Get|Create|Update)WebACL$/,
    (input, place) => text(input.ARN) || webAcl(input, place, [input.Name, input.Id]),
  ],
  [/^cloudwatch:SetAlarmState$/, input => `alarm:${text(input.AlarmName)}`],
  [/^cloudwatch:DescribeAlarms$/, input => all(input.AlarmNames ?? ['*']).map(name => `alarm:${name}`)],
  [/^logs:/, input => `log-group:${text(input.logGroupName)}:log-stream:${text(input.logStreamName)}`],
]
