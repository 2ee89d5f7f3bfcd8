import { describe, expect, test } from '@jest/globals'
import { parsePlatform } from '../../shared/core/manifest.ts'
import { judgeImage } from '../../shared/core/verification.ts'
import type { FoundImage, LookedUpImage, PushedImage, Seen } from '../../shared/core/verification.ts'
import { imageIndexes } from '../real-input/index.ts'

const commit = '4f2c7a19d0b35e6c8a4d21f09b7e3c5a6d8f0e12'
const registry = '123456789012.dkr.ecr.us-west-2.amazonaws.com'
const digest = `sha256:${'a'.repeat(64)}`
const amd64 = parsePlatform('linux/amd64')
const arm64 = parsePlatform('linux/arm64')

function sample(name: string): string {
  return imageIndexes.find(index => index.name === name)?.text ?? ''
}

function looked(seen: Seen, wanted: LookedUpImage['wanted'] = { tag: commit }): LookedUpImage {
  return { name: 'mcp', registry, repository: 'doc-platform/mcp', wanted, seen }
}

function found(differently: Partial<FoundImage> = {}): FoundImage {
  const manifest = sample('buildkit-provenance')
  return { is: 'found', digest, tags: [commit], status: 'ACTIVE', manifest, manifestHash: digest, ...differently }
}

function missing(...newest: PushedImage[]): Seen {
  return { is: 'missing', newest }
}

describe('an image is verified', () => {
  test('with its digest, what it is built for and what is attached to it', () => {
    expect(judgeImage(looked(found()), [amd64, arm64])).toEqual({
      is: 'verified',
      digest,
      platforms: [amd64, arm64],
      attestations: 2,
    })
  })

  test.each([
    ['that is asked for by its digest', found(), { digest }, [amd64]],
    ['that carries other tags too', found({ tags: ['v1.2.3', commit] }), { tag: commit }, [amd64]],
    [
      'whose status the registry does not tell',
      { is: 'found', digest, tags: [], manifest: sample('buildkit-provenance') },
      { tag: commit },
      [amd64],
    ],
  ] as const)('%s', (_, seen, wanted, platforms) => {
    expect(judgeImage(looked(seen, wanted), platforms)).toMatchObject({ is: 'verified', digest })
  })

  test('for no platform that is known, if it is a single image whose configuration was not read', () => {
    const seen = found({ manifest: sample('oci-manifest') })
    expect(judgeImage(looked(seen), [arm64])).toEqual({ is: 'verified', digest, platforms: [], attestations: 0 })
  })

  test('for the platform that its configuration states, if it is a single image', () => {
    const seen = found({ manifest: sample('oci-manifest'), platform: arm64 })
    expect(judgeImage(looked(seen), [arm64])).toMatchObject({ is: 'verified', platforms: [arm64] })
  })
})

describe('an image that is there is refused', () => {
  test.each([
    ['when it is archived', found({ status: 'ARCHIVED' }), [], 'is archived and cannot be pulled', 'restore it'],
    [
      'when it is archived and its manifest cannot be had',
      { is: 'found', digest, tags: [commit], status: 'ARCHIVED' },
      [amd64],
      'is archived',
      'lifecycle policy',
    ],
    ['while it is being restored', found({ status: 'ACTIVATING' }), [], 'is activating', 'run this again'],
    [
      'when its bytes are not what the digest says',
      found({ manifestHash: `sha256:${'b'.repeat(64)}` }),
      [amd64],
      'not what its digest promises',
      'do not deploy it',
    ],
    [
      'when it is not built for the platform',
      found({ manifest: sample('buildkit-single-platform') }),
      [arm64],
      'not built for linux/arm64, only for linux/amd64',
      'runtimePlatform',
    ],
    [
      'when it lacks one of two platforms',
      found({ manifest: sample('buildkit-single-platform') }),
      [amd64, arm64],
      'not built for linux/arm64, only',
      'build it for that platform',
    ],
    [
      'when its configuration states another platform',
      found({ manifest: sample('docker-manifest'), platform: amd64 }),
      [arm64],
      'not built for linux/arm64, only for linux/amd64',
      'build it',
    ],
    [
      'when it holds attestations alone',
      found({ manifest: sample('referrers-index') }),
      [amd64],
      'only for nothing',
      'build it',
    ],
  ] as const)('%s', (_, seen, platforms, why, next) => {
    expect(judgeImage(looked(seen), platforms)).toEqual({
      is: 'refused',
      why: expect.stringContaining(why),
      next: expect.stringContaining(next),
    })
  })

  test('when another digest was asked for', () => {
    const verdict = judgeImage(looked(found(), { digest: `sha256:${'c'.repeat(64)}` }), [])
    expect(verdict).toMatchObject({ is: 'refused', why: expect.stringContaining(`answered with ${digest}`) })
  })
})

describe('what cannot be known is called unknown', () => {
  test.each([
    [
      'an answer that did not come',
      { is: 'unknown', why: 'ecr:BatchGetImage was denied' },
      'could not be checked: ecr:BatchGetImage was denied',
    ],
    ['a status nobody knows', found({ status: 'HIBERNATING' }), 'HIBERNATING'],
    ['a manifest that was not read', { is: 'found', digest, tags: [commit] }, 'the registry did not give its manifest'],
    ['a manifest that cannot be understood', found({ manifest: '<html>' }), 'not a JSON object'],
    ['a signature in place of an image', found({ manifest: sample('cosign-signature') }), 'no container image'],
    ['an image that lost the tag meanwhile', found({ tags: ['v1.2.3'] }), 'it may just have been moved'],
  ] as const)('%s', (_, seen, why) => {
    expect(judgeImage(looked(seen), [amd64])).toEqual({ is: 'unknown', why: expect.stringContaining(why) })
  })
})

describe('a missing image is explained by what is there instead', () => {
  test.each([
    ['an empty repository', missing(), { tag: commit }, 'the repository is empty', 'nothing has been pushed there yet'],
    [
      'a commit whose build left nothing',
      missing({ tags: ['main'] }),
      { tag: commit },
      'the newest tags there: main',
      'the build of this commit probably failed or has not finished',
    ],
    [
      'a short commit',
      missing({ tags: ['4f2c7a1'] }),
      { tag: commit },
      '4f2c7a1',
      'there is 4f2c7a1, so the build probably writes tags in another form',
    ],
    [
      'a commit with a prefix',
      missing({ tags: ['sha-4f2c7a1'] }),
      { tag: commit },
      'sha-4f2c7a1',
      'there is sha-4f2c7a1',
    ],
    ['a version without its v', missing({ tags: ['1.2.3'] }), { tag: 'v1.2.3' }, '1.2.3', 'there is 1.2.3'],
    [
      'a version that was never built',
      missing({ tags: ['v1.2.2'] }),
      { tag: 'v1.2.3' },
      'v1.2.2',
      'or name one of those that are there',
    ],
    [
      'a digest that is gone',
      missing({ tags: ['v1.2.2'] }),
      { digest },
      `has the digest ${digest}`,
      'expired by a lifecycle policy',
    ],
    [
      'nothing but attestations',
      missing({ tags: [] }),
      { tag: commit },
      'none there carries a tag',
      'probably failed or has not finished',
    ],
  ] as const)('%s', (_, seen, wanted, why, next) => {
    expect(judgeImage(looked(seen, wanted), [amd64])).toEqual({
      is: 'missing',
      why: expect.stringContaining(why),
      next: expect.stringContaining(next),
    })
  })

  test('the newest come first, a few of them, with the time they were pushed', () => {
    const at = Date.parse('2026-11-20T09:00:00Z')
    const newest = [1, 2, 3, 4, 5, 6, 7].map(day => ({ tags: [`build-${day}`], pushedAt: at + day * 86_400_000 }))
    expect(judgeImage(looked(missing({ tags: [] }, ...newest)), [])).toMatchObject({
      why:
        `no image of doc-platform/mcp in ${registry} carries the tag ${commit}; the newest tags there: ` +
        'build-7 (pushed 2026-11-27T09:00Z), build-6 (pushed 2026-11-26T09:00Z), build-5 (pushed 2026-11-25T09:00Z), ' +
        'build-4 (pushed 2026-11-24T09:00Z), build-3 (pushed 2026-11-23T09:00Z)',
    })
  })

  test.each([
    [['web', 'doc-platform/api', 'platform/mcp'], '; there are platform/mcp, doc-platform/api, web'],
    [[], ''],
  ])('a repository that is not there, by those that can be seen: %j', (repositories, others) => {
    expect(judgeImage(looked({ is: 'no-repository', repositories }), [])).toEqual({
      is: 'missing',
      why: `${registry} has no repository doc-platform/mcp${others}`,
      next: expect.stringContaining('account and Region'),
    })
  })
})
