import { createHmac } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import type { PageScenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { postsTo } from '../simulator/web.ts'
import { canary } from '../stage/canary.ts'
import { perform } from '../stage/perform.ts'
import type { Circumstances, Performance } from '../stage/perform.ts'
import { rollOutToTheEnd } from '../stage/roll-out.ts'
import { workspace } from '../stage/workspace.ts'

const slack = 'https://hooks.slack.com/services/T0/B0/XXXXXXXX'
const discord = 'https://discord.com/api/webhooks/1/YYYYYYYY'
const hook = 'https://hooks.example.com/deployments/ZZZZZZZZ'

function stage(urls: Record<string, PageScenario> = {}): Simulation {
  return simulate({
    urls: { [slack]: { webhook: 'slack' }, [discord]: { webhook: 'discord' }, [hook]: { webhook: 'any' }, ...urls },
  })
}

const everybody = { 'slack-webhook': slack, 'discord-webhook': discord, webhook: hook }

function tell(
  simulation: Simulation,
  inputs: Record<string, string>,
  circumstances: Partial<Circumstances> = {},
): Promise<Performance> {
  const facts = { environment: 'production', release: 'v1.5.0', ...everybody }
  return perform('notify', { ...facts, ...inputs }, { simulation, ...circumstances })
}

interface SlackBlock {
  type: string
  text?: { text: string }
  elements?: { text: string }[]
}

interface Embed {
  title: string
  url?: string
  description?: string
  color: number
  fields: { name: string; value: string }[]
}

const bodiesAt = ({ pages }: Simulation, address: string): string[] => postsTo(pages, address).map(({ body }) => body)

function slackSays(simulation: Simulation): string {
  const { blocks } = JSON.parse(bodiesAt(simulation, slack).at(-1) ?? '{}') as { blocks: SlackBlock[] }
  return blocks.map(({ text, elements = [] }) => [text, ...elements].map(one => one?.text ?? '').join('\n')).join('\n')
}

function discordSays(simulation: Simulation): Embed {
  const { embeds } = JSON.parse(bodiesAt(simulation, discord).at(-1) ?? '{}') as { embeds: Embed[] }
  const [embed] = embeds
  if (!embed) throw new Error('Discord got no embed')
  return embed
}

interface Hooked {
  type: string
  timestamp: string
  data: Record<string, unknown>
}

const hookSays = (simulation: Simulation): Hooked => JSON.parse(bodiesAt(simulation, hook).at(-1) ?? '{}') as Hooked

const evidence = { running: 2, desired: 2, digests: {}, healthyTargets: 2 }
const revision = (name: string, number: number): string =>
  `arn:aws:ecs:us-west-2:123456789012:task-definition/${name}:${number}`
const deployed = (name: string) => ({
  taskDefinition: revision(name, 42),
  previousTaskDefinition: revision(name, 41),
  deploymentId: 'ecs-svc/1',
})

const crash = {
  services: {
    web: { outcome: 'succeeded', ...evidence },
    api: {
      outcome: 'rolled-back',
      why: 'was rolled back',
      findings: [{ seen: '2 tasks of api:42 stopped: exit code 1', means: 'x', next: 'y' }],
    },
  },
  urls: [{ url: 'https://specboard.example/health', outcome: 'timed-out', why: 'answered 503' }],
}

describe('a notice', () => {
  test.each([
    [{ event: 'start' }, 'start', 'Deployment of v1.5.0 to production: begun'],
    [{ outcome: 'succeeded' }, 'success', 'Deployment of v1.5.0 to production: succeeded'],
    [{ outcome: 'unchanged' }, 'success', 'Deployment of v1.5.0 to production: unchanged'],
    [{ outcome: 'rolled-back' }, 'rollback', 'Deployment of v1.5.0 to production: rolled back'],
    [{ outcome: 'rollback-failed' }, 'failure', 'Deployment of v1.5.0 to production: rollback failed'],
    [{ outcome: 'unknown' }, 'failure', 'Deployment of v1.5.0 to production: unknown'],
    [{ outcome: 'success' }, 'success', 'Deployment of v1.5.0 to production: success'],
    [{ outcome: 'failure' }, 'failure', 'Deployment of v1.5.0 to production: failure'],
    [{ outcome: 'skipped' }, 'failure', 'Deployment of v1.5.0 to production: skipped'],
    [
      { outcome: 'succeeded', event: 'rollback', release: 'v1.4.0' },
      'rollback',
      'Rollback of production to v1.4.0: succeeded',
    ],
    [
      { outcome: 'timed-out', event: 'rollback', release: 'v1.4.0' },
      'failure',
      'Rollback of production to v1.4.0: timed out',
    ],
    [{ outcome: 'success', environment: '', release: '' }, 'success', 'Deployment: success'],
    [{ outcome: 'success', title: 'Tea is ready' }, 'success', 'Tea is ready'],
  ])('of %j is one of %s, and says so to all at once', async (inputs, event, title) => {
    const simulation = stage()
    const { outcome, transcript, outputs } = await tell(simulation, inputs)
    expect({ outcome, outputs }).toEqual({ outcome: 'succeeded', outputs: {} })
    expect(transcript.at(-1)).toBe('Told: Slack, Discord, The webhook.')
    expect(hookSays(simulation)).toMatchObject({ type: `deployment.${event}`, data: { title } })
    expect(slackSays(simulation)).toContain(`*${title}*`)
    expect(discordSays(simulation).title.replaceAll('\\', '')).toContain(title)
  })

  test('of a failure says what failed and why, and leads to the run and the environment', async () => {
    const simulation = stage()
    await tell(simulation, {
      outcome: 'rolled-back',
      report: JSON.stringify(crash),
      deployments: JSON.stringify({ web: deployed('web'), api: deployed('api') }),
      'environment-url': 'https://specboard.example',
    })
    const run = 'https://github.com/acme/specboard/actions/runs/7'
    const causes = ['api: 2 tasks of api:42 stopped: exit code 1', 'https://specboard.example/health: answered 503']
    expect(hookSays(simulation).data).toEqual({
      outcome: 'rolled-back',
      title: 'Deployment of v1.5.0 to production: rolled back',
      meaning: 'The deployment failed; what ran before runs again, and that is proved.',
      environment: 'production',
      release: 'v1.5.0',
      repository: 'acme/specboard',
      services: [
        { service: 'api', from: 'api:41', to: 'api:42', outcome: 'rolled-back' },
        { service: 'web', from: 'web:41', to: 'web:42', outcome: 'succeeded' },
      ],
      causes,
      links: { run, environment: 'https://specboard.example/' },
    })
    expect(slackSays(simulation)).toContain('• `api` api:41 → api:42, rolled back\n• `web` web:41 → web:42, succeeded')
    expect(slackSays(simulation)).toContain(`\`\`\`\n${causes.join('\n')}\n\`\`\``)
    expect(slackSays(simulation)).toContain(`<${run}|Run>\n<https://specboard.example/|Environment>`)
    expect(discordSays(simulation)).toMatchObject({ url: run, description: expect.stringContaining(causes.join('\n')) })
    expect(discordSays(simulation).fields).toContainEqual({ name: 'Address', value: 'https://specboard.example/' })
  })

  test('passes on what deploy-ecs and wait-healthy said of a release that crashes', async () => {
    const crashing = { tags: ['v2'], behaviour: { exits: { code: 1, after: '3s' } } }
    const simulation = simulate({
      repositories: { api: ['v1', crashing] },
      clusters: { prod: { api: { image: 'api:v1', breaker: true } } },
      urls: { [hook]: { webhook: 'any' } },
    })
    const wanted = { cluster: 'prod', images: { api: simulation.world.ecr.uri('api:v2') } }
    const { outcome, deploy, wait } = await rollOutToTheEnd(wanted, { simulation })
    await tell(simulation, {
      ...{ outcome, 'slack-webhook': '', 'discord-webhook': '' },
      report: wait?.outputs['report'] ?? '',
      deployments: deploy.outputs['deployments'] ?? '',
    })
    expect(hookSays(simulation).data).toMatchObject({
      services: [{ service: 'api', from: 'prod-api:1', to: 'prod-api:2', outcome: 'rolled-back' }],
      causes: [expect.stringMatching(/^api: \d+ tasks of prod-api:2 stopped: .*code 1/)],
    })
  })

  test('of a success says what was proved', async () => {
    const simulation = stage()
    const services = { api: { outcome: 'succeeded', ...evidence }, web: { outcome: 'succeeded', ...evidence } }
    await tell(simulation, { outcome: 'succeeded', report: JSON.stringify({ services }) })
    expect(slackSays(simulation)).toContain('Proved: 2 services, 4 tasks.')
  })

  test('says what the workflow has to say, and names its services', async () => {
    const simulation = stage()
    await tell(simulation, {
      outcome: 'failure',
      message: 'The migration failed with exit code 1',
      services: 'api, web',
    })
    expect(slackSays(simulation)).toContain('The job failed.\nThe migration failed with exit code 1')
    expect(hookSays(simulation).data['services']).toEqual([{ service: 'api' }, { service: 'web' }])
  })

  test('without an outcome says unknown, and how to give one', async () => {
    const simulation = stage()
    const { outcome, transcript } = await tell(simulation, { outcome: '' })
    expect(outcome).toBe('succeeded')
    expect(hookSays(simulation)).toMatchObject({ type: 'deployment.failure', data: { outcome: 'unknown' } })
    expect(transcript.join('\n')).toContain('warning: `outcome` is empty, so the notice says `unknown`.')
    expect(transcript.join('\n')).toContain('|| job.status')
  })

  const manifest = workspace({
    '.github/deploy.yml':
      'services: { api: { image: api } }\nenvironments: { production: { cluster: prod, url: "https://specboard.example" } }\n',
  })

  test('leads to the address that the manifest has', async () => {
    const simulation = stage()
    await tell(simulation, { outcome: 'success' }, { environment: manifest })
    expect(hookSays(simulation).data['links']).toMatchObject({ environment: 'https://specboard.example/' })
  })
})

describe('the texts of others', () => {
  const hostile = [
    '<!channel> <!here> <@U123> @here @everyone',
    '<https://evil.example|click> https://evil.example [click](https://evil.example)',
    '```` ``` ` ```\n::error::x\n# big\n> quote',
    '*bold* _it_ ~no~ ||spoiler|| **b** &lt;!channel&gt; \u202egnp.exe \u0000\u001b[31m',
  ]

  test.each(hostile)('mention nobody, link nowhere and break out of nothing: %j', async text => {
    const simulation = stage()
    const report = { services: { [text]: { outcome: 'rolled-back', findings: [{ seen: text }] } }, urls: [] }
    const { outcome } = await tell(simulation, {
      ...{ environment: text, release: text, message: text, outcome: 'rolled-back' },
      report: JSON.stringify(report),
      deployments: JSON.stringify({ [text]: deployed('api') }),
    })
    expect(outcome).toBe('succeeded')
    const [said = ''] = bodiesAt(simulation, slack)
    const run = '<https://github.com/acme/specboard/actions/runs/7|Run>'
    expect(slackSays(simulation).replace(run, '')).not.toMatch(/[<>]/)
    expect(JSON.parse(said)).toMatchObject({ unfurl_links: false, unfurl_media: false })
    expect(said.match(/"mrkdwn"/g)?.length).toBe(said.match(/"verbatim":true/g)?.length)
    expect(slackSays(simulation).match(/```/g)).toHaveLength(2)
    expect(JSON.parse(bodiesAt(simulation, discord)[0] ?? '')).toMatchObject({ allowed_mentions: { parse: [] } })
    const { description = '', title } = discordSays(simulation)
    const [outside = '', inside = '', after] = description.split('```')
    expect({ inside: inside.includes('`'), after }).toEqual({ inside: false, after: '' })
    expect(`${title} ${outside}`.replace(/\\[^a-z\d\s]/gi, '')).not.toMatch(/[*_~|>#[\]<@`]|:\/\//)
    for (const address of [slack, discord, hook])
      expect(bodiesAt(simulation, address)[0]).not.toMatch(/\\u00[01]|\u202e/)
  })

  test('tell no secrets', async () => {
    const simulation = stage()
    const report = { services: { api: { outcome: 'rolled-back', findings: [{ seen: `PASSWORD=${canary}` }] } } }
    await tell(simulation, { outcome: 'rolled-back', message: `token: ${canary}`, report: JSON.stringify(report) })
    for (const address of [slack, discord, hook]) expect(bodiesAt(simulation, address)[0]).not.toContain(canary)
    expect(slackSays(simulation)).toContain('PASSWORD=[redacted]')
  })
})

describe('the limits of those who take it', () => {
  test.each([
    ['one service', 1, 'api'],
    ['fifty services', 50, 'production-service-with-a-long-name'],
    ['fifty services with names of 255 characters that are all escaped', 50, '&'.repeat(250)],
    ['fifty services with names that markdown is made of', 50, '*'.repeat(250)],
  ])('hold for %s', async (_, count, name) => {
    const names = Array.from({ length: count }, (__, index) => `${name}-${index}`)
    const told = (seen: string) => ({ outcome: 'rolled-back', why: 'x', findings: [{ seen }, { seen }] })
    const simulation = stage()
    const { transcript } = await tell(simulation, {
      ...{
        outcome: 'rolled-back',
        environment: name.repeat(3),
        release: name.repeat(3),
        title: name.repeat(9),
        message: name.repeat(9),
      },
      report: JSON.stringify({ services: Object.fromEntries(names.map(one => [one, told(name.repeat(4))])) }),
      deployments: JSON.stringify(Object.fromEntries(names.map(one => [one, deployed(name)]))),
      'environment-url': `https://specboard.example/?${'a&'.repeat(230)}`,
    })
    // The simulated receivers refuse what is too much for theirs.
    expect(transcript.at(-1)).toBe('Told: Slack, Discord, The webhook.')
    expect(hookSays(simulation).data['services']).toHaveLength(count)
    if (count > 1) expect(slackSays(simulation)).toMatch(/… and \d+ more/)
  })
})

describe('the signature', () => {
  const verified = (simulation: Simulation, key: Buffer): boolean[] =>
    postsTo(simulation.pages, hook).map(({ headers, body }) => {
      const signed = `${headers['webhook-id'] ?? ''}.${headers['webhook-timestamp'] ?? ''}.${body}`
      return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
    })

  test.each([
    ['any text', 'correct horse', Buffer.from('correct horse')],
    ['base64 after whsec_', `whsec_${Buffer.alloc(24, 7).toString('base64')}`, Buffer.alloc(24, 7)],
  ])('is made with %s', async (_, secret, key) => {
    const simulation = stage()
    const { masked } = await tell(simulation, { outcome: 'success', 'webhook-secret': secret })
    expect(verified(simulation, key)).toEqual([true])
    expect(masked).toContain(secret)
  })

  test('is made anew for each attempt, while the message stays the same one', async () => {
    const simulation = stage({ [hook]: { webhook: 'any', statuses: [429, 500] } })
    await tell(simulation, { outcome: 'success', 'webhook-secret': 's' })
    expect(verified(simulation, Buffer.from('s'))).toEqual([true, true, true])
    const posts = postsTo(simulation.pages, hook)
    expect(new Set(posts.map(({ headers, body }) => `${headers['webhook-id'] ?? ''} ${body}`)).size).toBe(1)
    const [first = 0, second = 0] = posts.map(({ headers }) => Number(headers['webhook-timestamp']))
    expect(second - first).toBeGreaterThanOrEqual(7)
  })

  test('is left out where there is no secret', async () => {
    const simulation = stage()
    await tell(simulation, { outcome: 'success' })
    expect(postsTo(simulation.pages, hook)[0]?.headers).not.toHaveProperty('webhook-signature')
  })
})

describe('a notice that does not arrive fails nothing', () => {
  const ends = (status: number): Record<string, PageScenario> => ({
    [slack]: { webhook: 'slack', statuses: Array<number>(9).fill(status) },
  })

  test.each([
    ['is refused', ends(404), 'Slack was not told: answered 404: there is no such webhook'],
    ['leads elsewhere', ends(302), 'Slack was not told: answered 302: it leads elsewhere, which is not followed'],
    ['is never answered well', ends(500), 'Slack may not have been told: answered 500'],
    ['is always too much', ends(429), 'Slack may not have been told: answered 429'],
  ])('where it %s: the others are told, and it is said', async (_, urls, says) => {
    const simulation = stage(urls)
    const began = simulation.world.now()
    const { outcome, failure, transcript, summary } = await tell(simulation, { outcome: 'success' })
    expect({ outcome, failure }).toEqual({ outcome: 'succeeded', failure: undefined })
    expect(transcript.join('\n')).toContain(`warning: ${says}`)
    expect(summary).toContain(says)
    expect(transcript.at(-1)).toBe('Told: Discord, The webhook.')
    expect(simulation.world.now() - began).toBeLessThan(75_000)
    expect(postsTo(simulation.pages, slack).length).toBeLessThanOrEqual(4)
  })

  test.each([
    ['http://hooks.slack.com/services/T0/B0/XXXXXXXX', 'does not begin with https://'],
    ['changeme', 'does not begin with https://'],
    ['https://10.0.0.8/hook', 'only `allow-private-urls: true` lets that be asked'],
    ['https://localhost/hook', 'only `allow-private-urls: true` lets that be asked'],
  ])('for the address %s', async (address, says) => {
    const simulation = simulate({})
    const inputs = { 'slack-webhook': address, 'discord-webhook': '', webhook: '' }
    const { outcome, failure, transcript } = await tell(simulation, { outcome: 'success', ...inputs })
    expect({ outcome, failure }).toEqual({ outcome: 'unchanged', failure: undefined })
    expect(transcript.find(line => line.startsWith('warning: Slack was not told'))).toContain(says)
    expect(simulation.requests).toEqual([])
  })

  test('but arrives inside a network where that is allowed', async () => {
    const simulation = stage({ 'https://10.0.0.8/hook': { webhook: 'any' } })
    const { transcript } = await tell(simulation, {
      outcome: 'success',
      webhook: 'https://10.0.0.8/hook',
      'allow-private-urls': 'true',
    })
    expect(transcript.at(-1)).toContain('The webhook.')
  })

  test.each([
    'lost',
    'applied-and-lost',
    'refused',
    'hangs',
    'unavailable',
    'applied-and-html',
    'applied-and-cut-off',
  ] as const)('at once, and arrives in the end: %s', async is => {
    const simulation = stage()
    simulation.faults.add({ is, on: `web:POST ${slack}` })
    const { transcript } = await tell(simulation, { outcome: 'success' })
    expect(transcript.at(-1)).toBe('Told: Slack, Discord, The webhook.')
  })

  test('before the receiver wants it again', async () => {
    const simulation = stage({ [slack]: { webhook: 'slack', statuses: [429] } })
    await tell(simulation, { outcome: 'success' })
    const [first, second] = postsTo(simulation.pages, slack)
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(7_000)
  })

  test('in time: no answer ever is said within the timeout', async () => {
    const simulation = stage()
    simulation.faults.add({ is: 'hangs', on: 'web:*', times: Infinity })
    const began = simulation.world.now()
    const { outcome, transcript } = await tell(simulation, { outcome: 'failure', timeout: '20s' })
    expect(outcome).toBe('unchanged')
    expect(transcript.at(-1)).toBe('Told: nobody.')
    expect(simulation.world.now() - began).toBeLessThan(35_000)
  })

  test('where nobody is named, as in a fork that has no secrets', async () => {
    const { outcome, transcript } = await tell(stage(), {
      ...{ outcome: 'success', 'slack-webhook': '', 'discord-webhook': '', webhook: '' },
    })
    expect(outcome).toBe('unchanged')
    expect(transcript.at(-1)).toBe('No webhook is given: nobody was told.')
  })

  test('but a job that is cancelled is', async () => {
    const simulation = stage()
    const stop = new AbortController()
    simulation.faults.add({ is: 'hangs', on: 'web:*', times: Infinity })
    void simulation.world.timeline.sleep(2_000).then(() => stop.abort())
    expect((await tell(simulation, { outcome: 'success' }, { stop: stop.signal })).outcome).toBe('cancelled')
  })
})

describe('the address of a webhook', () => {
  test('is masked first of all, and stands in no log, summary or message', async () => {
    const simulation = stage({ [slack]: { webhook: 'slack', statuses: [404] } })
    const { masked, transcript, summary } = await tell(simulation, { outcome: 'failure' })
    expect(masked).toEqual([slack, discord, hook])
    const shown = [...transcript, summary, ...[slack, discord, hook].flatMap(one => bodiesAt(simulation, one))].join(
      '\n',
    )
    for (const secret of ['XXXXXXXX', 'YYYYYYYY', 'ZZZZZZZZ']) expect(shown).not.toContain(secret)
  })
})

test('mistakes in the inputs are named at once, before anybody is told', async () => {
  const simulation = stage()
  const { outcome, failure } = await tell(simulation, {
    outcome: 'done',
    event: 'end',
    'environment-url': 'ftp://x',
    report: '{',
  })
  expect(outcome).toBe('failed-before-change')
  expect(failure).toContain('4 inputs need a change')
  expect(simulation.requests).toEqual([])
  expect((await tell(stage(), { outcome: 'success', event: 'start' })).failure).toContain('exclude each other')
})
