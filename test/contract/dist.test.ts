import { describe, expect, test } from '@jest/globals'
import { filesUnder, publicActions, readText, startableActions } from '../../scripts/repository.ts'

const scripts = filesUnder('dist', /\.js$/)

test('the bundle is built and committed', () => {
  expect(scripts).toContain('dist/index.js')
})

test.each(scripts)('%s holds nothing of the simulator, the tests or the build', file => {
  expect(readText(file)).not.toMatch(/\.\/(test|scripts)\/[\w/-]+\.ts|test\/simulator/)
})

test('the bundle is read as a module, whatever folder it is copied to', () => {
  expect(JSON.parse(readText('dist/package.json'))).toEqual({ type: 'module' })
})

describe.each(startableActions())('%s', name => {
  test('starts from an entry of two lines', () => {
    expect(readText(`actions/${name}/entry.js`)).toBe(
      `import { main } from '../../dist/index.js'\nawait main('${name}')\n`,
    )
  })

  test('is what its action.yml runs', () => {
    const action = publicActions().find(candidate => candidate.name === name)
    expect(action?.metadata.runs).toEqual({ using: 'node24', main: `../actions/${name}/entry.js` })
  })
})
