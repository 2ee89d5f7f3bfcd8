/** Stand-ins for the actions that build an image, push it and attest it. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { levelOf } from './permissions.ts'
import type { StandIn, StandInStep } from './stand-in.ts'

/** What `docker/build-push-action` is asked to build. */
export interface Build {
  /** Folder and file, relative to the workspace. */
  context: string
  file: string
  /** Text of the Dockerfile. */
  dockerfile: string
  target: string
  tags: readonly string[]
  platforms: readonly string[]
  push: boolean
  load: boolean
  pull: boolean
  noCache: boolean
  buildArgs: Readonly<Record<string, string>>
  /** Names of the secrets it gets. */
  secrets: readonly string[]
  labels: Readonly<Record<string, string>>
  /** As given; empty if not. */
  provenance: string
  sbom: string
  cacheFrom: string
  cacheTo: string
  /** Name of the job. */
  job: string
  workspace: string
}

export interface Built {
  /** `sha256:…` of the image, or of its index. */
  digest: string
}

/** What `actions/attest` is asked to attest. */
export interface Attestation {
  subjectName: string
  subjectDigest: string
  pushToRegistry: boolean
  job: string
}

export interface BuildHooks {
  /** Builds, and pushes what it is asked to push. Throws to fail as the build would. */
  build?: (build: Build) => Built | Promise<Built>
  onAttestation?: (attestation: Attestation) => void
  /** Account whose registry `amazon-ecr-login` logs in to. */
  account?: string
}

export function buildActions({
  build = contentDigest,
  onAttestation,
  account = '123456789012',
}: BuildHooks): Record<string, StandIn> {
  // By workspace, which every job has of its own.
  const loggedIn = new Set<string>()
  const withBuildx = new Set<string>()
  return {
    'aws-actions/amazon-ecr-login': ecrLogin(account, loggedIn),
    'docker/setup-buildx-action': setupBuildx(withBuildx),
    'docker/build-push-action': buildPush(build, { loggedIn, withBuildx }),
    'actions/attest': attest(loggedIn, onAttestation),
  }
}

function ecrLogin(account: string, loggedIn: Set<string>): StandIn {
  return {
    inputs: { registries: '', 'mask-password': 'true' },
    run: ({ inputs, env, workspace, log }) => {
      if (!env['AWS_REGION']) throw new Error('Region is missing')
      if (!env['AWS_ACCESS_KEY_ID']) throw new Error('Could not load credentials from any providers')
      const ids = list(inputs['registries'] ?? '')
      const registries = (ids.length > 0 ? ids : [account]).map(
        id => `${id}.dkr.ecr.${env['AWS_REGION']}.amazonaws.com`,
      )
      if (inputs['mask-password'] === 'true') log('::add-mask::simulator-registry-password')
      for (const registry of registries) {
        log(`Logging into registry ${registry}`)
        loggedIn.add(`${workspace} ${registry}`)
      }
      // With several registries there is no one to name.
      return registries.length === 1 ? { outputs: { registry: registries[0] ?? '' } } : {}
    },
  }
}

function setupBuildx(withBuildx: Set<string>): StandIn {
  return {
    inputs: {},
    run: ({ workspace }) => {
      withBuildx.add(workspace)
      return { outputs: { name: 'builder', driver: 'docker-container', platforms: 'linux/amd64,linux/arm64' } }
    },
  }
}

const known = {
  context: '',
  file: '',
  target: '',
  tags: '',
  platforms: '',
  push: 'false',
  load: 'false',
  pull: 'false',
  'no-cache': 'false',
  'build-args': '',
  secrets: '',
  labels: '',
  provenance: '',
  sbom: '',
  'cache-from': '',
  'cache-to': '',
}

function buildPush(
  build: Required<BuildHooks>['build'],
  { loggedIn, withBuildx }: { loggedIn: Set<string>; withBuildx: Set<string> },
): StandIn {
  return {
    inputs: known,
    run: async step => {
      const asked = readBuild(step)
      if (!withBuildx.has(step.workspace)) refuseWithoutBuildx(asked)
      if (asked.push && asked.tags.length === 0)
        throw new Error('ERROR: failed to build: tag is needed when pushing to registry')
      const registries = asked.tags.map(tag => tag.split('/')[0] ?? '').filter(host => host.includes('.dkr.ecr.'))
      const stranger = registries.find(registry => !loggedIn.has(`${step.workspace} ${registry}`))
      if (asked.push && stranger !== undefined) {
        throw new Error(`ERROR: failed to build: failed to push ${asked.tags[0]}: no basic auth credentials`)
      }
      const { digest } = await build(asked)
      step.log(`Digest: ${digest}`)
      const metadata = { 'containerimage.digest': digest, 'image.name': asked.tags.join(',') }
      return { outputs: { digest, imageid: digest, metadata: JSON.stringify(metadata) } }
    },
  }
}

/** What the builder that Docker comes with cannot do. */
function refuseWithoutBuildx({ platforms, cacheTo }: Build): void {
  if (platforms.length > 1)
    throw new Error('ERROR: failed to build: Multi-platform build is not supported for the docker driver.')
  if (cacheTo !== '') throw new Error('ERROR: failed to build: Cache export is not supported for the docker driver.')
}

function readBuild({ inputs, workspace, job }: StandInStep): Build {
  const text = (name: keyof typeof known): string => inputs[name] ?? ''
  const context = text('context')
  if (context === '') {
    throw new Error('the stand-in for docker/build-push-action builds the workspace alone: say `context`, such as `.`')
  }
  if (!existsSync(resolve(workspace, context)) || !statSync(resolve(workspace, context)).isDirectory()) {
    throw new Error(`ERROR: failed to build: unable to prepare context: path "${context}" not found`)
  }
  const file = text('file') || join(context, 'Dockerfile')
  if (!existsSync(resolve(workspace, file))) {
    throw new Error(
      `ERROR: failed to build: failed to solve: failed to read dockerfile: open ${file}: no such file or directory`,
    )
  }
  return {
    context,
    file,
    dockerfile: readFileSync(resolve(workspace, file), 'utf8'),
    target: text('target'),
    tags: list(text('tags')),
    platforms: list(text('platforms')),
    push: text('push') === 'true',
    load: text('load') === 'true',
    pull: text('pull') === 'true',
    noCache: text('no-cache') === 'true',
    buildArgs: pairs(text('build-args')),
    secrets: Object.keys(pairs(text('secrets'))),
    labels: pairs(text('labels')),
    provenance: text('provenance'),
    sbom: text('sbom'),
    cacheFrom: text('cache-from'),
    cacheTo: text('cache-to'),
    job,
    workspace,
  }
}

/** The same sources give the same digest. */
function contentDigest({ dockerfile, context, target, buildArgs, platforms }: Build): Built {
  const content = JSON.stringify([dockerfile, context, target, buildArgs, platforms])
  return { digest: `sha256:${createHash('sha256').update(content).digest('hex')}` }
}

function attest(loggedIn: Set<string>, onAttestation: BuildHooks['onAttestation']): StandIn {
  return {
    inputs: { 'subject-name': '', 'subject-digest': '', 'push-to-registry': 'false', 'create-storage-record': 'true' },
    run: step => {
      const { inputs, permissions, workspace, job } = step
      if (levelOf(permissions, 'id-token') !== 'write') {
        throw new Error('missing "id-token" permission. Please add "permissions: id-token: write" to your workflow.')
      }
      if (levelOf(permissions, 'attestations') !== 'write') {
        throw new Error('Failed to persist attestation: Resource not accessible by integration')
      }
      const [subjectName = '', subjectDigest = ''] = [inputs['subject-name'], inputs['subject-digest']]
      const pushToRegistry = inputs['push-to-registry'] === 'true'
      checkSubject(subjectName, subjectDigest)
      const registry = subjectName.split('/')[0] ?? ''
      if (pushToRegistry && !loggedIn.has(`${workspace} ${registry}`)) {
        throw new Error(`No credentials found for registry ${registry}`)
      }
      onAttestation?.({ subjectName, subjectDigest, pushToRegistry, job })
      const url = `${step.github['server_url']}/${step.github['repository']}/attestations/1`
      return {
        outputs: { 'attestation-id': '1', 'attestation-url': url, 'bundle-path': join(workspace, 'bundle.json') },
      }
    },
  }
}

function checkSubject(name: string, digest: string): void {
  if (name === '') throw new Error('subject-name must be provided when using subject-digest')
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) {
    throw new Error('subject-digest must be in the format "sha256:<hex-digest>"')
  }
  if (/:[^/]*$/.test(name)) throw new Error(`subject-name ${name} must not have a tag`)
}

/** Separated by commas or new lines. */
function list(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map(item => item.trim())
    .filter(item => item !== '')
}

/** `name=value`, one a line. */
function pairs(text: string): Record<string, string> {
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
  return Object.fromEntries(
    lines.map(line => {
      const [name = '', ...value] = line.split('=')
      return [name, value.join('=')]
    }),
  )
}
