import { isRecordOf } from '../../core/deployment-record.ts'
import { readPayload } from '../../core/promotion-record.ts'
import { readStates } from '../../core/requirement.ts'
import type { RequiredRecord } from '../../core/requirement.ts'
import { Cancelled, messageOf } from '../../errors.ts'
import type { DeploymentRecord, GitHub } from '../../ports.ts'

/** Which record of a release is looked for. */
export interface RecordSearch {
  /** Where it was deployed. */
  environment: string
  /** The commit of the release. */
  sha: string
  /** Image name → `registry/repository@sha256:…`, as they will be deployed. */
  images: Readonly<Record<string, string>>
  /** Images that the environment has, by their names there; absent where that is not known, and digests tell alone. */
  names: readonly string[] | undefined
  /** Absent where GitHub may not be asked. */
  github: GitHub | undefined
}

/** What GitHub's newest deployment of the commit to the required environment says. */
export async function recordOf(run: RecordSearch): Promise<RequiredRecord> {
  const { github, environment } = run
  if (!github) return { is: 'unread', why: 'GitHub is not asked without `github-token`' }
  const found = await github.deploymentsTo(environment)
  if (found.is === 'refused') return { is: 'unread', why: found.why }
  const index = found.deployments.findIndex(one => isOfCommit(one, run))
  const own = found.deployments[index]
  if (!own) return { is: 'none' }
  try {
    const told = readStates(await github.statesOf(own.id))
    if (told.is === 'other') return told
    // Whatever was begun after it may have taken its place, whether or not somebody said so.
    const later = found.deployments[index - 1]?.createdAt ?? Infinity
    const until = Math.min(told.stay.until ?? Infinity, later)
    const stay = { from: told.stay.from, until: until === Infinity ? undefined : until }
    return { is: 'success', stay, images: imagesIn(own, run) }
  } catch (error) {
    if (error instanceof Cancelled) throw error
    return { is: 'unread', why: messageOf(error) }
  }
}

function isOfCommit(record: DeploymentRecord, { sha }: RecordSearch): boolean {
  const isShort = /^[0-9a-f]{7,39}$/.test(sha) && record.sha.startsWith(sha)
  return isShort || isRecordOf(record, { name: sha, commits: [sha] })
}

/** Whether it was recorded with the images that are to be deployed now: a tag may have been moved since. */
function imagesIn({ payload }: DeploymentRecord, { images, names }: RecordSearch): 'same' | 'other' | 'unsaid' {
  const recorded = readPayload(payload)?.images ?? {}
  if (names === undefined) return digestsIn(Object.values(recorded), Object.values(images))
  const asked = names.filter(name => images[name] !== undefined)
  if (asked.some(name => recorded[name] === undefined)) return 'unsaid'
  return asked.every(name => digestIn(recorded[name]) === digestIn(images[name])) ? 'same' : 'other'
}

/** By digests alone, since two workflows may call an image differently. */
function digestsIn(recorded: readonly string[], wanted: readonly string[]): 'same' | 'other' | 'unsaid' {
  if (recorded.length === 0) return 'unsaid'
  const known = new Set(recorded.map(digestIn))
  return wanted.every(image => known.has(digestIn(image))) ? 'same' : 'other'
}

function digestIn(image = ''): string {
  return image.slice(image.indexOf('@') + 1)
}
