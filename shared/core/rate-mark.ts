import { isJsonObject } from './json.ts'
import { fingerprint } from './rate-rule.ts'
import type { RateAction, RateSettings } from './rate-rule.ts'

/** Since when a rule does what it does, with the settings that it has. */
export interface Mark {
  action: RateAction
  settings: RateSettings
  /** Milliseconds since 1970. */
  since: number
}

/*
 * WAF does not say when a rule was changed, and its metrics do not either: they report what is not zero, so a rule that
 * never matched has none (developer guide, "AWS WAF metrics and dimensions"). So our rules say it themselves, by a label:
 * it is written by the same request as the change, every later writer of the web ACL carries it on, and it does nothing
 * but stand in the logs of requests over the limit. It names the action and the settings that it is about: where
 * somebody changed them by hand, it no longer fits, and since when is unknown.
 */
const label = /^deploy-actions:(count|block):([0-9a-f]{8}):(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

/** The rule's labels with this mark in place of an older one; those of others stay. */
export function marked(labels: unknown, { action, settings, since }: Mark): unknown[] {
  const others = listOf(labels).filter(one => !label.test(nameIn(one)))
  const time = new Date(since).toISOString().replace(/[-:]|\.\d+/g, '')
  return [...others, { Name: `deploy-actions:${action}:${fingerprint(settings)}:${time}` }]
}

/** Since when a rule with these labels does this, in milliseconds since 1970; undefined where that is not known. */
export function markedSince(labels: unknown, { action, settings }: Omit<Mark, 'since'>): number | undefined {
  const found = listOf(labels).flatMap(one => label.exec(nameIn(one)) ?? [])
  const [, marked, print, year, month, day, hour, minute, second] = found
  if (marked !== action || print !== fingerprint(settings)) return undefined
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time) ? undefined : time
}

function listOf(labels: unknown): readonly unknown[] {
  return Array.isArray(labels) ? labels : []
}

function nameIn(one: unknown): string {
  return isJsonObject(one) && typeof one['Name'] === 'string' ? one['Name'] : ''
}
