import { AwsError } from '../../shared/aws/call.ts'
import type { Change } from '../../shared/aws/call.ts'
import type { WebAclRead } from '../../shared/aws/waf.ts'
import type { JsonObject } from '../../shared/core/json.ts'
import { settleLooks, settleTime } from '../../shared/core/lost-update.ts'
import { retryPause } from '../../shared/core/pace.ts'
import { withRules } from '../../shared/core/rate-rule-change.ts'
import type { RuleChange } from '../../shared/core/rate-rule-change.ts'
import type { RateRule } from '../../shared/core/rate-rule.ts'
import { updateRequest } from '../../shared/core/web-acl.ts'
import type { WebAclDocument, WebAclName } from '../../shared/core/web-acl.ts'
import { ActionError } from '../../shared/errors.ts'
import { wait } from '../../shared/wait.ts'
import type { Look } from '../../shared/wait.ts'
import { onceKnown } from './patience.ts'
import { ensureRoom } from './room.ts'
import type { LimitRun } from './run.ts'
import { MayBeChanged, undecided } from './undecided.ts'

export interface Writing {
  webAcl: WebAclName
  /** What was read last. */
  read: WebAclRead
  wanted: readonly RateRule[]
  /** Throws where the document, as somebody else may have made it meanwhile, must not be changed so. */
  guard?: (document: WebAclDocument) => void
}

/** What was written; nothing if it was so already. */
export interface Written {
  changes: readonly RuleChange[]
  document: WebAclDocument
}

/** Others write, too; whoever loses so often is not in a race but in a queue that does not end. */
const mostRaces = 8

/**
 * Brings a revision into the web ACL and proves it by reading. UpdateWebACL replaces the whole web ACL, so it is sent
 * with the token of the very document that was revised: if anybody wrote in between, WAF refuses, and the newer document
 * is revised instead. By that token a lost reply does no harm either: what was written is found by reading, and what was
 * not is sent again.
 */
export async function writeRules(run: LimitRun, writing: Writing): Promise<Written> {
  const { webAcl, wanted, guard } = writing
  let { read } = writing
  let lost: readonly RuleChange[] = []
  for (let attempt = 0; ; attempt++) {
    const { document, changes } = withRules(read.document, wanted, run.context.clock.now())
    if (changes.length === 0) return { changes: lost, document: read.document }
    guard?.(read.document)
    if (attempt === mostRaces) throw lost.length > 0 ? unproved(webAcl) : outraced(webAcl)
    await ensureRoom(run, { webAcl, changes, before: read.document, after: document })
    const answer = await send(run, webAcl, updateRequest(document, { scope: webAcl.scope, lockToken: read.lockToken }))
    if (answer.is === 'done') {
      const proof = await readBack(run, writing, { old: read.lockToken, next: answer.reply })
      return { changes, document: proof }
    }
    if (answer.is === 'lost') lost = changes
    read = await readAgain(run, webAcl, { answer, attempt })
  }
}

/** What became of a request. `outdated`: somebody wrote since the web ACL was read, and nothing was changed. */
type Answer = Change<string> | { is: 'outdated' }

async function send(run: LimitRun, webAcl: WebAclName, request: JsonObject): Promise<Answer> {
  try {
    const ask = () => run.waf.updateWebAcl({ webAcl, request })
    return await onceKnown(run, { ask, what: `all that web ACL ${webAcl.name} refers to`, until: run.until })
  } catch (error) {
    if (error instanceof AwsError && error.is('WAFOptimisticLockException')) return { is: 'outdated' }
    throw error
  }
}

async function readAgain(
  { waf, context }: LimitRun,
  webAcl: WebAclName,
  { answer, attempt }: { answer: Exclude<Answer, { is: 'done' }>; attempt: number },
): Promise<WebAclRead> {
  const { clock, random, stop, step } = context
  if (answer.is === 'lost') {
    step.info(`the reply to UpdateWebACL was lost (${answer.fault.fault.code}); looking whether it was done`)
    return waf.getWebAcl(webAcl).catch(undecided('the change'))
  }
  step.info('somebody changed the web ACL meanwhile; reading it again')
  await clock.sleep(retryPause({ attempt, throttled: true }, random()), stop)
  return waf.getWebAcl(webAcl)
}

function outraced({ name }: WebAclName): ActionError {
  return new ActionError(`others changed web ACL ${name} each of the ${mostRaces} times that it was to be changed`, {
    outcome: 'failed-before-change',
    next: 'Nothing of theirs was overwritten. Find out who keeps writing to it, and run the job again.',
  })
}

/** Lock tokens of the document that was revised, and of the one that it became. */
interface Tokens {
  old: string
  next: string
}

type ReadBack = { is: 'proved'; document: WebAclDocument } | { is: 'overtaken' }

/** Reads until it shows what was written. */
async function readBack(run: LimitRun, { webAcl, wanted }: Writing, tokens: Tokens): Promise<WebAclDocument> {
  const began = run.context.clock.now()
  let looks = 0
  const look = async (now: number): Promise<Look<ReadBack>> => {
    const { document, lockToken } = await run.waf.getWebAcl(webAcl)
    const isThere = withRules(document, wanted, now).changes.length === 0
    if (isThere) return { is: 'ended', end: { is: 'proved', document } }
    // Another token may be an older one, of a replica that lags; one that stays is a newer one.
    const isForeign = lockToken !== tokens.old && lockToken !== tokens.next
    const isSettled = ++looks >= settleLooks && now - began >= settleTime
    return isForeign && isSettled
      ? { is: 'ended', end: { is: 'overtaken' } }
      : { is: 'waiting', for: ['WAF took the change, but does not show it yet'] }
  }
  const waited = await wait({ until: run.until, look }, run.context).catch(undecided('the change'))
  if (waited.is === 'ended' && waited.end.is === 'proved') return waited.end.document
  throw waited.is === 'ended' ? overtaken(webAcl) : unproved(webAcl)
}

function overtaken({ name }: WebAclName): MayBeChanged {
  return new MayBeChanged(`somebody changed the limits in web ACL ${name} right after they were written`, {
    outcome: 'superseded',
    next: 'Look at what they changed. Run the job again if the limits are to be as this workflow says.',
  })
}

function unproved({ name }: WebAclName): MayBeChanged {
  return new MayBeChanged(`whether the change of web ACL ${name} was made could not be seen in time`, {
    outcome: 'unknown',
    next: 'Run the job again: it changes nothing if the limits are as wanted.',
  })
}
