/**
 * What act, another runner of workflows, makes of the very files that users copy. It does not know the newest syntax, so
 * it gets this repository with that taken out; the callers, the actions and the bundle are as they are.
 */
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mustRun } from '../command.ts'
import { publicActions, root } from '../repository.ts'
import { runAct } from './act.ts'
import { awsEnvironment } from './aws-cli.ts'
import type { Program } from './optional-tools.ts'

/** Folders that act takes in place of repositories, by their names. */
export interface ActStage {
  /** The repository of somebody who has copied the callers. */
  caller: string
  home: string
  repositories: Readonly<Record<string, string>>
}

export interface ActStory {
  says: string
  event: 'release' | 'workflow_dispatch'
  workflow: string
  payload?: object
  inputs?: Readonly<Record<string, string>>
  /** Whether all jobs end well. */
  ends: boolean
  /** What the log must show. */
  shows: RegExp
}

const released = (tag: string): object => ({ action: 'published', release: { tag_name: tag, prerelease: false } })
const production = { event: 'release', workflow: '.github/workflows/production.yml' } as const

/** One after the other, on the world of this job. */
export const actStories: readonly ActStory[] = [
  {
    ...production,
    says: 'v2 goes to production',
    payload: released('v2'),
    ends: true,
    shows: /Proved: api runs shop-api:2/,
  },
  { ...production, says: 'v3 crashes and returns', payload: released('v3'), ends: false, shows: /outcome=rolled-back/ },
  {
    says: 'production goes back to what ran before v2',
    event: 'workflow_dispatch',
    workflow: '.github/workflows/rollback.yml',
    inputs: { release: '', reason: 'It was better before' },
    ends: true,
    shows: /Rolled back/,
  },
]

const manifest = `
services: { api: { image: shop/api }, frontend: { image: shop/frontend }, worker: { image: shop/api } }
environments: { production: { cluster: shop } }
`

/** Other people's actions that the callers come by, and what stands in for them. */
const standIns: Readonly<Record<string, string>> = {
  // A checkout: the files of the caller, wherever act has put the workspace.
  'actions/checkout': "require('node:fs').cpSync(process.env.CALLER, process.cwd(), { recursive: true })",
  'aws-actions/configure-aws-credentials': '',
  'aws-actions/amazon-ecr-login': '',
}

export async function stageForAct(folder: string): Promise<ActStage> {
  const [own, caller, home] = ['deploy-actions', 'caller', 'home'].map(name => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await mkdir(home, { recursive: true })
  const workflows = await copyOwn(own)
  await makeCaller(caller)
  const pinned = [...workflows.matchAll(/uses: ([\w-]+\/[\w-]+)@(\w{40})/g)].map(
    ([, name = '', ref = '']) => [name, ref] as const,
  )
  const places = await Promise.all(
    Object.entries(standIns).map(async ([name, script]) => {
      const ref = pinned.find(([one]) => one === name)?.[1] ?? ''
      return [`${name}@${ref}`, await makeStandIn(join(folder, name), script)] as const
    }),
  )
  return { caller, home, repositories: { 'org/deploy-actions@v1': own, ...Object.fromEntries(places) } }
}

/** Answers the texts of the workflows, as act gets them. */
async function copyOwn(own: string): Promise<string> {
  const parts = ['action.yml', 'actions', 'dist', ...publicActions().map(({ folder }) => folder)]
  for (const part of parts) await cp(join(root, part), join(own, part), { recursive: true })
  const place = join('.github', 'workflows')
  await mkdir(join(own, place), { recursive: true })
  const names = (await readdir(join(root, place))).filter(name => !name.startsWith('_'))
  const texts = await Promise.all(
    names.map(async name => [name, forAct(await readFile(join(root, place, name), 'utf8'))] as const),
  )
  for (const [name, text] of texts) await writeFile(join(own, place, name), text)
  return texts.map(([, text]) => text).join('\n')
}

/** Without what act does not know: queues, environments without deployments, and this repository's name for itself. */
export function forAct(workflow: string): string {
  return workflow
    .replaceAll(', queue: max', '')
    .replaceAll(', deployment: false', '')
    .replaceAll(/uses: \$\/([\w-]+)/g, 'uses: org/deploy-actions/$1@v1')
}

async function makeCaller(caller: string): Promise<void> {
  await cp(join(root, 'workflows'), join(caller, '.github', 'workflows'), { recursive: true })
  await writeFile(join(caller, '.github', 'deploy.yml'), manifest)
  const git = (...args: string[]): Promise<string> => mustRun('git', args, { cwd: caller })
  await git('init', '--quiet', '--initial-branch', 'main')
  await git('remote', 'add', 'origin', 'https://github.com/example/shop.git')
  await git('add', '--all')
  await git('-c', 'user.name=shop', '-c', 'user.email=shop@example.com', 'commit', '--quiet', '--message', 'Deploy')
}

async function makeStandIn(folder: string, script: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const names = ['ref', 'persist-credentials', 'aws-region', 'role-to-assume']
  const metadata = {
    name: 'Stand-in',
    description: 'Does what matters here.',
    inputs: Object.fromEntries(names.map(name => [name, { description: name }])),
    runs: { using: 'node24', main: 'main.cjs' },
  }
  // JSON is YAML.
  await writeFile(join(folder, 'action.yml'), JSON.stringify(metadata))
  await writeFile(join(folder, 'main.cjs'), script)
  return folder
}

/** Runs a story; what is not as it must be. */
export async function actProblems(
  story: ActStory,
  { caller, home, repositories }: ActStage,
  { act, url }: { act: Program; url: string },
): Promise<string[]> {
  const { event, workflow, payload, inputs, ends, shows } = story
  const environment = { ...awsEnvironment(url), GITHUB_API_URL: `${url}/github`, CALLER: caller }
  const { code, output } = await runAct(
    {
      ...{ folder: caller, home, event, workflow, environment, repositories },
      ...(payload && { payload: await payloadFile(payload, home) }),
      ...(inputs && { inputs }),
      secrets: { GITHUB_TOKEN: 'token-of-the-job' },
      variables: { AWS_REGION: 'us-west-2', AWS_DEPLOY_ROLE: 'arn:aws:iam::123456789012:role/deploy' },
      within: 5 * 60_000,
    },
    act,
  )
  const problems = [
    ...((code === 0) === ends ? [] : [`act ended with code ${code}`]),
    ...(shows.test(output) ? [] : [`its log does not show ${String(shows)}`]),
  ]
  return problems.length === 0 ? [] : [`${problems.join(', and ')}\n${output.split('\n').slice(-80).join('\n')}`]
}

async function payloadFile(payload: object, folder: string): Promise<string> {
  const file = join(folder, 'event.json')
  await writeFile(file, JSON.stringify(payload))
  return file
}
