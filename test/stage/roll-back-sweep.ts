import { isGreen } from '../../shared/core/outcome.ts'
import { obeyed } from '../core/runner-commands.ts'
import type { RequestRecord } from '../simulator/simulation.ts'
import { canary } from './canary.ts'
import type { Crash } from './crash-sweep.ts'
import type { Performance } from './perform.ts'
import { MortalRunner } from './roll-out.ts'
import { commitOf } from './shop.ts'
import type { Shop } from './shop.ts'
import { digestsOf, flawsOf, imagesOf, runningTasks } from './truth.ts'

/** A rollback that is wanted, and what must be true of the world when it was done once, and no more than once. */
export interface RollBackStage {
  shop: Shop
  inputs: Record<string, string>
  /** The releases before and after, as images run them. */
  from: string
  to: string
  /** Deployments that each service may have beyond those it had. */
  deployments: number
  /** Revisions, likewise. */
  revisions: number
}

type Ending = { is: 'ended'; performance: Performance; runner: string } | { is: 'killed'; runner: string }

let jobs = 0

async function run({ shop, inputs }: RollBackStage, attempt = 1): Promise<Ending> {
  const runner = new MortalRunner(shop.simulation, `rollback ${++jobs}`)
  const { name } = runner
  const environment = { GITHUB_RUN_ATTEMPT: String(attempt) }
  const ended = shop
    .rollBack(inputs, { runner, environment })
    .then(performance => ({ is: 'ended', performance }) as const)
  return { ...(await Promise.race([ended, runner.died])), runner: name }
}

/** The calls of an undisturbed rollback, counted from its first. */
export async function callsOfRollBack(makeStage: () => Promise<RollBackStage>): Promise<RequestRecord[]> {
  const stage = await makeStage()
  const before = stage.shop.simulation.requests.length
  await run(stage)
  return stage.shop.requests(before).map((request, index) => ({ ...request, index }))
}

/**
 * Runs the rollback with the crash, and once more if it was killed or not green. Says everything that is wrong then: a
 * promise that was broken on the way, and a world that is not as one undisturbed rollback would have left it.
 */
export async function crashAndRollBackAgain(
  makeStage: () => Promise<RollBackStage>,
  { index, operation, fate }: Crash,
): Promise<string[]> {
  const stage = await makeStage()
  const { simulation } = stage.shop
  const before = sizesOf(stage)
  simulation.faults.add({ is: fate, index: simulation.requests.length + index })
  const first = await run(stage)
  const wrong = breaches(stage, first)
  simulation.faults.clear()
  const isOver = first.is === 'ended' && isGreen(first.performance.outcome)
  const last = isOver ? first : await run(stage, 2)
  if (!isOver) wrong.push(...breaches(stage, last))
  return [...wrong, ...unsettled(stage, { last, before })].map(
    sentence => `call ${index} (${operation}) ${fate}: ${sentence}`,
  )
}

/** What must hold of every run, whatever went wrong around it. */
function breaches(stage: RollBackStage, ending: Ending): string[] {
  const requests = stage.shop.simulation.requests.filter(({ runner }) => runner === ending.runner)
  return [
    ...strayed(stage),
    ...foreignWrites(requests),
    ...(ending.is === 'ended' ? broken(stage, ending.performance, requests) : []),
  ]
}

function broken(stage: RollBackStage, performance: Performance, requests: readonly RequestRecord[]): string[] {
  const { outcome, failure, transcript, outputs, summary } = performance
  const texts = [...transcript, ...Object.values(outputs), summary, failure ?? '']
  return [
    ...(isGreen(outcome) ? notThere(stage).map(flaw => `${outcome} is proved, but ${flaw}`) : []),
    ...(outcome === 'unchanged' && requests.some(isWrite) ? ['unchanged wrote something'] : []),
    ...(isGreen(outcome) === (failure === undefined) ? [] : [`${outcome} said ${failure ?? 'nothing'}`]),
    ...texts.filter(text => text.includes(canary)).map(() => 'a secret is shown'),
    ...transcript.filter(line => obeyed(line) !== undefined).map(line => `the runner obeys ${line}`),
  ]
}

/** A service is never brought anywhere but from the one release to the other. */
function strayed({ shop, from, to }: RollBackStage): string[] {
  return shop.services
    .filter(name => ![from, to].some(release => runs(shop, name, release)))
    .map(name => {
      return `${name} was brought to ${JSON.stringify(imagesOf(shop.simulation.world, shop.service(name)))}`
    })
}

function notThere({ shop, to }: RollBackStage): string[] {
  const { world } = shop.simulation
  return shop.services.flatMap(name => [
    ...(runs(shop, name, to) ? [] : [`${name} is not on ${to}`]),
    ...flawsOf(world, shop.service(name), imagesOf(world, shop.service(name))),
  ])
}

/** Whether the revision that the service was last told to run is of the release. */
function runs(shop: Shop, name: string, release: string): boolean {
  const { world } = shop.simulation
  const images = Object.values(imagesOf(world, shop.service(name)))
  return images.every(image => isOf(shop, image, { name, release }))
}

function isOf(
  { simulation: { world } }: Shop,
  image: string,
  { name, release }: { name: string; release: string },
): boolean {
  const wanted = digestsOf(world, world.ecr.uri(`${name}:${commitOf(release)}`))
  return digestsOf(world, image).some(digest => wanted.includes(digest))
}

const allowed = new Set(['TagResource', 'RegisterTaskDefinition', 'UpdateService', 'StopServiceDeployment'])
const members = new Set(['cluster', 'service', 'taskDefinition'])

function isWrite({ service, operation, applied }: RequestRecord): boolean {
  return applied && service !== 'github' && !/^(Describe|List|Get|BatchGet)/.test(operation)
}

function foreignWrites(requests: readonly RequestRecord[]): string[] {
  const writes = requests.filter(isWrite)
  const updates = writes.filter(({ operation }) => operation === 'UpdateService')
  return [
    ...writes.filter(({ operation }) => !allowed.has(operation)).map(({ operation }) => `it called ${operation}`),
    ...updates.flatMap(({ input }) => Object.keys(input)).filter(name => !members.has(name)),
  ]
}

type Sizes = ReadonlyMap<string, { deployments: number; revisions: number }>

function sizesOf({ shop }: RollBackStage): Sizes {
  return new Map(shop.services.map(name => [name, sizeOf(shop, name)]))
}

function sizeOf(shop: Shop, name: string): { deployments: number; revisions: number } {
  const revisions = shop.simulation.world.ecs.families.get(`prod-${name}`)?.length ?? 0
  return { deployments: shop.service(name).deployments.length, revisions }
}

function unsettled(stage: RollBackStage, { last, before }: { last: Ending; before: Sizes }): string[] {
  if (last.is === 'killed') return ['killed twice']
  const { outcome, failure = '' } = last.performance
  const { shop } = stage
  const marks = shop.services.flatMap(name => {
    const [was, is] = [before.get(name), sizeOf(shop, name)]
    const made = {
      deployments: is.deployments - (was?.deployments ?? 0),
      revisions: is.revisions - (was?.revisions ?? 0),
    }
    return made.deployments > stage.deployments || made.revisions > stage.revisions
      ? [`${name} got ${made.deployments} deployments and ${made.revisions} revisions`]
      : []
  })
  const green = isGreen(outcome) ? [] : [`ended ${outcome}: ${failure}`]
  return [...green, ...notThere(stage), ...marks, ...unmarked(stage)]
}

/** What was left is marked, and the rollback is written down to be over. */
function unmarked({ shop, from }: RollBackStage): string[] {
  const { families } = shop.simulation.world.ecs
  return shop.services.flatMap(name => {
    const left = (families.get(`prod-${name}`) ?? []).find(({ document }) => {
      const [{ image } = { image: '' }] = document.containerDefinitions as { image: string }[]
      return isOf(shop, image, { name, release: from })
    })
    const [running = ''] = runningTasks(shop.service(name)).map(({ taskDefinition }) => taskDefinition)
    return [
      ...(left && shop.tag(left.arn, 'failed') !== undefined ? [] : [`what ${name} left is not marked`]),
      ...(shop.tag(running, 'rollback')?.startsWith('done ') ? [] : [`the rollback of ${name} is still open`]),
    ]
  })
}
