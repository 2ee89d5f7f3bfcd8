import { isRecordOf } from '../../core/deployment-record.ts'
import { readPayload } from '../../core/promotion-record.ts'
import { readStates } from '../../core/requirement.ts'
import type { RequiredRecord } from '../../core/requirement.ts'
import { Cancelled, messageOf } from '../../errors.ts'
import type { DeploymentRecord } from '../../ports.ts'
import type { RequirementRun } from './requirement.ts'

/** What GitHub's newest deployment of the commit to the required environment says. */
export async function recordOf(run: RequirementRun): Promise<RequiredRecord> {
  const { github, required } = run
  if (!github) return { is: 'unread', why: 'GitHub is not asked without `github-token`' }
  const found = await github.deploymentsTo(required.environment)
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

function isOfCommit(record: DeploymentRecord, { sha }: RequirementRun): boolean {
  const isShort = /^[0-9a-f]{7,39}$/.test(sha) && record.sha.startsWith(sha)
  return isShort || isRecordOf(record, { name: sha, commits: [sha] })
}

/** Whether it was recorded with the images that are to be deployed now: a tag may have been moved since. */
function imagesIn({ payload }: DeploymentRecord, { images, required }: RequirementRun): 'same' | 'other' | 'unsaid' {
  const recorded = readPayload(payload)?.images ?? {}
  const names = required.services.flatMap(one => one.images.map(({ name }) => name))
  const asked = names.filter(name => images[name] !== undefined)
  if (asked.some(name => recorded[name] === undefined)) return 'unsaid'
  return asked.every(name => digestIn(recorded[name]) === digestIn(images[name])) ? 'same' : 'other'
}

function digestIn(image = ''): string {
  return image.slice(image.indexOf('@') + 1)
}
