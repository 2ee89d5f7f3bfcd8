import { describe, expect, test } from '@jest/globals'
import { readCommand, shownCommand } from '../../shared/core/command-line.ts'
import { canary } from '../stage/canary.ts'

describe('a command', () => {
  test.each<[string, string[]]>([
    ['alembic upgrade head', ['alembic', 'upgrade', 'head']],
    ['  npx   knex migrate:latest --env production ', ['npx', 'knex', 'migrate:latest', '--env', 'production']],
    [`goose postgres "user=app dbname=shop" up`, ['goose', 'postgres', 'user=app dbname=shop', 'up']],
    [`rails 'db:migrate[1]' "a \\"b\\"" c\\ d ''`, ['rails', 'db:migrate[1]', 'a "b"', 'c d', '']],
    [`echo '$HOME \`date\` *'`, ['echo', '$HOME `date` *']],
    ['["sh", "-c", "a && b > $OUT"]', ['sh', '-c', 'a && b > $OUT']],
    ['["prisma","migrate","deploy",""]', ['prisma', 'migrate', 'deploy', '']],
  ])('%s has its words', (raw, words) => {
    expect(readCommand(raw.trim())).toEqual(words)
  })

  test.each([
    ['a && b', '`&&`'],
    ['a | tee log', '`|`'],
    ['a > log', '`>`'],
    ['a; b', '`;`'],
    ['a &', '`&`'],
    ['(a)', '`(`'],
    ['a <(b)', '`<(`'],
    ['migrate $TENANT', '`$TENANT`'],
    ['migrate "${TENANT}"', '`$TENANT`'],
    ['migrate $(cat tenant)', '`$`'],
    ['psql -f *.sql', 'the pattern `*.sql`'],
    ['rails db:migrate[1]', 'a pattern in brackets'],
    ['migrate `cat tenant`', 'a backtick'],
    ['migrate "`cat tenant`"', 'a backtick'],
    ['migrate ~/config', '`~`'],
    ['migrate {a,b}', 'a list in braces'],
    ['migrate # all', '`#`'],
    ['TENANT=a migrate', 'a variable set before the command'],
  ])('%s is refused, since only a shell could run it', (raw, what) => {
    expect(() => readCommand(raw)).toThrow(`has ${what}, which only a shell understands`)
    expect(() => readCommand(raw)).toThrow('["sh","-c","…"]')
  })

  test.each([
    ['migrate "a', 'has a quote that is not closed'],
    ["migrate it's", 'has a quote that is not closed'],
    ['migrate \\', 'ends in a backslash'],
    ['migrate\nseed', 'has several lines'],
    ['migrate \\\n  up', 'has several lines'],
    ['[]', 'is empty'],
    ['[""]', 'is empty'],
    [`''`, 'is empty'],
    ['[1]', 'is an array of something else than texts'],
    ['["a"', 'begins like a JSON array and is none'],
  ])('%j is a mistake', (raw, says) => {
    expect(() => readCommand(raw)).toThrow(says)
  })

  test('is shown as it would be typed, without what looks like a credential', () => {
    const words = ['migrate', '--password', canary, `postgres://app:${canary}@db/shop`, 'two words']
    expect(shownCommand(words)).toBe('migrate --password [redacted] postgres://app:[redacted]@db/shop "two words"')
  })
})
