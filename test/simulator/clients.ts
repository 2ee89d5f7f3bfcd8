import { getOctokit } from '@actions/github'
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { ECRClient } from '@aws-sdk/client-ecr'
import { ECSClient } from '@aws-sdk/client-ecs'
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import { WAFV2Client } from '@aws-sdk/client-wafv2'
import type { Runner } from './in-process.ts'

/** The real clients of one process in the simulation, in a region. They send each request once. */
export function clientsOf({ requestHandler, fetch }: Runner, region = 'us-west-2'): Clients {
  const options = {
    region,
    credentials: { accessKeyId: 'simulator', secretAccessKey: 'simulator' },
    maxAttempts: 1,
    requestHandler,
  }
  return {
    ecs: new ECSClient(options),
    ecr: new ECRClient(options),
    elb: new ElasticLoadBalancingV2Client(options),
    logs: new CloudWatchLogsClient(options),
    cloudwatch: new CloudWatchClient(options),
    waf: new WAFV2Client(options),
    github: getOctokit('simulator', { request: { fetch }, baseUrl: 'https://api.github.com' }),
  }
}

interface Clients {
  ecs: ECSClient
  ecr: ECRClient
  elb: ElasticLoadBalancingV2Client
  logs: CloudWatchLogsClient
  cloudwatch: CloudWatchClient
  waf: WAFV2Client
  github: ReturnType<typeof getOctokit>
}
