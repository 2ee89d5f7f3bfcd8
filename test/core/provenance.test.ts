import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  copiedProvenance,
  mergeTags,
  provenanceTags,
  readProvenance,
  readTags,
  tagValue,
} from '../../shared/core/provenance.ts'

const commit = '4f2c7a19d0b35e6c8a4d21f09b7e3c5a6d8f0e12'
const provenance = {
  release: 'v1.2.3',
  commit,
  imageTags: { api: commit, proxy: 'v2' },
  runUrl: 'https://github.com/org/repo/actions/runs/123/attempts/2',
  previous: 'arn:aws:ecs:us-west-2:123456789012:task-definition/api:41',
}

test('a revision is tagged with where it comes from', () => {
  expect(provenanceTags(provenance)).toEqual([
    { key: 'deploy-actions:release', value: 'v1.2.3' },
    { key: 'deploy-actions:commit', value: commit },
    { key: 'deploy-actions:previous', value: provenance.previous },
    { key: 'deploy-actions:image-tags', value: `api=${commit} proxy=v2` },
    { key: 'deploy-actions:run', value: provenance.runUrl },
  ])
})

test('what was written is read back', () => {
  expect(readProvenance(provenanceTags(provenance))).toEqual(provenance)
})

test('what is not known gets no tag', () => {
  expect(provenanceTags({})).toEqual([])
  expect(provenanceTags({ release: '', imageTags: {} })).toEqual([])
  expect(
    readProvenance([
      { key: 'team', value: 'docs' },
      { key: 'deploy-actions:release', value: '' },
    ]),
  ).toEqual({})
})

describe('a value that a tag cannot hold', () => {
  test.each([
    ['v1.2.3', 'v1.2.3'],
    ['release/2026 #7 (final)!', 'release/2026 _7 _final__'],
    ['größe-v1', 'größe-v1'],
    ['a\nb\u2028c', 'a_b_c'],
    ['v1 🚀', 'v1 _'],
    ['<script>', '_script_'],
    ['x'.repeat(300), 'x'.repeat(256)],
    [`a${'𠀀'.repeat(200)}`, `a${'𠀀'.repeat(127)}`],
    ['  v1  ', 'v1'],
  ])('%j is written as %j', (text, value) => {
    expect(tagValue(text)).toBe(value)
  })

  test('is one that AWS takes, whatever the text, and the same each time', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 400 })
    fc.assert(
      fc.property(texts, texts, (release, container) => {
        const tags = provenanceTags({
          release,
          imageTags: { [container]: release },
          runUrl: release,
          previous: release,
        })
        for (const { key, value } of tags) {
          expect(key).toMatch(/^deploy-actions:[a-z-]{1,20}$/)
          expect(value).toMatch(/^[\p{L}\p{N} +\-=._:/@]{1,256}$/u)
          expect(value.length).toBeLessThanOrEqual(256)
          expect(tagValue(value)).toBe(value)
        }
      }),
    )
  })

  test('leaves no tag where half of it would lead elsewhere', () => {
    const long = `arn:aws:ecs:us-west-2:123456789012:task-definition/${'a'.repeat(255)}:41`
    expect(provenanceTags({ previous: long, runUrl: `https://github.com/${'a'.repeat(300)}` })).toEqual([])
  })

  test('is a list of image tags of which as many are kept as there is room for', () => {
    const imageTags = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(name => [name, commit]))
    const read = readProvenance(provenanceTags({ imageTags }))
    expect(read.imageTags).toEqual({ a: commit, b: commit, c: commit, d: commit, e: commit })
  })
})

describe('the tags of a new revision', () => {
  const ours = provenanceTags({ release: 'v2', commit })

  test('keep those of others and replace those of the revision before', () => {
    const existing = [
      { key: 'team', value: 'docs' },
      ...provenanceTags(provenance),
      { key: 'deploy-actions:old', value: 'x' },
    ]
    expect(mergeTags(existing, ours)).toEqual([{ key: 'team', value: 'docs' }, ...ours])
  })

  test('leave out those of AWS, which nobody else can write', () => {
    const existing = [
      { key: 'aws:cloudformation:stack-name', value: 'x' },
      { key: 'AWS:x', value: '' },
      { key: 'awsome', value: '' },
    ]
    expect(mergeTags(existing, [])).toEqual([{ key: 'awsome', value: '' }])
  })

  test.each([
    [48, 2],
    [49, 1],
    [50, 0],
  ])('with %i of others there is room for %i of ours, the release first', (foreign, kept) => {
    const existing = Array.from({ length: foreign }, (_, index) => ({ key: `tag-${index}`, value: '' }))
    expect(mergeTags(existing, ours)).toEqual([...existing, ...ours.slice(0, kept)])
  })
})

test.each([
  ['nothing', undefined, []],
  ['no list', 'x', []],
  [
    'tags and what are none',
    [{ key: 'a', value: 'b' }, { key: 'c' }, { value: 'd' }, { key: 1 }, null, { key: 'e', value: 5 }],
    [
      { key: 'a', value: 'b' },
      { key: 'c', value: '' },
    ],
  ],
])('tags are read from %s', (_, value, tags) => {
  expect(readTags(value)).toEqual(tags)
})

describe('what befell a revision', () => {
  const failed = { at: Date.parse('2026-11-20T09:14:03.120Z'), why: 'rolled back to v1.4.1: checkout is slow' }
  const rollback = { from: 'prod-api:42', at: failed.at, done: false, runUrl: provenance.runUrl }

  test('is written down and read back', () => {
    const all = { ...provenance, failed, rollback, migration: 'adds a column' }
    expect(readProvenance(provenanceTags(all))).toEqual(all)
    expect(provenanceTags({ failed, rollback: { ...rollback, done: true } })).toEqual([
      { key: 'deploy-actions:failed', value: '2026-11-20T09:14:03.120Z rolled back to v1.4.1: checkout is slow' },
      {
        key: 'deploy-actions:rollback',
        value: `done 2026-11-20T09:14:03.120Z from prod-api:42 by ${provenance.runUrl}`,
      },
    ])
  })

  test.each([
    ['failed', 'leaks memory', { failed: { why: 'leaks memory' } }],
    ['failed', '2026-99-99T00:00:00Z x', { failed: { why: '2026-99-99T00:00:00Z x' } }],
    ['failed', '2026-11-20T09:14:03.120Z', { failed: { at: failed.at, why: '' } }],
    ['rollback', 'by hand', {}],
    ['rollback', 'done yesterday from prod-api:42', {}],
    ['rollback', 'begun 2026-11-20T09:14:03.120Z from a:1', { rollback: { from: 'a:1', at: failed.at, done: false } }],
  ])('the tag %s of somebody’s hand, %j, is read as %j', (key, value, read) => {
    expect(readProvenance([{ key: `deploy-actions:${key}`, value }])).toEqual(read)
  })

  test('is not a copy’s', () => {
    expect(copiedProvenance({ ...provenance, failed, rollback })).toEqual(provenance)
  })
})
