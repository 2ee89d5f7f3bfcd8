import { describe, expect, test } from '@jest/globals'
import { sources } from '../../scripts/check-layers.ts'
import { layerProblems } from '../../scripts/layers.ts'

test('every source imports only what its layer may, and leaves time to the clock', () => {
  expect(layerProblems(sources())).toEqual([])
})

describe('a source that breaks its layer is told so in a sentence', () => {
  test.each([
    {
      path: 'shared/core/x.ts',
      text: `import { readFileSync } from 'node:fs'`,
      says: 'shared/core/x.ts imports node:fs, but the core decides from plain data',
    },
    {
      path: 'shared/core/x.ts',
      text: `import type { Clock } from '../ports.ts'`,
      says: 'shared/core/x.ts imports shared/ports.ts, but the core decides from plain data',
    },
    {
      path: 'shared/core/x.ts',
      text: `export const region = () => process.env.AWS_REGION`,
      says: 'shared/core/x.ts uses process, but the core decides from plain data',
    },
    {
      path: 'shared/aws/ecs.ts',
      text: `export { info } from '@actions/core'`,
      says: 'shared/aws/ecs.ts imports @actions/core, but what talks to AWS and GitHub knows only the core, the ports and its clients',
    },
    {
      path: 'shared/aws/ecs.ts',
      text: `const { wait } = await import('../wait.ts')`,
      says: 'shared/aws/ecs.ts imports shared/wait.ts, but what talks to AWS and GitHub knows only the core, the ports and its clients',
    },
    {
      path: 'shared/wait.ts',
      text: `export const step: import('@actions/core').InputOptions = {}`,
      says: 'shared/wait.ts imports @actions/core, but what the actions share knows no action, and writes to the runner through the step',
    },
    {
      path: 'shared/phases/prove/follow.ts',
      text: `import { waitHealthy } from '../../../actions/wait-healthy/wait-healthy.ts'`,
      says: 'shared/phases/prove/follow.ts imports actions/wait-healthy/wait-healthy.ts, but a phase is told its outside by the context it is run in, and knows no action',
    },
    {
      path: 'actions/deploy-ecs/deploy-ecs.ts',
      text: `import { ECSClient } from '@aws-sdk/client-ecs'`,
      says: 'actions/deploy-ecs/deploy-ecs.ts imports @aws-sdk/client-ecs, but an action is told its outside by the context it is run in',
    },
    {
      path: 'actions/index.ts',
      text: `import { World } from '../test/simulator/world.ts'`,
      says: 'actions/index.ts imports test/simulator/world.ts, but actions are put together from actions/ and shared/ alone',
    },
    {
      path: 'actions/deploy-ecs/entry.js',
      text: `import { main } from '../index.ts'`,
      says: 'actions/deploy-ecs/entry.js imports actions/index.ts, but an entry does nothing but start the bundle',
    },
    {
      path: 'shared/aws/tags.ts',
      text: `export const at = Date.now()`,
      says: 'shared/aws/tags.ts uses Date.now, but time and chance come from the context',
    },
    {
      path: 'shared/wait.ts',
      text: `export const soon = () => new Promise(resolve => setTimeout(resolve, 5))`,
      says: 'shared/wait.ts uses setTimeout, but time and chance come from the context',
    },
    {
      path: 'shared/wait.ts',
      text: `import { setTimeout as sleep } from 'node:timers/promises'`,
      says: 'shared/wait.ts uses node:timers/promises, but time and chance come from the context',
    },
    {
      path: 'shared/summary/table.ts',
      text: `export {}`,
      says: 'shared/summary/table.ts belongs to no layer; put it where its readers look for it',
    },
  ])('$says', ({ says, ...source }) => {
    expect(layerProblems([source])).toEqual([says])
  })
})

test.each([
  { path: 'shared/system-clock.ts', text: `export const now = () => Date.now()` },
  { path: 'shared/core/x.ts', text: `export const at = (text: string) => new Date(text)` },
  { path: 'shared/core/x.ts', text: `import type { Image } from './image.ts'` },
  { path: 'shared/wait.ts', text: `export const options = { setTimeout: 5 }; export const five = options.setTimeout` },
])('$path may say: $text', source => {
  expect(layerProblems([source])).toEqual([])
})
