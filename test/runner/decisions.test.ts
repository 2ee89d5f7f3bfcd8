import { describe, expect, test } from '@jest/globals'
import { readPairs } from './command-files.ts'
import { matchesPatterns } from './events.ts'
import type { Value } from './expressions.ts'
import { Masks } from './masks.ts'
import { combinations, suffix } from './matrix.ts'
import { excess, readPermissions } from './permissions.ts'
import { shellCommand } from './shell.ts'

describe('a matrix', () => {
  test.each<[string, Value, Value[], string[]]>([
    [
      'multiplies its vectors',
      { os: ['a', 'b'], n: [1, 2] },
      [
        { os: 'a', n: 1 },
        { os: 'a', n: 2 },
        { os: 'b', n: 1 },
        { os: 'b', n: 2 },
      ],
      [' (a, 1)', ' (a, 2)', ' (b, 1)', ' (b, 2)'],
    ],
    [
      'of `include` alone is a list of jobs',
      {
        include: [
          { name: 'api', path: './api' },
          { name: 'web', path: '.' },
        ],
      },
      [
        { name: 'api', path: './api' },
        { name: 'web', path: '.' },
      ],
      [' (api, ./api)', ' (web, .)'],
    ],
    [
      'leaves out what `exclude` names',
      { os: ['a', 'b'], n: [1, 2], exclude: [{ os: 'a', n: 2 }, { os: 'b' }] },
      [{ os: 'a', n: 1 }],
      [' (a, 1)'],
    ],
    [
      'is extended by `include` where no value changes, and else gets a job more',
      { os: ['a', 'b'], include: [{ os: 'a', extra: true }, { os: 'c' }, { all: 1 }] },
      [{ os: 'a', extra: true, all: 1 }, { os: 'b', all: 1 }, { os: 'c' }],
      [' (a)', ' (b)', ' (c)'],
    ],
    [
      'of objects is named after what they hold',
      { service: [{ name: 'api', ports: [1, 2] }] },
      [{ service: { name: 'api', ports: [1, 2] } }],
      [' (api, 1, 2)'],
    ],
  ])('%s', (_, matrix, jobs, names) => {
    const made = combinations(matrix)
    expect(made).toEqual(jobs)
    expect(made.map(one => suffix(one, matrix))).toEqual(names)
  })

  test.each<[string, Value, string]>([
    ['no values in a vector', { os: [] }, "Matrix vector 'os' does not contain any values"],
    ['nothing at all', { include: [] }, 'Matrix must define at least one vector'],
    ['a text for a list', { os: 'a' }, 'matrix.os must be a sequence, not "a"'],
  ])('with %s is an error', (_, matrix, message) => {
    expect(() => combinations(matrix)).toThrow(message)
  })
})

describe('a command file', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'name=value',
      'a=1\nb=x=y\n',
      [
        ['a', '1'],
        ['b', 'x=y'],
      ],
    ],
    [
      'a block',
      'a<<EOF\none\ntwo\nEOF\nb=2\n',
      [
        ['a', 'one\ntwo'],
        ['b', '2'],
      ],
    ],
    ['an empty block', 'a<<EOF\nEOF\n', [['a', '']]],
    ['a value with <<', 'a=b<<c\n', [['a', 'b<<c']]],
    ['blank lines', '\na=1\n\n', [['a', '1']]],
    ['no line end', 'a=1', [['a', '1']]],
  ])('takes %s', (_, text, pairs) => {
    expect(readPairs(text)).toEqual(pairs)
  })

  test.each([
    ['a line without a value', 'oops\n', "Invalid format 'oops'"],
    ['a block that does not end', 'a<<EOF\none\n', "Matching delimiter not found 'EOF'"],
    ['a block without a name', '<<EOF\nEOF\n', 'Name must not be empty'],
  ])('refuses %s', (_, text, message) => {
    expect(() => readPairs(text)).toThrow(message)
  })
})

describe('a mask', () => {
  const masks = new Masks()
  masks.add('s3cret/key\nsecond line')

  test.each([
    ['the value', 'x s3cret/key\nsecond line y', 'x *** y'],
    ['one of its lines', 'a second line', 'a ***'],
    ['what it is in base64, wherever it stands', Buffer.from('ab:s3cret/key').toString('base64'), /^\w{4}\*\*\*=*$/],
    ['what it is in a URL', 'https://x/?k=s3cret%2Fkey', 'https://x/?k=***'],
  ])('hides %s', (_, text, shown) => {
    if (typeof shown === 'string') expect(masks.mask(text)).toBe(shown)
    else expect(masks.mask(text)).toMatch(shown)
    expect(masks.covers(text)).toBe(true)
  })

  test('of nothing hides nothing', () => {
    const none = new Masks()
    none.add('')
    none.add('\n')
    expect(none.mask('text')).toBe('text')
  })
})

describe('a filter for branches and tags', () => {
  test.each([
    [['main'], 'main', true],
    [['main'], 'mainly', false],
    [['release/*'], 'release/1', true],
    [['release/*'], 'release/1/x', false],
    [['release/**'], 'release/1/x', true],
    [['v*', '!v*-rc'], 'v1.0.0', true],
    [['v*', '!v*-rc'], 'v1.0.0-rc', false],
    [['v1.*'], 'v1x0', false],
  ])('%j takes %s: %j', (patterns, name, taken) => {
    expect(matchesPatterns(patterns, name, 'a.yml')).toBe(taken)
  })

  test('with a sign that is not known is refused', () => {
    expect(() => matchesPatterns(['v[12]'], 'v1', 'a.yml')).toThrow('the pattern v[12]')
  })
})

describe('permissions', () => {
  test('what is not named is nothing', () => {
    expect(excess({ contents: 'read' }, readPermissions({}) ?? {})).toEqual({
      asked: 'contents: read',
      allowed: 'contents: none',
    })
  })

  test('all are told that go too far', () => {
    const asked = { contents: 'write', 'id-token': 'write', issues: 'read' } as const
    expect(excess(asked, { contents: 'read', issues: 'write' })).toEqual({
      asked: 'contents: write, id-token: write',
      allowed: 'contents: read, id-token: none',
    })
  })

  test('read-all gives no identity', () => {
    expect(excess({ 'id-token': 'write', contents: 'read' }, readPermissions('read-all') ?? {})?.asked).toBe(
      'id-token: write',
    )
    expect(excess({ 'id-token': 'write' }, readPermissions('write-all') ?? {})).toBeUndefined()
  })
})

describe('a shell', () => {
  test.each([
    [undefined, ['bash', '-e', '/s']],
    ['bash', ['bash', '--noprofile', '--norc', '-e', '-o', 'pipefail', '/s']],
    ['sh', ['sh', '-e', '/s']],
    ['bash -x {0}', ['bash', '-x', '/s']],
    ['node {0}', ['node', '/s']],
  ])('%j is started as %j', (shell, line) => {
    const { command, args } = shellCommand(shell, '/s')
    expect([command, ...args]).toEqual(line)
  })

  test('that is not known is refused', () => {
    expect(() => shellCommand('pwsh', '/s')).toThrow('Invalid shell option')
  })
})
