import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { root } from '../../scripts/repository.ts'
import { serveFast } from '../runner/fast-world.ts'
import type { FastWorld } from '../runner/fast-world.ts'
import { createGitHub } from '../runner/index.ts'
import type { Environment, GitHub, GitHubOptions, LogLine, Run, StandIn } from '../runner/index.ts'
import { standIns } from '../runner/stand-ins.ts'
import type { Artifact, AskedRole, Assumed, Attestation, Build, Built, StandInHooks } from '../runner/stand-ins.ts'
import { pushImage } from '../simulator/build-registry.ts'
import type { BehaviourScenario, BuiltImage, Scenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { checkoutOf, migrationsOf } from './checkout.ts'
import { Programs } from './programs.ts'

/** What is special about the images that a commit is built to, by repository. Those of which nothing is said work. */
export type Story = Readonly<Record<string, BuiltImage | 'does not build'>>

export interface PipelineOptions {
  /** Folder of the repository that is deployed, such as `examples/specboard`; its `world.yml` is the world. */
  repository: string
  /** Another world than that. */
  world?: Scenario
  /** Commits by a name of ours, and what is special about each. */
  commits: Readonly<Record<string, Story>>
  /** What a command of the machine does, as a bash script. All it is started with is in `commands` anyway. */
  programs?: Readonly<Record<string, string>>
  /** Settings of the repository beside the usual ones: variables for AWS in both environments, approval of production. */
  secrets?: Readonly<Record<string, string>>
  vars?: Readonly<Record<string, string>>
  /** More variables of the environments, by name of the environment. */
  environmentVars?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Files beside those of the folder, or in their place. */
  files?: Files
  /** Files that differ in a commit, by our name for it; one without any text is not there. */
  changes?: Readonly<Record<string, Files>>
  /** Seconds of the world in one of ours. */
  speed?: number
  onLine?: (line: LogLine) => void
}

type Files = Readonly<Record<string, string>>

const usualSpeed = 60

/**
 * A repository with its workflows on a simulated GitHub, and the AWS account that they deploy to. Workflows are run as
 * they are, built actions as processes of their own; other people's actions and programs have stand-ins.
 */
export class Pipeline {
  readonly simulation: Simulation
  readonly github: GitHub
  /** What was started on the machine. */
  readonly programs: Programs
  /** What jobs built, the roles that they assumed, and the artifacts that they kept. */
  readonly builds: Build[] = []
  readonly roles: AskedRole[] = []
  readonly artifacts: Artifact[] = []
  /** What jobs attested. */
  readonly attestations: Attestation[] = []
  private server: FastWorld
  private readonly settings: GitHubOptions
  private readonly readers = new Set<(line: LogLine) => void>()
  private readonly stories: ReadonlyMap<string, Story>
  private readonly tags: Record<string, string> = {}
  /** What the migrations of the manifest do, where a story says nothing else. */
  private readonly migrations: Record<string, BehaviourScenario>

  static async start(options: PipelineOptions): Promise<Pipeline> {
    const simulation = simulate(options.world ?? join(options.repository, 'world.yml'))
    // Every replica knows the services before anything begins.
    simulation.world.timeline.advance(60_000)
    const speed = options.speed ?? usualSpeed
    return new Pipeline(simulation, await serveFast(simulation, { speed }), options)
  }

  private constructor(simulation: Simulation, server: FastWorld, options: PipelineOptions) {
    const { commits, programs = {}, secrets = {}, vars = {}, changes = {}, onLine } = options
    if (onLine) this.readers.add(onLine)
    const { world } = simulation
    this.simulation = simulation
    this.server = server
    this.stories = new Map(Object.entries(commits).map(([name, story]) => [shaOf(name), story]))
    this.programs = new Programs(programs)
    const files = checkoutOf(options.repository, options.files)
    this.migrations = Object.fromEntries(migrationsOf(files).map(command => [command, migrates]))
    const changed = new Map(Object.entries(changes).map(([name, change]) => [shaOf(name), changedBy(change, files)]))
    const hooks: StandInHooks = {
      account: world.account,
      build: build => this.build(build),
      assume: asked => this.assume(asked),
      onArtifact: artifact => this.artifacts.push(artifact),
      onAttestation: attestation => this.attestations.push(attestation),
    }
    this.settings = {
      repository: `${world.github.owner}/${world.github.name}`,
      files: sha => (this.stories.has(sha) ? (changed.get(sha) ?? files) : undefined),
      actions: { 'org/deploy-actions': root },
      standIns: { ...standIns(hooks), ...setups },
      environments: environmentsOf(world.region, options.environmentVars ?? {}),
      tags: this.tags,
      secrets,
      vars,
      preload: join(root, 'test/stage/internet.ts'),
      token: permissions => world.github.issueToken(permissions),
      onLine: line => this.readers.forEach(reader => reader(line)),
      ...this.ofServer(),
    }
    this.github = createGitHub(this.settings)
  }

  /** Seconds of the world in one of ours. */
  get speed(): number {
    return this.server.speed
  }

  /**
   * Lets runs that start from now on live faster or slower. A request takes as long as this machine takes, so whoever
   * has little patience with AWS must live slowly; and who only waits may live fast.
   */
  async pace(speed: number): Promise<void> {
    await this.server.close()
    this.server = await serveFast(this.simulation, { speed })
    Object.assign(this.settings, this.ofServer())
  }

  private ofServer(): Pick<GitHubOptions, 'environment' | 'speed'> {
    const { url, speed, environment } = this.server
    const more = {
      INTERNET_AT: url,
      // A hundred processes load the same bundles.
      NODE_COMPILE_CACHE: join(this.programs.home, 'compiled'),
    }
    return { speed, environment: { ...environment, ...this.programs.environment, ...more } }
  }

  /** Pushes a commit to the default branch, or to another one. */
  push(name: string, branch = 'main'): Run[] {
    const { github } = this.simulation.world
    if (!github.commits.get(shaOf(name))) github.addCommit({ sha: shaOf(name), message: `Make ${name}`, branch })
    return this.github.push({ sha: shaOf(name), branch })
  }

  /** Has the images of a commit in the registry, as if a build had pushed them before. */
  alreadyBuilt(name: string, repositories: readonly string[]): void {
    const { ecr } = this.simulation.world
    const missing = repositories.filter(repository => !ecr.find(`${repository}:${shaOf(name)}`))
    for (const repository of missing) this.pushImage(repository, [shaOf(name)])
  }

  /** Puts a tag on a commit. */
  tag(tag: string, name: string): Run[] {
    this.simulation.world.github.tag({ name: tag, commit: shaOf(name), depth: 1 })
    return this.github.push({ sha: shaOf(name), tag })
  }

  /** Tags a commit, and publishes a release of it. */
  release(tag: string, name: string, prerelease = false): Run[] {
    const { github } = this.simulation.world
    github.tag({ name: tag, commit: shaOf(name), depth: 1 })
    github.release({ tag, prerelease })
    this.tags[tag] = shaOf(name)
    return this.github.publishRelease({ tag, prerelease })
  }

  /** Settles as soon as a job says so in its log. */
  said(what: RegExp): Promise<void> {
    return new Promise(said => {
      const reader = ({ text }: LogLine): void => {
        if (!what.test(text)) return
        this.readers.delete(reader)
        said()
      }
      this.readers.add(reader)
    })
  }

  async close(): Promise<void> {
    await this.github.close()
    await this.server.close()
    this.programs.remove()
  }

  private assume(asked: AskedRole): Assumed {
    this.roles.push(asked)
    return { accessKeyId: 'ASIASIMULATOR', secretAccessKey: 'simulator-secret', sessionToken: 'simulator-session' }
  }

  /** Pushes to the simulated registry what `docker build` would have built. */
  private build(build: Build): Built {
    const { tags } = build
    this.builds.push(build)
    const named = tags.map(tag => /^[^/]+\/(?<repository>.+):(?<tag>[^:]+)$/.exec(tag)?.groups ?? {})
    const { repository = '' } = named[0] ?? {}
    return this.pushImage(
      repository,
      named.flatMap(one => one['tag'] ?? []),
    )
  }

  private pushImage(repository: string, tags: readonly string[]): Built {
    const special = this.stories.get(tags[0] ?? '')?.[repository] ?? {}
    if (special === 'does not build')
      throw new Error(
        'ERROR: failed to build: failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 2',
      )
    const behaviour = { ...special.behaviour, commands: { ...this.migrations, ...special.behaviour?.commands } }
    return pushImage(this.simulation.world, repository, { ...special, behaviour, tags })
  }
}

const migrates: BehaviourScenario = { exits: { code: 0, after: '20s' }, logs: ['the schema is up to date'] }

/** The SHA of a commit by our name for it. */
export function shaOf(name: string): string {
  return createHash('sha1').update(name).digest('hex')
}

function changedBy(change: Files, files: Files): Files {
  return Object.fromEntries(Object.entries({ ...files, ...change }).filter(([, text]) => text !== ''))
}

/** As the README says to set them up. */
function environmentsOf(
  region: string,
  more: NonNullable<PipelineOptions['environmentVars']>,
): Record<string, Environment> {
  const vars = (name: string): Record<string, string> => ({
    AWS_REGION: region,
    AWS_DEPLOY_ROLE: `arn:aws:iam::123456789012:role/${name}`,
    ...more[name],
  })
  return {
    staging: { vars: vars('staging') },
    production: { vars: vars('production'), reviewers: true, refs: ['main', 'v*'] },
  }
}

/** Actions that only install what the machine has, or what nothing here needs. */
const setups: Record<string, StandIn> = {
  'actions/setup-node': { inputs: { 'node-version': '', 'node-version-file': '', cache: '' }, run: () => ({}) },
  'docker/setup-qemu-action': { inputs: { platforms: 'all' }, run: () => ({}) },
}
