import { fittingLines } from './fitting-lines.ts'
import type { JsonObject } from './json.ts'
import { serviceText, signOfNotice } from './notice.ts'
import type { Notice } from './notice.ts'
import { shortened } from './wording.ts'

/*
 * A notice as a message of Discord's webhooks: one embed. Mentions are off for the whole message, and what others wrote
 * stands in code, or has its markdown escaped.
 * https://discord.com/developers/docs/resources/message#embed-object-embed-limits
 */

/** Characters. Discord takes 256, 4,096 and 1,024, and 6,000 in all of them together. */
const longest = { title: 250, description: 3_200, services: 1_000 }

const colours: Readonly<Record<Notice['event'], number>> = {
  start: 0x36_8c_d6,
  success: 0x2e_a0_43,
  failure: 0xcf_22_2e,
  rollback: 0xd2_99_22,
}

/** The message as a webhook takes it. */
export function discordMessage(notice: Notice): JsonObject {
  const { title, meaning, message, causes, links } = notice
  const said = [escaped(meaning), escaped(message ?? '')].filter(Boolean)
  const room = longest.description - said.join('\n').length - 10
  const description = [...said, ...(causes.length > 0 ? [codeBlock(causes, room)] : [])].join('\n')
  return {
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: shortened(`${signOfNotice(notice)} ${escaped(title)}`, longest.title),
        ...(links.run && { url: links.run }),
        ...(description !== '' && { description }),
        color: colours[notice.event],
        fields: fieldsOf(notice),
      },
    ],
  }
}

function fieldsOf({ environment, release, repository, actor, services, links }: Notice): JsonObject[] {
  const small = Object.entries({ Environment: environment, Release: release, Repository: repository, By: actor })
  const lines = services.map(service => `${code(service.service)} ${escaped(serviceText(service))}`.trimEnd())
  return [
    ...small.flatMap(([name, text]) => (text ? [{ name, value: code(text), inline: true }] : [])),
    ...(lines.length > 0 ? [{ name: 'Services', value: fittingLines(lines, longest.services) }] : []),
    ...(links.environment ? [{ name: 'Address', value: links.environment }] : []),
  ]
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``
}

function codeBlock(lines: readonly string[], most: number): string {
  const inner = fittingLines(
    lines.map(line => line.replaceAll('`', "'")),
    most,
  )
  return `\`\`\`\n${inner}\n\`\`\``
}

/** Also of addresses: Discord makes links of all that stand whole. */
function escaped(text: string): string {
  return text.replace(/[\\*_~`|>#[\]<@]|(?<=:)\/(?=\/)/g, '\\$&')
}
