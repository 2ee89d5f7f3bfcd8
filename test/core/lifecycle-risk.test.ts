import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { lifecycleRisk } from '../../shared/core/lifecycle-risk.ts'
import type { KeptImage } from '../../shared/core/lifecycle-risk.ts'

const now = Date.parse('2026-11-20T12:00:00Z')
const day = 86_400_000

type Selection = Record<string, unknown>

function policy(...selections: readonly (Selection & { archives?: boolean })[]): string {
  const rules = selections.map(({ archives = false, ...selection }, index) => ({
    rulePriority: index + 1,
    selection: { ...(selection['countType'] !== 'imageCountMoreThan' && { countUnit: 'days' }), ...selection },
    action: archives ? { type: 'transition', targetStorageClass: 'archive' } : { type: 'expire' },
  }))
  return JSON.stringify({ rules })
}

const count = (number: number, tagStatus = 'any', more: Selection = {}): Selection => ({
  ...{ tagStatus, countType: 'imageCountMoreThan', countNumber: number },
  ...more,
})
const age = (days: number, tagStatus = 'any', more: Selection = {}): Selection => ({
  ...{ tagStatus, countType: 'sinceImagePushed', countNumber: days },
  ...more,
})

function image(more: Partial<KeptImage> = {}): KeptImage {
  return { tags: ['v1.2.3', 'latest'], pushedAt: now - day, manifests: 3, ...more }
}

describe('a lifecycle policy threatens', () => {
  test.each<[string, string, Partial<KeptImage>, RegExp]>([
    [
      'what a rollback needs, by keeping few releases of three manifests',
      policy(count(12)),
      {},
      /rule 1 leaves 12 images, and a release has 3/,
    ],
    [
      'what a rollback needs, by keeping few tagged images',
      policy(count(4, 'tagged', { tagPatternList: ['v*'] })),
      {},
      /leaves 4 images: older releases/,
    ],
    ['what a rollback needs, by a prefix', policy(count(1, 'tagged', { tagPrefixList: ['v'] })), {}, /leaves 1 image:/],
    [
      'a release that stays, by taking images soon after their push',
      policy(age(14)),
      {},
      /rule 1 expires images 14 days after the push/,
    ],
    [
      'a release that stays, by archiving them: that cannot be pulled either',
      policy({ ...age(14), archives: true }),
      {},
      /archives images 14 days/,
    ],
    [
      'this release, which is near its end',
      policy(age(90)),
      { pushedAt: now - 85 * day },
      /expires this release 90 days after the push, at 2026-11-25 12:00Z or within a day/,
    ],
    [
      'this release, which is over its end already',
      policy(age(90)),
      { pushedAt: now - 91 * day },
      /expires this release/,
    ],
    [
      'a release that nobody starts, by the last pull',
      policy({ tagStatus: 'any', countType: 'sinceImagePulled', countNumber: 7 }),
      {},
      /no task was started with for 7 days/,
    ],
    [
      'by the first rule that fits, whatever comes after it',
      policy(age(14, 'tagged', { tagPatternList: ['v*'] }), count(900)),
      {},
      /rule 1/,
    ],
    [
      'by a later rule, where an earlier one is about something else',
      policy(age(1, 'untagged'), age(1, 'tagged', { tagPatternList: ['pr-*'] }), count(3)),
      {},
      /rule 3/,
    ],
  ])('%s', (_, text, differently, says) => {
    expect(lifecycleRisk(text, image(differently), now)).toMatch(says)
  })
})

describe('a lifecycle policy threatens nothing', () => {
  test.each<[string, string, Partial<KeptImage>]>([
    ['that keeps many releases', policy(count(100)), {}],
    ['that keeps fifteen manifests of five releases', policy(count(15)), {}],
    ['that keeps images for long enough', policy(age(90)), {}],
    ['that is about other tags', policy(count(1, 'tagged', { tagPatternList: ['pr-*'] })), {}],
    ['whose patterns do not all fit', policy(count(1, 'tagged', { tagPatternList: ['v*', 'prod-*'] })), {}],
    ['that is about images without a tag', policy(age(1, 'untagged')), {}],
    ['that is about archived images', policy({ ...age(1), storageClass: 'archive' }), {}],
    ['whose first rule that fits lets it stay', policy(count(500, 'tagged', { tagPatternList: ['v*'] }), age(1)), {}],
    ['of which no push is known', policy(age(90)), { pushedAt: undefined }],
    ['that has no rules', '{"rules":[]}', {}],
    ['that cannot be read', 'not JSON', {}],
    ['of a kind that is new', policy({ tagStatus: 'any', countType: 'sinceMoon', countNumber: 1 }), {}],
  ])('%s', (_, text, differently) => {
    expect(lifecycleRisk(text, image(differently), now)).toBeUndefined()
  })
})

test('no document whatever makes it throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.string(),
        fc.jsonValue().map(rules => JSON.stringify({ rules: [rules] })),
      ),
      text => {
        expect([undefined, 'string']).toContain(
          typeof lifecycleRisk(text, image(), now) === 'string' ? 'string' : undefined,
        )
      },
    ),
  )
})
