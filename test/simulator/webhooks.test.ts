import { describe, expect, test } from '@jest/globals'
import type { WebhookPage } from './scenario.ts'
import { simulate } from './simulation.ts'
import { postsTo } from './web.ts'

const url = 'https://hooks.example.com/services/T0/B0/secret'

function receiver(page: WebhookPage) {
  const simulation = simulate({ urls: { [url]: page } })
  const { fetch } = simulation.runner()
  const post = async (message: unknown) => {
    const body = typeof message === 'string' ? message : JSON.stringify(message)
    const reply = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    return [reply.status, await reply.text()]
  }
  return { simulation, fetch, post }
}

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
const field = { name: 'Service', value: 'api' }

describe('a webhook', () => {
  test('keeps what was posted to it, also what it refused', async () => {
    const { post, simulation } = receiver({ webhook: 'any', statuses: [500] })
    expect([await post({ outcome: 'succeeded' }), await post('text')]).toEqual([
      [500, ''],
      [200, ''],
    ])
    expect(postsTo(simulation.pages, url)).toMatchObject([
      { body: '{"outcome":"succeeded"}', headers: { 'content-type': 'application/json' } },
      { body: 'text' },
    ])
  })

  test('takes nothing but messages', async () => {
    const { fetch, simulation } = receiver({ webhook: 'slack' })
    expect((await fetch(url)).status).toBe(405)
    expect(postsTo(simulation.pages, url)).toEqual([])
    expect(postsTo(simulation.pages, 'https://example.com/')).toEqual([])
  })

  test('asks to be left alone for a while', async () => {
    const { fetch } = receiver({ webhook: 'any', statuses: [429] })
    expect((await fetch(url, { method: 'POST', body: '{}' })).headers.get('retry-after')).toBe('7')
  })

  // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks, https://docs.slack.dev/reference/block-kit/blocks
  test.each([
    { what: 'a text', message: { text: 'done' }, answer: [200, 'ok'] },
    {
      what: 'blocks',
      message: { blocks: Array(50).fill(section('x'.repeat(3_000))) as object[] },
      answer: [200, 'ok'],
    },
    {
      what: 'too many blocks',
      message: { blocks: Array(51).fill(section('x')) as object[] },
      answer: [400, 'invalid_blocks'],
    },
    { what: 'a long section', message: { blocks: [section('x'.repeat(3_001))] }, answer: [400, 'invalid_blocks'] },
    { what: 'nothing to say', message: { username: 'x' }, answer: [400, 'no_text'] },
    { what: 'no JSON', message: 'done', answer: [400, 'invalid_payload'] },
  ])('of Slack, given $what, answers $answer', async ({ message, answer }) => {
    expect(await receiver({ webhook: 'slack' }).post(message)).toEqual(answer)
  })

  // https://discord.com/developers/docs/resources/message#embed-object-embed-limits
  test.each([
    { what: 'a text', message: { content: 'x'.repeat(2_000) }, status: 204, code: undefined },
    {
      what: 'an embed',
      message: { embeds: [{ title: 'v1', fields: Array(25).fill(field) as object[] }] },
      status: 204,
    },
    { what: 'a long text', message: { content: 'x'.repeat(2_001) }, status: 400, code: 50_035 },
    { what: 'a long title', message: { embeds: [{ title: 'x'.repeat(257) }] }, status: 400, code: 50_035 },
    {
      what: 'many fields',
      message: { embeds: [{ fields: Array(26).fill(field) as object[] }] },
      status: 400,
      code: 50_035,
    },
    { what: 'many embeds', message: { embeds: Array(11).fill({ title: 'x' }) as object[] }, status: 400, code: 50_035 },
    {
      what: 'much in all embeds',
      message: { embeds: Array(2).fill({ description: 'x'.repeat(3_001) }) as object[] },
      status: 400,
      code: 50_035,
    },
    { what: 'nothing to say', message: { content: '' }, status: 400, code: 50_006 },
    { what: 'no JSON', message: 'done', status: 400, code: 50_109 },
  ])('of Discord, given $what, answers $status', async ({ message, status, code }) => {
    const [answered, body] = await receiver({ webhook: 'discord' }).post(message)
    expect(answered).toBe(status)
    expect(body === '' ? undefined : (JSON.parse(String(body)) as { code: number }).code).toBe(code)
  })
})
