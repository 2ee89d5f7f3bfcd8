/** Reads every source file and says which imports break a layer's rule. */
import { reportProblems } from './checks.ts'
import { layerProblems, type Source } from './layers.ts'
import { filesUnder, readText, root } from './repository.ts'

/** The sources of the bundle, and the entries that start it. */
export function sources(where: string = root): Source[] {
  return ['actions', 'shared']
    .flatMap(folder => filesUnder(folder, /\.(ts|js)$/, where))
    .map(path => ({ path, text: readText(path, where) }))
}

if (import.meta.main) await reportProblems(() => layerProblems(sources()))
