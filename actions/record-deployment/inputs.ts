import { outcomes } from '../../shared/core/outcome.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import { oneOf } from '../../shared/core/choice.ts'
import { readHealthReport } from '../../shared/core/health-report.ts'
import { parsePageAddress } from '../../shared/core/page-address.ts'
import { deploymentStates, isOver, stateOf } from '../../shared/core/promotion-record.ts'
import type { DeploymentState } from '../../shared/core/promotion-record.ts'
import { duration, flag, json, optional, pairs, quote, required, text, unlessEmpty } from '../../shared/inputs.ts'
import type { Values } from '../../shared/inputs.ts'
import { readTargets } from '../../shared/phases/prove/targets.ts'

/** How the deployment stands: GitHub's word for it, and how an action ended where that was given. */
export interface Standing {
  state: DeploymentState
  outcome: Outcome | undefined
}

export const inputs = {
  environment: required(text),
  state: required(readStanding),
  sha: optional(readCommit),
  release: optional(text),
  images: optional(unlessEmpty(readImages)),
  deployments: optional(unlessEmpty(raw => readTargets(json(raw)))),
  report: optional(raw => readHealthReport(json(raw))),
  'environment-url': optional(parsePageAddress),
  description: optional(text),
  production: optional(flag),
  required: required(flag),
  'github-token': required(text),
  timeout: required(duration),
}

export type RecordInputs = Values<typeof inputs>

function readStanding(raw: string): Standing {
  const outcome = Object.hasOwn(outcomes, raw) ? (raw as Outcome) : undefined
  return { state: outcome ? stateOf(outcome) : oneOf(deploymentStates)(raw), outcome }
}

/** GitHub would take a branch, too, and record whatever it is at by then. */
function readCommit(raw: string): string {
  if (/^[0-9a-f]{40}$/.test(raw)) return raw
  throw new Error(`is ${quote(raw)}; it takes the full SHA of a commit`)
}

function readImages(raw: string): Readonly<Record<string, string>> {
  const images = pairs('the output `images` or `digests` of verify-image')(raw)
  for (const [name, image] of images)
    if (!/(?:^|@)sha256:[0-9a-f]{64}$/.test(image))
      throw new Error(`has ${quote(image)} for ${name}, which is not pinned by a digest`)
  return Object.fromEntries(images)
}

/** What is needed only where the run has no record yet cannot be known before GitHub is asked. */
export function checkInputs({ sha, release, state: { state } }: RecordInputs): string[] {
  return sha === undefined && release === undefined && !isOver(state)
    ? ['`sha` or `release` is required: the record is one of a commit']
    : []
}
