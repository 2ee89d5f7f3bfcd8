import { describe, expect, test } from '@jest/globals'
import { documents, withTables } from '../../scripts/readme-tables.ts'
import type { PublicAction } from '../../scripts/repository.ts'

const action: PublicAction = {
  name: 'wait-healthy',
  folder: 'wait-healthy',
  metadata: {
    name: 'Wait',
    description: 'Waits until it is proved.\n',
    inputs: {
      cluster: { description: 'The cluster.', required: true },
      timeout: { description: 'How long, as\n`90s` | `15m`.', default: '30m' },
      services: { description: 'Which.' },
    },
    runs: { using: 'node24' },
  },
}

describe('the tables of a README', () => {
  test('say what each input takes, and its default', () => {
    expect(documents([action])[2]?.tables.inputs?.split('\n').map(squeeze)).toEqual([
      '| Input | What it takes | Default |',
      '| --- | --- | --- |',
      '| `cluster` | The cluster. | **required** |',
      '| `timeout` | How long, as `90s` \\| `15m`. | `30m` |',
      '| `services` | Which. | |',
    ])
  })

  test('say so when there are none', () => {
    expect(documents([action])[2]?.tables.outputs).toBe('None.')
  })

  test('list the actions with a link to each', () => {
    expect(documents([action])[0]?.tables.actions?.split('\n').map(squeeze)).toContain(
      '| [`wait-healthy`](wait-healthy/README.md) | Waits until it is proved. |',
    )
  })
})

describe('writing a table', () => {
  const around = (inner: string): string => `# T\n\n<!-- inputs -->${inner}<!-- /inputs -->\n\nafter\n`

  test('replaces what is between the markers and nothing else', () => {
    expect(withTables(around('\nold\n'), { inputs: 'new' })).toBe(around('\n\nnew\n\n'))
  })

  test('changes nothing the second time', () => {
    const once = withTables(around(''), { inputs: 'new' })
    expect(withTables(once, { inputs: 'new' })).toBe(once)
  })

  test.each(['# no markers', '<!-- inputs --> no end', around('').repeat(2)])('refuses %j', text => {
    expect(() => withTables(text, { inputs: 'new' })).toThrow(
      'must hold <!-- inputs --> and <!-- /inputs --> once each',
    )
  })
})

/** A row without the padding that aligns its columns. */
function squeeze(row: string): string {
  return row.replaceAll(/ {2,}/g, ' ').replaceAll(/-{3,}/g, '---')
}
