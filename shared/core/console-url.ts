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

/** The page of a log stream in the AWS console. Nothing in it can end a Markdown link. */
export function logStreamUrl({ region, group, stream, arn }: StreamPlace): string {
  const host = hosts[arn.split(':')[1] ?? ''] ?? 'console.aws.amazon.com'
  const path = `logsV2:log-groups/log-group/${twiceEncoded(group)}/log-events/${twiceEncoded(stream)}`
  return `https://${region}.${host}/cloudwatch/home?region=${region}#${path}`
}

/** What follows the `#` is decoded twice by the console, which writes `$` for the second `%`. */
function twiceEncoded(text: string): string {
  return encodeURIComponent(encoded(text)).replaceAll('%', '$')
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*~]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}
