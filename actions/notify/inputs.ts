import { oneOf } from '../../shared/core/choice.ts'
import { readHealthReport } from '../../shared/core/health-report.ts'
import { endings } from '../../shared/core/notice.ts'
import { parsePageAddress } from '../../shared/core/page-address.ts'
import { duration, flag, json, list, optional, required, text, unlessEmpty } from '../../shared/inputs.ts'
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
  timeout: required(duration),
}

export type NotifyInputs = Values<typeof inputs>
