/** `npm run check`: everything that must hold before a change is merged, besides the tests. */
import { availableParallelism } from 'node:os'
import { distProblems } from './check-dist.ts'
import { sources } from './check-layers.ts'
import { workflowFileProblems } from './check-workflows.ts'
import { commandCheck, report } from './checks.ts'
import { layerProblems } from './layers.ts'
import { readmeProblems } from './readme-tables.ts'

await report(
  [
    commandCheck('types', 'tsc', ['-p', 'tsconfig.test.json', '--noEmit']),
    commandCheck('lint', 'eslint', ['.']),
    commandCheck('format', 'prettier', ['--check', '--log-level', 'warn', '.']),
    { name: 'layers', problems: () => layerProblems(sources()) },
    { name: 'workflows', problems: () => workflowFileProblems() },
    { name: 'readme tables', problems: () => readmeProblems() },
    { name: 'dist', problems: () => distProblems() },
  ],
  { atOnce: availableParallelism() },
)
