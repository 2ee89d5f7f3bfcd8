import type { RuleChange } from '../../shared/core/rate-rule-change.ts'
import { includedCapacity, mostCapacity, mostRateRules, rateRulesOf } from '../../shared/core/web-acl.ts'
import type { WebAclDocument, WebAclName } from '../../shared/core/web-acl.ts'
import { ActionError } from '../../shared/errors.ts'
import { seeing } from './evidence.ts'
import type { LimitRun } from './run.ts'

/** A revision of a web ACL that is about to be written. */
interface Revision {
  webAcl: WebAclName
  changes: readonly RuleChange[]
  before: WebAclDocument
  after: WebAclDocument
}

/** WAF refuses what is too much without a word on what or by how much; so it is found out before. */
export async function ensureRoom(run: LimitRun, revision: Revision): Promise<void> {
  ensureNumber(revision)
  await ensureCapacity(run, revision)
}

function ensureNumber({ webAcl, before, after, changes }: Revision): void {
  if (rateRulesOf(after).length <= mostRateRules) return
  const added = changes.filter(({ is }) => is === 'added').map(({ name }) => name)
  const [names, limit] = [rateRulesOf(before), mostRateRules]
  throw new ActionError(
    `web ACL ${webAcl.name} has ${names.length} rate-based rules (${names.join(', ')}), and ${limit} are the most: there is no room for ${added.join(', ')}`,
    {
      outcome: 'failed-before-change',
      next: 'Delete one that is not needed any more, or bring two of them together. AWS does not raise this quota.',
    },
  )
}

async function ensureCapacity(run: LimitRun, { webAcl, changes, before }: Revision): Promise<void> {
  const heavier = changes.filter(({ rule, before: live }) => rule['Statement'] !== live?.raw['Statement'])
  const used = before['Capacity']
  if (heavier.length === 0 || typeof used !== 'number') return
  const replaced = heavier.map(({ before: live }) => live?.raw).filter(raw => raw !== undefined)
  const { step } = run.context
  const waf = await run.evidence.waf(run.region)
  const seen = await seeing(run, async () => ({
    needed: await waf.checkCapacity(
      webAcl.scope,
      heavier.map(({ rule }) => rule),
    ),
    freed: replaced.length === 0 ? 0 : await waf.checkCapacity(webAcl.scope, replaced),
  }))
  if (seen.is === 'unseen') {
    step.warning(`Whether there is room for the limits could not be asked: ${seen.why}`)
    return
  }
  const { needed, freed } = seen.what
  const total = used - freed + needed
  if (total > mostCapacity) throw tooHeavy(webAcl, { used, needed, freed })
  if (total > includedCapacity && used <= includedCapacity) {
    step.warning(`Web ACL ${webAcl.name} will use ${total} WCU; more than ${includedCapacity} cost extra.`)
  }
}

function tooHeavy(
  { name }: WebAclName,
  { used, needed, freed }: { used: number; needed: number; freed: number },
): ActionError {
  const less = freed > 0 ? `, of which ${freed} become free` : ''
  return new ActionError(`the limits need ${needed} WCU; web ACL ${name} uses ${used} of ${mostCapacity}${less}`, {
    outcome: 'failed-before-change',
    next: 'Give fewer `paths` (each takes 32 WCU), or take rules out of the web ACL.',
  })
}
