/** GitHub's expressions, by GitHub's own lexer, parser and evaluator. */
import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import { TokenType } from '@actions/expressions/lexer'
import type { Token } from '@actions/expressions/lexer'

export type Value = null | boolean | number | string | Value[] | { [name: string]: Value }

/** What an expression may name. A context that is not here is an error, as on GitHub. */
export interface Scope {
  contexts: Readonly<Record<string, unknown>>
  status?: Status
}

/** What `success()`, `failure()` and `cancelled()` answer; arguments are names of jobs. */
export interface Status {
  success: (jobs: readonly string[]) => boolean
  failure: (jobs: readonly string[]) => boolean
  cancelled: () => boolean
}

type Data = data.ExpressionData

/** One expression, without `${{ }}`. */
export function evaluate(expression: string, scope: Scope): Value {
  return fromData(evaluateData(expression, scope))
}

/** A text with expressions in it. */
export function interpolate(text: string, scope: Scope): string {
  return text.replaceAll(embedded, (_, expression: string) => evaluateData(expression, scope).coerceString())
}

/** A value of a workflow file, however deep. A text that is one expression and nothing else keeps the type it has. */
export function resolve(value: unknown, scope: Scope): Value {
  if (typeof value === 'string') {
    const whole = wholeExpression(value)
    return whole === undefined ? interpolate(value, scope) : evaluate(whole, scope)
  }
  if (Array.isArray(value)) return value.map(item => resolve(item, scope))
  if (typeof value !== 'object' || value === null) return value as Value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolve(inner, scope)]))
}

/** Values as texts, as environment variables and inputs of actions are. */
export function resolveTexts(mapping: Readonly<Record<string, unknown>> = {}, scope: Scope): Record<string, string> {
  return Object.fromEntries(Object.entries(mapping).map(([name, value]) => [name, asText(resolve(value, scope))]))
}

/** An `if:`. Without a status function it is `success() && (…)`. */
export function condition(given: unknown, scope: Scope): boolean {
  const text = conditionText(given)
  const asked = text.trim() === '' ? 'success()' : hasStatusFunction(text) ? text : `success() && (${text})`
  return isTruthy(evaluate(asked, scope))
}

/** `pre-if` and `post-if`, which nothing is added to. */
export function bareCondition(given: string, scope: Scope): boolean {
  return isTruthy(evaluate(conditionText(given), scope))
}

function conditionText(given: unknown): string {
  const written = asText((given ?? '') as Value).trim()
  const text = wholeExpression(written) ?? written
  if (text.includes('${{')) {
    throw new Error(
      `if: ${written} is a text with an expression in it, which is always true; put all of it inside or out`,
    )
  }
  return text
}

export function asText(value: Value): string {
  return toData(value).coerceString()
}

export function isTruthy(value: Value): boolean {
  return typeof value === 'object' ? value !== null : Boolean(value)
}

/** Expressions end at the first `}}` outside of a text in quotes. */
const embedded = /\$\{\{((?:'(?:[^']|'')*'|(?!\}\})[^'])*)\}\}/g

function wholeExpression(text: string): string | undefined {
  const found = [...text.trim().matchAll(embedded)]
  return found.length === 1 && found[0]?.[0] === text.trim() ? found[0][1] : undefined
}

function hasStatusFunction(expression: string): boolean {
  const tokens = lex(expression)
  return tokens.some(
    ({ type, lexeme }, at) =>
      type === TokenType.IDENTIFIER &&
      tokens[at + 1]?.type === TokenType.LEFT_PAREN &&
      ['success', 'failure', 'cancelled', 'always'].includes(lexeme.toLowerCase()),
  )
}

function lex(expression: string): Token[] {
  const { tokens } = new Lexer(expression).lex()
  // The lexer unescapes only the first `''` of a text.
  return tokens.map(token =>
    token.type === TokenType.STRING ? { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") } : token,
  )
}

function evaluateData(expression: string, { contexts, status }: Scope): Data {
  try {
    const functions = status ? statusFunctions(status) : new Map<string, Definition>()
    const tree = new Parser(lex(expression), Object.keys(contexts), [...functions.values(), hashFiles]).parse()
    const known = toData(contexts) as data.Dictionary
    return new Evaluator(tree, known, new Map([...functions, ['hashfiles', hashFiles]])).evaluate()
  } catch (error) {
    throw new Error(`The expression ${expression.trim()} cannot be evaluated: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

interface Definition {
  name: string
  minArgs: number
  maxArgs: number
  call: (...given: Data[]) => Data
}

function statusFunctions({ success, failure, cancelled }: Status): Map<string, Definition> {
  const define = (name: string, maxArgs: number, answer: (jobs: string[]) => boolean): [string, Definition] => [
    name,
    {
      name,
      minArgs: 0,
      maxArgs,
      call: (...given) => new data.BooleanData(answer(given.map(argument => argument.coerceString()))),
    },
  ]
  return new Map([
    define('success', 255, success),
    define('failure', 255, failure),
    define('cancelled', 0, cancelled),
    define('always', 0, () => true),
  ])
}

const hashFiles: Definition = {
  name: 'hashFiles',
  minArgs: 1,
  maxArgs: 255,
  call: () => {
    throw new Error('test/runner has no hashFiles()')
  },
}

function toData(value: unknown): Data {
  if (value === undefined || value === null) return new data.Null()
  if (typeof value === 'string') return new data.StringData(value)
  if (typeof value === 'number') return new data.NumberData(value)
  if (typeof value === 'boolean') return new data.BooleanData(value)
  if (Array.isArray(value)) return new data.Array(...value.map(toData))
  return new data.Dictionary(...Object.entries(value).map(([key, inner]) => ({ key, value: toData(inner) })))
}

function fromData(given: Data): Value {
  switch (given.kind) {
    case data.Kind.Array:
      return given.values().map(fromData)
    case data.Kind.Dictionary:
      return Object.fromEntries(given.pairs().map(({ key, value }) => [key, fromData(value)]))
    case data.Kind.Null:
      return null
    default:
      return given.value
  }
}
