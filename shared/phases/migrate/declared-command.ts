import { readCommand } from '../../core/command-line.ts'
import type { DeclaredMigration } from '../../core/deploy-manifest/declared.ts'
import { fromManifest } from '../../manifest.ts'

/** The words of the command that the manifest declares. */
export function declaredCommand({ command }: DeclaredMigration): readonly string[] {
  return typeof command === 'string' ? fromManifest('migration.command', () => readCommand(command)) : command
}
