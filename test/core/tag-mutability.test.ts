import { describe, expect, test } from '@jest/globals'
import { fitsPattern, mayMove } from '../../shared/core/tag-mutability.ts'

describe('a tag', () => {
  test.each([
    ['MUTABLE', [], 'latest', true],
    // ECR heeds exclusions only where the setting has them in its name.
    ['MUTABLE', ['latest'], 'latest', true],
    ['IMMUTABLE', [], 'latest', false],
    ['IMMUTABLE_WITH_EXCLUSION', ['latest', 'dev-*'], 'latest', true],
    ['IMMUTABLE_WITH_EXCLUSION', ['latest', 'dev-*'], 'v1.2.3', false],
    ['MUTABLE_WITH_EXCLUSION', ['v*'], 'v1.2.3', false],
    ['MUTABLE_WITH_EXCLUSION', ['v*'], 'latest', true],
  ])('of a repository that is %s but for %j: %s may move is %s', (mutability, exclusions, tag, moves) => {
    expect(mayMove({ mutability, exclusions }, tag)).toBe(moves)
  })
})

describe('a pattern', () => {
  test.each([
    ['v1', 'v1', true],
    ['v1', 'v10', false],
    ['*', '', true],
    ['v*', 'v', true],
    ['v*', 'xv', false],
    ['*-rc', 'v1-rc', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['*.*.*', '1.2.3', true],
    ['*.*.*', '1.2', false],
    ['v*-*-x', 'v1-2-x', true],
    ['v.', 'v1', false],
  ])('%s fits %s: %s', (pattern, text, fits) => {
    expect(fitsPattern(pattern, text)).toBe(fits)
  })

  test('of many stars is decided at once', () => {
    expect(fitsPattern(`${'*a'.repeat(60)}b`, 'a'.repeat(20_000))).toBe(false)
  })
})
