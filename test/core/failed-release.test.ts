import { describe, expect, test } from '@jest/globals'
import { failedBefore } from '../../shared/core/failed-release.ts'
import { knownRevision } from '../../shared/core/known-revision.ts'
import type { KnownRevision } from '../../shared/core/known-revision.ts'
import type { TaskDefinition } from '../../shared/core/task-definition.ts'

function definition(...images: string[]): TaskDefinition {
  return { family: 'api', containerDefinitions: images.map((image, index) => ({ name: `c${index}`, image })) }
}

function revision(name: string, tags: Record<string, string>, ...images: string[]): KnownRevision {
  const all = Object.entries(tags).map(([key, value]) => ({ key: `deploy-actions:${key}`, value }))
  return knownRevision({ arn: name, definition: definition(...images), tags: all })
}

const left = revision('api:3', { failed: 'slow', release: 'v3 _x_' }, 'api@three', 'proxy@one')
const brought = { taskDefinition: undefined, definition: definition('api@four', 'proxy@one'), release: 'v4' }

describe('what was rolled away from', () => {
  test.each([
    { what: 'the very revision', is: { ...brought, taskDefinition: 'api:3' } },
    { what: 'another revision of its release, as a tag holds its name', is: { ...brought, release: 'v3 (x)' } },
    { what: 'its images', is: { ...brought, definition: definition('api@three', 'proxy@one') } },
  ])('is known by $what', ({ is }) => {
    expect(failedBefore(is, [left])?.arn).toBe('api:3')
  })

  test.each([
    { what: 'another release', is: brought, known: [left] },
    { what: 'one of its images', is: { ...brought, definition: definition('api@three', 'proxy@two') }, known: [left] },
    { what: 'a release without a name', is: { ...brought, release: undefined }, known: [left] },
    {
      what: 'what is not marked',
      is: { ...brought, taskDefinition: 'api:2' },
      known: [revision('api:2', { release: 'v4' }, 'api@four')],
    },
  ])('is not taken for $what', ({ is, known }) => {
    expect(failedBefore(is, known)).toBeUndefined()
  })
})
