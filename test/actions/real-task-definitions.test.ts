import { describe, expect, test } from '@jest/globals'
import { registrable } from '../../shared/core/task-definition.ts'
import type { TaskDefinition } from '../../shared/core/task-definition.ts'
import { taskDefinitions } from '../real-input/index.ts'
import type { TaskDefinitionSample } from '../real-input/index.ts'
import type { JsonObject } from '../simulator/operation.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { perform } from '../stage/perform.ts'

const digest = `sha256:${'5'.repeat(64)}`
const image = `registry.example.com/acme/app@${digest}`

/** A service that runs the sample's task definition. Nothing of it is started: what matters is the document. */
function worldOf({ taskDefinition, tags }: TaskDefinitionSample): { simulation: Simulation; first: JsonObject } {
  const simulation = simulate({ clusters: { prod: {} } })
  const { ecs } = simulation.world
  const request = { ...registrable(taskDefinition), tags: tags.map(tag => ({ ...tag })) } as unknown as JsonObject
  const { arn, document } = ecs.registerTaskDefinition(request)
  ecs.createService({ cluster: 'prod', name: 'app', taskDefinition: arn, desiredCount: 0 })
  return { simulation, first: document }
}

/** What was registered of a document that ECS describes. */
function registered(document: JsonObject | undefined): JsonObject {
  return registrable(document as unknown as TaskDefinition) as unknown as JsonObject
}

/** The document as it should be registered: equal, but for the image of one container. */
function withImage(document: JsonObject, container: string): unknown {
  const { containerDefinitions } = document as { containerDefinitions: JsonObject[] }
  return {
    ...document,
    containerDefinitions: containerDefinitions.map(one => (one['name'] === container ? { ...one, image } : one)),
  }
}

describe('a service whose task definition is as real ones are', () => {
  test.each(taskDefinitions)('$name comes back equal but for the image', async sample => {
    const { simulation, first } = worldOf(sample)
    const [container = ''] = sample.taskDefinition.containerDefinitions.map(({ name }) => name)
    const inputs = { cluster: 'prod', images: `app/${container}=${image}`, 'allow-zero': 'true' }
    const { outcome, failure } = await perform('deploy-ecs', inputs, { simulation })
    expect({ outcome, failure }).toEqual({ outcome: 'succeeded', failure: undefined })
    const second = simulation.world.ecs.taskDefinition(`${sample.taskDefinition.family}:2`)
    expect(registered(second?.document)).toEqual(withImage(registered(first), container))
    // Tags of AWS's own cannot be given by anybody else.
    const foreign = sample.tags.filter(({ key }) => !key.startsWith('aws:'))
    expect(second?.tags).toEqual(expect.arrayContaining(foreign))
    const again = await perform('deploy-ecs', inputs, { simulation })
    expect(again.outcome).toBe('unchanged')
  })
})
