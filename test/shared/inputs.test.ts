import { describe, expect, test } from '@jest/globals'
import { UsageError } from '../../shared/errors.ts'
import {
  duration,
  flag,
  json,
  list,
  listOf,
  optional,
  pairs,
  quote,
  readInputs,
  required,
  text,
} from '../../shared/inputs.ts'
import type { Inputs, Parse, Values } from '../../shared/inputs.ts'

/** Reads one input as an action would. */
function read<T>(parse: Parse<T>, raw: string): T {
  return readInputs({ name: required(parse) }, step({ name: raw })).name
}

function step(given: Record<string, string>) {
  return { input: (name: string) => given[name] ?? '' }
}

function mistakesOf<I extends Inputs>(
  inputs: I,
  given: Record<string, string>,
  check?: (values: Values<I>) => readonly string[],
): UsageError {
  try {
    readInputs(inputs, step(given), { check })
  } catch (error) {
    if (error instanceof UsageError) return error
    throw error
  }
  throw new Error('there is no mistake')
}

describe('what an input takes', () => {
  test.each<[string, Parse<unknown>, string, unknown]>([
    ['text', text, 'any words', 'any words'],
    ['duration', duration, '90s', 90_000],
    ['duration', duration, '15m', 900_000],
    ['duration', duration, '1h', 3_600_000],
    ['duration', duration, '007s', 7_000],
    ['flag', flag, 'true', true],
    ['flag', flag, 'TRUE', true],
    ['flag', flag, 'False', false],
    ['list', list, 'a,b  c\n d,', ['a', 'b', 'c', 'd']],
    ['list', list, 'a a,a', ['a']],
    ['list', list, 'a\r\nb\r\n', ['a', 'b']],
    ['list of', listOf(duration), '1s 2m', [1_000, 120_000]],
    ['json', json, '{"a": {"b": [1]}}', { a: { b: [1] } }],
    ['pairs', pairs('pairs'), 'api=x\nworker=y=z', map({ api: 'x', worker: 'y=z' })],
    ['pairs', pairs('pairs'), '{"api": "x", "worker": "y z"}', map({ api: 'x', worker: 'y z' })],
    ['pairs', pairs('pairs', value => value.toUpperCase()), 'x api=y', map({ X: 'x', api: 'y' })],
    ['pairs', pairs('pairs'), '{"__proto__": "x"}', new Map([['__proto__', 'x']])],
  ])('%s reads %j', (_, parse, raw, value) => {
    expect(read<unknown>(parse, raw)).toEqual(value)
  })
})

describe('what an input does not take', () => {
  const images = pairs('`name=image` lines or a JSON object')
  const named = pairs('images', value => {
    if (!value.includes(':')) throw new Error(`has ${quote(value)}; it takes images`)
    return value
  })

  test.each<[Parse<unknown>, string, string]>([
    [duration, '15', '`name` is "15"; it takes a duration such as 90s, 15m or 1h'],
    [duration, '0s', '`name` is "0s"; it takes a duration such as 90s, 15m or 1h'],
    [duration, '-1m', '`name` is "-1m"; it takes a duration such as 90s, 15m or 1h'],
    [duration, '1.5h', '`name` is "1.5h"; it takes a duration such as 90s, 15m or 1h'],
    [duration, '1h30m', '`name` is "1h30m"; it takes a duration such as 90s, 15m or 1h'],
    [duration, '15 m', '`name` is "15 m"; it takes a duration such as 90s, 15m or 1h'],
    [duration, '1d', '`name` is "1d"; it takes a duration such as 90s, 15m or 1h'],
    [duration, '99999999s', '`name` is "99999999s"; it takes a duration such as 90s, 15m or 1h'],
    [flag, 'yes', '`name` is "yes"; it takes true or false'],
    [flag, 'tRUE', '`name` is "tRUE"; it takes true or false'],
    [flag, '1', '`name` is "1"; it takes true or false'],
    [list, ', ,', '`name` is empty; it takes names separated by commas, spaces or new lines'],
    [listOf(flag), 'true maybe', '`name` is "maybe"; it takes true or false'],
    [json, '[1]', '`name` is "[1]"; it takes a JSON object'],
    [json, 'null', '`name` is "null"; it takes a JSON object'],
    [json, '"a"', '`name` is "\\"a\\""; it takes a JSON object'],
    [images, 'api=x api=y', '`name` names "api" twice'],
    [images, '{}', '`name` is empty; it takes `name=image` lines or a JSON object'],
    [images, ',', '`name` is empty; it takes names separated by commas, spaces or new lines'],
    [images, 'api', '`name` has "api"; it takes `name=image` lines or a JSON object'],
    [images, 'api=', '`name` has "api="; it takes `name=image` lines or a JSON object'],
    [images, '=x', '`name` has "=x"; it takes `name=image` lines or a JSON object'],
    [images, '{"api": 1}', '`name` has "api": 1; it takes `name=image` lines or a JSON object'],
    [named, 'a:1 b', '`name` has "b"; it takes images'],
    [named, 'a:1 =b:1', '`name` has "=b:1"; it takes images'],
  ])('%#: %j', (parse, raw, mistake) => {
    expect(mistakesOf({ name: required(parse) }, { name: raw }).mistakes).toEqual([mistake])
  })

  test.each([
    ['json', json],
    ['pairs', images],
  ])('%s says where the JSON breaks', (_, parse: Parse<unknown>) => {
    const [mistake] = mistakesOf({ name: required(parse) }, { name: '{"a": }' }).mistakes
    expect(mistake).toMatch(/^`name` is not JSON: Unexpected token .+/)
  })

  test.each([
    ['a file pasted by mistake', text => duration(text), 'x'.repeat(5_000)],
    ['an object where a text belongs', images, JSON.stringify({ api: { text: 'x'.repeat(5_000) } })],
  ] as [string, Parse<unknown>, string][])('%s does not fill the log', (_, parse, raw) => {
    expect(mistakesOf({ name: required(parse) }, { name: raw }).message.length).toBeLessThan(250)
  })
})

describe('the inputs of an action', () => {
  const inputs = { cluster: required(text), timeout: required(duration), services: optional(list) }

  test('are read together; what is not given and not required is absent', () => {
    expect(readInputs(inputs, step({ cluster: 'c', timeout: '1m' }))).toEqual({
      cluster: 'c',
      timeout: 60_000,
      services: undefined,
    })
  })

  test('all their mistakes are said in one message', () => {
    const error = mistakesOf(inputs, { timeout: 'soon', services: ',' })
    expect(error.message).toBe(
      [
        '3 inputs need a change:',
        '  - `cluster` is required',
        '  - `timeout` is "soon"; it takes a duration such as 90s, 15m or 1h',
        '  - `services` is empty; it takes names separated by commas, spaces or new lines',
      ].join('\n'),
    )
  })

  test('one mistake needs no list', () => {
    expect(mistakesOf(inputs, { timeout: '1m' }).message).toBe('`cluster` is required')
  })

  test('mistakes between inputs are looked for once each by itself is right', () => {
    const check = () => ['`cluster` and `services` exclude each other']
    const right = { cluster: 'c', timeout: '1m' }
    expect(mistakesOf(inputs, right, check).mistakes).toEqual(['`cluster` and `services` exclude each other'])
    expect(mistakesOf(inputs, { cluster: 'c', timeout: 'x' }, check).mistakes).toHaveLength(1)
  })
})

function map(pairs: Record<string, string>): ReadonlyMap<string, string> {
  return new Map(Object.entries(pairs))
}
