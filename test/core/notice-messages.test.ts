import { describe, expect, test } from '@jest/globals'
import { discordMessage } from '../../shared/core/discord-message.ts'
import { fittingLines } from '../../shared/core/fitting-lines.ts'
import type { Notice } from '../../shared/core/notice.ts'
import { slackMessage } from '../../shared/core/slack-message.ts'

/** A notice in which every text is as long as a notice lets it be, of a character that is escaped. */
function fullest(character: string): Notice {
  const name = character.repeat(100)
  return {
    event: 'failure',
    outcome: 'rolled-back',
    title: character.repeat(200),
    meaning: 'The deployment failed; what ran before runs again, and that is proved.',
    message: character.repeat(1_000),
    ...{ environment: name, release: name, repository: name, actor: name },
    services: Array<Notice['services'][number]>(50).fill({
      service: name,
      from: name,
      to: `${name}2`,
      outcome: 'rolled-back',
    }),
    causes: Array<string>(100).fill(character.repeat(30)),
    links: { run: `https://github.com/${name}`, environment: `https://example.com/?${'&'.repeat(480)}` },
  }
}

describe.each(['&', '*', '<', '`', 'x', '🚀'])('the fullest notice, of %s', character => {
  // https://docs.slack.dev/reference/block-kit/blocks
  test('is none too long for Slack', () => {
    const { blocks, text } = slackMessage(fullest(character)) as {
      blocks: { text?: { text: string }; elements?: { text: string }[] }[]
      text: string
    }
    const texts = blocks.flatMap(block => [block.text, ...(block.elements ?? [])].flatMap(one => one?.text ?? []))
    expect(blocks.length).toBeLessThanOrEqual(50)
    expect(Math.max(...texts.map(one => one.length))).toBeLessThanOrEqual(3_000)
    expect(text.length).toBeLessThanOrEqual(3_000)
  })

  // https://discord.com/developers/docs/resources/message#embed-object-embed-limits
  test('is none too long for Discord', () => {
    const { embeds } = discordMessage(fullest(character)) as {
      embeds: { title: string; description: string; fields: { name: string; value: string }[] }[]
    }
    const [{ title, description, fields } = { title: '', description: '', fields: [] }] = embeds
    expect(title.length).toBeLessThanOrEqual(256)
    expect(description.length).toBeLessThanOrEqual(4_096)
    expect(Math.max(...fields.map(({ value }) => value.length))).toBeLessThanOrEqual(1_024)
    const seen = [title, description, ...fields.flatMap(({ name, value }) => [name, value])]
    expect(seen.join('').length).toBeLessThanOrEqual(6_000)
  })
})

describe('lines that have to fit', () => {
  const lines = ['one', 'two', 'three', 'four', 'five', 'six', 'seven']

  test.each([
    [33, lines.join('\n')],
    [32, 'one\ntwo\n… and 5 more'],
    [25, 'one\n… and 6 more'],
    [20, '… and 7 more'],
  ])('into %d characters say what is left out', (most, text) => {
    expect(fittingLines(lines, most)).toBe(text)
  })
})
