import { releaseName } from '../../core/known-revision.ts'
import { isGreen, together } from '../../core/outcome.ts'
import { revisionName } from '../../core/service.ts'
import { codeSpan, prose } from '../../core/summary.ts'
import { counted } from '../../core/wording.ts'
import { wordsOf } from '../prove/conclude.ts'
import type { Conclusion } from '../prove/conclude.ts'
import { summaryOf } from '../prove/report.ts'
import { isUntouched } from './begin.ts'
import type { Begun, Going } from './begin.ts'
import type { Left } from './find.ts'
import { goalOf, planJson, planTable, releaseText, remarks } from './plan-report.ts'
import type { Prepared } from './prepare.ts'
import type { RolledBack } from './roll-back.ts'
import type { RollBackRun } from './run.ts'

/** What would be done, and nothing is. */
export function dryRun(prepared: Prepared, run: RollBackRun): RolledBack {
  const { ways, left } = prepared
  const going = ways.filter(({ does }) => does !== 'stays').length
  const outcome = together([...left.map(one => one.outcome), ...ways.map(() => 'unchanged' as const)])
  return {
    outcome,
    heading: 'plan',
    message: `Dry run: ${going} of ${counted(ways.length + left.length, 'service')} would go back${releaseText(ways)}. Nothing was written.`,
    ...nextOf(left),
    outputs: { deployments: '{}', plan: planJson(prepared, run), ...goalOf(prepared, run) },
    summary: [whereIn(run), planTable(ways, run), ...remarks(ways)].join('\n\n'),
  }
}

const mixedAdvice =
  'Bring all services to one release again: run this with `release`, and the one that all of them can run.'

export interface Ended {
  begun: readonly Begun[]
  left: readonly Left[]
  /** Whether what was left could be marked as failed. */
  marked: boolean
  /** Absent where nothing was followed. */
  conclusion: Conclusion | undefined
}

/** What was done, for the next step and for the reader. */
export function resultOf(ended: Ended, run: RollBackRun): RolledBack {
  const { begun, left, conclusion } = ended
  const ways = begun.map(({ way }) => way)
  const outcome = conclusion?.outcome ?? together([...left, ...begun].map(unprovedOutcome))
  const { message, next } = conclusion ? wordsOf(conclusion, mixedAdvice) : unprovedWords(ended)
  return {
    outcome,
    message: isGreen(outcome) ? `${greenWords(ended)} ${message}` : message,
    next,
    outputs: {
      deployments: deploymentsJson(ended),
      plan: planJson({ ways, left }, run),
      ...goalOf({ ways, left }, run),
    },
    summary: [
      whereIn(run),
      ...(conclusion ? [summaryOf(conclusion)] : []),
      planTable(ways, run),
      ...remarks(ways),
      ...markRemark(ended),
    ].join('\n\n'),
  }
}

function unprovedOutcome(one: Left | Begun) {
  if (!('is' in one) || one.is === 'not-going') return one.outcome
  return isUntouched(one) ? 'unchanged' : 'succeeded'
}

function greenWords({ begun }: Ended): string {
  const ways = begun.map(({ way }) => way)
  const isChanged = begun.some(one => one.is === 'going' && one.changed)
  if (isChanged) return `Rolled back${releaseText(ways)}.`
  return `${counted(ways.length, 'service')} ${ways.length === 1 ? 'was' : 'were'}${releaseText(ways, 'on')} already.`
}

function unprovedWords({ begun, left }: Ended): { message: string; next: string | undefined } {
  const not = [...left, ...begun.filter(one => one.is === 'not-going')]
  const going = begun.filter(one => one.is === 'going')
  if (not.length === 0) {
    const changed = going.filter(one => one.changed).length
    const begunText = `ECS has begun to bring ${counted(changed, 'service')} back; whether that works is for wait-healthy to prove.`
    return { message: changed > 0 ? begunText : 'Nothing was proved.', next: undefined }
  }
  const lines = not.map(({ service, why }) => `  - ${service} ${why}`)
  const names = going.map(({ way }) => way.service.name).join(', ')
  return {
    message: [names ? `Begun: ${names}. Not begun, or not known to be:` : 'No service went back:', ...lines].join('\n'),
    ...nextOf(not),
  }
}

function nextOf(those: readonly Left[]): { next: string | undefined } {
  return { next: those.flatMap(({ next }) => next ?? [])[0] }
}

/** As deploy-ecs gives it, so that wait-healthy takes it; `outcome` is there where it was followed. */
function deploymentsJson({ begun, conclusion }: Ended): string {
  const going = begun.filter(one => one.is === 'going')
  return JSON.stringify(
    Object.fromEntries(
      going.map(({ way, taskDefinition, deploymentId, changed, from }: Going) => {
        const state = conclusion?.states.find(({ service }) => service === way.service.name)
        const before = changed ? (from ?? way.plan.before) : undefined
        const previous = {
          previousTaskDefinition: changed ? way.current.arn : null,
          previousDeploymentId: before?.id ?? null,
        }
        const end = state && { outcome: state.outcome, runs: state.runs ?? null }
        return [way.service.name, { taskDefinition, deploymentId, changed, ...previous, ...end }]
      }),
    ),
  )
}

function whereIn({ cluster }: RollBackRun): string {
  return `Cluster ${codeSpan(cluster)}.`
}

function markRemark({ begun, marked }: Ended): string[] {
  const names = begun.flatMap(one => (one.is === 'going' ? nameOfLeft(one) : []))
  if (names.length === 0 || !marked) return []
  const told = [...new Set(names)].join(', ')
  return [prose(`Marked as failed: ${told}. deploy-ecs brings that back only with \`allow-failed: true\`.`)]
}

function nameOfLeft({ way: { current, leaves } }: Going): string[] {
  if (leaves === undefined) return []
  return [leaves === current.arn ? releaseName(current) : revisionName(leaves)]
}
