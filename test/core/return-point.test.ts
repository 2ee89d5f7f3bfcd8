import { expect, test } from '@jest/globals'
import { returnPoint } from '../../shared/core/return-point.ts'
import type { Before, ReturnPoint } from '../../shared/core/return-point.ts'
import type { Deployment } from '../../shared/core/service.ts'
import { cluster, deployment, service } from './seen-service.ts'

const arn = (name: string): string => `${cluster}:task-definition/${name}`

const completed = [deployment('2', { rollout: 'COMPLETED' })]
const underWay = [deployment('2'), deployment('1', { status: 'ACTIVE', rollout: 'COMPLETED' })]

test.each<[string, Deployment[], Before, ReturnPoint]>([
  ['nothing is said: what runs', completed, new Map(), { previous: arn('api:2'), moved: false }],
  ['nothing is said: what was completed last', underWay, new Map(), { previous: arn('api:1'), moved: false }],
  ['of another service', completed, new Map([['web', arn('web:1')]]), { previous: arn('api:2'), moved: false }],
  ['what runs is said', completed, new Map([['api', arn('api:2')]]), { previous: arn('api:2'), moved: false }],
  ['what runs is said by its name', completed, new Map([['api', 'api:2']]), { previous: arn('api:2'), moved: false }],
  ['it was deployed since', completed, new Map([['api', arn('api:1')]]), { previous: arn('api:1'), moved: true }],
  ['by its name', completed, new Map([['api', 'api:1']]), { previous: arn('api:1'), moved: true }],
  ['of another family', completed, new Map([['api', 'old-api:7']]), { previous: arn('old-api:7'), moved: true }],
  ['nobody can say it', completed, new Map([['api', undefined]]), { previous: undefined, moved: true }],
])('what a service returns to: %s', (_, deployments, before, point) => {
  expect(returnPoint(service({ taskDefinition: arn('api:2'), deployments }), before)).toEqual(point)
})
