import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from '@jest/globals'

/** What is below the head of each table. */
const lines = readFileSync(join(import.meta.dirname, 'FIDELITY.md'), 'utf8')
  .split('\n')
  .filter(line => line.startsWith('|') && !/^\| (behaviour|-+) +\|/.test(line))

const row = /^\| (?<behaviour>[^|]*\w[^|]*?) +\| (?<source>[^|]+?) +\| `(?<file>[\w-]+)`: (?<title>[^|]+?) +\|$/
const rows = lines.map(line => row.exec(line)?.groups).filter(groups => groups !== undefined)

const kinds = /\[documentation\]\(https:\/\/[^ )]+\)|\bSDK\b|\bobservation\b|\bassumption\b/

/** The titles of the tests in each test file, by the file's name without folder and ending. */
const titles = new Map(
  globSync(join(import.meta.dirname, '**/*.test.ts')).map(file => {
    const found = readFileSync(file, 'utf8').matchAll(/(?:\btest|\))\(\s*'(?<title>(?:[^'\\]|\\.)+)',/g)
    return [basename(file, '.test.ts'), Array.from(found, match => match.groups?.title)]
  }),
)

test('every line of the tables in FIDELITY.md names a behaviour, where it is known from, and a test', () => {
  expect(lines.filter(line => !row.test(line))).toEqual([])
})

test.each(rows)('FIDELITY.md names recordings that are there: $behaviour', ({ source = '' }) => {
  const named = Array.from(source.matchAll(/\((golden\/[^)]+)\)/g), ([, file = '']) => file)
  expect(named.filter(file => !existsSync(join(import.meta.dirname, file)))).toEqual([])
})

test.each(rows)('FIDELITY.md names one of the four kinds of source: $behaviour', ({ source = '' }) => {
  expect(source).toMatch(kinds)
})

test.each(rows)('FIDELITY.md names a test that exists: $behaviour', ({ file = '', title = '' }) => {
  expect(titles.get(file)).toContain(title)
})
