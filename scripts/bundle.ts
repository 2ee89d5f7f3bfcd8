import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { schema } from '../shared/core/deploy-manifest/schema.ts'
import { mustRun, run } from './command.ts'
import { filesUnder, root, startableActions } from './repository.ts'

/** A webpack module, as far as ncc's `--stats-out` is read here. */
interface BundledModule {
  name?: string
  modules?: BundledModule[]
}

/** Folders whose files must never be in the bundle: the simulator and the tests, and the build itself. */
const neverBundled = ['./test/', './scripts/']

/**
 * Bundles every action into `out` (absolute, emptied first). Always runs ncc from the repository root: the names of the
 * modules, and so the bytes, depend on where ncc is started, but not on where it writes.
 * Throws when sources do not compile, when something is in the bundle that must not be, or when it does not start.
 */
export async function bundle(out: string): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'deploy-actions-build-'))
  try {
    rmSync(out, { recursive: true, force: true })
    const stats = join(scratch, 'stats.json')
    const args = ['build', 'actions/index.ts', '--out', out, '--license', 'licenses.txt', '--stats-out', stats]
    await mustRun('ncc', [...args, '--no-cache', '--quiet'])
    // Editors read it from where users' manifests name it.
    writeFileSync(join(out, 'deploy.schema.json'), `${JSON.stringify(schema, undefined, 2)}\n`)
    const problems = [...strangers(stats), ...machinePaths(out)]
    if (problems.length > 0) throw new Error(problems.join('\n'))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/**
 * Starts every action's entry with no inputs at all. An action that starts names the inputs it misses in an error
 * annotation; a bundle that does not load dies with a stack instead. ncc can write such a bundle and still end with 0.
 */
export async function entriesThatDoNotStart(): Promise<string[]> {
  const problems = startableActions().map(async name => {
    const entry = `actions/${name}/entry.js`
    const { stdout, output } = await run('node', [entry], { env: bareEnvironment(), within: 30_000 })
    return /^::error/m.test(stdout) ? [] : [`${entry} does not start:\n${output}`]
  })
  return (await Promise.all(problems)).flat()
}

/** Without inputs, credentials or a runner's files, so that nothing outside the bundle is reached. */
function bareEnvironment(): Record<string, undefined> {
  const removed = Object.keys(process.env).filter(name => /^(INPUT_|GITHUB_|AWS_|STATE_)/.test(name))
  return Object.fromEntries(removed.map(name => [name, undefined]))
}

function strangers(stats: string): string[] {
  const { modules = [] } = JSON.parse(readFileSync(stats, 'utf8')) as BundledModule
  return names(modules)
    .filter(name => neverBundled.some(folder => name.startsWith(folder)))
    .map(name => `${name} is in the bundle, but only actions and what they share may be`)
}

function names(modules: readonly BundledModule[]): string[] {
  return modules.flatMap(({ name = '', modules: inner = [] }) => [name, ...names(inner)])
}

function machinePaths(out: string): string[] {
  return filesUnder('.', /\.(js|json)$/, out)
    .filter(file => readFileSync(join(out, file), 'utf8').includes(`${root}/`))
    .map(file => `${file} names ${root}, a folder of this machine`)
}
