/** `npm run build`: makes dist/ from the sources, and starts every action from it once. */
import { join } from 'node:path'
import { bundle, entriesThatDoNotStart } from './bundle.ts'
import { reportProblems } from './checks.ts'
import { root } from './repository.ts'

await reportProblems(async () => {
  await bundle(join(root, 'dist'))
  return entriesThatDoNotStart()
})
