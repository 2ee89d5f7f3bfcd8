import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { version } from '../../shared/version.ts'

test('AWS is told the version of package.json', () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({ version })
})
