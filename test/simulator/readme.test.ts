import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { effects } from './faults.ts'
import { routes } from './github/index.ts'
import { jsonServices, queryServices } from './services.ts'
import { simulate } from './simulation.ts'

const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')

/** The first two cells of every table's rows, each as the list that it is. */
const rows = readme
  .split('\n')
  .filter(line => line.startsWith('|'))
  .map(line => line.split('|').map(cell => cell.trim().split(', ')))
  .map(([, first = [], second = []]) => ({ first, second }))

const services = [...Object.values(jsonServices), ...Object.values(queryServices)].map(
  ({ name, operations }) => [name, Object.keys(operations)] as const,
)
const github = ['github', routes.map(({ id }) => id)] as const

test.each([...services, github])('the README lists what there is of %s', (name, has) => {
  const listed = rows.find(({ first }) => first[0] === name)?.second
  expect(listed?.toSorted()).toEqual(has.toSorted())
})

test.each(Object.entries(effects))('the README says whether a service does what suffers "%s"', (kind, { applies }) => {
  const row = rows.find(({ first }) => first.includes(`\`${kind}\``))
  const position = row?.first.indexOf(`\`${kind}\``) ?? 0
  expect(row?.second[position] ?? row?.second[0]).toBe(applies ? 'yes' : 'no')
})

test('the README describes a world that can begin', () => {
  const [, example = ''] = /^( {4}repositories:\n(?: {4}.*\n)+)/m.exec(readme) ?? []
  const file = join(mkdtempSync(join(tmpdir(), 'world-')), 'world.yml')
  writeFileSync(file, example)
  expect(simulate(file).world.ecs.services()).toHaveLength(1)
})
