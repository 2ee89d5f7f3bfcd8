import { verdictOfAll } from '../../shared/core/versions/board.ts'
import type { Board, BoardService, Environment, Waiting } from '../../shared/core/versions/board.ts'
import type { Version } from '../../shared/core/versions/version.ts'

/** `true`, `false`, or `unknown` where nothing is wrong as far as could be seen, and not everything could. */
export function driftOutput({ environments }: Board): string {
  return { drift: 'true', none: 'false', unknown: 'unknown' }[verdictOfAll(environments)]
}

/** Which version is where, by environment. What is not known is null, so that every member is always there. */
export function versionsOutput({ environments }: Board): string {
  return JSON.stringify(Object.fromEntries(environments.map(one => [one.name, environmentJson(one)])))
}

function environmentJson({ stand, outcome, place, services, findings, waiting }: Environment) {
  const one = stand.is === 'runs' || stand.is === 'recorded' ? stand : undefined
  return {
    // Whether that is what runs, or what was recorded, or why there is no one version.
    basis: stand.is,
    ...versionJson(one?.version ?? {}),
    since: one ? timeJson(one.since) : null,
    by: one?.by || null,
    outcome: outcome ?? null,
    region: place?.region ?? null,
    services: Object.fromEntries(services.map(service => [service.name, serviceJson(service)])),
    drift: findings.filter(({ is }) => is === 'drift').map(({ kind, services, says }) => ({ kind, services, says })),
    notes: findings.filter(({ is }) => is !== 'drift').map(({ kind, services, says }) => ({ kind, services, says })),
    waiting: waiting ? waitingJson(waiting) : null,
  }
}

function serviceJson(service: BoardService) {
  if (service.is === 'absent') return { service: service.service, missing: service.reason }
  const { taskDefinition, since, running, desired, digests, rollout, match } = service
  return {
    service: service.service,
    ...versionJson(service.effective),
    taskDefinition,
    digests: digests ? Object.fromEntries(digests) : null,
    since: timeJson(since),
    running,
    desired,
    rollout,
    recorded: { same: true, other: false, unsaid: null }[match],
  }
}

function waitingJson(waiting: Waiting) {
  if (waiting.is === 'unknown') return { from: waiting.from, commits: null, why: waiting.why }
  return { from: waiting.from, commits: waiting.ahead, behind: waiting.behind }
}

function versionJson({ release = null, commit = null }: { [Member in keyof Version]: Version[Member] | null }) {
  return { release, commit }
}

function timeJson(at: number): string {
  return new Date(at).toISOString()
}
