import { describe, expect, test } from '@jest/globals'
import { judgeSigning, lateSignature } from '../../shared/core/signature-verdict.ts'
import type { Signing } from '../../shared/core/signature-verdict.ts'

function by(name: string, status: string, failure = ''): Signing {
  return { profile: `arn:aws:signer:us-west-2:123456789012:/signing-profiles/${name}`, status, failure }
}

describe('an image', () => {
  test.each([
    [
      'signed by all of its profiles passes',
      [by('releases', 'COMPLETE'), by('audit', 'COMPLETE')],
      { is: 'passed', shown: 'releases, audit' },
    ],
    ['that nobody signs is refused', [], { is: 'refused', shown: 'not signed' }],
    [
      'whose signing failed is refused',
      [by('releases', 'FAILED', 'AccessDenied: no')],
      { is: 'refused', why: expect.stringContaining('by releases (AccessDenied: no)') },
    ],
    [
      'that one of two profiles could not sign is refused',
      [by('audit', 'COMPLETE'), by('releases', 'FAILED')],
      { is: 'refused' },
    ],
    [
      'that is being signed is waited for',
      [by('audit', 'COMPLETE'), by('releases', 'IN_PROGRESS')],
      { is: 'waiting', for: 'its signature by releases is IN_PROGRESS' },
    ],
    [
      'whose signing failed is not waited for',
      [by('audit', 'IN_PROGRESS'), by('releases', 'FAILED')],
      { is: 'refused' },
    ],
    [
      'with a status that is new is unknown',
      [by('releases', 'REVOKED')],
      { is: 'unknown', why: expect.stringContaining('REVOKED') },
    ],
  ] as const)('%s', (_, signings, verdict) => {
    expect(judgeSigning({ is: 'read', signings })).toMatchObject(verdict)
  })

  test('whose signing may not be seen is unknown, and says what is missing', () => {
    expect(judgeSigning({ is: 'unread', why: 'denied', next: 'Allow it.' })).toEqual({
      is: 'unknown',
      shown: 'not seen',
      why: 'its signature could not be seen: denied',
      next: 'Allow it',
    })
  })

  test('that is signed too slowly is refused', () => {
    expect(lateSignature('its signature by releases is IN_PROGRESS').is).toBe('refused')
  })
})
