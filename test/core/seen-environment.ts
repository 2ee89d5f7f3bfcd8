import { environmentOf } from '../../shared/core/versions/board.ts'
import type { Board, Environment } from '../../shared/core/versions/board.ts'
import type { SeenDeployment } from '../../shared/core/versions/records.ts'
import type { RunningService, SeenEnvironment, SeenService } from '../../shared/core/versions/seen.ts'

export const now = Date.parse('2026-11-20T12:00:00Z')
export const hour = 3_600_000

/** A commit, or a digest's digits, that can be told from others at a glance. */
export const commit = (digit: string): string => digit.repeat(40)
export const digest = (digit: string): string => `sha256:${digit.repeat(64)}`

const registry = '123456789012.dkr.ecr.us-west-2.amazonaws.com'

export const pinned = (repository: string, digit: string): string => `${registry}/${repository}@${digest(digit)}`

/** Page of a run of the repository that these environments belong to. */
export const runPage = (id: number): string => `https://github.com/acme/specboard/actions/runs/${id}`

/** A service that runs release `v<digit>`, whose images and commit are of that digit, as it was recorded. */
export function running(name: string, digit: string, rest: Partial<RunningService> = {}): SeenService {
  return {
    is: 'there',
    ...{ name, service: name },
    taskDefinition: `arn:aws:ecs:us-west-2:123456789012:task-definition/prod-${name}:${digit}`,
    version: { release: `v${digit}`, commit: commit(digit) },
    provenance: {},
    images: [{ container: name, image: { registry, repository: `shop/${name}`, digest: digest(digit) } }],
    digests: new Map([[name, [digest(digit)]]]),
    since: now - 5 * hour,
    ...{ running: 2, desired: 2, rollout: 'completed', match: 'same', recordedRevision: undefined },
    ...rest,
  }
}

export const absent = (name: string): SeenService => ({ is: 'absent', name, service: name, reason: 'MISSING' })

interface RecordOptions {
  id: number
  digit: string
  /** The newest first. */
  states?: readonly string[]
  description?: string
  /** Milliseconds before now. */
  ago?: number
  creator?: string
  payload?: object | undefined
}

/** A deployment of `v<digit>` as these actions record it, a success if nothing else is said. */
export function recorded({ id, digit, states = ['success'], ...rest }: RecordOptions): SeenDeployment {
  const { ago = 4 * hour, description = '', creator = 'octocat', payload = {} } = rest
  const createdAt = now - ago
  return {
    ...{ id, ref: commit(digit), sha: commit(digit), creator, createdAt },
    payload: { release: `v${digit}`, run: runPage(id), until: createdAt + hour, images: {}, ...payload },
    states: states.map(state => ({ state, at: createdAt + 300_000, description })),
  }
}

/** An environment whose services and record are as given: all is well if nothing is. */
export function seen({
  services = [running('api', '1'), running('web', '1')],
  records = [recorded({ id: 1, digit: '1' })],
  ...rest
}: Partial<Omit<SeenEnvironment, 'services' | 'records'>> & {
  services?: readonly SeenService[]
  records?: readonly SeenDeployment[]
}): SeenEnvironment {
  return {
    ...{ name: 'production', place: { cluster: 'prod', region: 'us-west-2' }, requires: undefined },
    services: { is: 'read', services, lacks: [] },
    records: { is: 'read', records },
    ...rest,
  }
}

export function judged(environment: SeenEnvironment, most = 20): Environment {
  return environmentOf(environment, { now, most })
}

export function boardOf(...environments: readonly Environment[]): Board {
  return { at: now, environments }
}
