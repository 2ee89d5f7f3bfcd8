import { batches } from '../../aws/pages.ts'
import { judgeAttestation, verifyCommand, verifyEnvironment } from '../../core/attestation.ts'
import type { Attester, Verification } from '../../core/attestation.ts'
import { imageText } from '../../core/image.ts'
import type { ImageCheck } from '../../core/image-checks.ts'
import { Cancelled } from '../../errors.ts'
import { commandInTime } from '../command/in-time.ts'
import type { CheckRun, Target } from './checks.ts'

const name = 'attestation'

/** Processes of gh at a time. */
const atOnce = 4

/** Attestations of all images, by their keys, each verified once by gh. Those that were built elsewhere have none of ours. */
export async function checkAttestations(
  targets: ReadonlyMap<string, Target>,
  run: CheckRun,
): Promise<ReadonlyMap<string, readonly ImageCheck[]>> {
  const { attester } = run.gates
  const checks = new Map<string, ImageCheck[]>()
  if (!attester) return checks
  for (const few of batches([...targets], atOnce)) {
    const found = await Promise.all(
      few.map(async ([key, target]) => ({ key, check: await checkAttestation(target, attester, run) })),
    )
    for (const { key, check } of found) checks.set(key, [check])
  }
  return checks
}

async function checkAttestation(target: Target, attester: Attester, run: CheckRun): Promise<ImageCheck> {
  if (target.isBuiltElsewhere) return { name, is: 'left-out', shown: 'built elsewhere' }
  if (run.token === undefined) {
    const why = 'gh needs a token to ask GitHub for its attestation'
    return { name, is: 'unknown', shown: 'not seen', why, next: 'give `github-token`' }
  }
  const seen = await verifyWithGh(target, { ...run, attester, token: run.token })
  const verdict = judgeAttestation(seen, attester)
  // Who reads of a refusal wants to see gh's own words; those of a success are long and say nothing more.
  if (verdict.is !== 'passed' && seen.is === 'ended') run.context.step.foreign(seen.lines.map(short).slice(-20))
  return { name, ...verdict }
}

/** Runs gh with its words as arguments. The token is in that process's environment, and nowhere else. */
async function verifyWithGh(
  { registry, repository, digest }: Target,
  { attester, token, until, context }: CheckRun & { attester: Attester; token: string },
): Promise<Verification> {
  const command = verifyCommand(imageText({ registry, repository, digest }), attester)
  const environment = verifyEnvironment(context.environment, token)
  const lines: string[] = []
  const print = (printed: readonly string[]): void => void lines.push(...printed)
  const end = await commandInTime({ command, until, environment, print }, context)
  if (context.stop.aborted) throw new Cancelled()
  if (end.is === 'ended') return { ...end, lines }
  return end.is === 'not-started' ? end : { is: 'late' }
}

/** What gh prints as JSON is one line of many thousand characters. */
function short(line: string): string {
  return line.length > 500 ? `${line.slice(0, 500)}…` : line
}
