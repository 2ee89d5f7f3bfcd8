/** What can be known of a call that did not end with a good reply. */
export interface Fault {
  /** The AWS error code, or the name of the client's own error. */
  code: string
  message: string
  /** HTTP status of the answer; absent when there was none. */
  status?: number
  /** The socket's error code, such as `ECONNRESET`. */
  socket?: string
  requestId?: string
}

export type FaultKind =
  /** AWS said "later". Nothing was done; asking again is right. */
  | 'throttled'
  /** The request never left: no connection, no name. Nothing was done. */
  | 'unsent'
  /** No answer, a broken one or a server's error. A change may or may not have been made. */
  | 'broken'
  /** The clock of the runner is off; the SDK has now learned by how much. Nothing was done. */
  | 'skewed'
  | 'denied'
  | 'expired'
  /** AWS understood and said no. */
  | 'refused'
  /** Who answers cannot show that it is AWS: a proxy, or a wrong endpoint. Nothing was sent. */
  | 'untrusted'
  /** We stopped the call ourselves. */
  | 'aborted'

const kinds: readonly {
  kind: FaultKind
  code?: RegExp
  message?: RegExp
  socket?: RegExp
  status?: (status: number) => boolean
}[] = [
  { kind: 'aborted', code: /^AbortError$/ },
  // Node's names for certificates that do not hold.
  { kind: 'untrusted', code: /CERT|^UNABLE_TO_(GET|VERIFY)_/ },
  // A TimeoutError or a reset says nothing about whether the request arrived; a refused connection says that it did not.
  { kind: 'unsent', socket: /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/ },
  // An answer that was cut off is none, whatever its status: a refusal may have been a "later".
  { kind: 'broken', socket: /./ },
  {
    kind: 'throttled',
    code: /^(Throttling(Exception)?|ThrottledException|RequestThrottled(Exception)?|TooManyRequestsException|RequestLimitExceeded|SlowDown)$/,
  },
  { kind: 'throttled', status: status => status === 429 },
  // Not throttling by its name, but by its meaning (hashicorp/terraform-provider-aws#9777).
  { kind: 'throttled', code: /^ClientException$/, message: /too many concurrent attempts to create a new revision/i },
  { kind: 'expired', code: /^(ExpiredToken(Exception)?|UnrecognizedClientException|InvalidClientTokenId)$/ },
  { kind: 'expired', code: /^CredentialsProviderError$/ },
  // The SDK's own error when no region is configured. It will not be there in a minute either.
  { kind: 'expired', code: /^Error$/, message: /^Region (is missing$|not accepted)/ },
  // An endpoint that is no URL is a mistake of this job, not of AWS.
  { kind: 'expired', code: /^TypeError$/, message: /Invalid URL/ },
  // By its name a matter of the clock, by its words a wrong secret key.
  { kind: 'expired', code: /^(InvalidSignatureException|SignatureDoesNotMatch)$/, message: /does not match/ },
  {
    kind: 'skewed',
    code: /^(RequestTimeTooSkewed|RequestExpired|RequestInTheFuture|InvalidSignatureException|SignatureDoesNotMatch)$/,
  },
  {
    kind: 'denied',
    code: /^(AccessDenied(Exception)?|UnauthorizedOperation|AuthorizationError(Exception)?|NotAuthorized)$/,
  },
  { kind: 'broken', status: status => status >= 500 },
  { kind: 'refused', status: status => status >= 400 },
]

/** What a fault means. The first row that fits decides; what fits none is `broken`, the careful reading. */
export function classify(fault: Fault): FaultKind {
  const row = kinds.find(
    ({ code, message, socket, status }) =>
      (code === undefined || code.test(fault.code)) &&
      (message === undefined || message.test(fault.message)) &&
      (socket === undefined || (fault.socket !== undefined && socket.test(fault.socket))) &&
      (status === undefined || (fault.status !== undefined && status(fault.status))),
  )
  return row?.kind ?? 'broken'
}

/** Whether a read may be asked again. */
export function healsByItself(kind: FaultKind): boolean {
  return kind === 'throttled' || kind === 'unsent' || kind === 'broken' || kind === 'skewed'
}

/** Whether it is certain that a call which changes something changed nothing. */
export function surelyNotDone(kind: FaultKind): boolean {
  return kind !== 'broken' && kind !== 'aborted'
}

export interface Asked {
  /** The IAM action, which names service and operation: `ecs:UpdateService`. */
  permission: string
  /** What it was asked about: `service api in cluster staging`. */
  subject: string
}

/** The fault as one sentence, with everything AWS support would ask for. */
export function describeFault(fault: Fault, { permission, subject }: Asked): string {
  const answer = fault.status === undefined ? 'got no usable answer' : 'failed'
  const traces = [
    fault.socket ?? fault.code,
    fault.status === undefined ? '' : `HTTP ${fault.status}`,
    fault.requestId ? `request id ${fault.requestId}` : '',
  ]
  return `${permission} for ${subject} ${answer}: ${fault.message} (${traces.filter(Boolean).join(', ')})`
}

/** What a person can do about it. */
export function remedy(fault: Fault, asked: Asked): string {
  return remedies[fault.code] ?? remediesOfKind[classify(fault)](deniedOf(fault) ?? asked.permission)
}

/** AWS names the action that was denied, which may be another than the one asked for: registering may need PassRole. */
function deniedOf({ message }: Fault): string | undefined {
  const [, permission, resource] = /not authorized to perform: (\S+)(?: on resource: (\S+))?/.exec(message) ?? []
  return resource === undefined ? permission : `${permission ?? ''} on ${resource}`
}

const remedies: Readonly<Record<string, string | undefined>> = {
  ClusterNotFoundException:
    'Check the name of the cluster, and the region and account of this job: there is no such cluster.',
  ServiceNotFoundException:
    'Check the name of the service and of the cluster; `aws ecs list-services` shows what is there.',
  ServiceNotActiveException: 'The service is being deleted. Create it again, or take it out of this deployment.',
  LimitExceededException: 'A quota of this account is reached; the message above says which. Ask AWS for a higher one.',
  WAFLimitsExceededException:
    'The web ACL, or what was to be added to it, is larger than WAF allows: take rules out of it.',
  WAFUnavailableEntityException:
    'WAF needs minutes until it knows what was just made: run the job again, or check the ARN.',
  WAFNonexistentItemException:
    'WAF needs minutes until it knows what was just made: run the job again, or check the name.',
}

const remediesOfKind: Readonly<Record<FaultKind, (permission: string) => string>> = {
  denied: permission => `Allow the role of this job the action ${permission}.`,
  expired: () =>
    'The AWS credentials, the region or the endpoint of this job are missing, wrong or expired: let aws-actions/configure-aws-credentials run before, with a role-duration-seconds longer than this job takes.',
  throttled: () =>
    'AWS kept throttling this account until the deadline. Look for other pipelines polling the same account, or give more time.',
  unsent: () => 'AWS could not be reached from this runner. Check the region, the network and any proxy.',
  broken: () =>
    'AWS gave no usable answer until the deadline. See the AWS health dashboard of this region; running the job again is safe.',
  skewed: () => "The clock of this runner differs too much from AWS's. Set it, and run the job again.",
  refused: () => 'AWS refused the request as written; the message above says why.',
  untrusted: () =>
    'The certificate of the endpoint is not trusted. Where a proxy of your network stands in between, give its authority to Node by NODE_EXTRA_CA_CERTS.',
  aborted: () => 'The job was stopped. Running it again is safe.',
}
