import { isJsonObject } from './json.ts'
import type { JsonObject } from './json.ts'
import { isGreen, outcomes } from './outcome.ts'
import type { Outcome } from './outcome.ts'
import type { Evidence } from './proof.ts'
import { counted } from './wording.ts'

/** What wait-healthy found out, as its output `report` tells it. Its texts are partly AWS's. */
export interface HealthReport {
  services: readonly ReportedService[]
  /** What failed, and what was seen of it, a line each. */
  causes: readonly string[]
}

export interface ReportedService {
  service: string
  outcome: Outcome
  /** What was proved of it. */
  evidence: Evidence | undefined
}

/** Reads the output `report`. What is not as it should be is left out: a report never stops those who pass it on. */
export function readHealthReport(document: JsonObject): HealthReport {
  const services = entriesOf(document['services'])
  const urls = Array.isArray(document['urls']) ? document['urls'].filter(isJsonObject) : []
  const watched = isJsonObject(document['bake']) ? textOf(document['bake']['why']) : undefined
  return {
    services: services.map(([service, told]) => ({ service, outcome: outcomeOf(told), evidence: evidenceOf(told) })),
    causes: [
      ...services.filter(([, told]) => !isGreen(outcomeOf(told))).flatMap(([service, told]) => causes(service, told)),
      ...urls.filter(told => !isGreen(outcomeOf(told))).map(({ url, why }) => `${textOf(url)}: ${textOf(why)}`),
      ...(watched ? [watched] : []),
    ],
  }
}

/** Of every service what was proved; undefined unless all were. */
export function proofOf({ services }: HealthReport): Record<string, Evidence> | undefined {
  const proved = services.flatMap(({ service, evidence, outcome }) =>
    evidence && isGreen(outcome) ? [[service, evidence] as const] : [],
  )
  return proved.length > 0 && proved.length === services.length ? Object.fromEntries(proved) : undefined
}

/** `Proved: 3 services, 7 tasks`, where all were. */
export function proofText(report: HealthReport): string | undefined {
  const proved = Object.values(proofOf(report) ?? {})
  const tasks = proved.reduce((sum, { running }) => sum + running, 0)
  return proved.length === 0 ? undefined : `Proved: ${counted(proved.length, 'service')}, ${counted(tasks, 'task')}`
}

function entriesOf(value: unknown): [string, JsonObject][] {
  return Object.entries(isJsonObject(value) ? value : {}).filter((entry): entry is [string, JsonObject] =>
    isJsonObject(entry[1]),
  )
}

function outcomeOf({ outcome }: JsonObject): Outcome {
  return typeof outcome === 'string' && Object.hasOwn(outcomes, outcome) ? (outcome as Outcome) : 'unknown'
}

function causes(service: string, { findings, why }: JsonObject): string[] {
  const seen = (Array.isArray(findings) ? findings.filter(isJsonObject) : []).map(finding => textOf(finding['seen']))
  const found = seen.filter(text => text !== '').map(text => `${service}: ${text}`)
  return found.length > 0 ? found : [`${service} ${textOf(why)}`]
}

function evidenceOf({ running, desired, digests, healthyTargets }: JsonObject): Evidence | undefined {
  if (typeof running !== 'number' || typeof desired !== 'number' || typeof healthyTargets !== 'number') return undefined
  const known = Object.entries(isJsonObject(digests) ? digests : {})
  return {
    running,
    desired,
    digests: Object.fromEntries(known.map(([name, digest]) => [name, textOf(digest)])),
    healthyTargets,
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
