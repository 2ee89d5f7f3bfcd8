import { describe, expect, test } from '@jest/globals'
import { gatesAsked, gatesOf, withChecks } from '../../shared/core/image-checks.ts'
import type { ImageCheck } from '../../shared/core/image-checks.ts'
import type { ImageVerdict } from '../../shared/core/verification.ts'

const verified: ImageVerdict = { is: 'verified', digest: 'sha256:0', platforms: [], attestations: 0 }
const clean: ImageCheck = { name: 'scan findings', is: 'passed', shown: '1 low' }
const weak: ImageCheck = { name: 'scan findings', is: 'refused', shown: '1 high', why: 'it is weak', next: 'mend it' }
const unsigned: ImageCheck = {
  name: 'signature',
  is: 'refused',
  shown: 'none',
  why: 'it is not signed',
  next: 'sign it',
}
const unseen: ImageCheck = {
  name: 'attestation',
  is: 'unknown',
  shown: 'not seen',
  why: 'gh is away',
  next: 'install gh',
}
const foreign: ImageCheck = { name: 'attestation', is: 'left-out', shown: 'built elsewhere' }

describe('the verdict on an image', () => {
  test.each<[string, readonly ImageCheck[], ImageVerdict]>([
    ['stays where nothing speaks against it', [clean, foreign], verified],
    ['is what one gate says', [clean, unsigned], { is: 'refused', why: 'it is not signed', next: 'sign it' }],
    [
      'is what all of them say at once',
      [weak, unsigned],
      { is: 'refused', why: 'it is weak; and it is not signed', next: 'mend it. Sign it' },
    ],
    ['is unknown where something could not be seen', [clean, unseen], { is: 'unknown', why: 'gh is away. Install gh' }],
    [
      'is certain where something is refused, whatever could not be seen',
      [weak, unseen],
      { is: 'refused', why: 'it is weak; and gh is away', next: 'mend it. Install gh' },
    ],
  ])('%s', (_, checks, verdict) => {
    expect(withChecks(verified, checks, [])).toEqual(verdict)
  })

  test('of an image that is not there stays', () => {
    const missing: ImageVerdict = { is: 'missing', why: 'gone', next: 'build' }
    expect(withChecks(missing, [weak], ['scan findings'])).toBe(missing)
  })

  test('is unknown where a gate was asked for and not looked at', () => {
    expect(withChecks(verified, [clean], ['scan findings'])).toEqual(verified)
    expect(withChecks(verified, [clean], ['scan findings', 'signature'])).toEqual({
      is: 'unknown',
      why: 'its signature was not looked at. Run this again',
    })
  })
})

test('gates are asked for one by one', () => {
  const none = { failOnSeverity: undefined, requireSignature: false, attester: undefined }
  expect(gatesAsked(none)).toEqual([])
  expect(gatesAsked({ ...none, requireSignature: true })).toEqual(['signature'])
  expect(
    gatesAsked({ failOnSeverity: 'low', requireSignature: true, attester: { workflow: 'w', repository: 'r' } }),
  ).toEqual([...['scan findings', 'signature', 'attestation']])
})

test('a promotion tells each gate once, and of a refusal only who is refused', () => {
  const images = [
    { name: 'api', checks: [clean, unsigned] },
    { name: 'web', checks: [clean] },
  ]
  expect(gatesOf(images)).toEqual([
    { name: 'scan findings', is: 'passed', says: '2 images; api: 1 low; web: 1 low' },
    { name: 'signature', is: 'refused', says: '1 image; api: none' },
  ])
})
