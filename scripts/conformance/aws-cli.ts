/** What the `aws` command line, which knows nothing of this project, must read from the simulator. */
import type { Tools } from './tools.ts'

/** A command, and what it must print. `--query` and `--output` belong to the command line itself, not to AWS. */
export interface Command {
  says: string
  /** `$name` stands for what an earlier command printed. */
  args: readonly string[]
  /** JMESPath expression on the reply. */
  query?: string
  /** What is printed for it, without white space at the ends; anything that matches. */
  prints?: RegExp
  /** Name for what is printed, for later commands. */
  as?: string
}

const commit = '2222222222222222222222222222222222222222'
const ofTools = ['--repository-name', 'shop/tools']
const ofApi = ['--cluster', 'shop', '--services', 'api']
const webAclId = '0b5c3f2e-6a7d-4c1b-9e8f-1a2b3c4d5e6f'
const webAclArn = `arn:aws:wafv2:us-west-2:123456789012:regional/webacl/shop/${webAclId}`
const metric = ['--namespace', 'AWS/WAFV2', '--metric-name', 'CountedRequests']
const dimensions = ['Name=WebACL,Value=shop', 'Name=Rule,Value=everybody', 'Name=Region,Value=us-west-2']

/** Before anything was deployed. */
export const looking: readonly Command[] = [
  { says: 'knows the account', args: ['sts', 'get-caller-identity'], query: 'Account', prints: /^123456789012$/ },
  {
    says: 'finds an image by its tag',
    args: ['ecr', 'describe-images', '--repository-name', 'shop/api', '--image-ids', `imageTag=${commit}`],
    query: 'imageDetails[0].[imageTags[0],imageDigest]',
    prints: new RegExp(`^${commit}\\s+sha256:[0-9a-f]{64}$`),
  },
  {
    says: 'reads a manifest',
    args: ['ecr', 'batch-get-image', '--repository-name', 'shop/api', '--image-ids', `imageTag=${commit}`],
    query: 'images[0].imageManifestMediaType',
    prints: /^application\/vnd\.(oci|docker)\./,
  },
  {
    says: 'is told of an image that is not there',
    args: ['ecr', 'batch-get-image', '--repository-name', 'shop/api', '--image-ids', 'imageTag=absent'],
    query: 'failures[0].failureCode',
    prints: /^ImageNotFound$/,
  },
  {
    says: 'describes a service',
    args: ['ecs', 'describe-services', ...ofApi],
    query: 'services[0].[status,desiredCount,runningCount,deployments[0].rolloutState]',
    prints: /^ACTIVE\s+2\s+2\s+COMPLETED$/,
  },
  { says: 'sees that a service is stable', args: ['ecs', 'wait', 'services-stable', ...ofApi] },
  {
    says: 'lists tasks',
    args: ['ecs', 'list-tasks', '--cluster', 'shop', '--service-name', 'api'],
    query: 'length(taskArns)',
    prints: /^2$/,
  },
  {
    says: 'lists service deployments',
    args: ['ecs', 'list-service-deployments', '--cluster', 'shop', '--service', 'api'],
    query: 'serviceDeployments[0].status',
    prints: /^SUCCESSFUL$/,
  },
]

/** At what else ECR says of images: whether their tags may move, what scans found, who signed them, how long they stay. */
export const inspecting: readonly Command[] = [
  {
    says: 'reads which tags may move',
    args: ['ecr', 'describe-repositories', '--repository-names', 'shop/tools'],
    query: 'repositories[0].[imageTagMutability,imageTagMutabilityExclusionFilters[0].filter]',
    prints: /^IMMUTABLE_WITH_EXCLUSION\s+latest$/,
  },
  {
    says: 'reads what a scan found',
    args: ['ecr', 'describe-image-scan-findings', ...ofTools, '--image-id', 'imageTag=v1'],
    query: '[imageScanStatus.status,imageScanFindings.findingSeverityCounts.HIGH,length(imageScanFindings.findings)]',
    prints: /^COMPLETE\s+2\s+2$/,
  },
  {
    says: 'waits for a scan',
    args: ['ecr', 'wait', 'image-scan-complete', ...ofTools, '--image-id', 'imageTag=v1'],
  },
  {
    says: 'reads how an image is signed',
    args: ['ecr', 'describe-image-signing-status', ...ofTools, '--image-id', 'imageTag=v1'],
    query: 'signingStatuses[].status',
    prints: /^COMPLETE$/,
  },
  {
    says: 'finds the digest of an image',
    args: ['ecr', 'describe-images', ...ofTools, '--image-ids', 'imageTag=v1'],
    query: "join('=', ['imageDigest', imageDetails[0].imageDigest])",
    prints: /^imageDigest=sha256:[0-9a-f]{64}$/,
    as: 'subject',
  },
  {
    says: 'lists the signatures of an image',
    args: ['ecr', 'list-image-referrers', ...ofTools, '--subject-id', '$subject'],
    query: 'referrers[].artifactType',
    prints: /^application\/vnd\.cncf\.notary\.signature$/,
  },
  {
    says: 'reads a lifecycle policy',
    args: ['ecr', 'get-lifecycle-policy', ...ofTools],
    query: 'lifecyclePolicyText',
    prints: /"rulePriority":1/,
  },
  {
    says: 'begins the preview of a lifecycle policy',
    args: ['ecr', 'start-lifecycle-policy-preview', ...ofTools],
    query: 'status',
    prints: /^IN_PROGRESS$/,
  },
  {
    says: 'waits for the preview',
    args: ['ecr', 'wait', 'lifecycle-policy-preview-complete', ...ofTools],
  },
]

/** At a web ACL, and at what it did in the hour before the world began. */
export const guarding: readonly Command[] = [
  {
    says: 'lists web ACLs',
    args: ['wafv2', 'list-web-acls', '--scope', 'REGIONAL'],
    query: 'WebACLs[].[Name,Id]',
    prints: new RegExp(`^shop\\s+${webAclId}$`),
  },
  {
    says: 'reads a web ACL',
    args: ['wafv2', 'get-web-acl', '--scope', 'REGIONAL', '--name', 'shop', '--id', webAclId],
    query: 'WebACL.[Capacity,Rules[0].Statement.RateBasedStatement.Limit]',
    prints: /^702\s+1000$/,
  },
  {
    says: 'lists what a web ACL protects',
    args: ['wafv2', 'list-resources-for-web-acl', '--web-acl-arn', webAclArn],
    query: 'length(ResourceArns)',
    prints: /^1$/,
  },
  {
    says: 'sees the addresses that are over a limit',
    args: [
      ...['wafv2', 'get-rate-based-statement-managed-keys', '--scope', 'REGIONAL'],
      ...['--web-acl-name', 'shop', '--web-acl-id', webAclId, '--rule-name', 'everybody'],
    ],
    query: 'ManagedKeysIPV4.Addresses',
    prints: /^198\.51\.100\.7\/32$/,
  },
  {
    says: 'takes a sample of requests',
    args: [
      ...['wafv2', 'get-sampled-requests', '--scope', 'REGIONAL', '--web-acl-arn', webAclArn, '--max-items', '10'],
      ...['--rule-metric-name', 'everybody'],
      ...['--time-window', 'StartTime=2026-11-20T08:00Z,EndTime=2026-11-20T09:00Z'],
    ],
    query: 'SampledRequests[0].[Action,Request.URI,Request.Method]',
    prints: /^COUNT\s+\/login\s+POST$/,
  },
  {
    says: 'reads a metric',
    args: [
      ...['cloudwatch', 'get-metric-statistics', ...metric, '--dimensions', ...dimensions, '--statistics', 'Sum'],
      ...['--start-time', '2026-11-20T08:00:00Z', '--end-time', '2026-11-20T09:00:00Z', '--period', '3600'],
    ],
    query: 'Datapoints[0].Sum',
    prints: /^36000(\.0)?$/,
  },
  {
    says: 'sets an alarm off',
    args: [
      ...['cloudwatch', 'set-alarm-state', '--alarm-name', 'api-5xx', '--state-value', 'ALARM'],
      ...['--state-reason', 'to try it'],
    ],
  },
  {
    says: 'describes alarms',
    args: ['cloudwatch', 'describe-alarms', '--alarm-types', 'MetricAlarm', 'CompositeAlarm', '--state-value', 'ALARM'],
    query: '[MetricAlarms[0].StateReason,CompositeAlarms[0].AlarmName]',
    prints: /^to try it\s+api$/,
  },
]

/** Runs a task by itself, as scripts migrate a database. */
export const migrating: readonly Command[] = [
  {
    says: 'runs a task',
    args: [
      ...['ecs', 'run-task', '--cluster', 'shop', '--task-definition', 'shop-api', '--launch-type', 'FARGATE'],
      ...['--network-configuration', 'awsvpcConfiguration={subnets=[subnet-0a1b2c3d4e5f60718]}'],
      ...['--overrides', '{"containerOverrides":[{"name":"api","command":["npm","run","migrate"]}]}'],
    ],
    query: 'tasks[0].taskArn',
    prints: /^arn:aws:ecs:us-west-2:123456789012:task\/shop\/[0-9a-f]{32}$/,
    as: 'task',
  },
  {
    says: 'waits until it has stopped',
    args: ['ecs', 'wait', 'tasks-stopped', '--cluster', 'shop', '--tasks', '$task'],
  },
  {
    says: 'sees how it ended',
    args: ['ecs', 'describe-tasks', '--cluster', 'shop', '--tasks', '$task'],
    query: 'tasks[0].[lastStatus,stopCode,containers[0].exitCode]',
    prints: /^STOPPED\s+EssentialContainerExited\s+0$/,
  },
]

/** Begins a deployment as people do by hand, and waits as their scripts do. */
export const deploying: readonly Command[] = [
  {
    says: 'begins a deployment',
    args: ['ecs', 'update-service', '--cluster', 'shop', '--service', 'worker', '--force-new-deployment'],
    query: 'length(service.deployments)',
    prints: /^2$/,
  },
  {
    says: 'waits until it is done',
    args: ['ecs', 'wait', 'services-stable', '--cluster', 'shop', '--services', 'worker'],
  },
  {
    says: 'sees it completed',
    args: ['ecs', 'describe-services', '--cluster', 'shop', '--services', 'worker'],
    query: 'services[0].deployments[].rolloutState',
    prints: /^COMPLETED$/,
  },
]

export interface Shell {
  aws: Tools['aws']
  url: string
  /** What commands printed, by the names they gave it. */
  printed: Record<string, string>
}

/** Runs a command against an endpoint; what is wrong with what it printed, if anything. */
export async function commandProblems(command: Command, { aws, url, printed: known }: Shell): Promise<string[]> {
  const { query, prints = /^/, as } = command
  const args = command.args.map(word => (word.startsWith('$') ? (known[word.slice(1)] ?? word) : word))
  const env = { ...awsEnvironment(url), AWS_PAGER: '', AWS_SESSION_TOKEN: undefined, AWS_PROFILE: undefined }
  const answer = await aws([...args, '--output', 'text', ...(query === undefined ? [] : ['--query', query])], {
    env,
    within: 120_000,
  })
  const printed = answer.trim()
  if (as !== undefined) known[as] = printed
  return prints.test(printed) ? [] : [`aws ${args.join(' ')} prints ${printed}, which is not ${String(prints)}`]
}

/** Credentials that mean nothing, and an endpoint on this machine: nothing here can reach AWS. */
export function awsEnvironment(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: 'us-west-2',
    AWS_DEFAULT_REGION: 'us-west-2',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  }
}
