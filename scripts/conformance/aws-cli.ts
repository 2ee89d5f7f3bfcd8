/** What the `aws` command line, which knows nothing of this project, must read from the simulator. */
import type { Tools } from './tools.ts'

/** A command, and what it must print. `--query` and `--output` belong to the command line itself, not to AWS. */
export interface Command {
  says: string
  args: readonly string[]
  /** JMESPath expression on the reply. */
  query?: string
  /** What is printed for it, without white space at the ends; anything that matches. */
  prints?: RegExp
}

const commit = '2222222222222222222222222222222222222222'
const ofApi = ['--cluster', 'shop', '--services', 'api']

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

/** Runs a command against an endpoint; what is wrong with what it printed, if anything. */
export async function commandProblems(
  command: Command,
  { aws, url }: { aws: Tools['aws']; url: string },
): Promise<string[]> {
  const { args, query, prints = /^/ } = command
  const env = { ...awsEnvironment(url), AWS_PAGER: '', AWS_SESSION_TOKEN: undefined, AWS_PROFILE: undefined }
  const printed = await aws([...args, '--output', 'text', ...(query === undefined ? [] : ['--query', query])], {
    env,
    within: 120_000,
  })
  return prints.test(printed.trim())
    ? []
    : [`aws ${args.join(' ')} prints ${printed.trim()}, which is not ${String(prints)}`]
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
