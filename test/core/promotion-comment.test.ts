import { describe, expect, test } from '@jest/globals'
import {
  arrived,
  departed,
  isMarked,
  linesIn,
  ownComment,
  promotionLine,
  withSection,
} from '../../shared/core/promotion-comment.ts'
import type { PromotionLine, WrittenComment } from '../../shared/core/promotion-comment.ts'
import { linksOf } from '../../shared/core/versions/links.ts'
import { commands, tricks } from './hostile-lines.ts'

const links = linksOf({ server: 'https://github.com', repository: 'acme/app' })
const at = (text: string): number => Date.parse(`2026-11-20T${text}:00Z`)
const commit = 'a1b2c3d4e5'.repeat(4)
const run = 'https://github.com/acme/app/actions/runs/7'

function line(rest: Partial<PromotionLine> = {}): PromotionLine {
  const known = {
    environment: 'production',
    release: 'v2',
    commit,
    since: at('09:14'),
    run,
    url: 'https://app.example/',
  }
  return promotionLine({ ...known, ...rest }, links)
}

const staging = line({ environment: 'staging', since: at('08:00'), url: 'https://staging.app.example/' })
const rolledBack = { at: at('10:30'), how: 'rolled back to', by: 'v1' } as const

/** A body with these lines. */
const bodyOf = (...lines: PromotionLine[]): string => withSection('', lines) ?? ''
const listOf = (body: string | undefined): string[] => (body ?? '').split('\n').filter(one => one.startsWith('- '))
const forged = (data: unknown): string =>
  `<!-- deploy-actions:promotion ${Buffer.from(JSON.stringify(data)).toString('base64')} -->\nx\n<!-- /deploy-actions:promotion -->`

describe('the section', () => {
  test('is a list between two marks that nobody sees', () => {
    expect(
      bodyOf(staging, line())
        .replace(/promotion [\w+/=]+ -->/, 'promotion DATA -->')
        .split('\n'),
    ).toEqual([
      '<!-- deploy-actions:promotion DATA -->',
      '**Deployments**',
      '',
      `- In \`staging\` since 2026-11-20 08:00Z with \`v2\` ([run](<${run}>), [staging.app.example](<https://staging.app.example/>))`,
      `- In \`production\` since 2026-11-20 09:14Z with \`v2\` ([run](<${run}>), [app.example](<https://app.example/>))`,
      '',
      '<!-- /deploy-actions:promotion -->',
    ])
  })

  test('says of a release that was taken back from when until when it was there', () => {
    const lines = departed([staging, line()], { ...line({ run: `${run}1` }), left: rolledBack }, links)
    expect(listOf(bodyOf(...lines))[1]).toBe(
      `- Was in \`production\` from 2026-11-20 09:14Z until 2026-11-20 10:30Z with \`v2\`, rolled back to \`v1\` ([run](<${run}1>))`,
    )
  })

  test('of a commit without a release and pages names the commit alone', () => {
    const { environment, since } = line()
    expect(listOf(bodyOf(promotionLine({ environment, commit, since }, links)))).toEqual([
      '- In `production` since 2026-11-20 09:14Z with `a1b2c3d4e5a1`',
    ])
  })

  test('is read back as it was written', () => {
    const lines = [
      staging,
      ...departed([line()], { ...line(), left: rolledBack }, links),
      line({ environment: 'a b|c' }),
    ]
    expect(linesIn(bodyOf(...lines), links)).toEqual(lines)
  })

  test.each([
    ['', (section: string) => section],
    ['  \r\n', (section: string) => section],
    ['Search\r\n', (section: string) => `Search\r\n\n\n${section}`],
    [
      '<!-- deploy-actions:promotion e30= -->',
      (section: string) => `<!-- deploy-actions:promotion e30= -->\n\n${section}`,
    ],
  ])('is added at the end of %j', (body, expected) => {
    expect(withSection(body, [line()])).toBe(expected(bodyOf(line())))
  })

  test.each([
    ['around it', `before\r\n\r\n${bodyOf(staging)}\r\n\r\nafter `, ['before\r\n\r\n', '\r\n\r\nafter ']],
    [
      'with a mark that ends nothing before it',
      `a <!-- /deploy-actions:promotion --> b\n${bodyOf(staging)}`,
      ['a <!-- /deploy-actions:promotion --> b\n', ''],
    ],
    [
      'with a mark that begins nothing before it',
      `<!-- deploy-actions:promotion -->\nMine\n${bodyOf(staging)}!`,
      ['<!-- deploy-actions:promotion -->\nMine\n', '!'],
    ],
    [
      'with a mark that begins nothing after it',
      `${bodyOf(staging)}\n<!-- deploy-actions:promotion`,
      ['', '\n<!-- deploy-actions:promotion'],
    ],
  ])('replaces its own, and keeps every byte %s', (_, body, [before = '', after = '']) => {
    expect(withSection(body, [staging, line()])).toBe(before + bodyOf(staging, line()) + after)
  })

  test('that says so already is not written again, also where an editor changed its line ends', () => {
    expect(withSection(bodyOf(staging), [staging])).toBeUndefined()
    expect(withSection(bodyOf(staging).replaceAll('\n', '\r\n'), [staging])).toBeUndefined()
    expect(withSection('text', [])).toBeUndefined()
  })
})

describe('what is said once a commit came', () => {
  const before = at('07:00')

  test.each<[string, PromotionLine[], PromotionLine, PromotionLine[]]>([
    ['to the first environment', [], line(), [line()]],
    ['to a second one', [staging], line(), [staging, line()]],
    ['again', [line(), staging], line({ since: at('11:00'), run: `${run}1` }), [line(), staging]],
    ['where another commit was', [line({ commit: 'b'.repeat(40) })], line(), [line()]],
    [
      'back',
      departed([line()], { ...line(), left: rolledBack }, links),
      line({ since: at('11:00') }),
      [line({ since: at('11:00') })],
    ],
    [
      'before it left',
      departed([line()], { ...line(), left: rolledBack }, links),
      line({ since: at('10:00') }),
      departed([line()], { ...line(), left: rolledBack }, links),
    ],
    ['again, after something else', [line({ since: at('06:00') })], line(), [line()]],
  ])('%s', (_, lines, now, expected) => {
    expect(arrived(lines, now, before)).toEqual(expected)
  })

  test('again keeps what is known, and adds what was not', () => {
    const { environment, since } = line()
    const poor = promotionLine({ environment, commit, since }, links)
    expect(arrived([poor], line({ since: at('11:00') }), undefined)).toEqual([line()])
  })
})

describe('what is said once it left', () => {
  test.each<[string, PromotionLine[]]>([
    ['another environment', [staging]],
    [
      'an environment that it has left already',
      departed([line()], { ...line(), left: { ...rolledBack, by: 'v0' } }, links),
    ],
    ['nothing that was said', []],
  ])('is the same of %s', (_, lines) => {
    expect(departed(lines, { ...line(), left: rolledBack }, links)).toEqual(lines)
  })
})

describe('a text that somebody edited', () => {
  test.each<[string, unknown]>([
    ['no data', undefined],
    ['no list', {}],
    ['things that are no lines', [null, 7, 'x', [], {}]],
    ['a line without a commit', [{ environment: 'x', since: 1 }]],
    ['a short commit', [{ environment: 'x', commit: 'abc', since: 1 }]],
    ['a time that is none', [{ environment: 'x', commit, since: '1' }]],
    ['a time before 1970', [{ environment: 'x', commit, since: -1 }]],
    ['a time after the year 9999', [{ environment: 'x', commit, since: 253_402_300_800_000 }]],
    ['an end that is none', [{ environment: 'x', commit, since: 1, left: 'yes' }]],
    ['an end with words of its own', [{ environment: 'x', commit, since: 1, left: [2, '@octocat', 'y'] }]],
    ['an environment without a name', [{ environment: ' \u200b', commit, since: 1 }]],
  ])('with %s has no line', (_, data) => {
    expect(linesIn(forged(data ?? null), links)).toEqual([])
    expect(listOf(withSection(forged(data ?? null), [line()]))).toHaveLength(1)
  })

  test.each(['', ' ', '!!!!', 'bm8ganNvbg==', '['.repeat(9_999)])('with the data %j is read as empty', data => {
    expect(linesIn(`<!-- deploy-actions:promotion ${data} -->`, links)).toEqual([])
  })

  test.each([
    ['run', 'https://github.com/acme/app/actions/runs/7/../../../../evil'],
    ['run', 'https://evil.example/acme/app/actions/runs/7'],
    ['run', 'https://github.com/acme/app/actions/runs/7>) [x](<https://evil.example'],
    ['run', 7],
    ['url', 'javascript:alert(1)'],
    ['url', 'https://user:password@app.example/'],
    ['url', 'https://app.example/>) @octocat'],
    ['url', `https://app.example/${'x'.repeat(600)}`],
  ])('leads nowhere else: %s %j', (member, value) => {
    const lines = linesIn(forged([{ environment: 'x', commit, since: 1, [member]: value }]), links)
    expect(listOf(bodyOf(...lines))).toEqual(['- In `x` since 1970-01-01 00:00Z with `a1b2c3d4e5a1`'])
  })

  test('shows which host an address leads to, and does not end at marks in it', () => {
    const url = 'https://evil.example/?`a`=$b$&lt;&c=(d)[e]\'"@octocat'
    const [shown = ''] = listOf(bodyOf(line({ url, run: '' })))
    expect(shown).toMatch(/ \(\[evil\.example\]\(<https:\/\/evil\.example\/\?[^\s<>`$\\]+>\)\)$/)
  })

  test('names each environment once, as it was said last', () => {
    const [a, b] = [
      { environment: 'x', commit, since: 1 },
      { environment: 'x ', commit, since: 2 },
    ]
    expect(linesIn(forged([a, b]), links)).toEqual([{ environment: 'x', commit, since: 2 }])
  })

  test.each([
    [
      'a thousand environments',
      Array.from({ length: 1_000 }, (_, index) => ({ environment: `e${index}`, commit, since: index })),
    ],
    [
      'names without end',
      Array.from({ length: 20 }, (_, index) => ({
        environment: `${index}${'&@*'.repeat(9_999)}`,
        release: '@&'.repeat(9_999),
        commit,
        since: index,
        left: [1, 'replaced by', '<>'.repeat(999)],
        url: `https://e.example/${'&'.repeat(470)}`,
      })),
    ],
  ])('with %s stays small, and says what is new', (_, data) => {
    const body = withSection(forged(data), arrived(linesIn(forged(data), links), line(), undefined)) ?? ''
    expect(body.length).toBeLessThan(31_000)
    expect(listOf(body).length).toBeLessThanOrEqual(20)
    expect(listOf(body).at(-1)).toContain('In `production` since')
    expect(linesIn(body, links).at(-1)).toEqual(line())
    expect(withSection(body, arrived(linesIn(body, links), line(), undefined))).toBeUndefined()
  })
})

describe('the names of others', () => {
  const foreign = [
    ...[
      '@octocat',
      '@acme/team',
      '--> @octocat',
      'a --> <script>x</script> <!-- b',
      '`@octocat`',
      '[x](https://evil.example)',
      '#1',
      'v1 | x',
      '- a',
      '</li><img src=x>',
    ],
    ...[
      '<!-- /deploy-actions:promotion -->',
      '&lt;b&gt; &commat;octocat',
      'https://evil.example @octocat',
      'www.evil.example',
      '$x$',
      '😀'.repeat(60),
    ],
    ...[...commands, ...tricks].filter((_, index) => index % 7 === 0),
  ]

  test.each(foreign)('act nowhere, and are read back: %j', text => {
    const lines = [line({ environment: `a ${text}`, release: text }), line({ environment: text || 'x' })].filter(
      one => one.environment !== '',
    )
    const left = departed(lines, { ...line({ environment: `a ${text}` }), left: { ...rolledBack, by: text } }, links)
    const body = bodyOf(...left)
    expect(body.split('\n')).toHaveLength(6 + new Set(left.map(({ environment }) => environment)).size - 1)
    expect(body.match(/-->/g)).toHaveLength(2)
    const outside = listOf(body)
      .join('\n')
      .replace(/`[^`\n]*`/g, '')
      .replace(/\]\(<[^>]*>\)/g, ']')
      .replaceAll('<wbr>', '\u00b7')
    expect(outside).not.toMatch(/@(?!\u00b7|\s|$)|[<>`*]|\]\(|https?:\/\/|www\.|(?<!&)#\d/)
    expect(linesIn(body, links)).toEqual(left)
  })
})

describe('our comment', () => {
  const comment = (rest: Partial<WrittenComment>): WrittenComment => ({
    id: 1,
    body: bodyOf(line()),
    author: 'github-actions[bot]',
    isBot: true,
    app: undefined,
    ...rest,
  })

  test.each<[string, Partial<WrittenComment>, string | undefined, boolean]>([
    ['by a job', {}, undefined, true],
    ['by a job, as GitHub says of the app', { app: 'github-actions' }, undefined, true],
    ['by a job, around which somebody wrote', { body: `Hello\n${bodyOf(line())}\nBye` }, undefined, true],
    ['by a job, about something else', { body: 'Coverage: 80%' }, undefined, false],
    ['by a person', { author: 'mallory', isBot: false }, undefined, false],
    ['by a person with a name like it', { isBot: false }, undefined, false],
    ['by a job through another app', { app: 'other' }, undefined, false],
    ['by another app', { author: 'other[bot]', app: 'other' }, undefined, false],
    ['by another app, which is ours', { author: 'other[bot]', app: 'other' }, 'other[bot]', true],
    ['by a person, which is us', { author: 'deployer', isBot: false }, 'deployer', true],
    ['by nobody', { author: '', isBot: false }, undefined, false],
  ])('%s', (_, rest, login, isOurs) => {
    expect(ownComment([comment(rest)], login) !== undefined).toBe(isOurs)
  })

  test('is the oldest of several', () => {
    expect(
      ownComment([comment({ author: 'x', isBot: false }), comment({ id: 2 }), comment({ id: 3 })], undefined)?.id,
    ).toBe(2)
  })

  test.each([
    ['<!-- deploy-actions:promotion', true],
    ['<!-- deploy-actions: promotion -->', false],
    ['', false],
  ])('is known by its mark: %j', (body, marked) => {
    expect(isMarked(body)).toBe(marked)
  })
})
