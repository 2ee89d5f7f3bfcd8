import type { WebAclRead } from '../../shared/aws/waf.ts'
import type { Evidence } from '../../shared/core/rate-evidence.ts'
import { judgePromotion } from '../../shared/core/rate-promotion.ts'
import type { Promotion } from '../../shared/core/rate-promotion.ts'
import { withRules } from '../../shared/core/rate-rule-change.ts'
import type { RuleChange } from '../../shared/core/rate-rule-change.ts'
import type { RateRule } from '../../shared/core/rate-rule.ts'
import { findRule } from '../../shared/core/web-acl.ts'
import type { LiveRule, WebAclDocument, WebAclName } from '../../shared/core/web-acl.ts'
import { gatherEvidence } from './evidence.ts'
import { readWebAcl } from './find.ts'
import { lookAtProtection } from './protection.ts'
import type { Protection } from './protection.ts'
import type { LimitRun } from './run.ts'
import { tellRule, tellWebAcl } from './tell.ts'

/** Everything that is so before anything is done. */
export interface Looked {
  webAcl: WebAclName
  read: WebAclRead
  protection: Protection
  rules: readonly LookedRule[]
}

/** A limit that is wanted, and what there is of it. */
export interface LookedRule {
  rule: RateRule
  live: LiveRule | undefined
  /** What has to change for it to be as wanted. */
  change: RuleChange | undefined
  /** Absent where there is no such rule, or none that counts or blocks. */
  evidence: Evidence | undefined
  promotion: Promotion
}

export async function look(run: LimitRun): Promise<Looked> {
  const { webAcl, read } = await readWebAcl(run)
  tellWebAcl(run, webAcl, read.document)
  const protection = await lookAtProtection(run, webAcl)
  const rules: LookedRule[] = []
  for (const rule of run.rules) {
    const looked = await lookAtRule(run, rule, { webAcl, document: read.document })
    tellRule(run, looked)
    rules.push(looked)
  }
  return { webAcl, read, protection, rules }
}

async function lookAtRule(
  run: LimitRun,
  rule: RateRule,
  place: { webAcl: WebAclName; document: WebAclDocument },
): Promise<LookedRule> {
  const now = run.context.clock.now()
  const live = findRule(place.document, rule.name)
  const [change] = withRules(place.document, [rule], now).changes
  const evidence = live && (await gatherEvidence(run, { ...place, name: rule.name, live }))
  return { rule, live, change, evidence, promotion: judge(run, { rule, live, evidence }, place.document) }
}

function judge(
  { context, soak, maxShare }: LimitRun,
  { rule, live, evidence }: Pick<LookedRule, 'rule' | 'live' | 'evidence'>,
  document: WebAclDocument,
): Promotion {
  const now = context.clock.now()
  // What it does is what a promotion is about; all else has to be as wanted.
  const [change] = withRules(document, [{ ...rule, action: undefined }], now).changes
  const isAsWanted = change === undefined || change.is === 'marked'
  const traffic = evidence?.traffic ?? { is: 'unseen', why: 'it was not looked at' }
  return judgePromotion({ live, isAsWanted, traffic }, { now, soak, maxShare })
}
