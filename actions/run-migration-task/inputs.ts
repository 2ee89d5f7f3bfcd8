import { oneOf } from '../../shared/core/choice.ts'
import { readCommand } from '../../shared/core/command-line.ts'
import { parseImage } from '../../shared/core/image.ts'
import { duration, flag, json, list, optional, otherwise, quote, required, text } from '../../shared/inputs.ts'
import type { Parse, Values } from '../../shared/inputs.ts'
import { wantedImages } from '../../shared/wanted-images.ts'

export const inputs = {
  direction: required(oneOf(['up', 'down'])),
  cluster: required(text),
  service: optional(text),
  'task-definition': optional(text),
  subnets: optional(list),
  'security-groups': optional(list),
  'assign-public-ip': optional(flag),
  images: optional(wantedImages),
  image: optional(parseImage),
  base: optional(text),
  container: optional(text),
  command: optional(raw => given(readCommand(raw))),
  'environment-variables': optional(raw => readVariables(raw)),
  'task-role': optional(raw => readRole(raw)),
  'execution-role': optional(raw => readRole(raw)),
  capacity: required(oneOf(['on-demand', 'spot'])),
  release: optional(text),
  commit: optional(text),
  force: required(flag),
  'on-timeout': required(oneOf(['leave', 'stop'])),
  'log-lines': required(raw => readCount(raw)),
  'dry-run': required(flag),
  'dry-run-command': optional(readCommand),
  timeout: otherwise(duration, '30m'),
}

export type MigrationInputs = Values<typeof inputs>

/** Words of a command, and who says them: the manifest's bring a database up. */
export interface Command {
  words: readonly string[]
  by: 'input' | 'manifest'
}

function given(words: readonly string[]): Command {
  return { words, by: 'input' }
}

const variablesTake = 'it takes NAME=value lines, or a JSON object of texts'

/** Values may have any characters in them; as JSON line breaks, too. */
const readVariables: Parse<Readonly<Record<string, string>>> = raw => {
  const entries = raw.startsWith('{') ? Object.entries(json(raw)) : raw.split('\n').filter(Boolean).map(readLine)
  const wrong = entries.find(([name, value]) => !/^\w+$/.test(name) || typeof value !== 'string')
  // The value may be a secret.
  if (wrong) throw new Error(`has ${quote(wrong[0])}, which is not a name with a text; ${variablesTake}`)
  return Object.fromEntries(entries) as Record<string, string>
}

function readLine(line: string): [string, string | undefined] {
  const at = line.indexOf('=')
  return at < 0 ? ['a line without `=`', undefined] : [line.slice(0, at).trim(), line.slice(at + 1).trim()]
}

const readRole: Parse<string> = raw => {
  if (/^arn:[\w-]+:iam::\d{12}:role\/\S+$/.test(raw)) return raw
  throw new Error(`is ${quote(raw)}; it takes the ARN of a role`)
}

const readCount: Parse<number> = raw => {
  if (/^\d{1,7}$/.test(raw)) return Number(raw)
  throw new Error(`is ${quote(raw)}; it takes a number of lines, such as 1000`)
}

/** Mistakes that lie between inputs. */
export function checkInputs(given: MigrationInputs): string[] {
  return rules.filter(({ applies }) => applies(given)).map(({ says }) => says)
}

interface Rule {
  applies: (given: MigrationInputs) => boolean
  says: string
}

const rules: readonly Rule[] = [
  {
    applies: given => !given.service && !given['task-definition'],
    says: '`service` or `task-definition` is required: they say what to run',
  },
  {
    applies: given => Boolean(given.images && given.image),
    says: '`images` and `image` exclude each other',
  },
  {
    applies: given => Boolean(given.service) && placeInputs.some(name => given[name] !== undefined),
    says: '`subnets`, `security-groups` and `assign-public-ip` are taken from `service`; they are for a `task-definition` without one',
  },
  {
    applies: given => !given.subnets && Boolean(given['security-groups'] ?? given['assign-public-ip']),
    says: '`security-groups` and `assign-public-ip` need `subnets`',
  },
  {
    applies: given => Boolean(given['task-definition']) && isOther(given.base),
    says: '`base` is for the revision of a `service`; `task-definition` says itself which one is meant',
  },
  ...[
    {
      applies: ({ command }: MigrationInputs) => command?.by !== 'input',
      says: '`command` is required with `direction: down`: it takes the migrations back, and that of the manifest brings them',
    },
    {
      applies: ({ images, image }: MigrationInputs) => Boolean(images ?? image),
      says: '`images` and `image` are not for `direction: down`: it runs with the image that runs now, which knows the migrations that are to be taken back',
    },
    {
      applies: ({ base, ...given }: MigrationInputs) => isOther(base) && !given['task-definition'],
      says: '`base` is not for `direction: down`: it runs with the revision that runs now',
    },
    {
      applies: ({ release, commit }: MigrationInputs) => !release && !commit,
      says: '`release` or `commit` is required with `direction: down`: it says what is gone back to',
    },
  ].map(({ applies, says }): Rule => ({ applies: one => one.direction === 'down' && applies(one), says })),
]

/** `service` may be said where it is meant anyway. */
function isOther(base: string | undefined): boolean {
  return base !== undefined && base !== 'service'
}

const placeInputs = ['subnets', 'security-groups', 'assign-public-ip'] as const
