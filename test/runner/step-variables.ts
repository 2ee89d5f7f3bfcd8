/** What a step is given, as its process gets it and as its log shows it. */
import type { NodeAction } from './actions.ts'
import type { Value } from './expressions.ts'

/** Where a job that may have one asks for its identity. Nobody answers there. */
export const idToken = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://oidc.invalid/token?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'id-token-request',
}

/** Upper case, spaces to underscores, hyphens kept. */
export function inputVariables(inputs: Record<string, string>): Record<string, string> {
  const named = Object.entries(inputs).map(([name, value]) => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    value,
  ])
  return Object.fromEntries(named) as Record<string, string>
}

/** Those values of a context that are texts. */
export function textsOf(context: Record<string, Value>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(context).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** What an action saved for its own other phases. */
export function stateVariables(state: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]))
}

/** As GitHub shows the inputs of a step. */
export function withLines(given: Record<string, string>): string[] {
  const lines = Object.entries(given).filter(([, value]) => value !== '')
  return lines.length === 0 ? [] : ['with:', ...lines.map(([name, value]) => `  ${name}: ${value}`)]
}

/** As GitHub shows the environment of a step. */
export function envLines(env: Record<string, string>): string[] {
  const lines = Object.entries(env)
  return lines.length === 0 ? [] : ['env:', ...lines.map(([name, value]) => `  ${name}: ${value}`)]
}

/** What GitHub warns of: inputs that are deprecated, and such as the action does not have. */
export function inputWarnings({ inputs }: NodeAction, given: Record<string, string>): string[] {
  const known = new Map(Object.entries(inputs).map(([name, input]) => [name.toLowerCase(), input]))
  const names = Object.keys(given)
  const deprecated = names.flatMap(name => {
    const message = known.get(name.toLowerCase())?.deprecationMessage
    return message === undefined ? [] : [`Input '${name}' has been deprecated with message: ${message}`]
  })
  const unexpected = names.filter(name => !known.has(name.toLowerCase()))
  if (unexpected.length === 0) return deprecated
  const valid = Object.keys(inputs).join(`', '`)
  return [...deprecated, `Unexpected input(s) '${unexpected.join(`', '`)}', valid inputs are ['${valid}']`]
}
