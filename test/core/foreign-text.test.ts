import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { codeBlock, foreignLines, markdownText, safeLine } from '../../shared/core/foreign-text.ts'
import { redact } from '../../shared/core/redaction.ts'
import { commands, markdown, tricks } from './hostile-lines.ts'
import { obeyed } from './runner-commands.ts'

// The same texts in every run.
fc.configureGlobal({ seed: 20261120 })

const hostile = [...commands, ...tricks]
/** What must not be in any line that is shown: everything that is not a character one sees, or a space. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
const shown = (text: string): string =>
  JSON.stringify(text).replace(/[^ -~]/gu, c => `\\u{${c.codePointAt(0)?.toString(16) ?? ''}}`)

/** Texts made of the parts of commands, and of any characters, broken ones too. */
const part = fc.constantFrom(
  ...[
    '::',
    ':',
    '##[',
    '#',
    '[',
    ']',
    'error',
    'set-output name=a',
    ' ',
    '\t',
    '\n',
    '\r',
    '\u001b[',
    '\u001b]',
    '\u0007',
    '\u009b',
  ],
  ...[
    '\u200b',
    '\u00ad',
    '\ufeff',
    '\u2028',
    '\u0085',
    '\u00a0',
    '\ud800',
    '\udc00',
    '\0',
    '0m',
    '`',
    '|',
    '<',
    '@',
    'x',
  ],
)
const unit = fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code))
const text = fc
  .array(fc.oneof({ weight: 4, arbitrary: part }, { weight: 1, arbitrary: unit }), { maxLength: 60 })
  .map(parts => parts.join(''))

describe('the runner', () => {
  test.each(commands.map(line => [shown(line), line]))('would obey %s', (_, line) => {
    expect(obeyed(line)).toBeDefined()
  })

  test.each(hostile.map(line => [shown(line), line]))('finds nothing in the safe line of %s', (_, line) => {
    const safe = safeLine(line)
    expect(obeyed(safe)).toBeUndefined()
    expect(safe).not.toMatch(unseen)
  })

  test.each(hostile.map(line => [shown(line), line]))('finds nothing in the foreign lines of %s', (_, line) => {
    for (const safe of foreignLines(line)) {
      expect(obeyed(safe)).toBeUndefined()
      expect(safe).not.toMatch(unseen)
      expect(safe).toMatch(/^│/)
    }
  })

  test('finds nothing behind any white space, whatever the command', () => {
    const spaces = ['', ' ', '\t', '\v', '\f', '\u0085', '\u00a0', '\u2003', '\u2028', '\u3000', '\u200b', '\ufeff']
    const pairs = spaces.flatMap(first => spaces.map(second => first + second))
    const found = pairs
      .flatMap(space => commands.map(line => safeLine(space + line)))
      .filter(line => obeyed(line) !== undefined)
    expect(found).toEqual([])
  })

  test('finds nothing in any text', () => {
    fc.assert(
      fc.property(text, line => {
        const safe = safeLine(line)
        return (
          obeyed(safe) === undefined &&
          !unseen.test(safe) &&
          foreignLines(line).every(each => obeyed(each) === undefined)
        )
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('a safe line', () => {
  test.each([
    ['listening on port 8080', 'listening on port 8080'],
    ['std::vector<int> at /srv/app.cpp:12', 'std::vector<int> at /srv/app.cpp:12'],
    ['Überraschung: 漢字 and 🚀', 'Überraschung: 漢字 and 🚀'],
    ['  indented', '  indented'],
    ['a\tb', 'a b'],
    ['first\r\nsecond\u2028third\u0085fourth', 'first second third fourth'],
    ['\u001b[32mok\u001b[0m', 'ok'],
    ['::error::x', ': :error::x'],
    ['  ::1 is the address', '  : :1 is the address'],
    ['a ##[error]b', 'a ## [error]b'],
    ['#\u200b#[error]x', '## [error]x'],
    ['\ud83d', '\ufffd'],
  ])('of %j is %j', (given, wanted) => {
    expect(safeLine(given)).toBe(wanted)
  })

  test('is cut at 2,000 characters and says how much is missing', () => {
    const safe = safeLine('x'.repeat(12_345))
    expect(safe).toBe(`${'x'.repeat(1_960)} … (10,385 more characters)`)
    expect(safeLine('x'.repeat(2_000))).toBe('x'.repeat(2_000))
  })

  test('is never cut in the middle of a character', () => {
    expect(safeLine('🚀'.repeat(50), { most: 61 })).toBe(`${'🚀'.repeat(10)} … (80 more characters)`)
  })

  test('changes nothing when made safe again', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 50, max: 200 }), (line, most) => {
        const once = safeLine(line.repeat(3), { most })
        expect(safeLine(once, { most })).toBe(once)
        expect(once.length).toBeLessThanOrEqual(most)
      }),
    )
  })

  test.each([
    ['escapes', '\u001b['],
    ['escapes that open strings', '\u001b]'],
    ['one-byte escapes', '\u009d'],
    ['colons', ':'],
    ['spaces', ' '],
    ['hashes', '##['],
    ['zero-width spaces', '\u200b'],
  ])('of a million %s comes to an end', (_, unit) => {
    expect(safeLine(unit.repeat(1_000_000)).length).toBeLessThanOrEqual(2_000)
  })
})

describe('foreign lines', () => {
  test('stand behind a bar, one for every line separator', () => {
    expect(foreignLines('a\nb\r\nc\rd\ve\ff\u0085g\u2028h\u2029i\n')).toEqual(
      Array.from('abcdefghi', letter => `│ ${letter}`),
    )
  })

  test('keep empty lines inside, and say nothing of an empty text', () => {
    expect(foreignLines('a\n\nb\n')).toEqual(['│ a', '│', '│ b'])
    expect(foreignLines(['a', '', 'b\nc'])).toEqual(['│ a', '│', '│ b', '│ c'])
    expect(foreignLines('')).toEqual([])
    expect(foreignLines([])).toEqual([])
  })

  test('are the last ones when there are too many', () => {
    const log = Array.from({ length: 1_240 }, (_, index) => `line ${index + 1}`).join('\n')
    expect(foreignLines(log, { most: 2 })).toEqual(['│ … 1,238 earlier lines not shown', '│ line 1239', '│ line 1240'])
    expect(foreignLines('a\nb', { most: 1 })).toEqual(['│ … 1 earlier line not shown', '│ b'])
    expect(foreignLines('a\nb', { most: 2 })).toEqual(['│ a', '│ b'])
  })

  test('show no credentials, not even those a control character hides or a line break splits', () => {
    const lines = foreignLines([
      'password=hun\u200bter2',
      '-----BEGIN PRIVATE KEY-----',
      'c2VjcmV0',
      '-----END PRIVATE KEY-----',
      'ready',
    ])
    expect(lines).toEqual(['│ password=[redacted]', '│ [redacted]', '│ [redacted]', '│ [redacted]', '│ ready'])
  })

  test('are each cut', () => {
    expect(foreignLines('x'.repeat(3_000))[0]).toMatch(/^│ x{1960} … \(1,040 more characters\)$/)
  })
})

describe('markdown text', () => {
  test.each([
    ['Task failed ELB health checks in (target-group x)', 'Task failed ELB health checks in (target-group x)'],
    ['a | b', 'a &#124; b'],
    ['<b>&', '&#60;b&#62;&#38;'],
    ['@octocat', '@<wbr>octocat'],
    ['fixed in #12', 'fixed in #<wbr>12'],
    ['#12', '&#35;<wbr>12'],
    ['https://example.com', 'https:<wbr>//example.com'],
    ['www.example.com', 'www<wbr>.example.com'],
    ['at deadbeefdeadbeef', 'at deadbe<wbr>efdead<wbr>beef'],
    ['1. first', '1&#46; first'],
    ['two\nlines', 'two lines'],
    ['   code', 'code'],
  ])('of %j is %j', (given, wanted) => {
    expect(markdownText(given)).toBe(wanted)
  })

  const entities = (html: string): string =>
    html.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
  const asRead = (html: string): string => entities(html.replaceAll('<wbr>', ''))

  test.each([...markdown, ...hostile].map(line => [shown(line), line]))('shows %s and lets nothing act', (_, line) => {
    const escaped = markdownText(line)
    const source = escaped.replace(/&#\d+;/g, 'x').replaceAll('<wbr>', '')
    expect(source).not.toMatch(/[&<>\\`*_[\]|~$\n]|^[-+=#]|^\d{1,9}[.)]/)
    // GitHub looks for these in the text between tags.
    for (const node of escaped.split('<wbr>').map(entities)) {
      expect(node).not.toMatch(/@\S|#\w|:\S|\bwww\.|\bGH-\d|(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])/i)
    }
    // A code block holds the same text, without credentials.
    expect(redact(asRead(escaped))).toBe(codeBlock([line]).split('\n')[1]?.trim())
  })

  test('loses nothing of any text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 100 }), line => asRead(markdownText(line)) === line.trim()))
  })
})

describe('a code block', () => {
  test('is fenced', () => {
    expect(codeBlock(['a', 'b'], 'json')).toBe('```json\na\nb\n```')
  })

  test('has a fence that nothing inside can close', () => {
    expect(codeBlock(['``` and ````', '# not a heading'])).toBe('`````\n``` and ````\n# not a heading\n`````')
  })

  test('is made of very many runs of backticks', () => {
    expect(codeBlock(Array<string>(500).fill('` '.repeat(900)))).toMatch(/^```\n/)
  })

  test('takes no new line from a line, and nothing but a word for the language', () => {
    expect(codeBlock(['a\n```\n@octocat'], 'js\n# x')).toBe('````jsx\na ``` @octocat\n````')
  })

  test('keeps whatever is given inside', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), lines => {
        const [opening = '', ...rest] = codeBlock(lines).split('\n')
        const closing = rest.findIndex(line => new RegExp(`^ {0,3}\`{${opening.length},}\\s*$`).test(line))
        expect(closing).toBe(lines.length)
        expect(rest).toHaveLength(lines.length + 1)
      }),
    )
  })
})
