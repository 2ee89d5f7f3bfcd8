import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { redact, redactLines } from '../../shared/core/redaction.ts'

// The same texts in every run.
fc.configureGlobal({ seed: 20261120 })

// Credentials are put together here, so that no scanner of repositories takes them for real ones.
const joined = (...parts: string[]): string => parts.join('')
const accessKey = joined('AKIA', 'IOSFODNN7EXAMPLE')
const sessionKey = joined('ASIA', 'IOSFODNN7EXAMPLE')
const jwt = joined('eyJ', 'hbGciOiJIUzI1NiJ9.', 'eyJ', 'zdWIiOiIxMjM0In0.', 'c2lnbmF0dXJl-_x')
const gitHub = `ghp_${'a1B2'.repeat(9)}`
const gitHubApp = `ghs_${'123456_eyJhbGciOi.J9abc-def'.repeat(2)}`
const fineGrained = `github_pat_${'11ABC_'.repeat(8)}`
const slack = joined('xoxb-', '1234567890-abcdefghij')
const begin = joined('-----BEGIN RSA ', 'PRIVATE KEY-----')
const end = joined('-----END RSA ', 'PRIVATE KEY-----')
const body = 'MIIEpAIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7MhgHcTz6sE2I2yPB'

describe('what looks like a credential is taken out', () => {
  test.each([
    [`using ${accessKey} now`, 'using [redacted] now'],
    [`AWS_ACCESS_KEY_ID=${sessionKey}`, 'AWS_ACCESS_KEY_ID=[redacted]'],
    ['AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG', 'AWS_SECRET_ACCESS_KEY=[redacted]'],
    ['aws_session_token = FwoGZXIvYXdzEJr//////////wEa', 'aws_session_token = [redacted]'],
    [`${begin}\\n${body}\\n${end}\\n after`, '[redacted]\\n after'],
    [`{"key":"${begin}\\n${body}`, '{"key":"[redacted]'],
    [`${begin}\n${body}\n${end}`.replaceAll('RSA ', ''), '[redacted]'],
    [begin.replace('RSA', 'PGP').replace('KEY', 'KEY BLOCK'), '[redacted]'],
    [`token is ${jwt}.`, 'token is [redacted]'],
    [`Authorization: Bearer ${jwt}`, 'Authorization: Bearer [redacted]'],
    ['authorization: Basic dXNlcjpwYXNzd29yZA==', 'authorization: [redacted]'],
    [`curl -H 'Authorization: token abc123' https://x`, `curl -H 'Authorization: [redacted]' https://x`],
    ['sent Bearer abc123def456ghi', 'sent Bearer [redacted]'],
    ['Cookie: session=abc; other=def', 'Cookie: [redacted]'],
    ['set-cookie: sid=1; Path=/; HttpOnly', 'set-cookie: [redacted]'],
    [`push with ${gitHub} failed`, 'push with [redacted] failed'],
    [gitHubApp, '[redacted]'],
    [fineGrained, '[redacted]'],
    [`slack ${slack}`, 'slack [redacted]'],
    [
      joined('https://hooks.slack.com/services/', 'T00000000/B00000000/XXXX'),
      'https://hooks.slack.com/services/[redacted]',
    ],
    [
      joined('https://discord.com/api/webhooks/', '123456/abc-DEF_1'),
      'https://discord.com/api/webhooks/123456/[redacted]',
    ],
    [joined('stripe sk_', 'live_abcdefghijklmnop'), 'stripe [redacted]'],
    ['postgres://app:hunter2@db:5432/app', 'postgres://app:[redacted]@db:5432/app'],
    ['DATABASE_URL=postgresql://app:p@ss/w0rd@db/app', 'DATABASE_URL=postgresql://app:[redacted]@db/app'],
    ['redis://:hunter2@cache:6379', 'redis://:[redacted]@cache:6379'],
    ['https://0123456789abcdef0123@example.com/x.git', 'https://[redacted]@example.com/x.git'],
    ['password=hunter2', 'password=[redacted]'],
    ['password = hunter2', 'password = [redacted]'],
    ['DB_PASSWORD=hunter2 DB_USER=app', 'DB_PASSWORD=[redacted] DB_USER=app'],
    ['PGPASSWORD=hunter2', 'PGPASSWORD=[redacted]'],
    ['dbPassword=a,user=b', 'dbPassword=[redacted],user=b'],
    ['(password=a)', '(password=[redacted])'],
    ['password: hunter2', 'password: [redacted]'],
    ['password: correcthorse user: app', 'password: [redacted] user: app'],
    ['password: correcthorse', 'password: [redacted]'],
    ['password="a \\" b" user="c"', 'password="[redacted]" user="c"'],
    ["password='a b'", "password='[redacted]'"],
    ['password="never closed', 'password="[redacted]'],
    ['{"password": "hunter2", "user": "app"}', '{"password": "[redacted]", "user": "app"}'],
    ['{"a":{"clientSecret":"x","api_key":"y"}}', '{"a":{"clientSecret":"[redacted]","api_key":"[redacted]"}}'],
    ['{\\"password\\":\\"hunter2\\",\\"a\\":1}', '{\\"password\\":\\"[redacted]\\",\\"a\\":1}'],
    ["{'secret': 'x'}", "{'secret': '[redacted]'}"],
    ['{:password=>"x", :user=>"y"}', '{:password=>"[redacted]", :user=>"y"}'],
    ['SECRET_KEY_BASE=0123abc', 'SECRET_KEY_BASE=[redacted]'],
    ['JWT_SECRET=x1', 'JWT_SECRET=[redacted]'],
    ['GET /login?user=a&token=b1&next=c', 'GET /login?user=a&token=[redacted]&next=c'],
    ['X-Amz-Signature=0a1b2c&X-Amz-Expires=60', 'X-Amz-Signature=[redacted]&X-Amz-Expires=60'],
    ['x-api-key: 0a1b2c', 'x-api-key: [redacted]'],
    ['Server=db;Uid=app;Pwd=hunter2;Port=1', 'Server=db;Uid=app;Pwd=[redacted];Port=1'],
    ['AccountKey=abc123==;EndpointSuffix=x', 'AccountKey=[redacted];EndpointSuffix=x'],
    ['mysql --password hunter2 --user app', 'mysql --password [redacted] --user app'],
    ['cli --api-key=abc1 run', 'cli --api-key=[redacted] run'],
    ['//registry.example/:_authToken=abc1', '//registry.example/:_authToken=[redacted]'],
    ['error: password=hunter2', 'error: password=[redacted]'],
    ['"credentials": {"password": "x"}', '"credentials": {"password": "[redacted]"}'],
  ])('%s', (line, wanted) => {
    expect(redact(line)).toBe(wanted)
  })
})

describe('ordinary text is left alone', () => {
  test.each([
    'listening on port 8080',
    '2026-11-20T09:00:00Z INFO GET /health 200 3ms',
    'password authentication failed for user "app"',
    'FATAL: password authentication failed',
    'Error: password: authentication failed',
    'token: expired',
    'jwt token: is invalid',
    'SyntaxError: Unexpected token } in JSON at position 4',
    'Unexpected token: found a brace',
    'the secret was not found',
    'Authorization: required',
    'authorization: please log in',
    'Bearer authentication is required',
    'basic auth is off',
    'max_tokens=4096 tokens=12',
    'token_type=bearer token_count: 3',
    'password_file=/run/secrets/db secretArn=x',
    'PWD=/app OLDPWD=/',
    'primary key: id',
    'keyboard=us monkey=1',
    'bypass=true compass=north',
    'password=',
    'password=""',
    'password=*** secret=null token=undefined',
    'password=${DB_PASSWORD} token=$TOKEN',
    'password: {{ vault }}',
    'secret=arn:aws:secretsmanager:us-west-2:123456789012:secret:prod/db-AbCdEf',
    'unable to retrieve arn:aws:secretsmanager:us-west-2:123456789012:secret:prod/db-AbCdEf:password::',
    'secret arn:aws:secretsmanager:us-west-2:123456789012:secret:prod/db: ResourceNotFoundException',
    'https://example.com:8080/path?email=a@b.example',
    'ssh://git@github.com/org/repository.git',
    'http://user@example.com/',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'arn:aws:ecs:us-west-2:123456789012:task/doc-platform/0123456789abcdef0123456789abcdef',
    'AKIAB is short, and XAKIAIOSFODNN7EXAMPLEX is in a word',
    'eyJ is how JSON begins in base64',
    '-----BEGIN CERTIFICATE-----',
    'std::token::x',
    '│ [redacted]',
    '',
  ])('%s', line => {
    expect(redact(line)).toBe(line)
  })
})

describe('a private key over several lines', () => {
  test('is hidden from its beginning to its end', () => {
    expect(redactLines(['before', begin, body, body, 'AQAB', end, 'after'])).toEqual([
      'before',
      ...Array<string>(5).fill('[redacted]'),
      'after',
    ])
  })

  test('is hidden behind the times that a logger puts before each line', () => {
    expect(redactLines([`09:00 ${begin}`, `09:00 ${body}`, `09:00 ${end}`, '09:00 ready'])).toEqual([
      '09:00 [redacted]',
      '[redacted]',
      '[redacted]',
      '09:00 ready',
    ])
  })

  test('is hidden where the lines end inside it', () => {
    expect(redactLines([begin, body, body])).toEqual(['[redacted]', '[redacted]', '[redacted]'])
  })

  test('is hidden where the lines begin inside it', () => {
    expect(redactLines(['ready', body, body, 'AQAB', end])).toEqual(['ready', ...Array<string>(4).fill('[redacted]')])
  })

  test('does not hide what follows when its end never comes', () => {
    expect(redactLines([begin, body, 'Error: could not parse the key'])).toEqual([
      '[redacted]',
      '[redacted]',
      'Error: could not parse the key',
    ])
  })
})

describe('any line', () => {
  const part = fc.constantFrom(
    ...[
      'password',
      'token',
      '=',
      ': ',
      '"',
      "'",
      '\\',
      ' ',
      '://',
      '@',
      ':',
      accessKey,
      begin,
      end,
      jwt,
      'eyJ',
      '--',
      'Bearer ',
      '[redacted]',
    ],
    ...['x1', 'user', ',', ';', '&', '{', '}', 'Cookie: ', '/', '-', 'arn:aws:', '\n', '$', '***'],
  )
  const line = fc.array(part, { maxLength: 30 }).map(parts => parts.join(''))

  test('loses no more when it is redacted again', () => {
    fc.assert(
      fc.property(line, text => redact(redact(text)) === redact(text)),
      { numRuns: 3_000 },
    )
  })

  test('shows no access key and no JSON web token', () => {
    fc.assert(
      fc.property(line, text => {
        const separate = ` ${text.replaceAll(accessKey, ` ${accessKey} `).replaceAll(jwt, ` ${jwt} `)}`
        const shown = redact(separate)
        return !shown.includes(accessKey) && !shown.includes(jwt)
      }),
      { numRuns: 3_000 },
    )
  })

  test('is cut at 20,000 characters, which are as many as are looked at', () => {
    expect(redact('x '.repeat(12_000))).toBe(`${'x '.repeat(10_000)} … (4,000 more characters)`)
  })

  test.each([
    'password=',
    'password=,',
    'password="',
    'a=',
    'a: ',
    '://a:',
    '://',
    ':',
    '@',
    'eyJ',
    'eyJ-',
    'eyJaaaaaaaaaaaa.',
    'AKIA',
    'Bearer ',
    '-----BEGIN ',
    `${begin} `,
    '--a ',
    '--password ',
    '"',
    '\\"',
    'ghp_',
    '.',
    'a',
    'A',
    '_',
    '-',
  ])('made of many %j is read to its end', unit => {
    expect(redact(unit.repeat(20_000 / unit.length))).not.toBe('')
    expect(redactLines(Array<string>(2_000).fill(unit.repeat(10)))).toHaveLength(2_000)
  })
})
