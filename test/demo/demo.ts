import { styleText } from 'node:util'
import { createServer } from '../simulator/server.ts'
import { simulate } from '../simulator/simulation.ts'
import { awsAt, runBuiltAction } from '../stage/built-action.ts'
import type { BuiltRun } from '../stage/built-action.ts'
import { LogView } from './log-view.ts'

/**
 * Releases of a documentation platform go to staging and production of a simulated AWS account, by the built actions
 * as GitHub's runner would start them. Nothing outside of this machine is asked.
 */

const speed = 40
const images = 'api=doc-platform/api\nfrontend=doc-platform/frontend\nmcp=doc-platform/mcp'

const sites = { staging: 'staging.specboard.io', production: 'specboard.io' }

interface Chapter {
  title: string
  release: string
  environment: 'staging' | 'production'
  /** How it has to end; the demo fails if it ends in another way. */
  ends: 'proved' | 'refused before anything changed' | 'rolled back by ECS, and refused'
}

const story: readonly Chapter[] = [
  { title: 'v1.5.0 goes to staging', release: 'v1.5.0', environment: 'staging', ends: 'proved' },
  {
    title: 'v1.5.0 goes to production: the same images, by digest',
    release: 'v1.5.0',
    environment: 'production',
    ends: 'proved',
  },
  {
    title: 'v1.6.0: the image of mcp was never built',
    release: 'v1.6.0',
    environment: 'production',
    ends: 'refused before anything changed',
  },
  {
    title: 'v1.7.0: api crashes at start',
    release: 'v1.7.0',
    environment: 'staging',
    ends: 'rolled back by ECS, and refused',
  },
]

interface Played {
  chapter: Chapter
  steps: { action: string; run: BuiltRun }[]
  end: Chapter['ends'] | 'something else'
}

const simulation = simulate('test/simulator/worlds/specboard.yml')
const server = await createServer(simulation, { speed })
console.log(`One second here is ${speed} seconds in the simulated AWS account.`)
const played: Played[] = []
for (const chapter of story) played.push(await play(chapter))
await server.close()
summarize(played)
const surprises = played.filter(({ chapter, end }) => end !== chapter.ends)
if (surprises.length > 0) process.exitCode = 1

async function play(chapter: Chapter): Promise<Played> {
  console.log(`\n${styleText(['bold', 'cyan'], `━━ ${chapter.title}`)}`)
  const steps: Played['steps'] = []
  const step = async (action: string, inputs: Record<string, string>): Promise<BuiltRun> => {
    console.log(styleText('bold', `● ${action}`))
    const view = new LogView(line => console.log(line))
    const run = await runBuiltAction(action, { inputs, environment: environment(), onLog: text => view.write(text) })
    steps.push({ action, run })
    return run
  }
  const cluster = `doc-platform-${chapter.environment}`
  const verified = await step('verify-image', { release: chapter.release, images })
  if (verified.code !== 0) return { chapter, steps, end: 'refused before anything changed' }
  const deployed = await step('deploy-ecs', {
    cluster,
    images: verified.outputs['images'] ?? '',
    release: chapter.release,
    commit: verified.outputs['sha'] ?? '',
  })
  if (deployed.code !== 0) return { chapter, steps, end: 'something else' }
  const waited = await step('wait-healthy', {
    cluster,
    deployments: deployed.outputs['deployments'] ?? '',
    // The site's health page, which the simulator serves on this machine.
    'health-urls': `${server.url}/health/${sites[chapter.environment]}/health`,
    'allow-private-urls': 'true',
  })
  return { chapter, steps, end: endOf(waited) }
}

function endOf({ code, outputs }: BuiltRun): Played['end'] {
  if (code === 0 && outputs['outcome'] === 'succeeded') return 'proved'
  const rolledBack = outputs['outcome'] === 'rolled-back' || outputs['outcome'] === 'mixed'
  return rolledBack ? 'rolled back by ECS, and refused' : 'something else'
}

function environment(): Record<string, string> {
  return {
    ...awsAt(server.url),
    GITHUB_API_URL: `${server.url}/github`,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'specboard/doc-platform',
    GITHUB_RUN_ID: '1',
  }
}

function summarize(chapters: readonly Played[]): void {
  console.log(`\n${styleText(['bold', 'cyan'], '━━ The job summaries')}`)
  for (const { chapter, steps } of chapters) {
    console.log(`\n${styleText('bold', chapter.title)}\n`)
    console.log(steps.map(({ run }) => asShown(run.summary)).join('\n\n'))
  }
  console.log(`\n${styleText(['bold', 'cyan'], '━━ The end')}`)
  for (const { chapter, end } of chapters) {
    const sign = end === chapter.ends ? styleText('green', '✔') : styleText('red', '✘')
    console.log(`${sign} ${chapter.title}: ${end}`)
  }
}

/** A browser shows neither line-break hints nor escapes. */
function asShown(summary: string): string {
  return summary
    .trim()
    .replaceAll('<wbr>', '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}
