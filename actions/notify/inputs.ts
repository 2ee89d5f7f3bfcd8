import { oneOf } from '../../shared/core/choice.ts'
import { readHealthReport } from '../../shared/core/health-report.ts'
import { endings } from '../../shared/core/notice.ts'
import { parsePageAddress } from '../../shared/core/page-address.ts'
import { isCommit } from '../../shared/core/versions/version.ts'
import {
  duration,
  flag,
  json,
  list,
  listOf,
  optional,
  quote,
  required,
  text,
  unlessEmpty,
} from '../../shared/inputs.ts'
import type { Values } from '../../shared/inputs.ts'
import { readTargets } from '../../shared/phases/prove/targets.ts'

export const inputs = {
  environment: optional(text),
  outcome: optional(oneOf(endings)),
  event: optional(oneOf(['start', 'rollback'])),
  release: optional(text),
  title: optional(text),
  message: optional(text),
  services: optional(list),
  deployments: optional(unlessEmpty(raw => readTargets(json(raw)))),
  report: optional(raw => readHealthReport(json(raw))),
  'environment-url': optional(parsePageAddress),
  // What is wrong with an address is told as any other failure to reach it: it is no reason to fail a deployment.
  'slack-webhook': optional(text),
  'discord-webhook': optional(text),
  webhook: optional(text),
  'webhook-secret': optional(text),
  'allow-private-urls': required(flag),
  comment: optional(listOf(oneOf(['pull-requests', 'release']))),
  sha: optional(readCommit),
  'github-token': optional(text),
  timeout: required(duration),
}

export type NotifyInputs = Values<typeof inputs>

function readCommit(raw: string): string {
  if (isCommit(raw)) return raw
  throw new Error(`is ${quote(raw)}; it takes the full SHA of a commit`)
}

/** Whether there is a commit to tell of may be known only while the workflow runs: what lacks then is told, not red. */
export function checkInputs({ event, outcome, comment, environment }: NotifyInputs): string[] {
  return [
    ...(event === 'start' && outcome !== undefined
      ? ['`outcome` and `event: start` exclude each other: what begins has no outcome yet']
      : []),
    ...(comment && environment === undefined ? ['`comment` needs `environment`: it says where a change is'] : []),
  ]
}
