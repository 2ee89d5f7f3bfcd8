/**
 * Lets other deployers bring a service of the simulated AWS to a release that works and to one that does not, and shows
 * what each of them said of it beside what was so. README.md says how to get them; nothing is fetched here.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { markdownTable } from 'markdown-table'
import { awsEnvironment } from '../../scripts/conformance/aws-cli.ts'
import { createServer } from '../simulator/server.ts'
import type { Deployer } from './deployers.ts'
import { amazonEcsDeploy, deployActions } from './deployers.ts'
import type { Release } from './releases.ts'
import { releases, shop, truthOf } from './releases.ts'

const usage = `npm run peers -- [--speed N] [--seeds N] NAME=FOLDER ...

  NAME=FOLDER   a checkout of aws-actions/amazon-ecs-deploy-task-definition, and what to call it
  --speed N     how many times as fast as ours the clocks of the world and of the deployers run; 20 if not said
  --seeds N     how many worlds each of them meets; 3 if not said`

const { values, positionals } = parseArgs({
  options: { speed: { type: 'string', default: '20' }, seeds: { type: 'string', default: '3' } },
  allowPositionals: true,
})
const speed = Number(values.speed)
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => index + 1)
const peers = positionals.map(named)
if (peers.length === 0 || peers.includes(undefined) || !(speed >= 1) || seeds.length === 0) {
  console.error(usage)
  process.exit(2)
}

const rows: Row[] = []
for (const deployer of [...peers.filter(peer => peer !== undefined), deployActions]) {
  for (const release of releases) rows.push(...(await meet(deployer, release)))
}
console.log(markdownTable([['deployer', 'meets', 'worlds', 'exit code', 'its last message', 'what is so'], ...rows]))

type Row = string[]

function named(text: string): Deployer | undefined {
  const [, name, folder] = /^([^=]+)=(.+)$/.exec(text) ?? []
  if (name === undefined || folder === undefined) return undefined
  const main = join(folder, 'dist', 'index.js')
  if (!existsSync(main)) throw new Error(`${folder} holds no built action: ${main} is not there`)
  return amazonEcsDeploy({ name, main })
}

/** A row for each end that there was, with how many of the worlds it came in. */
async function meet(deployer: Deployer, release: Release): Promise<Row[]> {
  const ends = await Promise.all(seeds.map(seed => play(deployer, release, seed)))
  const alike = Map.groupBy(ends, end => JSON.stringify(end))
  return [...alike.values()].map(([end, ...others]) => [
    deployer.name,
    release.says,
    `${1 + others.length} of ${seeds.length}`,
    String(end?.code),
    end?.message ?? '',
    end?.truth ?? '',
  ])
}

interface End {
  code: number | null
  message: string
  truth: string
}

async function play(deployer: Deployer, release: Release, seed: number): Promise<End> {
  const simulation = shop(seed)
  const server = await createServer(simulation, { speed })
  const environment = { ...awsEnvironment(server.url), CLOCK_SPEED: String(speed) }
  // In real time nothing is loaded beside the deployer itself.
  const preload = speed === 1 ? undefined : join(import.meta.dirname, 'faster-clock.ts')
  try {
    const { code, log } = await deployer.deploy(simulation, release, { environment, preload })
    return { code, message: lastMessage(log), truth: truthOf(simulation) }
  } finally {
    await server.close()
  }
}

/** The first line of it, as the runner shows it. Numbers of deployments differ from world to world. */
function lastMessage(log: string): string {
  const shown = log
    .trim()
    .split('\n')
    .filter(line => !line.startsWith('::debug::'))
  const [message = ''] = shown.at(-1)?.split('%0A') ?? []
  return message.replace('::error::', 'Error: ').replaceAll(/ecs-svc\/\d+/g, 'ecs-svc/…')
}
