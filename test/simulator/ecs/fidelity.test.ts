import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'

const page = readFileSync(new URL('../FIDELITY.md', import.meta.url), 'utf8')
const rows = page
  .split('\n')
  .map(line => /^\| (?<behaviour>.+?) +\| (?<source>.+?) +\| `(?<file>[\w-]+)`: (?<name>.+?) +\|$/.exec(line)?.groups)
  .filter(groups => groups !== undefined)

test('FIDELITY.md has a row for each behaviour', () => {
  expect(rows.length).toBeGreaterThan(60)
})

test.each(rows)('FIDELITY.md names a test that exists: $behaviour', ({ file = '', name = '' }) => {
  const source = readFileSync(new URL(`${file}.test.ts`, import.meta.url), 'utf8')
  expect(source).toContain(`'${name}'`)
})

test.each(rows)('FIDELITY.md says where it is known from: $behaviour', ({ source = '' }) => {
  expect(source).toMatch(/https:\/\/|observation|assumption|SDK/)
})
