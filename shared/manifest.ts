import type { Declared } from './core/deploy-manifest/declared.ts'
import type { ManifestDocument } from './core/deploy-manifest/schema.ts'
import { UsageError, messageOf } from './errors.ts'
import { hasWorkspaceFile, readWorkspaceFile } from './workspace.ts'

/** The manifest of a repository, and what it declares of the environment that this run is for. */
export interface Manifest {
  path: string
  document: ManifestDocument
  /** Absent where the workflow names no environment. */
  declared: Declared | undefined
}

interface Asked {
  /** The input `config`; empty for the usual place. */
  config: string
  /** The input `environment`; empty where none is named. */
  name: string
  /** The name says something without a manifest, too. */
  isOptional: boolean
  /** The runner's environment. */
  environment: Readonly<Record<string, string | undefined>>
}

const usualPlace = '.github/deploy.yml'

/**
 * Reads the manifest where there is one. All its mistakes come at once, each with its line; so does the name of an
 * environment that it does not have.
 */
export async function readManifestFile({
  config,
  name,
  isOptional,
  environment,
}: Asked): Promise<Manifest | undefined> {
  const path = config === '' ? usualPlace : config
  if (config === '' && !(await hasWorkspaceFile(path, environment))) {
    if (name === '' || isOptional) return undefined
    throw new UsageError([
      `\`environment\` names ${name}, but there is no manifest ${path} in the workspace; is actions/checkout missing?`,
    ])
  }
  // The schema's validator is loaded only for those who have a manifest.
  const [{ readManifest }, { declaredOf }] = await Promise.all([
    import('./core/deploy-manifest/read.ts'),
    import('./core/deploy-manifest/declared.ts'),
  ])
  const reading = readManifest(await readWorkspaceFile(path, environment))
  if (reading.is === 'wrong') throw new UsageError(reading.mistakes.map(mistake => `${path}, ${mistake}`))
  const { document } = reading
  if (name === '') return { path, document, declared: undefined }
  const declared = declaredOf(document, name)
  const known = Object.keys(document.environments).join(', ')
  if (!declared) throw new UsageError([`\`environment\` names ${name}, which ${path} does not have; it has ${known}`])
  return { path, document, declared: inItsRegion(declared, path, environment) }
}

/** A value of the manifest read as an input is. What is wrong with it is a mistake of whoever wrote the manifest. */
export function fromManifest<T>(key: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new UsageError([`\`${key}\` of the manifest ${messageOf(error)}`])
  }
}

/** Deploying to another region than the one that was meant is not a thing to find out later. */
function inItsRegion(declared: Declared, path: string, environment: Asked['environment']): Declared {
  const configured = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION']
  const { region } = declared
  if (region === undefined || !configured || configured === region) return declared
  throw new UsageError([
    `${path} has ${declared.environment} in ${region}, but this job's AWS_REGION is ${configured}; give configure-aws-credentials the region ${region}`,
  ])
}
