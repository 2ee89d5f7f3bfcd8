import { fittingLines } from './fitting-lines.ts'
import type { JsonObject } from './json.ts'
import { serviceText, signOfNotice } from './notice.ts'
import type { Notice } from './notice.ts'
import { shortened } from './wording.ts'

/*
 * A notice as a message of Slack's incoming webhooks, in Block Kit. `&`, `<` and `>` are escaped, so that no text is a
 * mention (`<!channel>`) or a link; `verbatim` keeps Slack from making some of what looks like one.
 * https://docs.slack.dev/messaging/formatting-message-text
 */

/** Characters of a block's text; Slack takes 3,000. */
const longestText = 2_900

/** The message as an incoming webhook takes it. Five blocks at most; Slack takes 50. */
export function slackMessage(notice: Notice): JsonObject {
  const { title, meaning, message, services, causes } = notice
  const heading = [`*${escaped(title)}*`, escaped(meaning), escaped(message ?? '')].filter(Boolean).join('\n')
  const blocks = [
    section(`${signOfNotice(notice)} ${heading}`),
    ...(services.length > 0 ? [section(fittingLines(services.map(serviceLine), longestText))] : []),
    ...(causes.length > 0 ? [section(codeBlock(causes))] : []),
    ...contextOf(notice),
  ]
  return { text: `${signOfNotice(notice)} ${escaped(title)}`, blocks, unfurl_links: false, unfurl_media: false }
}

function section(text: string): JsonObject {
  return { type: 'section', text: mrkdwn(shortened(text, longestText)) }
}

function mrkdwn(text: string): JsonObject {
  return { type: 'mrkdwn', text, verbatim: true }
}

function serviceLine(service: Notice['services'][number]): string {
  const text = serviceText(service)
  return `• ${code(service.service)}${text === '' ? '' : ` ${escaped(text)}`}`
}

function code(text: string): string {
  return `\`${escaped(text)}\``
}

function codeBlock(lines: readonly string[]): string {
  return `\`\`\`\n${fittingLines(lines.map(escaped), longestText - 8)}\n\`\`\``
}

/** Small print: where, by whom, and where to read on. */
function contextOf({ repository, actor, links }: Notice): JsonObject[] {
  const parts = [
    ...(repository ? [escaped(repository)] : []),
    ...(actor ? [`by ${escaped(actor)}`] : []),
    ...(links.run ? [link(links.run, 'Run')] : []),
    ...(links.environment ? [link(links.environment, 'Environment')] : []),
  ]
  return parts.length > 0 ? [{ type: 'context', elements: parts.map(mrkdwn) }] : []
}

/** A bar would end the address. */
function link(url: string, label: string): string {
  return `<${escaped(url).replaceAll('|', '%7C')}|${label}>`
}

/** Slack has no way to escape a backtick, which would begin or end code. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('`', "'")
}
