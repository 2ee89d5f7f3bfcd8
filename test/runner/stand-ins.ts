/**
 * Stand-ins for the actions of other people that our workflows use. Each does what matters of the real one: it needs
 * the same permissions and inputs, fails as it does, and leaves the same outputs and environment. None has an input
 * that it reads and ignores.
 */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { filesUnder } from '../../scripts/repository.ts'
import { buildActions } from './build-stand-ins.ts'
import type { BuildHooks } from './build-stand-ins.ts'
import { levelOf } from './permissions.ts'
import type { Level } from './permissions.ts'
import type { StandIn, StandInStep } from './stand-in.ts'

export type { Attestation, Build, Built } from './build-stand-ins.ts'

export interface Assumed {
  accessKeyId: string
  secretAccessKey: string
  sessionToken: string
}

export interface AskedRole {
  role: string
  region: string
  sessionName: string
  /** How long the session is to last, in seconds. */
  duration: number
  /** Name of the job. */
  job: string
}

export interface Artifact {
  name: string
  /** Texts by path inside of it. */
  files: Readonly<Record<string, string>>
  run: string
  job: string
}

export interface StandInHooks extends BuildHooks {
  /** Gives credentials for a role, or throws what AWS says. */
  assume?: (asked: AskedRole) => Assumed | Promise<Assumed>
  onArtifact?: (artifact: Artifact) => void
  /** A site is published. Answers its address. */
  publish?: (site: Artifact) => string
}

/** All of them, by the name of the action. */
export function standIns(hooks: StandInHooks = {}): Record<string, StandIn> {
  const artifacts: Artifact[] = []
  const keep = (artifact: Artifact): void => {
    artifacts.push(artifact)
    hooks.onArtifact?.(artifact)
  }
  return {
    'actions/checkout': checkout,
    'aws-actions/configure-aws-credentials': configureCredentials(hooks),
    ...buildActions(hooks),
    'actions/upload-artifact': uploadArtifact(keep),
    'actions/upload-pages-artifact': uploadPagesArtifact(keep),
    'actions/deploy-pages': deployPages(artifacts, hooks),
  }
}

/** Git's own way to say that a token may not see a repository. */
const gitFailed = `The process '/usr/bin/git' failed with exit code 128`

const checkout: StandIn = {
  inputs: {
    repository: '',
    ref: '',
    path: '.',
    'persist-credentials': 'true',
    'fetch-depth': '1',
    'fetch-tags': 'false',
  },
  run: step => {
    const { inputs, github, workspace } = step
    const own = github['repository'] ?? ''
    if (inputs['repository'] && inputs['repository'] !== own) {
      throw new Error(`the stand-in for actions/checkout has the files of ${own} alone, not of ${inputs['repository']}`)
    }
    if (levelOf(step.permissions, 'contents') === 'none') {
      step.log(`remote: Repository not found. fatal: repository 'https://github.com/${own}/' not found`)
      throw new Error(gitFailed)
    }
    const ref = inputs['ref'] || (github['sha'] ?? '')
    const found = step.filesAt(ref)
    if (!found) throw new Error(`A branch or tag with the name '${ref}' could not be found`)
    const folder = insideWorkspace(step, inputs['path'] ?? '.')
    for (const [path, text] of Object.entries(found.files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text, { mode: text.startsWith('#!') ? 0o755 : 0o644 })
    }
    step.log(`HEAD is now at ${found.sha.slice(0, 7)}`)
    step.log(`${Object.keys(found.files).length} files in ${workspace}`)
    return { outputs: { ref: inputs['ref'] ?? '', commit: found.sha } }
  },
}

const exported = [
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
] as const

function configureCredentials({ assume = usualCredentials }: StandInHooks): StandIn {
  return {
    inputs: {
      'aws-region': '',
      'role-to-assume': '',
      'role-session-name': 'GitHubActions',
      'role-duration-seconds': '3600',
      'allowed-account-ids': '',
      'mask-aws-account-id': 'false',
    },
    run: async step => {
      const { inputs } = step
      const region = required(inputs, 'aws-region')
      const role = inputs['role-to-assume'] ?? ''
      if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) throw new Error(`Region is not valid: ${region}`)
      if (role === '' || levelOf(step.permissions, 'id-token') !== 'write') {
        if (role !== '') step.log(didYouMean)
        throw new Error(
          'Credentials could not be loaded, please check your action inputs: Could not load credentials from any providers',
        )
      }
      const account = checkAccount(role, inputs['allowed-account-ids'] ?? '')
      if (inputs['mask-aws-account-id'] === 'true') step.log(`::add-mask::${account}`)
      const sessionName = inputs['role-session-name'] ?? ''
      const duration = durationOf(inputs['role-duration-seconds'] ?? '')
      const given = await assume({ role, region, sessionName, duration, job: step.job })
      for (const secret of Object.values(given)) step.log(`::add-mask::${secret}`)
      const values = [region, region, given.accessKeyId, given.secretAccessKey, given.sessionToken]
      const env = Object.fromEntries(exported.map((name, index) => [name, values[index] ?? '']))
      return {
        outputs: { 'aws-account-id': account },
        env,
        post: () => ({ env: Object.fromEntries(exported.map(name => [name, ''])) }),
      }
    },
  }
}

const didYouMean =
  'It looks like you might be trying to authenticate with OIDC. Did you mean to set the `id-token` permission? If you are not trying to authenticate with OIDC and the action is working successfully, you can ignore this message.'

function usualCredentials(): Assumed {
  return { accessKeyId: 'ASIASIMULATOR', secretAccessKey: 'simulator-secret', sessionToken: 'simulator-session' }
}

/** STS takes 15 minutes to 12 hours, and of a role no more than it allows. */
function durationOf(given: string): number {
  const duration = Number(given)
  if (Number.isInteger(duration) && duration >= 900 && duration <= 43_200) return duration
  throw new Error(
    `Could not assume role with OIDC: 1 validation error detected: Value '${given}' at 'durationSeconds' failed to satisfy constraint`,
  )
}

function checkAccount(role: string, allowed: string): string {
  const account = /^arn:[\w-]+:iam::(?<account>\d{12}):role\//.exec(role)?.groups?.['account']
  if (account === undefined) {
    throw new Error(`Could not assume role with OIDC: ${role} is invalid`)
  }
  const ids = allowed.split(',').map(id => id.trim())
  if (allowed !== '' && !ids.includes(account)) {
    throw new Error(
      `The account ID of the provided credentials (${account}) does not match any of the expected account IDs: ${ids.join(', ')}`,
    )
  }
  return account
}

function uploadArtifact(keep: (artifact: Artifact) => void): StandIn {
  return {
    inputs: { name: 'artifact', path: '', 'if-no-files-found': 'warn' },
    run: step => {
      const path = required(step.inputs, 'path')
      const files = filesOf(step, path)
      if (Object.keys(files).length === 0) {
        const message = `No files were found with the provided path: ${path}. No artifacts will be uploaded.`
        const doing = step.inputs['if-no-files-found']
        if (doing === 'error') throw new Error(message)
        step.log(doing === 'ignore' ? message : `::warning::${message}`)
        return {}
      }
      keep({ name: step.inputs['name'] ?? '', files, ...of(step) })
      return { outputs: { 'artifact-id': '1' } }
    },
  }
}

const pages = 'github-pages'

function uploadPagesArtifact(keep: (artifact: Artifact) => void): StandIn {
  return {
    inputs: { path: '_site/', name: pages },
    run: step => {
      const files = filesOf(step, step.inputs['path'] ?? '')
      if (Object.keys(files).length === 0)
        throw new Error(`tar: ${step.inputs['path']}: Cannot open: No such file or directory`)
      keep({ name: step.inputs['name'] ?? '', files, ...of(step) })
      return { outputs: { artifact_id: '1' } }
    },
  }
}

function deployPages(artifacts: readonly Artifact[], { publish }: StandInHooks): StandIn {
  return {
    inputs: { artifact_name: pages },
    run: step => {
      needs(step, { pages: 'write', 'id-token': 'write' })
      const { run } = of(step)
      const name = step.inputs['artifact_name'] ?? ''
      const site = artifacts.findLast(artifact => artifact.name === name && artifact.run === run)
      if (!site)
        throw new Error(
          `No artifacts named "${name}" were found for this workflow run. Ensure artifacts are uploaded with actions/upload-artifact@v4 or later.`,
        )
      const [owner = '', repository = ''] = (step.github['repository'] ?? '').split('/')
      return { outputs: { page_url: publish?.(site) ?? `https://${owner}.github.io/${repository}/` } }
    },
  }
}

/** The run and the job of a step. */
function of({ github, job }: StandInStep): { run: string; job: string } {
  return { run: github['run_id'] ?? '', job }
}

function required(inputs: StandInStep['inputs'], name: string): string {
  const value = inputs[name] ?? ''
  if (value === '') throw new Error(`Input required and not supplied: ${name}`)
  return value
}

/** What GitHub's API answers to a token without a permission. */
function needs({ permissions }: StandInStep, wanted: Readonly<Record<string, Level>>): void {
  for (const [scope, level] of Object.entries(wanted)) {
    if (levelOf(permissions, scope) === level) continue
    throw new Error(`Resource not accessible by integration: the job needs "${scope}: ${level}"`)
  }
}

function insideWorkspace({ workspace }: StandInStep, path: string): string {
  const folder = resolve(workspace, path)
  if (folder === workspace || folder.startsWith(workspace + sep)) return folder
  throw new Error(`Repository path '${folder}' is not under '${workspace}'`)
}

/** The files that a path names: one, or all of a folder. */
function filesOf(step: StandInStep, path: string): Record<string, string> {
  if (/[*?[\]!\n]/.test(path)) throw new Error(`the stand-in takes one path without wildcards, not ${path}`)
  const from = insideWorkspace(step, path)
  if (!existsSync(from)) return {}
  if (statSync(from).isFile()) return { [path.split('/').at(-1) ?? path]: readFileSync(from, 'utf8') }
  const found = filesUnder('.', /(?:)/, from).filter(file => statSync(join(from, file)).isFile())
  return Object.fromEntries(found.map(file => [file, readFileSync(join(from, file), 'utf8')]))
}
