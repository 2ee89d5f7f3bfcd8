import { readDefinitionFile } from '../../core/task-definition.ts'
import type { DefinitionFile } from '../../core/task-definition.ts'
import { UsageError, messageOf } from '../../errors.ts'
import { readWorkspaceFile } from '../../workspace.ts'
import type { RevisionRun } from './run.ts'

/** The task definition file that `base` names for this service; absent where the base is what ECS has. */
export async function readBaseFile(
  service: string,
  { base, context }: RevisionRun,
): Promise<DefinitionFile | undefined> {
  if (base === 'service' || base === 'latest') return undefined
  const path = base.replaceAll('{service}', service)
  const text = await readWorkspaceFile(path, context.environment)
  // YAML reads JSON, too. It is loaded only for those who have a file.
  const { parse } = await import('yaml')
  try {
    return readDefinitionFile(parse(text, { maxAliasCount: 10 }))
  } catch (error) {
    throw new UsageError([`\`base\` names ${path}, which is no task definition: ${messageOf(error)}`])
  }
}
