import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { UsageError } from '../../shared/errors.ts'
import { readWorkspaceFile } from '../../shared/workspace.ts'

let root: string
let environment: { GITHUB_WORKSPACE: string }

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'workspace-'))
  const workspace = join(root, 'work')
  environment = { GITHUB_WORKSPACE: workspace }
  mkdirSync(join(workspace, 'folder'), { recursive: true })
  mkdirSync(join(root, 'work-neighbour'))
  writeFileSync(join(root, 'secret'), 'secret')
  writeFileSync(join(root, 'work-neighbour', 'file'), 'secret')
  writeFileSync(join(workspace, 'folder', 'file.json'), '{"é": 1}')
  writeFileSync(join(workspace, 'largest'), 'x'.repeat(1_048_576))
  writeFileSync(join(workspace, 'too-large'), 'x'.repeat(1_048_577))
  symlinkSync(join(root, 'secret'), join(workspace, 'escape'))
  symlinkSync(root, join(workspace, 'up'))
  symlinkSync('/dev/zero', join(workspace, 'endless'))
  symlinkSync('folder/file.json', join(workspace, 'link'))
  symlinkSync('nowhere', join(workspace, 'dangling'))
  symlinkSync(workspace, join(root, 'alias'))
})

afterAll(() => rmSync(root, { recursive: true }))

describe('a file of the workspace is read', () => {
  test.each([
    ['by its path', 'folder/file.json'],
    ['by a path that goes round', './folder/../folder/file.json'],
    ['through a link inside', 'link'],
  ])('%s', async (_, path) => {
    expect(await readWorkspaceFile(path, environment)).toBe('{"é": 1}')
  })

  test('by its absolute path', async () => {
    const path = join(environment.GITHUB_WORKSPACE, 'folder/file.json')
    expect(await readWorkspaceFile(path, environment)).toBe('{"é": 1}')
  })

  test('when the workspace itself is a link', async () => {
    expect(await readWorkspaceFile('link', { GITHUB_WORKSPACE: join(root, 'alias') })).toBe('{"é": 1}')
  })

  test('up to one mebibyte', async () => {
    expect(await readWorkspaceFile('largest', environment)).toHaveLength(1_048_576)
  })
})

describe('what is refused', () => {
  test.each([
    ['../secret', 'the file ../secret lies outside of the workspace'],
    ['folder/../../secret', 'the file folder/../../secret lies outside of the workspace'],
    ['../work-neighbour/file', 'the file ../work-neighbour/file lies outside of the workspace'],
    ['/etc/passwd', 'the file /etc/passwd lies outside of the workspace'],
    ['escape', 'the file escape lies outside of the workspace'],
    ['up/secret', 'the file up/secret lies outside of the workspace'],
    ['endless', 'the file endless lies outside of the workspace'],
    ['too-large', 'the file too-large has 1048577 bytes; 1048576 are the most'],
    ['missing', 'the file missing is not in the workspace; is actions/checkout missing?'],
    ['dangling', 'the file dangling is not in the workspace; is actions/checkout missing?'],
    ['nul\0byte', 'the file nul\0byte is not in the workspace; is actions/checkout missing?'],
    ['folder', 'folder is not a file'],
  ])('%j', async (path, message) => {
    const refused = readWorkspaceFile(path, environment)
    await expect(refused).rejects.toBeInstanceOf(UsageError)
    await expect(refused).rejects.toThrow(message)
  })
})
