import { isOwnRuns, judgeFound } from '../../shared/core/brought-meanwhile.ts'
import type { EarlierAttempt, Listed, Verdict } from '../../shared/core/brought-meanwhile.ts'
import { historyLasts } from '../../shared/core/history.ts'
import { knownRevision, releaseName } from '../../shared/core/known-revision.ts'
import { isOver, ownRecord, readPayload } from '../../shared/core/promotion-record.ts'
import { readProvenance } from '../../shared/core/provenance.ts'
import type { Tag } from '../../shared/core/provenance.ts'
import type { Before as BeforeOfServices } from '../../shared/core/return-point.ts'
import { revisionName } from '../../shared/core/service.ts'
import type { Plan } from '../../shared/phases/deploy/prepare.ts'
import { describeIfThere } from '../../shared/phases/deploy/revise.ts'
import type { DeployRun } from '../../shared/phases/deploy/run.ts'
import { isRefusal } from '../../shared/phases/prove/records.ts'
import { statesOf } from '../../shared/phases/record/see.ts'
import type { Progress } from './progress.ts'
import type { Promotion } from './promotion.ts'

/** What a service ran before a promotion changed anything. */
export type Before = KnownBefore | { is: 'unknown'; why: string }

export interface KnownBefore {
  is: 'known'
  arn: string
  tags: readonly Tag[]
  /** ARN of what it returns to: something else where it ran the very release that is promoted. */
  returnsTo: string
}

/** What was found of the services before anything was changed. */
export type Origins = Pick<Progress, 'before' | 'moved'>

/**
 * What the services ran before this promotion changed anything. That is what they run at the first look, unless an
 * earlier attempt of the same run was cut off after its infrastructure command had deployed something.
 */
export async function originsOf(
  plans: readonly Plan[],
  promotion: Promotion,
  { progress, run }: { progress: Progress; run: DeployRun },
): Promise<Origins> {
  // After a wait for its turn, what was found out of an earlier attempt holds of what nobody has deployed since.
  const seen = new Map(progress.plans.map(plan => [plan.service.name, plan]))
  const isAsSeen = ({ service, before }: Plan): boolean => seen.get(service.name)?.before?.id === before?.id
  const verdicts = seen.size > 0 ? new Map<string, Verdict>() : await judgeAll(plans, promotion, run)
  const origins = await Promise.all(
    plans.map(async (plan): Promise<[string, Before, boolean]> => {
      const { name } = plan.service
      const known = progress.before.get(name)
      if (known && isAsSeen(plan)) return [name, known, progress.moved.has(name)]
      const verdict = verdicts.get(name) ?? { is: 'stayed' }
      if (verdict.is === 'unknown') return [name, verdict, true]
      return [name, await beforeOf(plan, verdict, { promotion, run }), verdict.is === 'moved']
    }),
  )
  tell(origins, promotion)
  const moved = plans.filter(({ service }) => origins.some(([name, , isMoved]) => isMoved && name === service.name))
  return {
    before: new Map(origins.map(([name, before]) => [name, before])),
    moved: new Map(moved.flatMap(({ service, before }) => (before ? [[service.name, before] as const] : []))),
  }
}

function tell(origins: readonly [string, Before, boolean][], { context: { step } }: Promotion): void {
  for (const [name, before, isMoved] of origins) {
    if (before.is === 'unknown') step.warning(`${name}: what it ran before this promotion is not known: ${before.why}.`)
    else if (isMoved) step.info(`${name}: an earlier attempt left it on what was deployed beside the release.`)
  }
}

async function beforeOf(
  { revision, running, previous = running.arn }: Plan,
  verdict: Exclude<Verdict, { is: 'unknown' }>,
  { promotion, run }: { promotion: Promotion; run: DeployRun },
): Promise<Before> {
  const wanted = verdict.is === 'moved' ? verdict.from : revision.is === 'keep' ? running.arn : previous
  const there = wanted === running.arn ? running : await describeIfThere(wanted, await run.aws.ecs())
  const { arn, tags } = there ?? { arn: wanted, tags: [] }
  const { commit, previous: recorded } = readProvenance(tags)
  return { is: 'known', arn, tags, returnsTo: commit === promotion.commit ? (recorded ?? arn) : arn }
}

/** Only a command deploys beside us, and only what nobody of ours has brought can be of it. */
async function judgeAll(
  plans: readonly Plan[],
  promotion: Promotion,
  run: DeployRun,
): Promise<ReadonlyMap<string, Verdict>> {
  const { infrastructureCommand, runUrl } = promotion
  const suspects = plans.filter(({ running }) => !isOwnRuns(readProvenance(running.tags), runUrl))
  if (infrastructureCommand === undefined || suspects.length === 0) return new Map()
  const attempt = await earlierAttempt(promotion, run)
  if (attempt.is === 'none') return new Map()
  const verdicts = await Promise.all(
    suspects.map(async (plan): Promise<Verdict> => {
      if (attempt.is === 'unseen') return judgeUnseen(plan, attempt, run)
      const found = await foundOf(plan, { attempt, promotion, run })
      return judgeFound(found, attempt, runUrl)
    }),
  )
  return new Map(suspects.flatMap(({ service }, index) => (verdicts[index] ? [[service.name, verdicts[index]]] : [])))
}

type Attempt = { is: 'none' } | ({ is: 'seen' } & EarlierAttempt) | { is: 'unseen'; why: string }

/** Milliseconds: a promotion does not wait for GitHub to find out what may have been before. */
const patience = 30_000

/** GitHub's record of this run was made before anything was changed, so its time parts what ran before from the rest. */
async function earlierAttempt({ github, runUrl, declared, context }: Promotion, run: DeployRun): Promise<Attempt> {
  const isFirst = (context.environment['GITHUB_RUN_ATTEMPT'] ?? '1') === '1'
  const unseen = (why: string): Attempt => (isFirst ? { is: 'none' } : { is: 'unseen', why })
  if (!github || runUrl === undefined) return unseen('GitHub is not asked what an earlier attempt has recorded')
  const asked = github(Math.min(run.until, context.clock.now() + patience))
  const found = await asked.deploymentsTo(declared.environment)
  if (found.is === 'refused') return unseen(`GitHub does not say when an earlier attempt began (${found.why})`)
  const own = ownRecord(found.deployments, { run: runUrl, sha: undefined })
  if (!own) return unseen('no record tells when an earlier attempt began')
  const [last] = (await statesOf(own.id, { github: asked })) ?? []
  const lasts = (readPayload(own.payload)?.until ?? own.createdAt) - own.createdAt
  const until = last && isOver(last.state) ? last.at : (last?.at ?? own.createdAt) + lasts
  return { is: 'seen', began: own.createdAt, until }
}

/** Milliseconds: GitHub lets a run be run again for so long. */
const runsAgainWithin = 30 * 86_400_000

/** Without the time of the earlier attempt, what bears a mark of ours or is older than any run was surely not its. */
function judgeUnseen({ running, before }: Plan, { why }: { why: string }, { context }: DeployRun): Verdict {
  const { release, commit, rollback } = readProvenance(running.tags)
  const isOfUs = release !== undefined || commit !== undefined || rollback !== undefined
  const isOld = (before?.createdAt ?? 0) < context.clock.now() - runsAgainWithin
  return isOfUs || isOld ? { is: 'stayed' } : { is: 'unknown', why }
}

interface Search {
  attempt: EarlierAttempt
  promotion: Promotion
  run: DeployRun
}

async function foundOf(plan: Plan, search: Search): Promise<Parameters<typeof judgeFound>[0]> {
  const { running, newest, before, service } = plan
  const { attempt, promotion } = search
  const deployedAt = before?.createdAt ?? 0
  const ofNewest = readProvenance(newest?.tags ?? [])
  const isOurs = isOwnRuns(ofNewest, promotion.runUrl) && ofNewest.commit === promotion.commit
  return {
    provenance: readProvenance(running.tags),
    registeredAt: knownRevision(running).registeredAt,
    deployedAt,
    recorded: isOurs ? ofNewest.previous : undefined,
    listed: deployedAt < attempt.began ? [] : await listedOf(service.name, search),
  }
}

/** Milliseconds before the attempt in which what ran then is looked for first. */
const recently = 14 * 86_400_000

/** The deployments of a service up to the last that was completed before the attempt, as far as ECS remembers. */
async function listedOf(service: string, search: Search): Promise<readonly Listed[] | undefined> {
  const { began } = search.attempt
  try {
    const recent = await listSince(service, began - recently, search)
    const isThere = recent.some(({ createdAt, status }) => createdAt < began && status === 'SUCCESSFUL')
    return isThere ? recent : await listSince(service, search.run.context.clock.now() - historyLasts, search)
  } catch (error) {
    if (isRefusal(error)) return undefined
    throw error
  }
}

async function listSince(service: string, after: number, { promotion, run, attempt }: Search): Promise<Listed[]> {
  const ecs = await run.aws.ecs()
  const listed = await ecs.listServiceDeployments({ cluster: run.cluster, service, after })
  const revisions = await ecs.describeServiceRevisions([...new Set(listed.map(one => one.targetRevision))])
  const named = listed.map(({ targetRevision, status, createdAt }) => {
    const { taskDefinition = '' } = revisions.find(({ arn }) => arn === targetRevision) ?? {}
    return { taskDefinition, status, createdAt }
  })
  return Promise.all(
    named.map(async one => {
      const isRead = one.createdAt >= attempt.began && one.taskDefinition !== ''
      const revision = isRead ? await describeIfThere(one.taskDefinition, ecs) : undefined
      return { ...one, own: revision !== undefined && isOwnRuns(readProvenance(revision.tags), promotion.runUrl) }
    }),
  )
}

/** What the plans of services are told that were moved: what is to be returned to. */
export function previousOf({ before, moved }: Origins): BeforeOfServices {
  return new Map(
    [...moved.keys()].map(name => {
      const one = before.get(name)
      return [name, one?.is === 'known' ? one.returnsTo : undefined]
    }),
  )
}

/** The output `previous`: service → ARN of what it ran before, or null where nobody can say it. */
export function previousJson({ before }: Origins): string {
  const entries = [...before].map(([name, one]) => [name, one.is === 'known' ? one.arn : null])
  return entries.length === 0 ? '' : JSON.stringify(Object.fromEntries(entries))
}

/** What people call what a service ran before this promotion, and its revision; undefined where nobody can say it. */
export function beforeNames(
  { running, service }: Plan,
  { before, moved }: Origins,
): { release: string; revision: string; commit: string | undefined } | undefined {
  const one = moved.has(service.name) ? before.get(service.name) : undefined
  if (one?.is === 'unknown') return undefined
  const { arn, tags } = one ?? running
  const provenance = readProvenance(tags)
  return { release: releaseName({ arn, provenance }), revision: revisionName(arn), commit: provenance.commit }
}
