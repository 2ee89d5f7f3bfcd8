import { isGreen } from '../../shared/core/outcome.ts'
import type { Step } from '../../shared/core/promotion.ts'
import { timeline } from '../../shared/core/timeline.ts'
import { elapsed } from '../../shared/core/wording.ts'
import type { Ended, Phase } from './progress.ts'

const words: Partial<Record<Step['do'], string>> = {
  verify: 'verified',
  look: 'looked',
  'check gates': 'gates checked',
  record: 'waited for its turn',
  migrate: 'migrated',
  'run infrastructure': 'infrastructure',
  deploy: 'deployed',
  prove: 'proved',
  'ask health': 'health URLs',
  bake: 'baked',
  'run smoke test': 'smoke test',
  publish: 'published',
  'mark as failed': 'marked',
  return: 'brought back',
}

/** Milliseconds: what took less took nothing, for a reader. */
const leastTime = 1_000

/** What took time: in a sentence, where a step that was taken several times counts once, and as a timeline. */
export function tookText({ phases, outcome }: Pick<Ended, 'phases' | 'outcome'>): string {
  const long = phases.filter(({ began, ended }) => ended - began >= leastTime)
  if (long.length === 0) return ''
  const lengths = new Map<string, number>()
  for (const phase of long) lengths.set(nameOf(phase), (lengths.get(nameOf(phase)) ?? 0) + phase.ended - phase.began)
  const took = [...lengths].map(([name, length]) => `${name} ${elapsed(length)}`).join(', ')
  const turn = turningPoint(phases, outcome)
  const bars = long.map(phase => ({
    ...{ name: nameOf(phase), began: phase.began, ended: phase.ended },
    failed: phase === turn || (phase.step === 'return' && outcome !== 'rolled-back'),
  }))
  return [`**Took**: ${took}.`, timeline(bars)].filter(Boolean).join('\n\n')
}

function nameOf({ step }: Phase): string {
  return words[step] ?? step
}

/** The step that the way forward ended with, where it did not end well. */
function turningPoint(phases: readonly Phase[], outcome: Ended['outcome']): Phase | undefined {
  if (isGreen(outcome)) return undefined
  return phases.findLast(({ step }) => step !== 'return' && step !== 'mark as failed')
}
