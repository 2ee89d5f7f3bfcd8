/** Sends the same calls to the simulator and to moto, and tells where their replies are not made alike. */
import { parse } from 'yaml'
import type { Scenario } from '../../test/simulator/scenario.ts'
import { simulate } from '../../test/simulator/simulation.ts'
import type { Exchange } from './recorder.ts'
import { differencesOf, type Difference } from './reply-shape.ts'
import type { ServiceModel } from './service-model.ts'
import { answerOf, requestOf, type HttpReply, type HttpRequest } from './wire.ts'

type Members = Record<string, unknown>

/** As replayed-calls.yml has it, which says what each member is. */
interface Script {
  world: Scenario
  calls: Call[]
}

interface Call {
  call: string
  with?: Members
  after?: number
  learn?: Record<string, string>
  only?: 'moto'
  else?: Record<string, string>
}

export interface Replay {
  /** Each once, in however many calls it was seen. */
  differences: Difference[]
  /** What the simulator was asked, and what it answered. */
  exchanges: Exchange[]
}

/** Does what a script says. Throws if moto refuses what prepares its world. */
export async function replay(
  script: string,
  { moto, modelOf }: { moto: URL; modelOf: (service: string) => ServiceModel },
): Promise<Replay> {
  const { world, calls } = parse(script, { merge: true }) as Script
  const [ours, theirs] = [simulator(world), server(moto)]
  const differences = new Map<string, Difference>()
  const exchanges: Exchange[] = []
  for (const call of calls) {
    const model = modelOf(call.call.split(' ')[0] ?? '')
    const their = await ask(theirs, call, model)
    if (call.only === 'moto') {
      if (their.status >= 400) throw new Error(`moto refuses ${call.call}: ${their.replyBody}`)
      Object.assign(ours.known, call.else)
      continue
    }
    const our = await ask(ours, call, model)
    exchanges.push(our)
    for (const difference of differencesOf(call.call, answerOf(our), answerOf(their)))
      differences.set(JSON.stringify(difference), difference)
  }
  return { differences: [...differences.values()], exchanges }
}

/** One of the two that are asked. */
interface Party {
  known: Members
  wait: (minutes: number) => void
  answer: (request: HttpRequest) => Promise<HttpReply> | HttpReply
}

/** In process: its minutes pass at once. */
function simulator(world: Scenario): Party {
  const simulation = simulate(world)
  // Otherwise the seed would choose, and with it whether two replies are alike.
  simulation.world.waf.assumptions.showsEmptyDescription = true
  const url = new URL('https://amazonaws.com/')
  return {
    known: {},
    wait: minutes => simulation.world.timeline.advance(minutes * 60_000),
    answer: request => {
      const delivery = simulation.receive('aws', { method: 'POST', url, ...request }, 'replay')
      if (delivery.is !== 'reply') throw new Error(`the simulator does not answer: ${delivery.is}`)
      return delivery.reply
    },
  }
}

function server(url: URL): Party {
  return {
    known: { now: Date.now() },
    wait: () => undefined,
    answer: async request => {
      const response = await fetch(url, { method: 'POST', ...request })
      return { status: response.status, body: await response.text() }
    },
  }
}

async function ask(
  party: Party,
  { call, after = 0, learn = {}, ...rest }: Call,
  model: ServiceModel,
): Promise<Exchange> {
  party.wait(after)
  const [, operation = ''] = call.split(' ')
  const request = requestOf(model, { operation, input: filledIn(rest.with ?? {}, party.known) })
  const { status, body } = await party.answer(request)
  for (const [name, path] of Object.entries(learn)) party.known[name] = learnt(path, body)
  return { target: request.headers['x-amz-target'], path: '/', requestBody: request.body, status, replyBody: body }
}

/** The members with what is known in place of each `$name`. Throws where nothing is. */
function filledIn(members: Members, known: Members): Members {
  return JSON.parse(JSON.stringify(members), (_, value: unknown) => {
    if (typeof value !== 'string' || !value.startsWith('$')) return value
    const found = known[value.slice(1)]
    if (found === undefined) throw new Error(`no earlier reply had ${value}`)
    return found
  }) as Members
}

/** Throws if the reply does not have it. */
function learnt(path: string, body: string): string {
  const value = body.startsWith('<')
    ? new RegExp(`<${path}>([^<]*)<`).exec(body)?.[1]
    : memberOf(JSON.parse(body), path)
  if (typeof value !== 'string') throw new Error(`there is no ${path} in ${body}`)
  return value
}

function memberOf(document: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Members | undefined)?.[name], document)
}
