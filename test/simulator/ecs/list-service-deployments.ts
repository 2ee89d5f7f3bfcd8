import type { ListServiceDeploymentsRequest } from '@aws-sdk/client-ecs'
import type { Operation } from '../operation.ts'
import { page } from '../paging.ts'
import { asNumber, asObject } from './json.ts'
import { isOnRecord } from './service-deployment.ts'
import { serviceDeploymentBrief } from './service-deployment-reply.ts'
import { second } from './timing.ts'

/** The newest first, of 90 days; a new one is listed some seconds late. */
export const listServiceDeployments: Operation = (world, input) => {
  const request = input as unknown as ListServiceDeploymentsRequest
  const { after = -Infinity, before = Infinity } = asObject(input.createdAt)
  const service = world.ecs.service(world.ecs.cluster(request.cluster), request.service ?? '')
  const seen = world.ecs.replica().of(service)
  const shown = (seen?.serviceDeployments ?? []).filter(
    record =>
      isOnRecord(world.ecs, record) &&
      record.createdAt / second >= (asNumber(after) ?? -Infinity) &&
      record.createdAt / second <= (asNumber(before) ?? Infinity) &&
      (request.status ?? [record.status]).includes(record.status),
  )
  const { items, nextToken } = page(shown, request, { usual: 20, most: 100 })
  return {
    serviceDeployments: items.map(item => serviceDeploymentBrief(seen ?? service, item)),
    ...(nextToken !== undefined && { nextToken }),
  }
}
