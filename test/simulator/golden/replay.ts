import { asObjects, asText } from '../ecs/json.ts'
import type { Json, JsonObject } from '../operation.ts'
import { milliseconds } from '../shape.ts'
import { simulate } from '../simulation.ts'
import type { RequestRecord, Simulation } from '../simulation.ts'
import { differences, resolve } from './compare.ts'
import type { Difference, Ids } from './compare.ts'
import { happenings, serviceOf } from './happenings.ts'
import { requestOf } from './request.ts'
import type { Ask, Happening, Pass, Step, Told, Trace, Until, Watch } from './trace.ts'

const second = 1_000

/** How long is waited for what was recorded, in milliseconds of virtual time. */
const patience = 7_200 * second

/** Makes the same happen in the simulator, and gives what is not as it was recorded, each as a sentence. */
export function replay(trace: Trace, seed: number): string[] {
  return new Replay(trace, seed).run()
}

class Replay {
  private readonly trace: Trace
  private readonly simulation: Simulation
  private readonly began: number
  private readonly ids: Ids = new Map()
  /** The reasons for differences that were needed. */
  private readonly excused = new Set<string>()
  private told: number
  private wrong: string[] = []

  constructor(trace: Trace, seed: number) {
    this.trace = trace
    this.simulation = simulate(trace.world, { seed: trace.seed ?? seed })
    Object.assign(this.simulation.world.ecs.assumptions, trace.assumptions)
    this.simulation.faults.add(...(trace.faults ?? []))
    this.began = this.simulation.world.now()
    this.told = this.began
  }

  run(): string[] {
    for (const [index, step] of this.trace.steps.entries()) {
      for (const { path, is } of this.unexcused(this.take(step))) this.wrong.push(`step ${index + 1}: ${path} is ${is}`)
    }
    const idle = Object.keys(this.trace.differs ?? {}).filter(path => !this.excused.has(path))
    return [...this.wrong, ...idle.map(path => `${path} does not differ, though the trace says so`)]
  }

  private take(step: Step): Difference[] {
    if ('ask' in step) return this.ask(step)
    if ('until' in step) return this.until(step)
    if ('pass' in step) return this.pass(step)
    if ('happens' in step) return this.happen(step)
    return 'told' in step ? this.tell(step) : this.watch(step)
  }

  private ask(step: Ask): Difference[] {
    const { reply, refusal } = this.send(step.ask, step.with)
    if (step.refused && !refusal) return [{ path: step.ask, is: 'not refused' }]
    if (step.refused) return this.compare({ ...step.refused }, { ...refusal })
    if (refusal) return [{ path: step.ask, is: `refused: ${refusal.code}: ${refusal.message}` }]
    if (step.part !== undefined) return differences(step.part, reply, { ids: this.ids, partly: true })
    return step.reply === undefined ? [] : this.compare(step.reply, reply)
  }

  private compare(recorded: Json, simulated: JsonObject | undefined): Difference[] {
    return differences(recorded, simulated, { ids: this.ids })
  }

  private send(action: string, input: JsonObject = {}): RequestRecord {
    const members = resolve(input, this.ids) as JsonObject
    this.simulation.receive('aws', requestOf(action, members), 'golden')
    const record = this.simulation.requests.at(-1)
    if (!record) throw new Error(`${action} left no record`)
    // As it went over the wire: members that are undefined are not there.
    return JSON.parse(JSON.stringify(record)) as RequestRecord
  }

  private until({ until, with: input, part, at }: Until): Difference[] {
    const { world } = this.simulation
    const since = world.now()
    for (;;) {
      const ids = new Map(this.ids)
      const found = differences(part, this.send(until, input).reply, { ids, partly: true })
      if (found.length === 0) {
        for (const [name, id] of ids) this.ids.set(name, id)
        return this.untimely(at)
      }
      if (world.now() > since + patience) return found
      this.waitAWhile(since)
    }
  }

  /** Whoever has waited for long looks less often. */
  private waitAWhile(since: number): void {
    const { world } = this.simulation
    world.timeline.advance(world.now() < since + 300 * second ? second : 5 * second)
  }

  /** Moments are roughly as recorded: not less than half as late, nor more than twice, give or take a quarter minute. */
  private untimely(at: Until['at']): Difference[] {
    if (at === undefined) return []
    const recorded = milliseconds(at)
    const elapsed = this.simulation.world.now() - this.began
    const isTimely = elapsed > recorded / 2 - 15 * second && elapsed < recorded * 2 + 15 * second
    return isTimely ? [] : [{ path: `the moment ${at}`, is: `after ${Math.round(elapsed / second)} s` }]
  }

  private pass({ pass }: Pass): Difference[] {
    this.simulation.world.timeline.advance(milliseconds(pass))
    return []
  }

  private happen({ happens, to = '', value }: Happening): Difference[] {
    const happen = happenings[happens]
    if (!happen) throw new Error(`"${happens}" is none of: ${Object.keys(happenings).join(', ')}`)
    happen({ world: this.simulation.world, to, value })
    return []
  }

  private tell({ told, events, among }: Told): Difference[] {
    const { world } = this.simulation
    const since = this.told
    this.told = world.now() + 1
    const messages = serviceOf({ world, to: told })
      .events.filter(({ createdAt }) => createdAt >= since)
      .map(({ message }) => message)
      .reverse()
    return among === undefined ? differences([...events], messages, { ids: this.ids }) : this.inOrder(events, messages)
  }

  /** Looks for each event after the one before it. */
  private inOrder(events: readonly string[], messages: readonly string[]): Difference[] {
    let rest = messages
    return events.flatMap(event => {
      const at = rest.findIndex(message => differences(event, message, { ids: this.ids }).length === 0)
      if (at === -1) return [{ path: event, is: `not told in its turn, but: ${rest.join(' | ')}` }]
      rest = rest.slice(at + 1)
      return []
    })
  }

  private watch({ watch, sees }: Watch): Difference[] {
    const { world } = this.simulation
    const [cluster = '', service = ''] = watch.split('/')
    const lines: string[][] = []
    const last = JSON.stringify(sees.at(-1))
    const since = world.now()
    while (world.now() < since + patience) {
      const { reply } = this.send('ecs:DescribeServices', { cluster, services: [service] })
      const line = asObjects(asObjects(reply?.services)[0]?.deployments).map(lineOf)
      if (JSON.stringify(line) !== JSON.stringify(lines.at(-1))) lines.push(line)
      if (JSON.stringify(line) === last) break
      this.waitAWhile(since)
    }
    return differences(
      sees.map(line => [...line]),
      lines,
      { ids: this.ids },
    )
  }

  private unexcused(found: readonly Difference[]): Difference[] {
    const reasons = Object.keys(this.trace.differs ?? {})
    return found.filter(({ path }) => {
      const reason = reasons.find(one => isWithin(path, one))
      if (reason !== undefined) this.excused.add(reason)
      return reason === undefined
    })
  }
}

function lineOf({ status, rolloutState, taskDefinition }: JsonObject): string {
  return [status, rolloutState, taskDefinition].map(text => asText(text)?.split('/').at(-1)).join(' ')
}

/** Whether a path is one that differs, or inside it; `[*]` stands for any index. */
function isWithin(path: string, differs: string): boolean {
  const general = path.replaceAll(/\[\d+\]/g, '[*]')
  return [path, general].some(one => one === differs || one.startsWith(`${differs}.`) || one.startsWith(`${differs}[`))
}
