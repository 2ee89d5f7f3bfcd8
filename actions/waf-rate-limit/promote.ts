import { notPromotedText } from '../../shared/core/rate-promotion.ts'
import { settingChanges } from '../../shared/core/rate-rule.ts'
import { resourceName } from '../../shared/core/waf-names.ts'
import { findRule } from '../../shared/core/web-acl.ts'
import type { WebAclDocument } from '../../shared/core/web-acl.ts'
import { ActionError } from '../../shared/errors.ts'
import { ensureSilent } from './alarms.ts'
import type { Looked, LookedRule } from './look.ts'
import { protectionText } from './protection.ts'
import { resultOf } from './report.ts'
import type { LimitResult, RuleEnd } from './report.ts'
import type { LimitRun } from './run.ts'
import { deedOf } from './tell.ts'
import { watchAfter } from './watch.ts'
import { writeRules } from './write.ts'
import type { Written } from './write.ts'

/** Lets those rules block that have counted long enough and little enough, and looks on. */
export async function promoteLimits(run: LimitRun, looked: Looked): Promise<LimitResult> {
  ensureProtected(looked)
  const ready = looked.rules.filter(({ promotion }) => promotion.is === 'ready')
  if (ready.length > 0) await ensureSilent(run)
  const switched = await switchToBlock(run, looked, ready)
  const ends = looked.rules.map(one => promoted(one, switched))
  return resultOf(looked, {
    rules: await watchAfter(run, { webAcl: looked.webAcl, document: switched.document, ends }),
    changed: switched.changes.length > 0,
    association: { says: protectionText(looked.protection) },
  })
}

/** What a web ACL counts that stands before nothing is no evidence. */
function ensureProtected({ protection, webAcl }: Looked): void {
  if (protection.is === 'unasked' || protection.is === 'ours') return
  throw new ActionError(
    `web ACL ${webAcl.name} does not protect ${resourceName(protection.resource)}, so nothing was promoted`,
    {
      outcome: 'failed-before-change',
      next: 'Run this action with `mode: apply` first, which associates them.',
    },
  )
}

async function switchToBlock(run: LimitRun, { webAcl, read }: Looked, ready: readonly LookedRule[]): Promise<Written> {
  if (ready.length === 0) return { changes: [], document: read.document }
  const { step } = run.context
  return step.group(`Let ${ready.map(({ rule }) => rule.name).join(', ')} block`, async () => {
    const written = await writeRules(run, {
      webAcl,
      read,
      wanted: ready.map(({ rule }) => ({ ...rule, action: 'block' as const })),
      guard: document => ready.forEach(one => ensureJudged(one, document)),
    })
    for (const { name } of written.changes) step.info(`${name}: blocks`)
    step.info('Read back: it is as wanted.')
    return written
  })
}

/** The evidence is that of the rule as it was judged, and no other one is switched. */
function ensureJudged({ rule, live }: LookedRule, document: WebAclDocument): void {
  const now = findRule(document, rule.name)
  const isSame = now?.settings && settingChanges(now.settings, rule).length === 0 && now.since === live?.since
  if (isSame && now.action !== 'other') return
  throw new ActionError(`somebody changed ${rule.name} while it was judged, so nothing was promoted`, {
    outcome: 'superseded',
    next: 'Run the job again: it judges the rule as it is then.',
  })
}

function promoted(looked: LookedRule, { changes, document }: Written): RuleEnd {
  const { promotion, rule } = looked
  const live = findRule(document, rule.name)
  const does = deedOf(live)
  if (promotion.is === 'early' || promotion.is === 'refused') {
    const next = promotion.is === 'refused' ? promotion.next : undefined
    return { looked, outcome: 'failed-before-change', says: `is not promoted${notPromotedText(promotion)}`, does, next }
  }
  return changes.some(({ name }) => name === rule.name)
    ? { looked, outcome: 'succeeded', says: `${does} now`, does }
    : { looked, outcome: 'unchanged', says: `${does} already`, does }
}
