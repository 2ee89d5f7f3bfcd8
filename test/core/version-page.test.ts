import { describe, expect, test } from '@jest/globals'
import { html } from '../../shared/core/html.ts'
import type { Board, Environment } from '../../shared/core/versions/board.ts'
import { linksOf } from '../../shared/core/versions/links.ts'
import { versionPage } from '../../shared/core/versions/page.ts'
import { boardText } from '../../shared/core/versions/words.ts'
import { commands, markdown, tricks } from './hostile-lines.ts'
import { absent, boardOf, commit, hour, judged, now, recorded, running, runPage, seen } from './seen-environment.ts'

const links = linksOf({ server: 'https://github.com', repository: 'acme/specboard' })

const waiting: Extract<Environment['waiting'], { is: 'compared' }> = {
  ...{ is: 'compared', from: 'staging', base: commit('1'), head: commit('2'), ahead: 3, behind: 1 },
  commits: [{ sha: commit('2'), title: 'Rank titles before bodies', author: 'Ada' }],
}

const staging = judged(
  seen({
    name: 'staging',
    services: [running('api', '2'), running('web', '2', { rollout: 'in-progress', running: 1 })],
    records: [recorded({ id: 2, digit: '2' })],
  }),
)
const production: Environment = {
  ...judged(
    seen({
      requires: 'staging',
      services: [running('api', '1'), running('web', '3', { match: 'other' }), absent('job')],
      records: [
        recorded({ id: 6, digit: '1', ago: 2 * hour }),
        recorded({ id: 5, digit: '3', states: ['inactive', 'success'], ago: 3 * hour }),
        recorded({ id: 4, digit: '1', states: ['inactive', 'success'] }),
        recorded({ id: 3, digit: '2', states: ['failure'], description: 'rolled-back: api: 2 tasks stopped' }),
      ],
    }),
  ),
  waiting,
}
const board = boardOf(staging, production)
const page = versionPage(board, { links, run: runPage(9) })

/** What a reader gets to see of it. */
function textOf(markup: string): string {
  const body = markup.slice(markup.indexOf('<body>'))
  const told = body.replace(/<\/?bdi>/g, '').replace(/<[^>]*>/g, ' ')
  return told.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))).replace(/\s+/g, ' ')
}

interface Tag {
  name: string
  attributes: readonly (readonly [name: string, value: string])[]
}

const attribute = /\s+([a-z-]+)="([^"<>]*)"/g
const tag = /<\/?([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"<>]*")*)\s*\/?>/g

/** The tags, in the strictest grammar that there is. Whatever `<`, `>` or quote is not of one of them is left over. */
function tagsIn(page: string): { tags: Tag[]; left: string } {
  const markup = page.replace('<!doctype html>', '').replace(/<style>[\s\S]*?<\/style>/, '')
  const tags = [...markup.matchAll(tag)].map(([, name = '', attributes = '']): Tag => ({
    name,
    attributes: [...attributes.matchAll(attribute)].map(([, key = '', value = '']) => [key, value] as const),
  }))
  return { tags, left: markup.replace(tag, '').replace(/[^<>"'`]/g, '') }
}

/** Addresses that the page leads to, but for places in itself. */
function addressesIn(page: string): string[] {
  const attributes = tagsIn(page).tags.flatMap(one => one.attributes)
  return attributes.flatMap(([name, value]) => (name === 'href' && !value.startsWith('#') ? [value] : []))
}

function namesIn(page: string): { elements: string[]; attributes: string[] } {
  const { tags } = tagsIn(page)
  return {
    elements: [...new Set(tags.map(({ name }) => name))].sort(),
    attributes: [...new Set(tags.flatMap(one => one.attributes.map(([name]) => name)))].sort(),
  }
}

const ours = /^https:\/\/(github\.com\/acme\/specboard|[a-z0-9-]+\.console\.aws\.amazon\.com\/)/

const attributes = [
  'aria-hidden',
  'aria-labelledby',
  'charset',
  'class',
  'content',
  'data-column',
  'datetime',
  'href',
  'http-equiv',
  'id',
  'lang',
  'name',
  'role',
  'scope',
  'title',
]

const expected = [
  'a',
  'article',
  'b',
  'bdi',
  'body',
  'caption',
  'code',
  'dd',
  'div',
  'dl',
  'dt',
  'footer',
  'h1',
  'h2',
  'h3',
  'head',
  'header',
  'html',
  'li',
  'main',
  'meta',
  'ol',
  'p',
  'section',
  'span',
  'table',
  'tbody',
  'td',
  'th',
  'thead',
  'time',
  'title',
  'tr',
  'ul',
]

describe('the page', () => {
  test('may load nothing and run nothing, and has nothing that would', () => {
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
    expect(namesIn(page)).toEqual({ elements: expected, attributes })
    expect(tagsIn(page).left).toBe('')
    expect(page).not.toMatch(/@import|url\(|javascript:/i)
  })

  test('leads to GitHub and the AWS console alone', () => {
    const addresses = addressesIn(page)
    expect(addresses.filter(address => !ours.test(address))).toEqual([])
    expect(addresses).toEqual(
      expect.arrayContaining([
        runPage(9),
        runPage(6),
        `https://github.com/acme/specboard/commit/${commit('1')}`,
        'https://github.com/acme/specboard/releases/tag/v3',
        `https://github.com/acme/specboard/compare/${commit('1')}...${commit('2')}`,
        'https://us-west-2.console.aws.amazon.com/ecs/v2/clusters/prod/services/api/health?region=us-west-2',
      ]),
    )
  })

  test('has its elements closed, each inside the one it was opened in', () => {
    const open: string[] = []
    for (const [, slash, name = '', rest = ''] of page
      .replace(/<!doctype[^>]*>/, '')
      .matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>/g))
      if (slash) expect(open.pop()).toBe(name)
      else if (!rest.endsWith('/')) open.push(name)
    expect(open).toEqual([])
  })

  test('says each thing in words', () => {
    const text = textOf(page)
    for (const words of [
      'as of 2026-11-20 12:00Z',
      '! drift',
      '↻ under way',
      '3 commits of staging wait. 1 commit here is not in staging.',
      'v1 was recorded, but web runs v3',
      '! Not what was recorded',
      '! Missing in ECS',
      '↩ Back to v1 ✓ succeeded',
      '! rolled-back',
      'api: 2 tasks stopped',
      'Rank titles before bodies Ada',
      '1 of 2',
    ])
      expect(text.toLowerCase()).toContain(words.toLowerCase())
  })

  test('gives its tables a caption, and every cell a role and the name of its column', () => {
    const tables = page.match(/<table[\s\S]*?<\/table>/g) ?? []
    expect(tables).toHaveLength(3)
    for (const table of tables) {
      expect(table).toMatch(/<caption[^>]*>\s*\S/)
      expect(table.match(/<th\b(?![^>]*\sscope="(col|row)")[^>]*>/g)).toBeNull()
      expect(table.match(/<td\b(?![^>]*\srole="cell")[^>]*>/g)).toBeNull()
      expect(table.match(/<td\b(?![^>]*\sdata-column="[^"])[^>]*>/g)).toBeNull()
    }
  })

  test('gives its times to machines as well', () => {
    const times = [...page.matchAll(/<time datetime="([^"]+)">([^<]+)<\/time>/g)]
    expect(times.length).toBeGreaterThan(10)
    for (const [, machine = '', human = ''] of times)
      expect(human.replace(' ', 'T').replace('Z', '')).toBe(machine.slice(0, 16))
  })

  test('leads to each environment by an id that is there once', () => {
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    const anchors = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(anchors).toEqual(['environment-1', 'environment-2'])
    expect(ids).toEqual(expect.arrayContaining(anchors))
  })

  test('is the same for the same board', () => {
    expect(versionPage(board, { links, run: runPage(9) })).toBe(page)
  })

  test.each<[string, Board, string]>([
    ['nothing', boardOf(), 'No environment is known.'],
    [
      'an environment that nothing was deployed to',
      boardOf(judged(seen({ services: [absent('api')], records: [] }))),
      'nothing yet',
    ],
    [
      'what GitHub alone knows',
      boardOf(judged({ ...seen({}), place: undefined, services: { is: 'unasked' } })),
      'by GitHub’s record alone',
    ],
  ])('can show %s', (_, shown, words) => {
    expect(textOf(versionPage(shown, { links, run: undefined }))).toContain(words)
  })
})

/** The board with this text wherever a text of others can stand. */
function hostile(text: string): Board {
  const odd = judged(
    seen({
      name: text,
      place: { cluster: text, region: text },
      services: [
        running('api', '1', {
          ...{ name: text, service: text, taskDefinition: text, match: 'other', provenance: { failed: { why: text } } },
          version: { release: text, commit: text },
          images: [{ container: text, image: { repository: text, tag: text } }],
          digests: new Map([[text, [text]]]),
        }),
        { is: 'absent', name: `${text} `, service: text, reason: text },
      ],
      records: [
        recorded({
          id: 1,
          digit: '2',
          creator: text,
          description: text,
          payload: { release: text, run: text, actor: text },
        }),
      ],
    }),
  )
  const compared: typeof waiting = {
    ...waiting,
    from: text,
    base: text,
    head: text,
    commits: [{ sha: text, title: text, author: text }],
  }
  return boardOf({ ...odd, waiting: compared }, { ...odd, waiting: { is: 'unknown', from: text, why: text } })
}

const markup = [
  '</style><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '<!--',
  ']]>',
  '&lt;script&gt;',
  '`${1}`',
  'javascript:alert(1)',
  'https://evil.example/x',
  'W'.repeat(5_000),
]

test.each([...markup, ...markdown, ...tricks, ...commands])('what others wrote does nothing in it: %j', text => {
  const shown = versionPage(hostile(text), { links, run: text })
  const { elements, attributes: written } = namesIn(shown)
  expect(tagsIn(shown).left).toBe('')
  expect([
    ...elements.filter(name => !expected.includes(name)),
    ...written.filter(name => !attributes.includes(name)),
  ]).toEqual([])
  expect(addressesIn(shown).filter(address => !ours.test(address))).toEqual([])
  // eslint-disable-next-line no-control-regex
  expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b]|\p{Cs}/u)
})

describe('a link', () => {
  test.each([
    runPage(7).replace('https:', 'http:'),
    `${runPage(7)}?x`,
    `${runPage(7)}/../../settings`,
    'https://github.com/acme/specboard-evil/actions/runs/7',
    'https://evil.example/acme/specboard/actions/runs/7',
    'javascript:alert(1)',
    '',
    undefined,
  ])('leads to no run by %j', address => {
    expect(links.run(address)).toBeUndefined()
  })

  test('leads to an attempt of a run', () => {
    expect(links.run(`${runPage(7)}/attempts/2`)).toBe(`${runPage(7)}/attempts/2`)
  })

  test.each([
    ['http://github.com', 'acme/specboard'],
    ['https://github.com/x', 'acme/specboard'],
    ['https://github.com', 'acme/spec board'],
    ['https://github.com', 'acme/specboard/x'],
    [undefined, undefined],
  ])('is none where the runner says %j and %j', (server, repository) => {
    const none = linksOf({ server, repository })
    expect([
      none.repository,
      none.commit(commit('1')),
      none.release('v1'),
      none.run(runPage(1)),
      none.compare(commit('1'), commit('2')),
      none.deployments('production'),
    ]).toEqual(Array(6).fill(undefined))
  })

  test('has a name in it as one part', () => {
    expect(links.release('v1/../../x) <y>')).toBe(
      'https://github.com/acme/specboard/releases/tag/v1%2F..%2F..%2Fx%29%20%3Cy%3E',
    )
  })
})

test('text in markup stays text, also in an attribute', () => {
  expect(html`<p title="${`"<&'`}">${'<b>'}${undefined}${7}${[html`<i></i>`]}</p>`.markup).toBe(
    '<p title="&#34;&#60;&#38;&#39;">&#60;b&#62;7<i></i></p>',
  )
})

describe('the sentence', () => {
  test('says of each environment what it runs, and what waits', () => {
    expect(boardText(board)).toBe(
      'Staging runs v2 since 2026-11-20 08:05Z. Production runs 2 releases at once: v1, v3; 2 findings of drift; 3 commits wait.',
    )
  })

  test('is a list where there are many', () => {
    const text = boardText(boardOf(...Array<Environment>(4).fill(judged(seen({})))))
    expect(text.split('\n')).toEqual([
      '4 environments:',
      ...Array<string>(4).fill('  - Production runs v1 since 2026-11-20 08:05Z.'),
    ])
  })

  test('is of the time at which it was looked', () => {
    expect(board.at).toBe(now)
  })
})
