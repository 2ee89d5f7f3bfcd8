/** The hosts of the AWS console, by partition. */
const hosts: Readonly<Record<string, string>> = {
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
}

export interface StreamPlace {
  region: string
  group: string
  stream: string
  /** Any ARN of the same account and partition. */
  arn: string
}

export interface ServicePlace {
  /** Its name or ARN. */
  cluster: string
  service: string
  /** ARN of its revision. */
  taskDefinition: string
}

/** The page of a log stream in the AWS console. Nothing in it can end a Markdown link. */
export function logStreamUrl({ region, group, stream, arn }: StreamPlace): string {
  const host = hosts[arn.split(':')[1] ?? ''] ?? 'console.aws.amazon.com'
  const path = `logsV2:log-groups/log-group/${twiceEncoded(group)}/log-events/${twiceEncoded(stream)}`
  return `https://${region}.${host}/cloudwatch/home?region=${region}#${path}`
}

/** The page of an ECS service in the AWS console. Undefined where the ARN of its revision says no region. */
export function serviceUrl({ cluster, service, taskDefinition }: ServicePlace): string | undefined {
  const [, partition = '', , region = ''] = taskDefinition.split(':')
  if (!/^[a-z]{2}(-[a-z0-9]+)+$/.test(region)) return undefined
  const host = hosts[partition] ?? 'console.aws.amazon.com'
  const name = encoded(cluster.slice(cluster.lastIndexOf('/') + 1))
  return `https://${region}.${host}/ecs/v2/clusters/${name}/services/${encoded(service)}/health?region=${region}`
}

/** What follows the `#` is decoded twice by the console, which writes `$` for the second `%`. */
function twiceEncoded(text: string): string {
  return encodeURIComponent(encoded(text)).replaceAll('%', '$')
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*~]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}
