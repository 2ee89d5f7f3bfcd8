import { join } from 'node:path'
import { mustRun, type CommandOptions } from '../command.ts'
import { root } from '../repository.ts'

/** Programs of others that judge this project. Installed anew for each run, away from the machine's own. */
export interface Tools {
  /** botocore's newest models, a folder per service. */
  models: string
  zizmor: (args: readonly string[]) => Promise<string>
  /** The `aws` command line. Answers its standard output. */
  aws: (args: readonly string[], options?: CommandOptions) => Promise<string>
  /** How moto's server is started. */
  moto: { program: string; args: readonly string[]; env: Record<string, string> }
}

/** Installs the pinned tools and the newest models into `folder`. Throws what pip said. */
export async function installTools(folder: string): Promise<Tools> {
  const programs = join(folder, 'programs')
  const models = join(folder, 'models')
  const pip = (target: string, ...what: string[]): Promise<string> =>
    mustRun('python3', ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', target, ...what])
  await pip(programs, '--requirement', join(root, '.ci', 'requirements.txt'))
  // Not pinned: the point is to learn what AWS has changed.
  await pip(models, '--no-deps', 'botocore')
  const env = { PYTHONPATH: programs }
  return {
    models: join(models, 'botocore', 'data'),
    zizmor: args => mustRun(join(programs, 'bin', 'zizmor'), args),
    aws: (args, options = {}) =>
      mustRun('python3', [join(programs, 'bin', 'aws'), ...args], { ...options, env: { ...env, ...options.env } }),
    moto: { program: 'python3', args: [join(programs, 'bin', 'moto_server')], env },
  }
}
