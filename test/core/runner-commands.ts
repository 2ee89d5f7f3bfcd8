/**
 * How the GitHub runner finds commands in what a step prints, after actions/runner: it reads lines as .NET does, hands
 * those with `##[` or `::` to `ActionCommand.TryParseV2` and then to `ActionCommand.TryParse`, and obeys those whose
 * name is registered. .NET searches by culture here, which overlooks characters without weight, so every line is also
 * judged without them: stricter than any one version of the runner.
 */

/** Names of the runner's own commands; case does not matter. */
const registered = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'internal-set-repo-path',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
])

/** .NET's Char.IsWhiteSpace, which TrimStart removes. */
const leadingWhiteSpace = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/
const weightless = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu

/** The command that the runner would obey in this output, if there is one. */
export function obeyed(output: string): string | undefined {
  return output
    .split(/\r\n|\r|\n/)
    .flatMap(line => [line, line.replace(weightless, '')])
    .map(line => byColons(line) ?? byHashes(line))
    .find(name => name !== undefined)
}

/** `::name key=value,…::data` at the beginning of the line. */
function byColons(line: string): string | undefined {
  const trimmed = line.replace(leadingWhiteSpace, '')
  if (!trimmed.startsWith('::')) return undefined
  const end = trimmed.indexOf('::', 2)
  return end < 0 ? undefined : nameIn(trimmed.slice(2, end))
}

/** `##[name key=value;…]data` anywhere in the line. */
function byHashes(line: string): string | undefined {
  const start = line.indexOf('##[')
  const end = start < 0 ? -1 : line.indexOf(']', start)
  return end < 0 ? undefined : nameIn(line.slice(start + 3, end))
}

function nameIn(information: string): string | undefined {
  const name = information.split(' ')[0]?.toLowerCase() ?? ''
  return registered.has(name) ? name : undefined
}
