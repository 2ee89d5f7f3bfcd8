import { isGreen } from '../../shared/core/outcome.ts'
import { obeyed } from '../core/runner-commands.ts'
import type { FaultKind } from '../simulator/faults.ts'
import { Runner } from '../simulator/in-process.ts'
import type { JsonObject } from '../simulator/operation.ts'
import { LimitStage } from './limit-stage.ts'
import type { Performance } from './perform.ts'

/** A job on limits, and the world in which it runs: made anew, the same each time. */
export interface LimitJob {
  stage: LimitStage
  inputs: Record<string, string>
}

/** One call of a job, by its running number since the job began, and what becomes of it. */
export interface LimitCrash {
  index: number
  operation: string
  fate: FaultKind
}

/** The calls of an undisturbed job. */
export async function callsOfLimits(makeJob: () => Promise<LimitJob>): Promise<string[]> {
  const { stage, inputs } = await makeJob()
  const before = stage.simulation.requests.length
  await stage.run(inputs)
  return stage.simulation.requests.slice(before).map(({ operation }) => operation)
}

/** Somebody else adds a rule before one of these, in turns: between our read and our write. */
const moments = ['CheckCapacity', 'UpdateWebACL']

/**
 * Runs the job with the crash, while somebody else edits the web ACL in the middle of it, and once more if it was killed
 * or not green. Says everything that is wrong then.
 */
export async function crashLimits(makeJob: () => Promise<LimitJob>, crash: LimitCrash): Promise<string[]> {
  const { stage, inputs } = await makeJob()
  const { simulation } = stage
  const theirs = others(stage)
  const priority = stage.rule()?.Priority
  const newcomers: string[] = []
  stage.before(moments[crash.index % moments.length] ?? '', () => {
    newcomers.push('newcomer')
    stage.addRule('newcomer', 99)
  })
  simulation.faults.add({ is: crash.fate, index: simulation.requests.length + crash.index })
  const first = await performOrDie(stage, inputs)
  simulation.faults.clear()
  const repeated = first === 'killed' || !isGreen(first.outcome)
  const last = repeated ? await stage.run(inputs) : first
  const wrong = [
    ...(isGreen(last.outcome) ? [] : [`it ended ${last.outcome}: ${last.failure ?? ''}`]),
    ...theirs.filter(text => !others(stage).includes(text)).map(text => `lost: ${text}`),
    ...newcomers.filter(name => named(stage, name) !== 1).map(name => `${name} is there ${named(stage, name)} times`),
    ...wrongRules(stage, priority),
    ...[first, last].flatMap(one => (one === 'killed' ? [] : commands(one))),
  ]
  return wrong.map(text => `call ${crash.index} (${crash.operation}) ${crash.fate}: ${text}`)
}

function named(stage: LimitStage, name: string): number {
  return stage.rules().filter(rule => rule.Name === name).length
}

/** Everything in the web ACL that is not ours, as JSON: each rule, and the rest. */
function others(stage: LimitStage): string[] {
  const rest = { ...stage.webAcl().document, Rules: undefined }
  const foreign = stage.rules().filter(({ Name }) => Name !== 'deploy-actions-login')
  return [rest, ...foreign].map(part => JSON.stringify(part))
}

function wrongRules(stage: LimitStage, priority: JsonObject[string]): string[] {
  const own = stage.rules().filter(({ Name }) => Name === 'deploy-actions-login')
  const moved = priority !== undefined && own.some(({ Priority }) => Priority !== priority)
  return [
    ...(own.length === 1 ? [] : [`our rule is there ${own.length} times`]),
    ...(moved ? ['our rule was moved'] : []),
  ]
}

function commands({ transcript }: Performance): string[] {
  return transcript.filter(line => obeyed(line) !== undefined)
}

async function performOrDie(stage: LimitStage, inputs: Record<string, string>): Promise<Performance | 'killed'> {
  let die: (end: 'killed') => void = () => undefined
  const death = new Promise<'killed'>(resolve => (die = resolve))
  class MortalRunner extends Runner {
    override kill(): void {
      super.kill()
      die('killed')
    }
  }
  const runner = new MortalRunner(stage.simulation, 'mortal')
  return Promise.race([stage.run(inputs, { runner }), death])
}
