import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  digestsOf,
  parsePlatform,
  platformText,
  readConfiguration,
  readManifest,
  runsOn,
  serves,
} from '../../shared/core/manifest.ts'
import type { Manifest } from '../../shared/core/manifest.ts'
import { imageIndexes } from '../real-input/index.ts'

function sample(name: string): string {
  const found = imageIndexes.find(index => index.name === name)
  if (!found) throw new Error(`there is no sample ${name}`)
  return found.text
}

function platforms(manifest: Manifest): string[] {
  return manifest.is === 'index' ? manifest.images.map(({ platform }) => platformText(platform)) : []
}

describe('an index names the images it holds, and counts what is attached to them', () => {
  test.each([
    ['buildkit-provenance', ['linux/amd64', 'linux/arm64'], 2],
    ['buildkit-single-platform', ['linux/amd64'], 1],
    ['docker-manifest-list', ['linux/amd64', 'linux/arm/v7', 'linux/arm64/v8', 'linux/386'], 0],
    ['soci-v2-index', ['linux/amd64', 'linux/arm64'], 2],
    ['artifact-type-index', ['linux/amd64'], 1],
    ['referrers-index', [], 2],
    ['referrers-none', [], 0],
    ['nested-index', ['linux/ppc64le', 'unknown/unknown'], 0],
    ['annotations-only-index', ['unknown/unknown', 'unknown/unknown'], 0],
  ])('%s', (name, images, attestations) => {
    const manifest = readManifest(sample(name))
    expect(platforms(manifest)).toEqual(images)
    expect(manifest).toMatchObject({ is: 'index', attestations })
  })
})

test('an attestation is none of the images, even if it names the platform of the one it is about', () => {
  const platform = { os: 'linux', architecture: 'arm64' }
  const annotations = { 'vnd.docker.reference.type': 'attestation-manifest' }
  const manifest = readManifest(JSON.stringify({ manifests: [{ digest: 'sha256:a', platform, annotations }] }))
  expect(manifest).toMatchObject({ is: 'index', images: [], attestations: 1 })
})

describe('the manifest of one image names its configuration', () => {
  test.each(['docker-manifest', 'oci-manifest'])('%s', name => {
    expect(readManifest(sample(name))).toEqual({
      is: 'image',
      mediaType: expect.stringMatching(/manifest\.v[12]\+json$/),
      configuration: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    })
  })
})

describe('what is no container image is not taken for one', () => {
  test.each([
    ['a signature', sample('cosign-signature'), 'simplesigning'],
    ['a bundle', sample('sigstore-bundle'), 'sigstore.bundle'],
    ['an attestation', sample('attestation-manifest'), 'attestation.manifest'],
    ['an older attestation', sample('attestation-manifest-legacy'), 'in-toto'],
    ['no JSON', '<html>', 'not a JSON object'],
    ['a list', '[]', 'not a JSON object'],
    ['nothing', '', 'not a JSON object'],
    ['schema version 1', '{"schemaVersion":1,"fsLayers":[]}', 'schema version 1'],
    ['a type nobody knows', '{"schemaVersion":2,"mediaType":"text/plain"}', '"text/plain"'],
    ['an image without a configuration', '{"schemaVersion":2,"layers":[]}', 'no configuration'],
    [
      'an index of text',
      `{"mediaType":"application/vnd.oci.image.index.v1+json","manifests":"x"}`,
      'lists no manifests',
    ],
    [
      'an index with an entry that names nothing',
      '{"manifests":[{"platform":{"os":"linux","architecture":"amd64"}}]}',
      'without a digest',
    ],
    ['an index with an entry that is none', '{"manifests":[1]}', 'without a digest'],
    ['a member of every object', '{"mediaType":"constructor"}', '"constructor"'],
  ])('%s', (_, text, why) => {
    expect(readManifest(text)).toEqual({ is: 'unreadable', why: expect.stringContaining(why) })
  })
})

test('no text makes reading fail', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), text =>
      expect(readManifest(text).is).toMatch(/image|index|unreadable/),
    ),
  )
})

describe('whether an image is built for a platform', () => {
  test.each([
    ['buildkit-provenance', 'linux/arm64', 'yes'],
    ['buildkit-provenance', 'linux/arm64/v8', 'yes'],
    ['buildkit-single-platform', 'linux/amd64', 'yes'],
    ['buildkit-single-platform', 'linux/arm64', 'no'],
    ['docker-manifest-list', 'linux/arm64', 'yes'],
    ['docker-manifest-list', 'linux/s390x', 'no'],
    ['windows-os-versions', 'windows(10.0.20348)/amd64', 'yes'],
    ['windows-os-versions', 'windows(10.0.14393)/amd64', 'no'],
    ['windows-os-versions', 'windows/amd64', 'yes'],
    ['operating-systems-not-linux', 'linux/amd64', 'yes'],
    ['operating-systems-not-linux', 'linux/arm64', 'no'],
    ['nested-index', 'linux/ppc64le', 'yes'],
    ['nested-index', 'linux/amd64', 'unknown'],
    ['annotations-only-index', 'linux/amd64', 'unknown'],
    ['oci-manifest', 'linux/amd64', 'unknown'],
    ['sigstore-bundle', 'linux/amd64', 'unknown'],
    ['referrers-none', 'linux/amd64', 'no'],
  ] as const)('%s on %s: %s', (name, platform, answer) => {
    expect(serves(readManifest(sample(name)), parsePlatform(platform))).toBe(answer)
  })

  test.each([
    ['linux/arm64', 'linux/arm64/v8', true],
    ['linux/arm64/v8', 'linux/arm64', true],
    ['linux/arm64/v9', 'linux/arm64', false],
    ['linux/arm/v6', 'linux/arm', true],
    ['linux/arm', 'linux/arm/v6', false],
    ['linux/amd64/v1', 'linux/amd64', true],
    ['linux/amd64/v3', 'linux/amd64', false],
    ['linux/amd64', 'linux/amd64/v3', true],
    ['linux/x86_64', 'linux/amd64', true],
    ['linux/aarch64', 'linux/arm64', true],
    ['Linux/AMD64', 'linux/amd64', true],
    ['linux/386', 'linux/amd64', false],
    ['windows/amd64', 'linux/amd64', false],
    ['linux/riscv64/rva23u64', 'linux/riscv64/rva20u64', false],
    ['windows(10.0.17763.2928)/amd64', 'windows(10.0.17763)/amd64', true],
    ['windows(10.0.17763.2928)/amd64', 'windows(10.0.20348)/amd64', false],
  ])('an image for %s on %s: %s', (built, wanted, runs) => {
    expect(runsOn(parsePlatform(built), parsePlatform(wanted))).toBe(runs)
  })
})

describe('platforms as text', () => {
  test('those of every real index read back as they are', () => {
    const all = imageIndexes.flatMap(({ text }) => platforms(readManifest(text)))
    expect(all.map(text => platformText(parsePlatform(text)))).toEqual(all)
  })

  test.each(['', 'arm64', 'linux/', '/amd64', 'linux/arm64/v8/x', 'linux amd64'])('%j is none', text => {
    expect(() => parsePlatform(text)).toThrow(`is ${JSON.stringify(text)}; it takes a platform such as linux/amd64`)
  })
})

describe('the configuration of a single image states its platform', () => {
  test.each([
    [
      '{"os":"linux","architecture":"arm64","variant":"v8","rootfs":{}}',
      { os: 'linux', architecture: 'arm64', variant: 'v8' },
    ],
    [
      '{"os":"windows","architecture":"amd64","os.version":"10.0.20348.1"}',
      { os: 'windows', architecture: 'amd64', osVersion: '10.0.20348.1' },
    ],
    ['{"architecture":"amd64"}', undefined],
    ['{}', undefined],
    ['null', undefined],
    ['<html>', undefined],
  ])('%s', (text, platform) => {
    expect(readConfiguration(text)).toEqual(platform)
  })
})

test('a task may report the digest of the index or of one of its images, and never that of an attestation', () => {
  const index = readManifest(sample('buildkit-provenance'))
  const children = index.is === 'index' ? index.images.map(image => image.digest) : []
  expect(children).toHaveLength(2)
  expect(digestsOf(index, 'sha256:own')).toEqual(['sha256:own', ...children])
  expect(digestsOf(readManifest(sample('oci-manifest')), 'sha256:own')).toEqual(['sha256:own'])
})
