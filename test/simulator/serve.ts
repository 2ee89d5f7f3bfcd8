import { parseArgs } from 'node:util'
import { createServer } from './server.ts'
import type { RequestRecord, Simulation } from './simulation.ts'
import { simulate } from './simulation.ts'

const usage = `npm run simulator -- --world FILE [--speed N] [--port N]

  --world FILE   the world to begin with, such as test/simulator/worlds/specboard.yml
  --speed N      seconds of the world in a second of yours; 1 if not said
  --port N       any free port, if not said`

const { values } = parseArgs({
  options: {
    world: { type: 'string' },
    speed: { type: 'string' },
    port: { type: 'string' },
    help: { type: 'boolean' },
  },
})

if (values.help === true || values.world === undefined) {
  console.error(usage)
  process.exitCode = values.help === true ? 0 : 2
} else {
  const simulation = simulate(values.world)
  const speed = atLeast(0.001, '--speed', values.speed ?? '1')
  const port = atLeast(0, '--port', values.port ?? '0')
  narrate(simulation)
  const { url } = await createServer(simulation, { speed, port, onReply: record => tell(simulation, describe(record)) })
  introduce(simulation, url)
}

function atLeast(least: number, option: string, given: string): number {
  const number = Number(given)
  if (given !== '' && number >= least) return number
  throw new Error(`${option} takes a number from ${least}, but is ${given}`)
}

/** What a process must be told to talk to this world. The credentials open nothing. */
function introduce({ world, pages }: Simulation, url: string): void {
  console.log(`
A simulated AWS account ${world.account} and GitHub repository ${world.github.owner}/${world.github.name}. Set:

export AWS_ENDPOINT_URL=${url}
export AWS_REGION=${world.region}
export AWS_ACCESS_KEY_ID=simulator
export AWS_SECRET_ACCESS_KEY=simulator
export GITHUB_API_URL=${url}/github
`)
  for (const page of pages.keys()) console.log(`${page} is at ${url}/health/${page.replace(/^https?:\/\//, '')}`)
}

function narrate(simulation: Simulation): void {
  simulation.world.onHappening(({ subject, text }) => tell(simulation, `${subject}: ${text}`))
}

function tell({ world }: Simulation, line: string): void {
  console.log(`${new Date(world.now()).toISOString().slice(11, 19)}  ${line}`)
}

function describe({ service, operation, fault, refusal }: RequestRecord): string {
  const outcome = [fault, refusal && `${refusal.code}: ${refusal.message}`].filter(part => part !== undefined)
  return [`→ ${service} ${operation}`, ...outcome].join('  ')
}
