import type { CreateClusterRequest } from '@aws-sdk/client-ecs'
import type { JsonObject, Operation } from '../operation.ts'
import { clusterReply } from './describe-clusters.ts'

/** Creating a cluster that is there changes nothing, and is no error. */
export const createCluster: Operation = (world, input) => {
  const { clusterName = 'default', tags = [] } = input as unknown as CreateClusterRequest
  const existing = world.ecs.clusters.get(clusterName)
  const cluster = existing ?? world.ecs.createCluster(clusterName, tags as unknown as JsonObject[])
  return { cluster: clusterReply(cluster) }
}
