import { styleText } from 'node:util'
import type { Run } from '../runner/index.ts'
import { Pipeline } from '../stage/pipeline.ts'
import { approved, ended, revisions, running } from '../stage/pipeline-truth.ts'
import { LiveLog } from './live-log.ts'

/**
 * The caller files of a documentation platform on a simulated GitHub, against a simulated AWS account: a push goes to
 * staging, its release to production, a bad release is returned and another one refused, and production is rolled back.
 * The workflows and the built actions are those that users run. Nothing outside of this machine is asked.
 */

const commits = {
  first: {},
  second: {},
  crashing: {
    'doc-platform/api': {
      behaviour: { exits: { code: 1, after: '2s' }, logs: ['Error: DATABASE_POOL_SIZE is not a number'] },
    },
  },
} as const

const [staging, production] = ['doc-platform-staging', 'doc-platform-production']

interface Chapter {
  title: string
  play: () => Promise<Run | undefined>
  /** What has to be so in the end; the demo fails if it is not. */
  isSo: () => boolean
  says: string
}

const log = new LiveLog(line => console.log(line))
const pipeline = await Pipeline.start({
  repository: 'examples/specboard',
  commits,
  files: { 'infra/package.json': '{}' },
  programs: { aws: 'echo 123456789012.dkr.ecr.us-west-2.amazonaws.com/doc-platform/image' },
  onLine: line => log.write(line),
})
let before: string[] = []

const story: readonly Chapter[] = [
  {
    title: 'A push to main: images are built, migrated, deployed to staging, and proved',
    play: async () => after(pipeline.push('first')),
    isSo: () => everywhere(staging, 'first'),
    says: 'staging runs the commit',
  },
  {
    title: 'Release v1.0.0: production waits for approval, and gets the very same images',
    play: async () => onceApproved(pipeline.release('v1.0.0', 'first')),
    isSo: () => everywhere(production, 'first'),
    says: 'production runs v1.0.0',
  },
  {
    title: 'A push of a commit whose api crashes at its start',
    play: async () => after(pipeline.push('crashing')),
    isSo: () => everywhere(staging, 'first'),
    says: 'the run is red, and staging is back on what it ran',
  },
  {
    title: 'Release v1.1.0 of that commit',
    play: async () => onceApproved(pipeline.release('v1.1.0', 'crashing')),
    isSo: () => everywhere(production, 'first'),
    says: 'refused before anything changed: it was never proved on staging',
  },
  {
    title: 'A good commit, and its release v1.2.0',
    play: async () => {
      before = revisions(pipeline, production)
      await after(pipeline.push('second'))
      return onceApproved(pipeline.release('v1.2.0', 'second'))
    },
    isSo: () => everywhere(production, 'second'),
    says: 'production runs v1.2.0',
  },
  {
    title: 'Rollback of production to v1.0.0, by dispatch',
    play: () => onceApproved([pipeline.github.dispatch('rollback.yml', { inputs: { release_tag: 'v1.0.0' } })]),
    isSo: () => revisions(pipeline, production).join() === before.join(),
    says: 'production runs the exact revisions of v1.0.0 again, and no migration ran',
  },
]

console.log(`One second here is ${pipeline.speed} seconds in the simulated AWS account.`)
const ends: { chapter: Chapter; isSo: boolean }[] = []
for (const chapter of story) {
  console.log(`\n${styleText(['bold', 'cyan'], `━━ ${chapter.title}`)}`)
  const run = await chapter.play()
  log.end(run)
  ends.push({ chapter, isSo: chapter.isSo() })
}
await pipeline.close()

console.log(`\n${styleText(['bold', 'cyan'], '━━ The end')}`)
for (const { chapter, isSo } of ends) {
  console.log(`${isSo ? styleText('green', '✔') : styleText('red', '✘')} ${chapter.title}: ${chapter.says}`)
}
if (ends.some(({ isSo }) => !isSo)) process.exitCode = 1

async function after(runs: readonly Run[]): Promise<Run | undefined> {
  for (const run of runs) await ended(run)
  return runs[0]
}

async function onceApproved([run]: readonly Run[]): Promise<Run | undefined> {
  console.log(styleText('yellow', '  ⏸ production waits for a reviewer, who approves'))
  await approved(run)
  return run
}

function everywhere(cluster: string, commit: string): boolean {
  return Object.values(running(pipeline, cluster, Object.keys(commits))).every(name => name === commit)
}
