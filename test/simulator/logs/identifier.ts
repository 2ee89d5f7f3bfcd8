import { AwsFault } from '../fault.ts'

/** The group that a request is about: it gives the name, or an identifier that may be an ARN. */
export function groupNamed({ logGroupName, logGroupIdentifier }: GroupReference): string {
  if (logGroupName !== undefined && logGroupIdentifier === undefined) return logGroupName
  if (logGroupName === undefined && logGroupIdentifier !== undefined) {
    return logGroupIdentifier.replace(/^arn:aws:logs:[^:]*:\d+:log-group:/, '').replace(/:\*$/, '')
  }
  throw new AwsFault(
    'InvalidParameterException',
    'Exactly one of logGroupName and logGroupIdentifier must be provided in the request.',
  )
}

interface GroupReference {
  logGroupName?: string | undefined
  logGroupIdentifier?: string | undefined
}
