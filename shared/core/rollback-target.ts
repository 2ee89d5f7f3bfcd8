import { sameDefinition } from './difference.ts'
import { standingOf } from './history.ts'
import type { History, Standing } from './history.ts'
import { imagesIn, markText, releaseName, repositoryOf } from './known-revision.ts'
import type { KnownRevision } from './known-revision.ts'
import { tagValue } from './provenance.ts'
import { revisionName } from './service.ts'
import { dayAndTime } from './wording.ts'

/** What a target was found by. */
export const bases = {
  release: 'its tag deploy-actions:release',
  commit: 'its tag deploy-actions:commit',
  'image-tags': 'its tag deploy-actions:image-tags',
  digest: 'the digest of its image',
  'image-tag': 'the tag of its image',
  record: 'the record of its deployment in GitHub',
  history: 'the history of its deployments in ECS',
  completed: 'the deployment that ECS calls completed',
  previous: 'the tag deploy-actions:previous of what replaced it',
  named: '`task-definitions`',
  deployments: '`deployments`, as what ran before',
  unfinished: 'the rollback to it, which had not come to its end',
} as const

export type Basis = keyof typeof bases

/** A revision that may be the one to go back to. */
export interface Candidate {
  taskDefinition: string
  /** How it came to be a candidate; a release is then found by a better sign, if it bears one. */
  basis: Basis
  /** Container → digest that it ran, where ECS's records say so. */
  digests: ReadonlyMap<string, string>
  /** When it ran well, milliseconds since 1970, where another record than ECS's history says so. */
  vouchedAt?: number
  /** Absent until it was read; `gone` where ECS does not know it any more. */
  read?: KnownRevision | 'gone'
}

/** What is known of one service. */
export interface Knowledge {
  current: KnownRevision
  /** Whether ECS gave the current revision's deployment up. */
  currentFailed: boolean
  candidates: readonly Candidate[]
  /** Absent where it may not be read. */
  history?: History | undefined
}

/** A release, by everything that is known to tell it. */
export interface SoughtRelease {
  /** As it was asked for. */
  name: string
  release?: string
  commits: readonly string[]
  /** Tags that its images carry. */
  imageTags: readonly string[]
  /** `registry/repository` → the digests that are its image: the index's, and those of its platforms. */
  digests: ReadonlyMap<string, ReadonlySet<string>>
}

/** A candidate that was passed over. `why` continues a sentence that begins with the revision's name. */
export interface Passed {
  taskDefinition: string
  why: string
}

export type Choice =
  | { is: 'found'; target: KnownRevision; basis: Basis; digests: ReadonlyMap<string, string> }
  /** Nothing can be said before these were read. */
  | { is: 'unread'; taskDefinitions: string[] }
  /** `passed` are those that would have been it, but for something that speaks against them. */
  | { is: 'none'; passed: readonly Passed[] }

/** Side by side; some are read in vain. */
const readAtOnce = 5

/** The newest candidate on the way back that ran well, was not rolled away from, and is not what runs now. */
export function chooseLastGood(knowledge: Knowledge): Choice {
  const { candidates, current } = knowledge
  const left: KnownRevision[] = [current]
  const passed: Passed[] = []
  for (const [index, candidate] of candidates.entries()) {
    const { taskDefinition, read } = candidate
    const certain = certainObjection(candidate, knowledge)
    if (certain === undefined && read === undefined) return unreadFrom(index, knowledge)
    const why = certain ?? objection(candidate, knowledge) ?? sameAs(candidate, left)
    if (why === undefined && isRead(read)) return found(candidate, read, candidate.basis)
    if (isRead(read)) left.push(read)
    if (taskDefinition !== current.arn) passed.push({ taskDefinition, why: why ?? 'could not be read' })
  }
  return { is: 'none', passed }
}

/** The newest candidate that is of the release. */
export function chooseRelease(sought: SoughtRelease, knowledge: Knowledge): Choice {
  const passed: Passed[] = []
  const left: KnownRevision[] = []
  let another: Choice | undefined
  for (const [index, candidate] of knowledge.candidates.entries()) {
    const { taskDefinition, read } = candidate
    if (read === undefined) return unreadFrom(index, knowledge)
    const basis = isRead(read) ? basisOf(sought, candidate, read) : undefined
    if (!basis || !isRead(read)) continue
    const why = objection(candidate, knowledge) ?? sameAs(candidate, left)
    if (why !== undefined) {
      passed.push({ taskDefinition, why })
      left.push(read)
    } else if (bearsAnother(sought, read)) another ??= found(candidate, read, basis)
    else return found(candidate, read, basis)
  }
  return another ?? { is: 'none', passed }
}

/** The very candidate that is named, unless something speaks against it. One that never ran here is trusted to a name. */
export function chooseNamed(taskDefinition: string, knowledge: Knowledge): Choice {
  const candidate = knowledge.candidates.find(one => one.taskDefinition === taskDefinition)
  if (candidate?.read === undefined) return { is: 'unread', taskDefinitions: [taskDefinition] }
  const why = untriedHere(candidate, knowledge) ? strangeness(candidate, knowledge) : objection(candidate, knowledge)
  if (why === undefined && isRead(candidate.read)) return found(candidate, candidate.read, candidate.basis)
  return { is: 'none', passed: [{ taskDefinition, why: why ?? 'could not be read' }] }
}

/** Whether nothing says that the candidate ever ran well in this service. */
export function untriedHere(candidate: Candidate, knowledge: Knowledge): boolean {
  const { is } = standingIn(candidate, knowledge)
  return (is === 'untried' || is === 'unknown') && candidate.taskDefinition !== knowledge.current.arn
}

/** A slip of the pen would bring one service's program to another. */
function strangeness(candidate: Candidate, knowledge: Knowledge): string | undefined {
  const { read } = candidate
  if (!isRead(read)) return objection(candidate, knowledge)
  if (isMarked(read, { is: 'unknown' })) return markText(read)
  const [own, other] = [knowledge.current.definition.family, read.definition.family]
  return own === other ? undefined : `is of the family ${other}, not of ${own}, and is not known to have run in it`
}

function found({ digests }: Candidate, target: KnownRevision, basis: Basis): Choice {
  return { is: 'found', target, basis, digests }
}

function isRead(read: Candidate['read']): read is KnownRevision {
  return read !== undefined && read !== 'gone'
}

function unreadFrom(index: number, { candidates }: Knowledge): Choice {
  const unread = candidates.slice(index).filter(({ read }) => read === undefined)
  return { is: 'unread', taskDefinitions: unread.slice(0, readAtOnce).map(({ taskDefinition }) => taskDefinition) }
}

/** What the history alone says against a candidate on the way back, so that it need not be read. */
function certainObjection(candidate: Candidate, { current, history }: Knowledge): string | undefined {
  if (candidate.taskDefinition === current.arn) return 'runs now'
  const standing = history && standingOf(candidate.taskDefinition, history, undefined)
  return standing?.is === 'failed' ? failedText(standing) : undefined
}

/** What speaks against going back to a candidate; undefined if nothing does. */
function objection(candidate: Candidate, knowledge: Knowledge): string | undefined {
  const { read, taskDefinition } = candidate
  if (read === 'gone') return 'does not exist any more'
  const isCurrent = taskDefinition === knowledge.current.arn
  if (isCurrent && knowledge.currentFailed) return 'runs now, and its deployment failed'
  const standing = standingIn(candidate, knowledge)
  if (read && isMarked(read, standing)) return markText(read)
  if (standing.is === 'failed' && !isCurrent) return failedText(standing)
  return standing.is === 'untried' && !isCurrent ? 'was registered, but never ran in this service' : undefined
}

/** ECS's history decides; where it says nothing, what others recorded. */
function standingIn({ taskDefinition, vouchedAt, read }: Candidate, { history }: Knowledge): Standing {
  const registeredAt = isRead(read) ? read.registeredAt : undefined
  const standing: Standing = history ? standingOf(taskDefinition, history, registeredAt) : { is: 'unknown' }
  const isSilent = standing.is === 'unknown' || standing.is === 'untried'
  return isSilent && vouchedAt !== undefined ? { is: 'succeeded', at: vouchedAt } : standing
}

/** A revision that somebody brought back after it was rolled away from, and that succeeded then, is good again. */
function isMarked({ provenance: { failed } }: KnownRevision, standing: Standing): boolean {
  if (!failed) return false
  return failed.at === undefined || standing.is !== 'succeeded' || standing.at <= failed.at
}

function failedText({ at, status }: Extract<Standing, { is: 'failed' }>): string {
  return `failed when it was last deployed, ${dayAndTime(at)} (${status})`
}

/** A copy of what was left is no way back. */
function sameAs({ read }: Candidate, left: readonly KnownRevision[]): string | undefined {
  const twin = isRead(read) ? left.find(({ definition }) => sameDefinition(definition, read.definition)) : undefined
  return twin && `is the same as ${revisionName(twin.arn)}`
}

/** By which sign a revision is of the release, the surest first. */
function basisOf(sought: SoughtRelease, candidate: Candidate, read: KnownRevision): Basis | undefined {
  const { release, commit, imageTags } = read.provenance
  if (sought.release !== undefined && release === tagValue(sought.release)) return 'release'
  if (commit !== undefined && sought.commits.includes(commit)) return 'commit'
  if (Object.values(imageTags ?? {}).some(tag => sought.imageTags.includes(tag))) return 'image-tags'
  if (hasDigests(sought, candidate, read)) return 'digest'
  if (imagesIn(read).some(({ image }) => image.tag !== undefined && sought.imageTags.includes(image.tag)))
    return 'image-tag'
  return candidate.basis === 'record' ? 'record' : undefined
}

/** Two releases may be of one commit; the one that bears the wanted name goes before. */
function bearsAnother({ release }: SoughtRelease, { provenance }: KnownRevision): boolean {
  return release !== undefined && provenance.release !== undefined && provenance.release !== tagValue(release)
}

/** Every container whose repository has an image of the release runs that image, and at least one does. */
function hasDigests({ digests }: SoughtRelease, candidate: Candidate, read: KnownRevision): boolean {
  const held = imagesIn(read).flatMap(({ container, image }) => {
    const wanted = digests.get(repositoryOf(image))
    const digest = image.digest ?? candidate.digests.get(container)
    return wanted ? [digest !== undefined && wanted.has(digest)] : []
  })
  return held.length > 0 && held.every(Boolean)
}

/** A revision that could be gone back to, for those who asked for one that is not there. */
export interface Alternative {
  /** Its release, or its commit, or its own name. */
  name: string
  /** Milliseconds since 1970: when it last ran well, or was registered. */
  at: number
}

/** What could be gone back to instead, newest first; each release once. */
export function alternatives(knowledge: Knowledge): Alternative[] {
  const all = knowledge.candidates.flatMap(candidate => {
    const { read, taskDefinition } = candidate
    if (!isRead(read) || taskDefinition === knowledge.current.arn || objection(candidate, knowledge)) return []
    const standing = standingIn(candidate, knowledge)
    return [{ name: releaseName(read), at: standing.is === 'succeeded' ? standing.at : (read.registeredAt ?? 0) }]
  })
  const newestFirst = all.toSorted((a, b) => b.at - a.at)
  return newestFirst.filter(({ name }, index) => newestFirst.findIndex(other => other.name === name) === index)
}
