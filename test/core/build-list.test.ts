import { describe, expect, test } from '@jest/globals'
import { buildList } from '../../shared/core/build-list.ts'
import { imagesOf } from '../../shared/core/deploy-manifest/declared.ts'
import { readManifest } from '../../shared/core/deploy-manifest/read.ts'
import { parseImage } from '../../shared/core/image.ts'

const registry = '210987654321.dkr.ecr.eu-central-1.amazonaws.com'
const manifest = `
services:
  worker: { image: shop/api }
  api: { image: shop/api, build: ./api }
  web: { image: shop/web, build: { context: ., dockerfile: web/Dockerfile, target: run } }
  far: { image: ${registry}/shop/far, build: ./far }
  edge:
    containers:
      app: { image: shop/edge, build: ./edge }
      proxy: shop/proxy
  nginx: { image: shop/nginx:1.27 }
environments: { production: { cluster: c } }
`

function declared() {
  const reading = readManifest(manifest)
  if (reading.is === 'wrong') throw new Error(reading.mistakes.join('\n'))
  return imagesOf(reading.document)
}

function builds(...missing: readonly [name: string, image: string][]) {
  return buildList(
    missing.map(([name, image]) => ({ name, image: parseImage(image) })),
    {
      declared: declared(),
      tag: 'abc',
      platforms: ['linux/amd64', 'linux/arm64'],
      latestMoves: ({ repository }) => repository === 'shop/api',
    },
  )
}

describe('a missing image', () => {
  test('is built as the manifest says', () => {
    expect(builds(['web', 'shop/web'])).toEqual({
      builds: [
        {
          ...{
            name: 'web',
            repository: 'shop/web',
            registry: '',
            context: '.',
            dockerfile: 'web/Dockerfile',
            target: 'run',
          },
          ...{ platforms: 'linux/amd64,linux/arm64', tag: 'abc', latest: false },
        },
      ],
      unbuildable: [],
    })
  })

  test('that services share is built once, as one of them says', () => {
    const { builds: list, unbuildable } = builds(['worker', 'shop/api'], ['api', 'shop/api'])
    expect(list).toEqual([
      expect.objectContaining({
        name: 'worker',
        repository: 'shop/api',
        context: './api',
        dockerfile: '',
        latest: true,
      }),
    ])
    expect(unbuildable).toEqual([])
  })

  test('of a container is built as that says', () => {
    expect(builds(['edge/app', 'shop/edge']).builds).toEqual([
      expect.objectContaining({ name: 'edge/app', context: './edge' }),
    ])
  })

  test('of another account is built for its registry', () => {
    expect(builds(['far', `${registry}/shop/far`]).builds).toEqual([
      expect.objectContaining({ registry, repository: 'shop/far' }),
    ])
  })

  test('is found by its repository, whatever the workflow calls it', () => {
    expect(builds(['backend', 'shop/api']).builds).toEqual([
      expect.objectContaining({ name: 'backend', context: './api' }),
    ])
  })

  test.each([
    ['that is built elsewhere', 'nginx', 'shop/nginx:1.27'],
    ['without a `build`', 'edge/proxy', 'shop/proxy'],
    ['that the manifest does not have', 'other', 'shop/other'],
    ['of the same repository in another registry', 'api', `${registry}/shop/api`],
  ])('%s is one that nothing says how to build', (_, name, image) => {
    expect(builds([name, image])).toEqual({ builds: [], unbuildable: [name] })
  })
})
