import type { Operation } from '../operation.ts'
import { continueServiceDeployment } from './continue-service-deployment.ts'
import { createCluster } from './create-cluster.ts'
import { createService } from './create-service.ts'
import { deregisterTaskDefinition } from './deregister-task-definition.ts'
import { describeClusters } from './describe-clusters.ts'
import { describeServiceDeployments } from './describe-service-deployments.ts'
import { describeServiceRevisions } from './describe-service-revisions.ts'
import { describeServices } from './describe-services.ts'
import { describeTaskDefinition } from './describe-task-definition.ts'
import { describeTasks } from './describe-tasks.ts'
import { listServiceDeployments } from './list-service-deployments.ts'
import { listServices } from './list-services.ts'
import { listTagsForResource } from './list-tags-for-resource.ts'
import { listTaskDefinitions } from './list-task-definitions.ts'
import { listTasks } from './list-tasks.ts'
import { registerTaskDefinition } from './register-task-definition.ts'
import { stopServiceDeployment } from './stop-service-deployment.ts'
import { stopTask } from './stop-task.ts'
import { tagResource } from './tag-resource.ts'
import { updateService } from './update-service.ts'

/** What the simulator has of Amazon ECS. */
export const operations: Readonly<Record<string, Operation>> = {
  ContinueServiceDeployment: continueServiceDeployment,
  CreateCluster: createCluster,
  CreateService: createService,
  DeregisterTaskDefinition: deregisterTaskDefinition,
  DescribeClusters: describeClusters,
  DescribeServiceDeployments: describeServiceDeployments,
  DescribeServiceRevisions: describeServiceRevisions,
  DescribeServices: describeServices,
  DescribeTaskDefinition: describeTaskDefinition,
  DescribeTasks: describeTasks,
  ListServiceDeployments: listServiceDeployments,
  ListServices: listServices,
  ListTagsForResource: listTagsForResource,
  ListTaskDefinitions: listTaskDefinitions,
  ListTasks: listTasks,
  RegisterTaskDefinition: registerTaskDefinition,
  StopServiceDeployment: stopServiceDeployment,
  StopTask: stopTask,
  TagResource: tagResource,
  UpdateService: updateService,
}
