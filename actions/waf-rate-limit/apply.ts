import { endOf } from '../../shared/action.ts'
import { soakEndText } from '../../shared/core/rate-promotion.ts'
import type { RuleChange } from '../../shared/core/rate-rule-change.ts'
import { findRule } from '../../shared/core/web-acl.ts'
import { resourceName } from '../../shared/core/waf-names.ts'
import { capital } from '../../shared/core/wording.ts'
import type { Looked, LookedRule } from './look.ts'
import { protect, protectionText, refuseToMove } from './protection.ts'
import { resultOf } from './report.ts'
import type { AssociationEnd, LimitResult, RuleEnd } from './report.ts'
import type { LimitRun } from './run.ts'
import { deedOf, differenceText } from './tell.ts'
import { MayBeChanged } from './undecided.ts'
import { writeRules } from './write.ts'
import type { Written } from './write.ts'

/** Makes it so: the rules first, so that what is protected meets them from the beginning. */
export async function applyLimits(run: LimitRun, looked: Looked): Promise<LimitResult> {
  refuseToMove(looked.protection, run)
  looked.rules.forEach(one => warnOfReturn(run, one))
  const written = await bring(run, looked)
  const association = await associate(run, looked)
  return resultOf(looked, {
    rules: looked.rules.map(one => applied(run, one, written)),
    changed: written.changes.length > 0 || association.isMade,
    association,
  })
}

/** An explicit `action: count` ends what a promotion began; whoever wrote it may not know. */
function warnOfReturn({ context }: LimitRun, { rule, live, change }: LookedRule): void {
  if (live?.action !== 'block' || !change?.settings.some(({ setting }) => setting === 'action')) return
  if (rule.action === 'block') return
  const why =
    rule.action === 'count'
      ? 'because of `action: count`; leave `action` out to keep what a promotion made of it'
      : 'because what it watches is changed, and nothing is known of that yet; `action: block` would keep it blocking'
  context.step.warning(`${rule.name}: blocks, and goes back to Count, ${why}`)
}

async function bring(run: LimitRun, { webAcl, read, rules }: Looked): Promise<Written> {
  const { step } = run.context
  if (rules.every(({ change }) => !change)) return { changes: [], document: read.document }
  return step.group(`Change web ACL ${webAcl.name}`, async () => {
    const written = await writeRules(run, { webAcl, read, wanted: run.rules })
    for (const { name, is, rule } of written.changes) step.info(`${name}: ${is}, priority ${String(rule['Priority'])}`)
    step.info('Read back: it is as wanted.')
    return written
  })
}

async function associate(run: LimitRun, { webAcl, protection }: Looked): Promise<AssociationEnd & { isMade: boolean }> {
  if (protection.is === 'unasked') return { says: '', isMade: false }
  if (protection.is === 'ours') return { outcome: 'unchanged', says: protectionText(protection), isMade: false }
  const { resource } = protection
  const { step } = run.context
  try {
    const title = `Let it protect ${resourceName(resource)}`
    const isMade = await step.group(title, () => protect(run, webAcl, resource))
    return { outcome: isMade ? 'succeeded' : 'unchanged', says: protectionText({ is: 'ours', resource }), isMade }
  } catch (error) {
    const { outcome, message, next } = endOf(error, step)
    return { outcome, says: capital(message), next, isMade: error instanceof MayBeChanged }
  }
}

function applied(run: LimitRun, looked: LookedRule, { changes, document }: Written): RuleEnd {
  const live = findRule(document, looked.rule.name)
  const change = changes.find(({ name }) => name === looked.rule.name)
  const does = deedOf(live)
  const outlook =
    live?.action === 'count' && live.since !== undefined ? `; its soak ends ${soakEndText(live.since + run.soak)}` : ''
  return change
    ? { looked, outcome: 'succeeded', says: `${changeText(change)} and ${does}${outlook}`, does }
    : { looked, outcome: 'unchanged', says: `${does}, as before${outlook}`, does }
}

function changeText({ is, settings }: RuleChange): string {
  if (is === 'marked') return 'was marked with the time'
  return is === 'added' ? 'was added' : `was changed (${settings.map(differenceText).join('; ')})`
}
