import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from '@jest/globals'

/** Makes a checkout with these files, by path; to be called outside of tests, at whose end it is gone. */
export function workspace(files: Readonly<Record<string, string>>): { GITHUB_WORKSPACE: string } {
  const root = mkdtempSync(join(tmpdir(), 'workspace-'))
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return { GITHUB_WORKSPACE: root }
}
