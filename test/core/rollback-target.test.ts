import { describe, expect, test } from '@jest/globals'
import type { End, History } from '../../shared/core/history.ts'
import { wayBack } from '../../shared/core/history.ts'
import { knownRevision, markText, releaseName, repositoryOf } from '../../shared/core/known-revision.ts'
import type { KnownRevision } from '../../shared/core/known-revision.ts'
import { alternatives, chooseLastGood, chooseNamed, chooseRelease } from '../../shared/core/rollback-target.ts'
import type { Candidate, Choice, Knowledge, SoughtRelease } from '../../shared/core/rollback-target.ts'

const registry = '123456789012.dkr.ecr.us-west-2.amazonaws.com'
const digestOf = (digit: string): string => `sha256:${digit.repeat(64)}`
const day = 86_400_000

interface Described {
  /** Ends of its deployments, the newest first. */
  ends?: readonly End[]
  tags?: Record<string, string>
  image?: string
  family?: string
  ran?: string
  inactive?: true
  vouchedAt?: number
  basis?: Candidate['basis']
  unread?: true
  gone?: true
}

const arnOf = (name: string): string => `arn:aws:ecs:us-west-2:123456789012:task-definition/${name}`

function revision(name: string, { tags = {}, image, family = 'api', inactive }: Described): KnownRevision {
  return knownRevision({
    arn: arnOf(name),
    definition: {
      family,
      containerDefinitions: [{ name: 'api', image: image ?? `${registry}/api:${name.replace(':', '-')}` }],
      registeredAt: Number(name.split(':')[1]) * 1_000,
      ...(inactive && { status: 'INACTIVE' }),
    },
    tags: Object.entries(tags).map(([key, value]) => ({ key: `deploy-actions:${key}`, value })),
  })
}

/** Revisions by name, newest first; the first is the current one. Each was deployed a day after the next. */
function knowing(described: Record<string, Described>, more: Partial<Knowledge> = {}): Knowledge {
  const entries = Object.entries(described)
  const [[first, own] = ['', {}]] = entries
  const candidates = entries.map(([name, one]): Candidate => ({
    taskDefinition: arnOf(name),
    basis: one.basis ?? 'history',
    digests: new Map(one.ran === undefined ? [] : [['api', one.ran]]),
    ...(one.vouchedAt !== undefined && { vouchedAt: one.vouchedAt }),
    ...(!one.unread && { read: one.gone ? 'gone' : revision(name, one) }),
  }))
  const once: readonly End[] = ['succeeded']
  const deployments = entries.flatMap(([name, { ends = once }], index) =>
    ends.map((end, nth) => ({
      taskDefinition: arnOf(name),
      end,
      status: end === 'failed' ? 'ROLLBACK_SUCCESSFUL' : 'SUCCESSFUL',
      createdAt: (100 - index) * day - nth,
      digests: new Map<string, string>(),
    })),
  )
  const history: History = { deployments, since: 0 }
  return { current: revision(first, own), currentFailed: false, candidates, history, ...more }
}

/** Only what leads back from the current revision. */
function onTheWayBack(known: Knowledge): Knowledge {
  const way = known.history ? wayBack(known.current.arn, known.history) : []
  return { ...known, candidates: way.flatMap(arn => known.candidates.find(one => one.taskDefinition === arn) ?? []) }
}

/** `api:2 by release`, `none (api:3 …)`, or `unread api:2`. */
function told(choice: Choice): string {
  const short = (arn: string): string => arn.slice(arn.indexOf('/') + 1)
  if (choice.is === 'found') return `${short(choice.target.arn)} by ${choice.basis}`
  if (choice.is === 'unread') return `unread ${choice.taskDefinitions.map(short).join(' ')}`
  return ['none', ...choice.passed.map(({ taskDefinition, why }) => `${short(taskDefinition)} ${why}`)].join('; ')
}

const failed = { failed: `${new Date(200 * day).toISOString()} rolled back to v1` }

describe('the last good revision', () => {
  test.each<[string, Record<string, Described>, string]>([
    ['is the one before', { 'api:3': {}, 'api:2': {}, 'api:1': {} }, 'api:2 by history'],
    ['is none that failed', { 'api:3': {}, 'api:2': { ends: ['failed'] }, 'api:1': {} }, 'api:1 by history'],
    [
      'is none that failed when it was last deployed',
      { 'api:3': {}, 'api:2': { ends: ['failed', 'succeeded'] }, 'api:1': {} },
      'api:1 by history',
    ],
    ['is none that was rolled away from', { 'api:3': {}, 'api:2': { tags: failed }, 'api:1': {} }, 'api:1 by history'],
    [
      'is one that was brought back since, and ran well',
      { 'api:3': {}, 'api:2': { tags: { failed: '1970-01-02T00:00:00.000Z rolled back' } }, 'api:1': {} },
      'api:2 by history',
    ],
    [
      'is none that somebody marked by hand, whatever it did since',
      { 'api:3': {}, 'api:2': { tags: { failed: 'leaks memory' } }, 'api:1': {} },
      'api:1 by history',
    ],
    [
      'is no copy of what was left',
      {
        'api:4': { image: `${registry}/api:same` },
        'api:3': { tags: failed },
        'api:2': { image: `${registry}/api:same` },
        'api:1': {},
      },
      'api:1 by history',
    ],
    ['is none that does not exist any more', { 'api:3': {}, 'api:2': { gone: true }, 'api:1': {} }, 'api:1 by history'],
    ['may be INACTIVE', { 'api:3': {}, 'api:2': { inactive: true } }, 'api:2 by history'],
    [
      'is read before it is chosen',
      { 'api:3': {}, 'api:2': { unread: true }, 'api:1': { unread: true } },
      'unread api:2 api:1',
    ],
    [
      'is not read if it failed',
      { 'api:3': {}, 'api:2': { ends: ['failed'], unread: true }, 'api:1': {} },
      'api:1 by history',
    ],
    ['may be missing', { 'api:3': {} }, 'none'],
    [
      'may be missing because of what speaks against all',
      { 'api:3': {}, 'api:2': { tags: { failed: 'leaks memory' } } },
      'none; api:2 was marked as failed: leaks memory',
    ],
  ])('%s', (_, described, choice) => {
    expect(told(chooseLastGood(onTheWayBack(knowing(described))))).toBe(choice)
  })

  test('is known without a history by what others recorded', () => {
    const known = knowing({ 'api:3': {}, 'api:2': { basis: 'previous', vouchedAt: 0 } }, { history: undefined })
    expect(told(chooseLastGood(known))).toBe('api:2 by previous')
  })
})

const commit = '4'.repeat(40)
const v2: SoughtRelease = { name: 'v2', release: 'v2', commits: [], imageTags: ['v2'], digests: new Map() }

function inFull(digests: Record<string, string> = {}): SoughtRelease {
  const held = Object.entries(digests).map(([name, digest]) => {
    return [repositoryOf({ registry, repository: name }), new Set([digest])] as const
  })
  return { ...v2, commits: [commit], imageTags: ['v2', commit], digests: new Map(held) }
}

describe('a release', () => {
  test.each<[string, SoughtRelease, Record<string, Described>, string]>([
    ['is found by its tag', v2, { 'api:3': {}, 'api:2': { tags: { release: 'v2' } } }, 'api:2 by release'],
    [
      'is found in its newest revision',
      v2,
      { 'api:3': {}, 'api:2': { tags: { release: 'v2' } }, 'api:1': { tags: { release: 'v2' } } },
      'api:2 by release',
    ],
    ['is found where it runs now', v2, { 'api:3': { tags: { release: 'v2' } }, 'api:2': {} }, 'api:3 by release'],
    ['is found by its commit', inFull(), { 'api:3': {}, 'api:2': { tags: { commit } } }, 'api:2 by commit'],
    [
      'is found by the tags its images had',
      inFull(),
      { 'api:3': {}, 'api:2': { tags: { 'image-tags': `api=${commit}` } } },
      'api:2 by image-tags',
    ],
    [
      'is found by the digest that is written in it',
      inFull({ api: digestOf('a') }),
      { 'api:3': {}, 'api:2': { image: `${registry}/api@${digestOf('a')}` } },
      'api:2 by digest',
    ],
    [
      'is found by the digest that it ran',
      inFull({ api: digestOf('a') }),
      { 'api:3': {}, 'api:2': { image: `${registry}/api:latest`, ran: digestOf('a') } },
      'api:2 by digest',
    ],
    [
      'is not found by a digest of another repository',
      inFull({ web: digestOf('a') }),
      { 'api:3': {}, 'api:2': { image: `${registry}/api@${digestOf('a')}` } },
      'none',
    ],
    [
      'is found by the tag that is written in it',
      v2,
      { 'api:3': {}, 'api:2': { image: `${registry}/api:v2` } },
      'api:2 by image-tag',
    ],
    [
      'is found by the record of its deployment',
      v2,
      { 'api:3': {}, 'api:2': { basis: 'record', vouchedAt: 7, ends: [] } },
      'api:2 by record',
    ],
    [
      'is rather the one that bears its name than another of its commit',
      inFull(),
      { 'api:4': {}, 'api:3': { tags: { release: 'v2.1', commit } }, 'api:2': { tags: { release: 'v2', commit } } },
      'api:2 by release',
    ],
    [
      'is another of its commit for want of its own',
      inFull(),
      { 'api:4': {}, 'api:3': { tags: { release: 'v2.1', commit } } },
      'api:3 by commit',
    ],
    [
      'that failed is passed over for an older revision of it that did not',
      v2,
      { 'api:4': {}, 'api:3': { tags: { release: 'v2' }, ends: ['failed'] }, 'api:2': { tags: { release: 'v2' } } },
      'api:2 by release',
    ],
    [
      'that failed is not gone back to',
      v2,
      { 'api:3': {}, 'api:2': { tags: { release: 'v2' }, ends: ['failed'] } },
      'none; api:2 failed when it was last deployed, 1970-04-10 00:00Z (ROLLBACK_SUCCESSFUL)',
    ],
    [
      'that was rolled away from is not gone back to',
      v2,
      { 'api:3': {}, 'api:2': { tags: { release: 'v2', failed: 'leaks' } } },
      'none; api:2 was marked as failed: leaks',
    ],
    [
      'that never ran is not gone back to',
      v2,
      { 'api:3': {}, 'api:2': { tags: { release: 'v2' }, ends: [] } },
      'none; api:2 was registered, but never ran in this service',
    ],
    ['is read before it is judged', v2, { 'api:3': {}, 'api:2': { unread: true } }, 'unread api:2'],
    ['may be missing', v2, { 'api:3': {}, 'api:2': { tags: { release: 'v20' } } }, 'none'],
  ])('%s', (_, sought, described, choice) => {
    expect(told(chooseRelease(sought, knowing(described)))).toBe(choice)
  })

  test('is compared as a tag can hold it', () => {
    const odd = { ...v2, name: 'v2 (final)', release: 'v2 (final)' }
    expect(told(chooseRelease(odd, knowing({ 'api:3': {}, 'api:2': { tags: { release: 'v2 _final_' } } })))).toBe(
      'api:2 by release',
    )
  })

  test('that runs now and failed is not called there', () => {
    const known = knowing({ 'api:3': { tags: { release: 'v2' } } }, { currentFailed: true })
    expect(told(chooseRelease(v2, known))).toBe('none; api:3 runs now, and its deployment failed')
  })

  test('is read five revisions at a time', () => {
    const known = knowing(
      Object.fromEntries([9, 8, 7, 6, 5, 4, 3].map(n => [`api:${n}`, n === 9 ? {} : { unread: true as const }])),
    )
    expect(told(chooseRelease(v2, known))).toBe('unread api:8 api:7 api:6 api:5 api:4')
  })
})

describe('a revision that is named', () => {
  test.each<[string, Record<string, Described>, string]>([
    ['is taken', { 'api:3': {}, 'api:2': { basis: 'named' } }, 'api:2 by named'],
    [
      'is taken though nothing is known of it',
      { 'api:3': {}, 'api:2': { basis: 'named', ends: [] } },
      'api:2 by named',
    ],
    [
      'is refused if it failed',
      { 'api:3': {}, 'api:2': { ends: ['failed'] } },
      'none; api:2 failed when it was last deployed, 1970-04-10 00:00Z (ROLLBACK_SUCCESSFUL)',
    ],
    [
      'is refused if it was rolled away from',
      { 'api:3': {}, 'api:2': { ends: [], tags: { failed: 'leaks' } } },
      'none; api:2 was marked as failed: leaks',
    ],
    [
      'is refused if it is another program’s',
      { 'api:3': {}, 'api:2': { ends: [], family: 'web' } },
      'none; api:2 is of the family web, not of api, and is not known to have run in it',
    ],
    [
      'is taken from another family if it ran well here',
      { 'api:3': {}, 'api:2': { family: 'old', basis: 'named' } },
      'api:2 by named',
    ],
    ['is read first', { 'api:3': {}, 'api:2': { unread: true } }, 'unread api:2'],
  ])('%s', (_, described, choice) => {
    expect(told(chooseNamed(arnOf('api:2'), knowing(described)))).toBe(choice)
  })
})

test('what could be gone back to is named by release, commit or revision, newest first, each once', () => {
  const known = knowing({
    'api:6': { tags: { release: 'v6' } },
    'api:5': { tags: { release: 'v5' } },
    'api:4': { tags: { release: 'v4' }, ends: ['failed'] },
    'api:3': { tags: { release: 'v5' } },
    'api:2': { tags: { commit } },
    'api:1': {},
  })
  expect(alternatives(known).map(({ name }) => name)).toEqual(['v5', commit.slice(0, 12), 'api:1'])
})

test('a revision is called by its release before its commit, and by its own name for want of both', () => {
  const names = [{ release: 'v2', commit }, { commit }, {}].map(tags => releaseName(revision('api:2', { tags })))
  expect(names).toEqual(['v2', '444444444444', 'api:2'])
})

test('a mark is told with its time and its reason', () => {
  const marked = revision('api:2', { tags: { failed: '2026-11-20T09:14:03.000Z rolled back to v1: slow' } })
  expect(markText(marked)).toBe('was marked as failed 2026-11-20 09:14Z: rolled back to v1: slow')
})
