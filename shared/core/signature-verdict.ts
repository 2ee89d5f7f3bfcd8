import { plainLine } from './foreign-text.ts'
import { shortened } from './wording.ts'

/** What Amazon ECR shows of its own signing of an image: each profile that signs it. The texts are foreign. */
export type SeenSigning =
  { is: 'read'; signings: readonly Signing[] } | { is: 'unread'; why: string; next?: string | undefined }

export interface Signing {
  /** ARN of the signing profile. */
  profile: string
  /** `IN_PROGRESS`, `COMPLETE` or `FAILED`. */
  status: string
  failure: string
}

/** `shown` is for a cell of a table, `why` and `next` are sentences without a full stop. */
export type SignatureVerdict =
  | { is: 'waiting'; for: string }
  | { is: 'passed'; shown: string }
  | { is: 'refused'; shown: string; why: string; next: string }
  | { is: 'unknown'; shown: string; why: string; next: string }

/** Whether Amazon ECR has signed an image. Every profile that is to sign it must have done so. */
export function judgeSigning(seen: SeenSigning): SignatureVerdict {
  if (seen.is === 'unread') {
    const next = (seen.next ?? 'run this again').replace(/\.$/, '')
    return { is: 'unknown', shown: 'not seen', why: `its signature could not be seen: ${seen.why}`, next }
  }
  if (seen.signings.length === 0) {
    const next =
      'add a signing rule of the registry that fits this repository (PutSigningConfiguration), and push the image again'
    return { is: 'refused', shown: 'not signed', why: 'Amazon ECR has not signed it', next }
  }
  const failed = seen.signings.find(({ status }) => status === 'FAILED')
  if (failed) return refusal(failed)
  const open = seen.signings.find(({ status }) => status === 'IN_PROGRESS')
  if (open) return { is: 'waiting', for: `its signature by ${profileOf(open)} is IN_PROGRESS` }
  const strange = seen.signings.find(({ status }) => status !== 'COMPLETE')
  if (strange) {
    const why = `its signature by ${profileOf(strange)} has the status ${own(strange.status) || 'none'}`
    return { is: 'unknown', shown: 'unknown', why, next: 'look at it in the registry' }
  }
  return { is: 'passed', shown: seen.signings.map(profileOf).join(', ') }
}

/** The verdict on a signature that was still being made when there was no more time. */
export function lateSignature(waitedFor: string): SignatureVerdict {
  const next = 'run this again when it is done, or give it more time (`timeout`)'
  return {
    is: 'refused',
    shown: 'not signed yet',
    why: `${waitedFor}, and there was no more time to wait for it`,
    next,
  }
}

function refusal(failed: Signing): SignatureVerdict {
  const failure = own(failed.failure)
  return {
    is: 'refused',
    shown: 'failed',
    why: `Amazon ECR could not sign it by ${profileOf(failed)}${failure ? ` (${failure})` : ''}`,
    next: 'look at the signing profile and at what the role that pushes may sign with (signer:SignPayload), and push the image again',
  }
}

/** The last part of its ARN. */
function profileOf({ profile }: Signing): string {
  return own(profile.slice(profile.lastIndexOf('/') + 1)) || 'a profile without a name'
}

function own(text: string): string {
  return shortened(plainLine(text), 120)
}
