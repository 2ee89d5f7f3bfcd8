import type { ListTaskDefinitionsRequest } from '@aws-sdk/client-ecs'
import type { Operation } from '../operation.ts'
import { page } from '../paging.ts'

/** `familyPrefix` is, despite its name, the whole name of the family. */
export const listTaskDefinitions: Operation = (world, input) => {
  const request = input as unknown as ListTaskDefinitionsRequest
  const status = request.status ?? 'ACTIVE'
  const families = request.familyPrefix === undefined ? [...world.ecs.families.keys()].sort() : [request.familyPrefix]
  const arns = families
    .flatMap(family => world.ecs.families.get(family) ?? [])
    .filter(({ document }) => document.status === status)
    .map(({ arn }) => arn)
  const sorted = request.sort === 'DESC' ? arns.reverse() : arns
  const { items, nextToken } = page(sorted, request, { usual: 100, most: 100 })
  return { taskDefinitionArns: items, ...(nextToken !== undefined && { nextToken }) }
}
