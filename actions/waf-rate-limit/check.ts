import type { Looked, LookedRule } from './look.ts'
import { protectionText } from './protection.ts'
import { resultOf } from './report.ts'
import type { AssociationEnd, LimitResult, RuleEnd } from './report.ts'
import type { LimitRun } from './run.ts'
import { deedOf } from './tell.ts'

const makeItSo =
  'Run this action with `mode: apply`. Where another tool owns the rules, change them there, or change what this workflow wants.'

/** Says whether all is as wanted, and changes nothing. */
export function checkLimits(_: LimitRun, looked: Looked): LimitResult {
  return resultOf(looked, {
    rules: looked.rules.map(checked),
    changed: false,
    association: checkedAssociation(looked),
  })
}

function checked(looked: LookedRule): RuleEnd {
  const { change, live } = looked
  const does = deedOf(live)
  // Since when a rule does what it does matters to its promotion alone.
  if (!change || change.is === 'marked') return { looked, outcome: 'unchanged', says: 'is as wanted', does }
  const differs = change.settings.map(({ setting, before, after }) => `${setting} is ${before}, not ${after}`)
  const says = change.is === 'added' ? does : `is not as wanted: ${differs.join('; ')}`
  return { looked, outcome: 'failed-before-change', says, does, next: makeItSo }
}

function checkedAssociation({ protection }: Looked): AssociationEnd {
  const says = protectionText(protection)
  if (protection.is === 'unasked') return { says }
  return protection.is === 'ours'
    ? { outcome: 'unchanged', says }
    : { outcome: 'failed-before-change', says, next: makeItSo }
}
