import { describe, expect, test } from '@jest/globals'
import { classify, describeFault, healsByItself, remedy, surelyNotDone } from '../../shared/core/aws-fault.ts'
import type { Fault, FaultKind } from '../../shared/core/aws-fault.ts'

const fault = (members: Partial<Fault>): Fault => ({ code: 'Error', message: 'words', ...members })

describe('what a fault means', () => {
  test.each<[FaultKind, Partial<Fault>]>([
    ['throttled', { code: 'ThrottlingException', status: 400 }],
    ['throttled', { code: 'Throttling', status: 400 }],
    ['throttled', { code: 'TooManyRequestsException', status: 429 }],
    ['throttled', { code: 'SyntaxError', status: 429 }],
    [
      'throttled',
      {
        code: 'ClientException',
        message: 'Too many concurrent attempts to create a new revision of the specified family.',
        status: 400,
      },
    ],
    ['unsent', { socket: 'ECONNREFUSED' }],
    ['unsent', { socket: 'ENOTFOUND' }],
    ['unsent', { socket: 'EAI_AGAIN' }],
    ['broken', { code: 'TimeoutError', socket: 'ECONNRESET' }],
    ['broken', { code: 'TimeoutError' }],
    ['broken', { code: 'TimeoutError', socket: 'EPIPE' }],
    ['broken', { code: 'ServerException', status: 500 }],
    ['broken', { code: 'Error', message: 'aborted', socket: 'ECONNRESET', status: 400 }],
    ['broken', { code: 'SyntaxError', status: 502 }],
    ['broken', { code: 'SyntaxError' }],
    ['broken', { code: 'EmptyReply' }],
    ['broken', { code: 'SomethingNew' }],
    ['expired', { code: 'ExpiredTokenException', status: 400 }],
    ['expired', { code: 'UnrecognizedClientException', status: 400 }],
    ['expired', { code: 'InvalidClientTokenId', status: 403 }],
    ['expired', { code: 'CredentialsProviderError' }],
    ['expired', { code: 'Error', message: 'Region is missing' }],
    [
      'expired',
      {
        code: 'InvalidSignatureException',
        message: 'The request signature we calculated does not match the signature you provided.',
        status: 403,
      },
    ],
    [
      'skewed',
      { code: 'InvalidSignatureException', message: 'Signature expired: 1 is now earlier than 2', status: 403 },
    ],
    ['skewed', { code: 'RequestExpired', status: 400 }],
    ['denied', { code: 'AccessDeniedException', status: 400 }],
    ['denied', { code: 'AccessDenied', status: 403 }],
    ['denied', { code: 'UnauthorizedOperation', status: 403 }],
    ['refused', { code: 'ClientException', status: 400 }],
    ['refused', { code: 'ServiceNotFoundException', status: 400 }],
    ['refused', { code: 'SyntaxError', status: 403 }],
    ['aborted', { code: 'AbortError' }],
  ])('%s: %j', (kind, members) => {
    expect(classify(fault(members))).toBe(kind)
  })

  test.each<[FaultKind, boolean, boolean]>([
    ['throttled', true, true],
    ['unsent', true, true],
    ['skewed', true, true],
    ['broken', true, false],
    ['denied', false, true],
    ['expired', false, true],
    ['refused', false, true],
    ['aborted', false, false],
  ])('%s: heals by itself %s, surely changed nothing %s', (kind, heals, notDone) => {
    expect([healsByItself(kind), surelyNotDone(kind)]).toEqual([heals, notDone])
  })
})

describe('a fault in words', () => {
  const asked = { permission: 'ecs:UpdateService', subject: 'service api in cluster staging' }

  test.each<[Partial<Fault>, string]>([
    [
      { code: 'ServerException', status: 500, requestId: 'r-1' },
      'ecs:UpdateService for service api in cluster staging failed: words (ServerException, HTTP 500, request id r-1)',
    ],
    [
      { code: 'TimeoutError', socket: 'ECONNRESET' },
      'ecs:UpdateService for service api in cluster staging got no usable answer: words (ECONNRESET)',
    ],
    [
      { code: 'EmptyReply', message: 'the reply has no `service`' },
      'ecs:UpdateService for service api in cluster staging got no usable answer: the reply has no `service` (EmptyReply)',
    ],
  ])('%j', (members, words) => {
    expect(describeFault(fault(members), asked)).toBe(words)
  })

  test.each([
    [{ code: 'ThrottlingException', status: 400 }, 'AWS kept throttling this account'],
    [{ code: 'Error', socket: 'ECONNREFUSED' }, 'AWS could not be reached'],
    [{ code: 'ServerException', status: 500 }, 'running the job again is safe'],
    [{ code: 'SignatureDoesNotMatch', status: 400 }, 'The clock of this runner'],
    [{ code: 'AccessDeniedException', status: 400 }, 'Allow the role of this job the action ecs:UpdateService.'],
    [{ code: 'ExpiredTokenException', status: 400 }, 'role-duration-seconds'],
    [{ code: 'InvalidParameterException', status: 400 }, 'the message above says why'],
    [{ code: 'ClusterNotFoundException', status: 400 }, 'Check the name of the cluster'],
    [{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'NODE_EXTRA_CA_CERTS'],
    [{ code: 'AbortError' }, 'The job was stopped'],
  ])('says what to do about %j in a sentence', (members, advice) => {
    expect(remedy(fault(members), asked)).toMatch(/^[A-Z].*\.$/)
    expect(remedy(fault(members), asked)).toContain(advice)
  })

  test('names the permission that AWS names, which may be another than the one asked for', () => {
    const message = 'User: x is not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/task because y'
    expect(remedy(fault({ code: 'AccessDeniedException', message }), asked)).toBe(
      'Allow the role of this job the action iam:PassRole on arn:aws:iam::1:role/task.',
    )
  })
})
