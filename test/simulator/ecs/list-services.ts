import type { ListServicesRequest } from '@aws-sdk/client-ecs'
import type { Operation } from '../operation.ts'
import { page } from '../paging.ts'

/** Ten to a page unless the request says otherwise, fewer than in other lists. */
export const listServices: Operation = (world, input) => {
  const request = input as unknown as ListServicesRequest
  const services = [...world.ecs.cluster(request.cluster).services.values()]
  const shown = services.filter(
    ({ status, configuration, settings }) =>
      status === 'ACTIVE' &&
      (request.launchType === undefined || configuration.launchType === request.launchType) &&
      (request.schedulingStrategy === undefined || settings.schedulingStrategy === request.schedulingStrategy),
  )
  const arns = shown.map(({ arn }) => arn)
  const { items, nextToken } = page(arns, request, { usual: 10, most: 100 })
  return { serviceArns: items, ...(nextToken !== undefined && { nextToken }) }
}
