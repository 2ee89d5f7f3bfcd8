import { join } from 'node:path'
import { parse } from 'yaml'
import type { ManifestDocument } from '../../shared/core/deploy-manifest/schema.ts'
import { filesUnder, readText } from '../../scripts/repository.ts'

/** The files of a repository that is deployed, by path: those of a folder and more, and Dockerfiles of what it builds. */
export function checkoutOf(folder: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const paths = filesUnder(folder, /[^/.][^/]*\.\w+$/).filter(path => !path.endsWith('/world.yml'))
  const files = { ...Object.fromEntries(paths.map(path => [path.slice(folder.length + 1), readText(path)])), ...more }
  const dockerfiles = Object.values(manifestIn(files).services).flatMap(dockerfilesOf)
  return { ...Object.fromEntries(dockerfiles.map(path => [path, 'FROM scratch\n'])), ...files }
}

type Service = ManifestDocument['services'][string]

function dockerfilesOf({ build, containers = {} }: Service): string[] {
  const inside = Object.values(containers).map(one => (typeof one === 'string' ? undefined : one.build))
  return [build, ...inside].flatMap(one => {
    if (one === undefined) return []
    if (typeof one === 'string') return [join(one, 'Dockerfile')]
    return [one.dockerfile ?? join(one.context, 'Dockerfile')]
  })
}

/** The commands by which a checkout's manifest migrates, with spaces between their words. */
export function migrationsOf(files: Readonly<Record<string, string>>): string[] {
  const { migration, environments } = manifestIn(files)
  const differing = Object.values(environments).map(one => one.migration)
  return [migration, ...differing].flatMap(one => {
    const command = typeof one === 'object' ? one.command : undefined
    return command === undefined ? [] : [typeof command === 'string' ? command : command.join(' ')]
  })
}

function manifestIn(files: Readonly<Record<string, string>>): ManifestDocument {
  return parse(files['.github/deploy.yml'] ?? '') as ManifestDocument
}
