import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle, entriesThatDoNotStart } from './bundle.ts'
import { reportProblems } from './checks.ts'
import { filesUnder, root } from './repository.ts'

/** Builds beside the repository and compares with the committed dist/, byte for byte. */
export async function distProblems(): Promise<string[]> {
  if (!existsSync(join(root, 'dist'))) return ['dist/ does not exist; run `npm run build`']
  const scratch = await mkdtemp(join(tmpdir(), 'deploy-actions-dist-'))
  try {
    await bundle(scratch)
    const differing = differences(join(root, 'dist'), scratch)
    if (differing.length > 0) return [...differing, 'run `npm run build` and commit dist/']
    return await entriesThatDoNotStart()
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

function differences(committed: string, built: string): string[] {
  const all = new Set([...filesUnder('.', /\.\w+$/, committed), ...filesUnder('.', /\.\w+$/, built)])
  return [...all].sort().flatMap(file => {
    if (!existsSync(join(committed, file))) return [`dist/${file} is missing`]
    if (!existsSync(join(built, file))) return [`dist/${file} is no longer built`]
    const same = readFileSync(join(committed, file)).equals(readFileSync(join(built, file)))
    return same ? [] : [`dist/${file} is not what the sources build`]
  })
}

if (import.meta.main) await reportProblems(distProblems)
