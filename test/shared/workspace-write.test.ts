import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { UsageError } from '../../shared/errors.ts'
import { placeInWorkspace, writeWorkspaceFile } from '../../shared/workspace.ts'

let root: string
let environment: { GITHUB_WORKSPACE: string }

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'workspace-'))
  const workspace = join(root, 'work')
  environment = { GITHUB_WORKSPACE: workspace }
  mkdirSync(join(workspace, 'folder'), { recursive: true })
  mkdirSync(join(root, 'work-neighbour'))
  writeFileSync(join(root, 'secret'), 'secret')
  writeFileSync(join(workspace, 'old.html'), 'old')
  symlinkSync(join(root, 'secret'), join(workspace, 'escape.html'))
  symlinkSync(root, join(workspace, 'up'))
  symlinkSync('nowhere', join(workspace, 'dangling'))
  symlinkSync('folder', join(workspace, 'inside'))
})

afterAll(() => rmSync(root, { recursive: true }))

const write = (path: string): Promise<void> => writeWorkspaceFile(path, 'é', environment)

describe('a file of the workspace is written', () => {
  test.each([
    ['by its path', 'page.html', 'page.html'],
    ['into folders that are made for it', 'a/b/page.html', 'a/b/page.html'],
    ['in place of what was there', 'old.html', 'old.html'],
    ['through a link to a folder inside', 'inside/page.html', 'folder/page.html'],
  ])('%s', async (_, path, place) => {
    await write(path)
    expect(readFileSync(join(environment.GITHUB_WORKSPACE, place), 'utf8')).toBe('é')
  })

  test('and leaves nothing else behind', async () => {
    await write('alone/page.html')
    expect(readdirSync(join(environment.GITHUB_WORKSPACE, 'alone'))).toEqual(['page.html'])
  })

  test('at most where it may be', async () => {
    expect(await placeInWorkspace('new/page.html', environment)).toContain('/work/new/page.html')
    expect(existsSync(join(environment.GITHUB_WORKSPACE, 'new'))).toBe(false)
  })
})

describe('what is refused', () => {
  test.each([
    ['../page.html', 'lies outside of the workspace'],
    ['folder/../../page.html', 'lies outside of the workspace'],
    ['../work-neighbour/page.html', 'lies outside of the workspace'],
    ['/tmp/page.html', 'lies outside of the workspace'],
    ['up/page.html', 'lies outside of the workspace'],
    ['up/made/page.html', 'lies outside of the workspace'],
    ['escape.html', 'is there and is not a file'],
    ['folder', 'is there and is not a file'],
    ['.', 'lies outside of the workspace'],
  ])('%s', async (path, why) => {
    const refused = await write(path).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(UsageError)
    expect(String(refused)).toContain(why)
  })

  test('a folder that is a link to nowhere', async () => {
    await expect(write('dangling/page.html')).rejects.toThrow()
    expect(existsSync(join(environment.GITHUB_WORKSPACE, 'nowhere'))).toBe(false)
  })

  test('and what is outside stays as it was', () => {
    expect(readFileSync(join(root, 'secret'), 'utf8')).toBe('secret')
    expect(readdirSync(root).sort()).toEqual(['secret', 'work', 'work-neighbour'])
    expect(readdirSync(join(root, 'work-neighbour'))).toEqual([])
  })
})
