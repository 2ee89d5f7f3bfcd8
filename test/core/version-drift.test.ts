import { describe, expect, test } from '@jest/globals'
import { verdictOf, verdictOfAll } from '../../shared/core/versions/board.ts'
import { isOtherRevision, matchOf, unclearImages } from '../../shared/core/versions/match.ts'
import type { Match } from '../../shared/core/versions/match.ts'
import type { RunningService, SeenEnvironment } from '../../shared/core/versions/seen.ts'
import { isSame, versionOf } from '../../shared/core/versions/version.ts'
import { absent, commit, digest, hour, judged, now, pinned, recorded, running, seen } from './seen-environment.ts'

const moved: Partial<RunningService> = { match: 'other' }
const failed = { failed: { at: now - hour, why: 'rolled back: the cart was empty' } }

/** Kinds of findings with the services that they are of: `kind: api, web`. */
function findings(environment: SeenEnvironment): string[] {
  return judged(environment).findings.map(({ is, kind, services }) => `${is} ${kind}: ${services.join(', ')}`)
}

describe('drift', () => {
  test.each<[string, Parameters<typeof seen>[0], string[]]>([
    ['is nowhere where all run what was recorded', {}, []],
    [
      'is a service that runs something else',
      { services: [running('api', '1'), running('web', '2', moved)] },
      ['drift not-recorded: web', 'drift mixed: web'],
    ],
    [
      'is all of them on another release',
      { services: [running('api', '2', moved), running('web', '2', moved)] },
      ['drift not-recorded: api, web'],
    ],
    [
      'is services on different releases, where nothing was recorded',
      {
        services: [
          running('api', '1', { match: 'unsaid' }),
          running('web', '2', { match: 'unsaid' }),
          running('job', '2', { match: 'unsaid' }),
        ],
        records: [],
      },
      ['drift mixed: api', 'note no-record: '],
    ],
    ['is a service that is not in ECS', { services: [running('api', '1'), absent('web')] }, ['drift missing: web']],
    [
      'is an environment without its services',
      { services: [absent('api'), absent('web')] },
      ['drift missing: api, web'],
    ],
    [
      'is a deployment that failed',
      { services: [running('api', '1', { rollout: 'failed' })] },
      ['drift failed-deployment: api'],
    ],
    [
      'is a revision that was rolled away from',
      { services: [running('api', '1', { provenance: failed })] },
      ['drift marked-failed: api'],
    ],
    [
      'is fewer tasks than wanted',
      { services: [running('api', '1', { running: 1 }), running('web', '1', { running: 0 })] },
      ['drift too-few-tasks: api, web'],
    ],
    [
      'is a deployment that never ends',
      { services: [running('api', '2', { rollout: 'in-progress', since: now - 25 * hour, match: 'other' })] },
      ['drift stuck: api'],
    ],
    [
      'is no deployment that goes on, whatever it brings',
      { services: [running('api', '2', { rollout: 'in-progress', match: 'other', running: 1 }), running('web', '1')] },
      ['note in-progress: api'],
    ],
    [
      'is nothing while a promotion goes on',
      {
        services: [running('api', '2', moved), running('web', '1'), absent('job')],
        records: [
          recorded({ id: 2, digit: '2', states: ['in_progress'], ago: hour / 2 }),
          recorded({ id: 1, digit: '1' }),
        ],
      },
      ['note missing: job', 'note in-progress: '],
    ],
    [
      'is no other revision of the same images',
      { services: [running('api', '1', { recordedRevision: 'prod-api:9' })] },
      ['note other-revision: api'],
    ],
    ['is no desired count of 0', { services: [running('api', '1', { running: 0, desired: 0 })] }, []],
    ['is not what was never deployed', { services: [absent('api')], records: [] }, ['note never-deployed: ']],
    [
      'is not what cannot be compared',
      { services: [running('api', '1', { match: 'unsaid', version: {} })] },
      ['note not-compared: api'],
    ],
    [
      'is not a promotion that was cut off, which is said',
      {
        records: [
          recorded({ id: 2, digit: '2', states: ['in_progress'], ago: 2 * hour }),
          recorded({ id: 1, digit: '1' }),
        ],
      },
      ['note cut-off: '],
    ],
  ])('%s', (_, given, expected) => {
    expect(findings(seen(given))).toEqual(expected)
  })

  test('is told in words that name the service, what it runs and what was recorded', () => {
    const { findings } = judged(seen({ services: [running('api', '1'), running('web', '2', moved)] }))
    expect(findings.map(({ says }) => says)).toEqual([
      'v1 was recorded, but web runs v2',
      'the services are on 2 releases: v1: api; v2: web',
    ])
  })

  test('of the recorded release with other images says that the images are others', () => {
    const { findings } = judged(seen({ services: [running('api', '1', moved)] }))
    expect(findings[0]?.says).toBe('v1 was recorded, but api runs v1, with other images than were recorded')
  })
})

describe('an environment of which something is not seen', () => {
  const lack = { why: 'ecs:DescribeServices for api failed', next: 'Allow it.' }

  test('has what was recorded, and says what is missing', () => {
    const environment = judged({ ...seen({}), services: { is: 'unread', lack } })
    expect(environment.stand).toMatchObject({ is: 'recorded', version: { release: 'v1' }, by: 'octocat' })
    expect(environment.findings).toMatchObject([
      { is: 'unknown', kind: 'services-unread', says: lack.why, next: lack.next },
    ])
    expect(verdictOf(environment)).toBe('unknown')
  })

  test('runs what it runs where GitHub is silent, and is compared with nothing', () => {
    const environment = judged({
      ...seen({ services: [running('api', '1', { match: 'unsaid' })] }),
      records: { is: 'unread', lack },
    })
    expect(environment.stand).toMatchObject({ is: 'runs', version: { release: 'v1' }, by: '' })
    expect(environment.findings.map(({ kind }) => kind)).toEqual(['records-unread'])
    expect(verdictOf(environment)).toBe('unknown')
  })

  test.each<[string, Partial<SeenEnvironment>, string]>([
    ['neither is read', { services: { is: 'unread', lack }, records: { is: 'unread', lack } }, 'unknown'],
    [
      'the services are not there, and GitHub is silent',
      { services: { is: 'read', services: [absent('api')], lacks: [] }, records: { is: 'unread', lack } },
      'unknown',
    ],
    [
      'ECS is silent, and GitHub has no record',
      { services: { is: 'unread', lack }, records: { is: 'read', records: [] } },
      'unknown',
    ],
    [
      'nobody knows its services, and GitHub has no record',
      { services: { is: 'unasked' }, records: { is: 'read', records: [] } },
      'never',
    ],
    [
      'nobody knows its services, and all its deployments failed',
      {
        services: { is: 'unasked' },
        records: { is: 'read', records: [recorded({ id: 1, digit: '1', states: ['failure'] })] },
      },
      'unknown',
    ],
  ])('where %s', (_, given, stand) => {
    expect(judged({ ...seen({}), ...given }).stand.is).toBe(stand)
  })

  test('never counts as free of drift, and drift that is seen counts first', () => {
    const unseen = judged({ ...seen({}), services: { is: 'unread', lack } })
    const bad = judged(seen({ services: [running('api', '1', { running: 0 })] }))
    expect([
      verdictOfAll([judged(seen({}))]),
      verdictOfAll([judged(seen({})), unseen]),
      verdictOfAll([unseen, bad]),
      verdictOfAll([]),
    ]).toEqual(['none', 'unknown', 'drift', 'unknown'])
  })
})

function service(rest: Partial<RunningService>): RunningService {
  const { is, ...made } = running('api', '1', rest) as { is: 'there' } & RunningService
  expect(is).toBe('there')
  return made
}

const ofIndex = digest('a')
const tagged = [
  {
    container: 'api',
    image: { registry: '123456789012.dkr.ecr.us-west-2.amazonaws.com', repository: 'shop/api', tag: 'live' },
  },
]

describe('whether a service runs what was recorded', () => {
  const images = (digit: string) => ({ images: { api: pinned('shop/api', digit) } })
  const revision = (name: string) => ({ deployments: { api: { taskDefinition: name } } })
  const proof = (digit: string) => ({ proof: { api: { digests: { api: digest(digit) } } } })

  test.each<[string, Partial<RunningService>, object, string, Match]>([
    ['by the digest of its revision', {}, images('1'), '9', 'same'],
    [
      'by the digest of its revision, whatever it calls itself',
      { version: { release: 'v1' } },
      images('2'),
      '1',
      'other',
    ],
    ['by what its tasks run, where its revision names a tag', { images: tagged }, images('1'), '9', 'same'],
    [
      'by its revision, where its tasks run what could not be looked up',
      { images: tagged, digests: new Map([['api', [digest('1'), digest('2')]]]) },
      { ...images('1'), ...revision('prod-api:1') },
      '1',
      'same',
    ],
    ['by what was proved of it', {}, proof('1'), '9', 'same'],
    ['by what was proved of it, though it calls itself the same', {}, proof('2'), '1', 'other'],
    ['by its revision', {}, revision('prod-api:1'), '9', 'same'],
    [
      'by its revision as an ARN',
      {},
      revision('arn:aws:ecs:us-west-2:123456789012:task-definition/prod-api:2'),
      '9',
      'other',
    ],
    ['by its commit', {}, {}, '1', 'same'],
    ['by its commit, which is another', {}, {}, '2', 'other'],
    ['by nothing', { version: {} }, {}, '1', 'unsaid'],
    ['by images that say nothing of it', { version: {} }, { images: { web: pinned('shop/web', '1') } }, '1', 'unsaid'],
  ])('%s', (_, runs, payload, digit, match) => {
    expect(matchOf(service(runs), recorded({ id: 1, digit, payload }))).toBe(match)
  })

  test('is told by the platforms of an index, once that was read', () => {
    const runs = service({ images: tagged, digests: new Map([['api', [digest('b')]]]), version: {} })
    const record = recorded({ id: 1, digit: '1', payload: images('a') })
    expect(unclearImages(runs, record).map(one => one.digest)).toEqual([ofIndex])
    expect(matchOf(runs, record, new Map([[ofIndex, [ofIndex, digest('b')]]]))).toBe('same')
    expect(matchOf(runs, record, new Map([[ofIndex, [ofIndex]]]))).toBe('other')
    expect(matchOf(runs, record, new Map())).toBe('unsaid')
  })

  test('needs no index where the digests are the same, or where the revision is pinned', () => {
    const record = recorded({ id: 1, digit: '1', payload: images('1') })
    expect(unclearImages(service({ images: tagged }), record)).toEqual([])
    expect(unclearImages(service({}), recorded({ id: 1, digit: '1', payload: images('2') }))).toEqual([])
  })

  test.each([
    ['prod-api:1', undefined],
    ['prod-api:2', 'prod-api:2'],
  ])('and whether %s, as recorded, is another revision', (name, other) => {
    expect(isOtherRevision(service({}), recorded({ id: 1, digit: '1', payload: revision(name) }))).toBe(other)
  })
})

describe('a version', () => {
  test.each([
    [{ commit: commit('1'), release: 'v1' }, { commit: commit('1') }, true],
    [{ commit: commit('1'), release: 'v1' }, { commit: commit('2'), release: 'v1' }, false],
    [{ release: 'v1' }, { release: 'v2', commit: commit('1') }, false],
    [{ release: 'v1' }, { commit: commit('1') }, undefined],
    [{}, {}, undefined],
  ])('%j and %j are the same: %p', (one, other, same) => {
    expect(isSame(one, other)).toBe(same)
  })

  test.each([
    ['its tags', { release: 'v1', commit: commit('1') }, { release: 'v1', commit: commit('1') }],
    ['the tag that its image had when it was pinned', { imageTags: { api: commit('2') } }, { commit: commit('2') }],
    ['the tag of its image', {}, { commit: commit('3') }],
  ])('is known by %s', (_, provenance, version) => {
    const images = [
      { container: 'proxy', image: { repository: 'envoy', tag: commit('9') } },
      { container: 'api', image: { repository: 'shop/api', tag: commit('3') } },
    ]
    expect(versionOf(provenance, images, ['shop/api'])).toEqual(version)
  })

  test('is not known by a tag that is no commit', () => {
    expect(versionOf({}, [{ container: 'api', image: { repository: 'shop/api', tag: 'latest' } }], [])).toEqual({})
  })
})

test('a service that runs what was recorded is of that release, though its revision is older', () => {
  const older = running('web', '1', { match: 'same' })
  const { stand, services } = judged(
    seen({ services: [running('api', '2'), older], records: [recorded({ id: 2, digit: '2' })] }),
  )
  expect(stand).toMatchObject({ is: 'runs', version: { release: 'v2' } })
  expect(services.map(({ effective }) => effective.release)).toEqual(['v2', 'v2'])
})
