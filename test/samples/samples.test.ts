import { expect, test } from '@jest/globals'
import { filesUnder, readText } from '../../scripts/repository.ts'
import { samples } from './samples.ts'

test('the samples in the docs are what people see; `npm run samples` writes them', async () => {
  const kept = filesUnder('docs/samples', /./).map(path => [path.slice('docs/samples/'.length), readText(path)])
  expect(await samples()).toEqual(Object.fromEntries(kept))
})
