import { describe, expect, test } from '@jest/globals'
import { knownRevision } from '../../shared/core/known-revision.ts'
import type { KnownRevision } from '../../shared/core/known-revision.ts'
import { begunTag, endedTag, isoTime, voidedTag } from '../../shared/core/migration-record.ts'
import type { Ended } from '../../shared/core/migration-record.ts'
import { stayingMigrations } from '../../shared/core/migration-stay.ts'
import type { Tag } from '../../shared/core/provenance.ts'

const hour = 3_600_000
const midnight = Date.UTC(2026, 10, 20)

/** The revision of a release, made at an hour of the day, and how its migration stands on it. */
function revision(release: string, made: number, tags: readonly Tag[] = []): KnownRevision {
  return knownRevision({
    arn: `arn:aws:ecs:us-west-2:123456789012:task-definition/api:${made}`,
    definition: { family: 'api', containerDefinitions: [], registeredAt: (midnight + made * hour) / 1_000 },
    tags: [{ key: 'deploy-actions:release', value: release }, ...tags],
  })
}

const words = (value: string): Tag => ({ key: 'deploy-actions:migration', value })
const wentUp = (release: string, began: number): Tag =>
  words(`succeeded ${isoTime(midnight + began * hour)} release ${release}`)
const wentDown = (to: string, began: number, as: Ended['as'] = 'succeeded', attempt = 1): Tag =>
  endedTag(name(to), { attempt, as, began: midnight + began * hour, task: 'd0', about: to })
const name = (to: string, cluster = 'prod') =>
  ({ direction: 'down', key: `${cluster}-${to.replace('.', '-')}` }) as const

interface Releases {
  v2?: readonly Tag[]
  v3?: readonly Tag[]
  target?: KnownRevision
}

/** v1, v2 and v3 came at 1, 2 and 3 o'clock; it is to go back to v1. */
function stays({ v2 = [wentUp('v2', 2)], v3 = [wentUp('v3', 3)], target = revision('v1', 1) }: Releases) {
  const later = [revision('v3', 3, v3), revision('v2', 2, v2)]
  return stayingMigrations({ later, target, scope: 'prod' }).map(({ release, what }) => `${release}: ${what}`)
}

const v2Stays = 'v2: succeeded 2026-11-20T02:00:00Z'
const v3Stays = 'v3: succeeded 2026-11-20T03:00:00Z'

describe('the migrations of later releases', () => {
  test('stay where nothing took them back', () => {
    expect(stays({})).toEqual([v3Stays, v2Stays])
    expect(stays({ v2: [], v3: [words('drops a table')] })).toEqual(['v3: drops a table'])
  })

  test.each<[string, Releases, string[]]>([
    ['all', { v3: [wentUp('v3', 3), wentDown('v1', 4)] }, []],
    ['those whose words tell no time', { v3: [words('drops a table'), wentDown('v1', 4)] }, []],
    ['the last', { v3: [wentUp('v3', 3), wentDown('v2', 4)] }, [v2Stays]],
    [
      'all, one after the other',
      { v2: [wentUp('v2', 2), wentDown('v1', 5)], v3: [wentUp('v3', 3), wentDown('v2', 4)] },
      [],
    ],
    [
      'all, whatever copy of the target is gone back to',
      { v3: [wentUp('v3', 3), wentDown('v1', 4)], target: revision('v1', 9) },
      [],
    ],
  ])('do not stay where it was taken back: %s', (_, releases, expected) => {
    expect(stays(releases)).toEqual(expected)
  })

  test.each<[string, Releases]>([
    ['before they came', { v3: [wentUp('v3', 3), wentDown('v1', 1)] }],
    ['before they came again, with all that came before them', { v3: [wentUp('v3', 5), wentDown('v1', 4)] }],
    [
      'in another cluster',
      {
        v3: [
          wentUp('v3', 3),
          endedTag(name('v1', 'stage'), {
            attempt: 1,
            as: 'succeeded',
            began: midnight + 4 * hour,
            task: 'd0',
            about: 'v1',
          }),
        ],
      },
    ],
    [
      'by an attempt of which nothing ran',
      {
        v3: [
          wentUp('v3', 3),
          begunTag(name('v1'), { attempt: 1, at: midnight + 4 * hour, about: 'v1' }),
          voidedTag(name('v1'), 1),
        ],
      },
    ],
  ])('stay where some were taken back %s', (_, releases) => {
    expect(stays(releases)).toHaveLength(2)
    expect(stays(releases).join()).not.toContain('unless')
  })

  const since = 'the migration down to v1, begun at 2026-11-20T04:00:00Z, took it back'
  test.each<[string, Tag[], string]>([
    ['ran and failed', [wentDown('v1', 4, 'failed')], `${since}: it ran and failed`],
    ['was cut off', [wentDown('v1', 4, 'unknown')], `${since}: how it ended is not known`],
    [
      'was about to begin',
      [begunTag(name('v1'), { attempt: 1, at: midnight + 4 * hour, about: 'v1' })],
      `${since}: how it ended is not known`,
    ],
    [
      'went to a release that is not among those known',
      [wentDown('v0.9', 4)],
      'the migration down to v0.9, begun at 2026-11-20T04:00:00Z, took it back',
    ],
  ])('may stay where one that went down %s', (_, tags, doubt) => {
    expect(stays({ v3: [wentUp('v3', 3), ...tags] })).toEqual([
      `${v3Stays}, unless ${doubt}`,
      `${v2Stays}, unless ${doubt}`,
    ])
  })
})
