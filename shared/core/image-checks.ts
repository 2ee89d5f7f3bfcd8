import type { Attester } from './attestation.ts'
import type { Severity } from './scan-verdict.ts'
import type { ImageVerdict } from './verification.ts'
import { capital, counted } from './wording.ts'

/** What an image must meet beside being there and whole. */
export interface ImageGates {
  /** Findings from which severity on refuse it. */
  failOnSeverity: Severity | undefined
  requireSignature: boolean
  attester: Attester | undefined
}

/** What is looked at, in the order in which it is told. */
export const checkNames = ['scan findings', 'signature', 'attestation'] as const

export type CheckName = (typeof checkNames)[number]

/** What became of one gate for one image. `shown` is for a cell of a table; the others are sentences without full stop. */
export type ImageCheck =
  | { name: CheckName; shown: string; is: 'passed' | 'left-out' }
  | { name: CheckName; shown: string; is: 'refused' | 'unknown'; why: string; next: string }

/** Those that are asked for. */
export function gatesAsked({ failOnSeverity, requireSignature, attester }: ImageGates): CheckName[] {
  const asked: Record<CheckName, boolean> = {
    'scan findings': failOnSeverity !== undefined,
    signature: requireSignature,
    attestation: attester !== undefined,
  }
  return checkNames.filter(name => asked[name])
}

/**
 * The verdict on an image with what its gates say against it, everything at once. Something refused is certain; a gate
 * that was asked for and not looked at lets nothing pass.
 */
export function withChecks(
  verdict: ImageVerdict,
  checks: readonly ImageCheck[],
  asked: readonly CheckName[],
): ImageVerdict {
  if (verdict.is !== 'verified') return verdict
  const unlooked = asked.filter(name => !checks.some(check => check.name === name)).map(notLookedAt)
  const against = [...checks, ...unlooked].flatMap(check =>
    check.is === 'refused' || check.is === 'unknown' ? [check] : [],
  )
  if (against.length === 0) return verdict
  const why = against.map(one => one.why).join('; and ')
  const [first = '', ...more] = new Set(against.map(one => one.next))
  const next = [first, ...more.map(capital)].join('. ')
  if (against.some(({ is }) => is === 'refused')) return { is: 'refused', why, next }
  return { is: 'unknown', why: `${why}. ${capital(next)}` }
}

function notLookedAt(name: CheckName): ImageCheck {
  return { name, is: 'unknown', shown: 'not seen', why: `its ${name} was not looked at`, next: 'run this again' }
}

/** One gate for all images, as a promotion tells it. */
export interface CheckedGate {
  name: CheckName
  is: 'passed' | 'refused'
  says: string
}

/** Every gate that was asked for, by what became of it for each image. */
export function gatesOf(images: readonly { name: string; checks: readonly ImageCheck[] }[]): CheckedGate[] {
  return checkNames.flatMap(name => {
    const found = images.flatMap(image =>
      image.checks.filter(check => check.name === name).map(check => ({ image: image.name, check })),
    )
    if (found.length === 0) return []
    const against = found.filter(({ check }) => check.is === 'refused' || check.is === 'unknown')
    const told = (against.length > 0 ? against : found).map(({ image, check }) => `${image}: ${check.shown}`)
    const shown = told.length > most ? [...told.slice(0, most), `and ${told.length - most} more`] : told
    const says = `${counted(found.length, 'image')}; ${shown.join('; ')}`
    return [{ name, is: against.length > 0 ? 'refused' : 'passed', says }]
  })
}

/** Images that a line names. */
const most = 8
