import { describe, expect, test } from '@jest/globals'
import { parseImage } from '../../shared/core/image.ts'
import { planRevision, revisionNumber } from '../../shared/core/revision-plan.ts'
import type { Existing } from '../../shared/core/revision-plan.ts'
import { assignImages, readImageKey } from '../../shared/core/release-images.ts'
import { registrable, withImages } from '../../shared/core/task-definition.ts'
import type { TaskDefinition } from '../../shared/core/task-definition.ts'
import { digest, revision } from './seen-service.ts'

const repository = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/api'

function existing(number: number, letter: string, more: Partial<TaskDefinition> = {}): Existing {
  return {
    arn: revision(number),
    definition: {
      family: 'api',
      revision: number,
      taskDefinitionArn: revision(number),
      status: 'ACTIVE',
      containerDefinitions: [{ name: 'api', image: `${repository}@${digest(letter)}` }],
      ...more,
    },
  }
}

interface Circumstances {
  running?: Existing
  newest?: Existing
  force?: boolean
}

function plan(letter: string, { running = existing(1, 'a'), newest = running, force = false }: Circumstances = {}) {
  const images = [{ container: 'api', image: `${repository}@${digest(letter)}` }]
  return planRevision({ wanted: registrable(withImages(running.definition, images)), running, newest, force })
}

describe('the revision a service gets', () => {
  test('is the one it runs when nothing would change', () => {
    expect(plan('a')).toEqual({ is: 'keep', arn: revision(1) })
  })

  test('is the newest one when an earlier run registered it and got no further', () => {
    expect(plan('b', { newest: existing(2, 'b') })).toEqual({ is: 'reuse', arn: revision(2) })
  })

  test('is a new one otherwise, of the base with the new image and without what ECS adds', () => {
    expect(plan('c', { newest: existing(2, 'b') })).toEqual({
      is: 'register',
      definition: { family: 'api', containerDefinitions: [{ name: 'api', image: `${repository}@${digest('c')}` }] },
    })
  })

  test('is the one it runs even if that is INACTIVE, unless a new deployment of it is forced', () => {
    const running = existing(1, 'a', { status: 'INACTIVE' })
    const newest = existing(2, 'b')
    expect(plan('a', { running, newest }).is).toBe('keep')
    expect(plan('a', { running, newest, force: true }).is).toBe('register')
  })

  test.each([
    [revision(12), 12],
    ['api:7', 7],
  ])('its number, of %s', (arn, number) => {
    expect(revisionNumber(arn)).toBe(number)
  })
})

describe('which container gets which image', () => {
  const definition = {
    family: 'api',
    containerDefinitions: [
      { name: 'api', image: `${repository}:1` },
      { name: 'proxy', image: 'nginx:1', essential: true },
    ],
  }
  const image = parseImage(`${repository}@${digest('a')}`)

  test.each([
    ['api', { service: 'api' }],
    ['api/proxy', { service: 'api', container: 'proxy' }],
  ])('the entry %s', (key, read) => {
    expect(readImageKey(key)).toEqual(read)
  })

  test('the one of its repository, or the one that is named', () => {
    expect(assignImages(definition, [{ service: 'api', image }])).toEqual({
      changes: [{ container: 'api', image }],
      unclear: [],
    })
    expect(assignImages(definition, [{ service: 'api', container: 'proxy', image }]).changes).toEqual([
      { container: 'proxy', image },
    ])
  })

  test('none, when two images are for one container or the container is not there', () => {
    const twice = [
      { service: 'api', image },
      { service: 'api', container: 'api', image },
      { service: 'api', container: 'nobody', image },
    ]
    expect(assignImages(definition, twice).unclear).toEqual([
      'container api is given two images',
      expect.stringMatching(/^api has no container "nobody"; its containers: api, proxy$/),
    ])
  })
})
