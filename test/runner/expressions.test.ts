import { describe, expect, test } from '@jest/globals'
import { condition, evaluate, interpolate, resolve } from './expressions.ts'
import type { Value } from './expressions.ts'

const contexts = {
  github: { ref: 'refs/heads/main', event: { release: { prerelease: false } } },
  needs: { a: { result: 'success', outputs: { list: '["x","y"]', empty: '' } } },
  inputs: { count: 3, dry: false, name: "it''s" },
  matrix: { service: 'api' },
}
const status = { success: () => true, failure: () => false, cancelled: () => false }

describe('an expression', () => {
  test.each<[string, Value]>([
    ["'a' == 'A'", true],
    ["'it''s' == inputs.name", false],
    ["'it''''s'", "it''s"],
    ["'one''two''three'", "one'two'three"],
    ["github.ref == 'refs/heads/main' && 'yes' || 'no'", 'yes'],
    ["needs.a.outputs.empty || 'default'", 'default'],
    ['needs.missing.outputs.x', null],
    ['fromJSON(needs.a.outputs.list)[1]', 'y'],
    ["contains(fromJSON(needs.a.outputs.list), 'x')", true],
    ["format('{0}-{1}', matrix.service, inputs.count)", 'api-3'],
    ["join(needs.*.result, ',')", 'success'],
    ["startsWith(github.ref, 'refs/tags/')", false],
    ['toJSON(inputs.dry)', 'false'],
    ['inputs.count > 2 && !inputs.dry', true],
    ["'3' == 3", true],
    ['github.event.release.prerelease', false],
    ["case(inputs.dry, 'dry', 'wet')", 'wet'],
  ])('%s is %j', (expression, value) => {
    expect(evaluate(expression, { contexts, status })).toEqual(value)
  })

  test('that names an unknown context is refused', () => {
    expect(() => evaluate('secrets.KEY', { contexts })).toThrow(/secrets\.KEY cannot be evaluated: .*'secrets'/)
  })

  test('with hashFiles is refused by name', () => {
    expect(() => evaluate("hashFiles('**/x')", { contexts })).toThrow('test/runner has no hashFiles()')
  })
})

describe('a text', () => {
  test.each([
    ['${{ matrix.service }}:${{ inputs.count }}', 'api:3'],
    ["${{ format('{{{0}}}', matrix.service) }}", '{api}'],
    ["a ${{ '}}' }} b", 'a }} b'],
    ['$PLAIN ${text}', '$PLAIN ${text}'],
    ['[${{ needs.a.outputs.empty }}]', '[]'],
    ['${{ inputs.dry }}', 'false'],
    ['line 1\n${{ matrix.service }}\n', 'line 1\napi\n'],
  ])('%j becomes %j', (text, result) => {
    expect(interpolate(text, { contexts })).toBe(result)
  })

  test('that is one expression keeps its type, also deep inside', () => {
    const given = { a: '${{ inputs.count }}', b: ['${{ fromJSON(needs.a.outputs.list) }}', 'x${{ inputs.count }}'] }
    expect(resolve(given, { contexts })).toEqual({ a: 3, b: [['x', 'y'], 'x3'] })
  })
})

describe('a condition', () => {
  const failed = { success: () => false, failure: () => true, cancelled: () => false }

  test.each<[unknown, boolean, boolean]>([
    [undefined, true, false],
    ['', true, false],
    ["matrix.service == 'api'", true, false],
    ["${{ matrix.service == 'api' }}", true, false],
    ["always() && matrix.service == 'web'", false, false],
    ['always()', true, true],
    ['${{ !cancelled() }}', true, true],
    ['failure()', false, true],
    ["github.event_name == 'success()'", false, false],
    ["contains('success', 'success')", true, false],
    [false, false, false],
    ['${{ inputs.dry }}', false, false],
  ])('%j: after success %j, after failure %j', (given, afterSuccess, afterFailure) => {
    const scope = { contexts: { ...contexts, github: { event_name: 'push' } } }
    expect(condition(given, { ...scope, status })).toBe(afterSuccess)
    expect(condition(given, { ...scope, status: failed })).toBe(afterFailure)
  })

  test('that is half text, half expression is refused, since it would always hold', () => {
    expect(() => condition("${{ inputs.dry }} == 'true'", { contexts, status })).toThrow('which is always true')
  })
})
