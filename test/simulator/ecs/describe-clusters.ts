import type { DescribeClustersRequest } from '@aws-sdk/client-ecs'
import type { JsonObject, Operation } from '../operation.ts'
import type { Cluster } from './model.ts'
import { missing, wantsTags } from './request.ts'
import { countTasks } from './service-reply.ts'

/** The cluster `default` unless the request names others; what is not there is MISSING. */
export const describeClusters: Operation = (world, input) => {
  const { clusters = ['default'] } = input as unknown as DescribeClustersRequest
  const found = clusters.map(name => ({ name, cluster: world.ecs.clusters.get(name.split('/').at(-1) ?? name) }))
  return {
    clusters: found.flatMap(({ cluster }) =>
      cluster ? [{ ...clusterReply(cluster), tags: wantsTags(input.include) ? cluster.tags : [] }] : [],
    ),
    failures: found
      .filter(({ cluster }) => !cluster)
      .map(({ name }) => missing(name.startsWith('arn:') ? name : world.arn('ecs', `cluster/${name}`))),
  }
}

/** A cluster as DescribeClusters and CreateCluster answer it. */
export function clusterReply(cluster: Cluster): JsonObject {
  const services = [...cluster.services.values()]
  const { running, pending } = countTasks([...services.flatMap(({ tasks }) => tasks), ...cluster.tasks])
  return {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    status: 'ACTIVE',
    registeredContainerInstancesCount: 0,
    runningTasksCount: running,
    pendingTasksCount: pending,
    activeServicesCount: services.filter(({ status }) => status === 'ACTIVE').length,
    statistics: [],
    settings: [{ name: 'containerInsights', value: 'disabled' }],
    capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
    defaultCapacityProviderStrategy: [],
  }
}
