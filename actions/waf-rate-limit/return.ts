import { endOf } from '../../shared/action.ts'
import { findRule } from '../../shared/core/web-acl.ts'
import type { WebAclDocument } from '../../shared/core/web-acl.ts'
import { ActionError } from '../../shared/errors.ts'
import type { RuleEnd } from './report.ts'
import type { LimitRun } from './run.ts'
import type { Watch, Watched } from './watch.ts'
import { writeRules } from './write.ts'

/** Returns the rules that are watched to Count, and says how that ended for each. */
export async function returnToCount(run: LimitRun, watch: Watch, why: string): Promise<(one: RuleEnd) => RuleEnd> {
  const { step } = run.context
  step.info(`${why}; back to Count`)
  try {
    await writeCount(run, watch)
    step.info('Read back: what was switched counts again.')
    return one => ({
      ...one,
      outcome: 'rolled-back',
      says: `counts again, because ${why}`,
      does: 'counts',
      next: lookFirst,
    })
  } catch (error) {
    const { outcome, message, next } = endOf(error, step)
    const isAnEnd = outcome === 'superseded' || outcome === 'cancelled'
    return one => ({
      ...one,
      outcome: isAnEnd ? outcome : 'rollback-failed',
      says: `was to count again, because ${why}; that was not done: ${message}`,
      next: next ?? 'Set its action to Count in the console.',
    })
  }
}

async function writeCount(run: LimitRun, { webAcl, rules }: Watch): Promise<void> {
  const read = await run.waf.getWebAcl(webAcl)
  const wanted = rules.map(({ rule }) => ({ ...rule, action: 'count' as const }))
  await writeRules(run, { webAcl, read, wanted, guard: document => rules.forEach(one => ensureOurs(one, document)) })
}

const lookFirst = 'Look at what was blocked before the next promotion; its soak begins anew.'

/** What somebody else has made of the rule meanwhile is theirs. */
function ensureOurs({ name, since }: Watched, document: WebAclDocument): void {
  const live = findRule(document, name)
  if (live?.action === 'block' && live.since === since) return
  throw new ActionError(`somebody else has changed ${name}, and that was left alone`, {
    outcome: 'superseded',
    next: 'Look at the rule in the console.',
  })
}
