/**
 * Takes what looks like a credential out of text that other programs wrote, such as the log of a container. GitHub masks
 * only the exact values it knows; a program prints others. Every pattern runs in linear time, and long lines are cut
 * first, so no log line can make a run hang.
 */

const REDACTED = '[redacted]'

/** Characters of one line that are looked at; the rest is dropped, since nobody has looked at it. */
const LONGEST_LINE = 20_000

/** Lines between the first and the last line of a private key; 16,384-bit RSA keys have about 200. */
const LONGEST_KEY = 250

/** Credentials that can be told by their shape, wherever they stand. */
const shapes: readonly { readonly pattern: RegExp; readonly becomes: string }[] = [
  // A private key on one line, as JSON has it (`\n` written out). Without its end, everything after it is the key.
  {
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----.*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----|$)/gs,
    becomes: REDACTED,
  },
  // AWS access key ids: AKIA of a user, ASIA of a session. The secret half has no shape; its name gives it away (below).
  { pattern: /(?<![A-Za-z0-9])A(?:KIA|SIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g, becomes: REDACTED },
  // JSON web tokens: base64url of `{"`, a dot, base64url.
  { pattern: /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*){0,3}/g, becomes: REDACTED },
  // GitHub, GitLab, npm, Slack, Stripe, Google, SendGrid, OpenAI and Anthropic.
  { pattern: /(?<![A-Za-z0-9])(?:gh[pousr]_|github_pat_|glpat-|npm_)[\w.-]{16,}/g, becomes: REDACTED },
  { pattern: /(?<![A-Za-z0-9])(?:xox[a-z]|xapp)-[\w-]{8,}/g, becomes: REDACTED },
  { pattern: /(?<![A-Za-z0-9])(?:[sr]k_(?:live|test)_\w{12,}|whsec_\w{12,}|AIza[\w-]{35})/g, becomes: REDACTED },
  { pattern: /(?<![A-Za-z0-9])(?:SG\.[\w-]{16,}\.[\w-]{16,}|sk-(?:ant-|proj-)?[\w-]{20,})/g, becomes: REDACTED },
  // Whoever knows a webhook's address may post to it.
  { pattern: /(hooks\.slack\.com\/(?:services|workflows|triggers)\/)[\w/-]+/g, becomes: `$1${REDACTED}` },
  { pattern: /(discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/\d{1,20}\/)[\w-]+/g, becomes: `$1${REDACTED}` },
  // `postgres://user:password@host`. A password may hold anything, so it goes to the last `@`; a port is no password.
  { pattern: /(:\/\/[^\s/?#:@"'<>[]{0,256}:)(?!\d{1,5}[/?#])[^\s"'<>]{1,1024}@/g, becomes: `$1${REDACTED}@` },
  // `https://token@host`. Shorter names, as `git` in ssh://git@host, are users.
  { pattern: /(:\/\/)[^\s/?#:@"'<>[\]]{20,1024}@/g, becomes: `$1${REDACTED}@` },
  // "Bearer authentication" is prose; a bearer token has a digit.
  { pattern: /\b(Bearer\s{1,4})(?=[\w.~+/=-]{0,200}\d)[\w.~+/=-]{8,}/gi, becomes: `$1${REDACTED}` },
]

/** A name ends in one of these words: `DB_PASSWORD`, `clientSecret`, `PGPASSWORD`, but not `token_type`. */
const secretWord = /(?:password|passwd|passphrase|passcode|secret|token|credentials?|apikey|signature)$/
const secretWords = new Set(['pass', 'pwd', 'authorization', 'cookie', 'dsn'])
/** Two last words that make a secret together, while `key` or `url` alone does not. */
const secretPair =
  /(?:api|access|private|secret|signing|encryption|master|account|auth|shared|session) key$|key base$|connection string$|webhook url$/
/** Headers whose whole rest of the line is the secret: `Cookie: a=1; b=2`. */
const wholeLine = /(?:authorization|cookie)$/i

/** Not a secret: brackets, stars, or where a template puts the secret, as in `password=${DB_PASSWORD}`. */
const placeholder = /^(?:[*.{[(]*|\$\{.*|\$\(.*|\$[A-Z_][A-Z0-9_]*|%\(.*|(?:[A-Za-z]+ )?\[redacted\]?\W*)$/
/** Not a secret: words for none, and references to where it is kept. */
const noSecret =
  /^(?:x{3,}|null|nil|none|undefined|unset|true|false|yes|no|arn:aws[\w-]*:.*|secretsmanager:.*|ssm:.*)$/i
/** Words with which a sentence goes on after a colon, as in `token: expired`. */
const prose =
  /^(?:is|was|are|not|must|cannot|can|has|no|the|a|an|expired|invalid|missing|required|empty|unknown|valid|unauthorized|denied|rejected|revoked|refused|failed|failure|incorrect|wrong|mismatch|enabled|disabled|changed|updated|rotated|found|ok)$/i

// A name and what separates it from its value: `name=`, `"name": `, `name => `, `--name value`. It takes no value, so
// that in `error: password=x` the name `error` does not eat the other one. Names begin only at word borders: linear.
const named =
  /(?<![\w.-])(--)?([A-Za-z_][\w.-]{0,127})(?:\\{0,3}["'])?(?:\s{0,8}(=>|:=|={1,2}|:)\s{0,8}|(?<=--[\w.-]{1,128})(\s{1,8}))/g

/** The line without credentials; what holds none comes back as it is. Keys over several lines need `redactLines`. */
export function redact(line: string): string {
  const dropped = line.length - LONGEST_LINE
  const looked = dropped > 0 ? line.slice(0, LONGEST_LINE) : line
  const shaped = shapes.reduce((text, { pattern, becomes }) => text.replace(pattern, becomes), looked)
  return redactNamed(shaped) + (dropped > 0 ? ` … (${dropped.toLocaleString('en-US')} more characters)` : '')
}

/** The lines without credentials, also without private keys that span lines, even if the lines begin or end inside one. */
export function redactLines(lines: readonly string[]): string[] {
  const ofKeys = linesOfKeys(lines)
  return lines.map((line, index) => (ofKeys.has(index) ? REDACTED : redact(line)))
}

/**
 * At which line a private key begins that may go on after the last line; one past the last, if none does. Who shows
 * lines as they come keeps these back: the middle of a key by itself looks like nothing.
 */
export function openKeyAt(lines: readonly string[]): number {
  const begin = lines.findLastIndex(line => keyBegins.test(line))
  if (begin < 0 || keyEnds.test(lines[begin] ?? '') || lines.length - begin > LONGEST_KEY) return lines.length
  // The last line of a key may be short.
  return lines.slice(begin + 1, -1).every(line => keyGoesOn.test(line)) && !keyEnds.test(lines.at(-1) ?? '')
    ? begin
    : lines.length
}

function redactNamed(line: string): string {
  let done = ''
  let from = 0
  for (const match of line.matchAll(named)) {
    const start = match.index + match[0].length
    if (match.index < from || !namesSecret(match, line)) continue
    const value = valueAt(line, start, match[3] === ':' && wholeLine.test(match[2] ?? ''))
    const bare = value.replace(/^\\{0,3}["']|\\{0,3}["']$/g, '')
    if (placeholder.test(bare) || noSecret.test(bare)) continue
    if ((match[3] ?? ':') === ':' && isProse(value, line.slice(start + value.length))) continue
    done += line.slice(from, start) + value.replace(bare, () => REDACTED)
    from = start + value.length
  }
  return done + line.slice(from)
}

function namesSecret({ index, 2: name = '', 3: separator }: RegExpExecArray, line: string): boolean {
  // PWD is a shell's working directory.
  if (/^(?:OLD)?PWD$/.test(name)) return false
  // `arn:aws:secretsmanager:…:secret:prod/db` names a secret and does not tell it.
  if (separator === ':' && /[\w:]:$/.test(line.slice(Math.max(0, index - 2), index))) return false
  return isSecretName(name)
}

/** `DB_PASSWORD`, `dbPassword` and `db.password2` are the words `db password`; the last ones tell what it is. */
function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(word => word !== '')
  const last = words.at(-1) ?? ''
  return secretWord.test(last) || secretWords.has(last) || secretPair.test(words.slice(-2).join(' '))
}

/** The value that begins there, with its quotes. */
function valueAt(line: string, start: number, toTheEnd: boolean): string {
  const rest = line.slice(start)
  const [opening = ''] = /^\\{0,3}["']/.exec(rest) ?? []
  if (opening.length > 1) return upTo(opening, rest)
  if (opening !== '') return (opening === '"' ? /^"(?:[^"\\]|\\.)*"?/ : /^'(?:[^'\\]|\\.)*'?/).exec(rest)?.[0] ?? rest
  if (toTheEnd) return /^[^"']*/.exec(rest)?.[0].trimEnd() ?? ''
  const bare = /^[^\s"'&;<>`]*/.exec(rest)?.[0] ?? ''
  // `password=a,user=b` and `(password=a)`: the comma and the bracket belong to the sentence.
  return bare.replace(/,[\w.-]{1,64}[=:].*$/, '').replace(/[,.)\]}]{1,8}$/, '')
}

function upTo(quote: string, rest: string): string {
  const end = rest.indexOf(quote, quote.length)
  return end < 0 ? rest : rest.slice(0, end + quote.length)
}

/** After a colon words may be a sentence, as in `password: authentication failed`; a secret is rarely one plain word of many. */
function isProse(value: string, after: string): boolean {
  const [first = '', ...others] = value.split(' ')
  if (!/^[A-Za-z'’ ]+$/.test(value)) return false
  return prose.test(first) || others.length > 0 || /^[\s(]+[A-Za-z'’]+(?![\w'’]|\s*[:=])/.test(after)
}

const keyBegins = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/
const keyEnds = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY/
/** A line of base64, with whatever a logger put before it. */
const keyGoesOn = /(?:^|\s)[A-Za-z0-9+/]{40,}={0,2}\s*$/

function linesOfKeys(lines: readonly string[]): Set<number> {
  const found = new Set<number>()
  lines.forEach((line, index) => {
    const begins = keyBegins.test(line)
    // A key that begins and ends on one line is found by its shape.
    if (begins === keyEnds.test(line)) return
    for (const inside of begins ? afterBegin(lines, index) : beforeEnd(lines, index)) found.add(inside)
  })
  return found
}

function afterBegin(lines: readonly string[], begin: number): number[] {
  const following = lines.slice(begin + 1, begin + 1 + LONGEST_KEY)
  const end = following.findIndex(line => keyEnds.test(line))
  const other = following.findIndex(line => !keyGoesOn.test(line))
  const length = end >= 0 ? end + 1 : other >= 0 ? other : following.length
  return Array.from({ length }, (_, offset) => begin + 1 + offset)
}

/** The end of a key whose beginning is not among the lines. The line before the end is short, so it is taken unseen. */
function beforeEnd(lines: readonly string[], end: number): number[] {
  let first = Math.max(0, end - 1)
  while (first > 0 && keyGoesOn.test(lines[first - 1] ?? '')) first--
  return Array.from({ length: end - first + 1 }, (_, offset) => first + offset)
}
