import type { Json } from './operation.ts'
import { isObject } from './protocol/schema.ts'

/** Who takes the messages: Slack's incoming webhooks, Discord's, or anybody who takes everything. */
export type WebhookKind = 'slack' | 'discord' | 'any'

/** What was posted to a webhook. */
export interface Post {
  /** Virtual time in milliseconds since 1970. */
  at: number
  headers: Readonly<Record<string, string>>
  body: string
}

interface Answer {
  status: number
  body: string
}

/** What a webhook says to a message when it is well. */
export function answerPost(kind: WebhookKind, body: string): Answer {
  return receivers[kind](parse(body))
}

const receivers: Readonly<Record<WebhookKind, (message: Json | undefined) => Answer>> = {
  any: () => ({ status: 200, body: '' }),
  slack: message => {
    if (!isObject(message)) return { status: 400, body: 'invalid_payload' }
    const { text, blocks } = message
    if (text === undefined && blocks === undefined) return { status: 400, body: 'no_text' }
    return fits(blocks, slackLimits) ? { status: 200, body: 'ok' } : { status: 400, body: 'invalid_blocks' }
  },
  discord: message => {
    if (!isObject(message)) return discordRefusal(50_109, 'The request body contains invalid JSON.')
    const { content = '', embeds = [] } = message
    if (content === '' && isEmpty(embeds)) return discordRefusal(50_006, 'Cannot send an empty message')
    const wrong = !fits(content, { longest: 2_000 }) || !fits(embeds, discordLimits) || lengthOf(embeds) > mostOfEmbeds
    return wrong ? discordRefusal(50_035, 'Invalid Form Body') : { status: 204, body: '' }
  },
}

/** How much a value may hold: a text of characters, a list of items, a structure of members. */
interface Limits {
  longest?: number
  items?: Limits
  members?: Readonly<Record<string, Limits>>
}

/** https://docs.slack.dev/reference/block-kit/blocks */
const slackLimits: Limits = {
  longest: 50,
  items: {
    members: {
      text: { members: { text: { longest: 3_000 } } },
      fields: { longest: 10, items: { members: { text: { longest: 2_000 } } } },
      elements: { longest: 25 },
    },
  },
}

/** Characters in all embeds of a message. */
const mostOfEmbeds = 6_000

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
const discordLimits: Limits = {
  longest: 10,
  items: {
    members: {
      title: { longest: 256 },
      description: { longest: 4_096 },
      fields: { longest: 25, items: { members: { name: { longest: 256 }, value: { longest: 1_024 } } } },
      footer: { members: { text: { longest: 2_048 } } },
      author: { members: { name: { longest: 256 } } },
    },
  },
}

function fits(value: Json | undefined, { longest = Infinity, items, members = {} }: Limits): boolean {
  if (typeof value === 'string') return value.length <= longest
  if (Array.isArray(value)) return value.length <= longest && value.every(item => !items || fits(item, items))
  return !isObject(value) || Object.entries(members).every(([name, limits]) => fits(value[name], limits))
}

const counted = ['title', 'description', 'name', 'value', 'text']

/** The characters that people see of embeds. */
function lengthOf(value: Json | undefined): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + lengthOf(item), 0)
  if (!isObject(value)) return 0
  const lengths = Object.entries(value).map(([name, member]) =>
    typeof member === 'string' ? (counted.includes(name) ? member.length : 0) : lengthOf(member),
  )
  return lengths.reduce((sum, length) => sum + length, 0)
}

const isEmpty = (value: Json): boolean => Array.isArray(value) && value.length === 0

function discordRefusal(code: number, message: string): Answer {
  return { status: 400, body: JSON.stringify({ message, code }) }
}

function parse(body: string): Json | undefined {
  try {
    return JSON.parse(body) as Json
  } catch {
    return undefined
  }
}
