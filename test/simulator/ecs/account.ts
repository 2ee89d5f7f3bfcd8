import * as ecs from '@aws-sdk/client-ecs'
import type { Behaviour } from '../behaviour.ts'
import type { JsonObject } from '../operation.ts'
import { operationSchema } from '../protocol/schema.ts'
import { checkReply, checkRequest } from '../protocol/validate.ts'
import { World } from '../world.ts'
import { operations } from './index.ts'
import type { Deployment, Service, ServiceDeployment, Task } from './model.ts'
import type { ServiceSetup } from './setup.ts'

interface AccountSetup extends Partial<ServiceSetup> {
  seed?: number
  /** Version, which is the image's tag, to what its program does; `v1` runs from the beginning. */
  versions?: Record<string, Behaviour>
  /** Members of the container definition. */
  container?: JsonObject
  /** Members of the task definition. */
  definition?: JsonObject
  balanced?: boolean
}

interface Replies {
  CreateService: ecs.CreateServiceResponse
  ContinueServiceDeployment: ecs.ContinueServiceDeploymentResponse
  DeleteService: ecs.DeleteServiceResponse
  DeregisterTaskDefinition: ecs.DeregisterTaskDefinitionResponse
  DescribeClusters: ecs.DescribeClustersResponse
  DescribeServiceDeployments: ecs.DescribeServiceDeploymentsResponse
  DescribeServiceRevisions: ecs.DescribeServiceRevisionsResponse
  DescribeServices: ecs.DescribeServicesResponse
  DescribeTaskDefinition: ecs.DescribeTaskDefinitionResponse
  DescribeTasks: ecs.DescribeTasksResponse
  GetTaskProtection: ecs.GetTaskProtectionResponse
  ListServiceDeployments: ecs.ListServiceDeploymentsResponse
  ListServices: ecs.ListServicesResponse
  ListTagsForResource: ecs.ListTagsForResourceResponse
  ListTaskDefinitions: ecs.ListTaskDefinitionsResponse
  ListTasks: ecs.ListTasksResponse
  RegisterTaskDefinition: ecs.RegisterTaskDefinitionResponse
  RunTask: ecs.RunTaskResponse
  StopServiceDeployment: ecs.StopServiceDeploymentResponse
  StopTask: ecs.StopTaskResponse
  TagResource: ecs.TagResourceResponse
  UpdateService: ecs.UpdateServiceResponse
  UpdateTaskProtection: ecs.UpdateTaskProtectionResponse
}

const second = 1_000

/** An account with one service, `api` in the cluster `prod`: what these tests begin with. */
export class Account {
  readonly world: World
  readonly service: Service
  readonly began: number
  readonly group: string
  private readonly setup: AccountSetup

  constructor(setup: AccountSetup = {}) {
    const { seed = 1, versions = {}, container = {}, definition = {}, balanced = true, ...service } = setup
    this.setup = { container, definition }
    this.world = new World({ seed })
    this.began = this.world.now()
    for (const [tag, behaviour] of Object.entries({ v1: {}, v2: {}, ...versions })) {
      this.world.ecr.push({
        repository: 'api',
        tags: [tag],
        content: tag,
        behaviour: { healthyAfter: 2_000, ...behaviour },
      })
    }
    this.world.logs.createGroup('/ecs/api')
    const check = { interval: 15 * second, unhealthyThreshold: 3 }
    this.group = this.world.elb.createTargetGroup({ name: 'api', deregistrationDelay: 30 * second, check }).arn
    this.world.ecs.createCluster('prod')
    this.service = this.world.ecs.createService({
      cluster: 'prod',
      name: 'api',
      taskDefinition: this.definition('v1'),
      ...(balanced && { loadBalancers: [{ targetGroupArn: this.group, containerName: 'api', containerPort: 8080 }] }),
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-0a1b2c3d', 'subnet-0b1c2d3e'] } },
      ...service,
    })
  }

  /** A task definition that runs a version. */
  definition(version: string): JsonObject {
    return {
      family: 'api',
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '256',
      memory: '512',
      containerDefinitions: [
        {
          name: 'api',
          image: this.world.ecr.uri(version.startsWith('@') ? `api${version}` : `api:${version}`),
          portMappings: [{ containerPort: 8080 }],
          ...this.setup.container,
        },
      ],
      ...this.setup.definition,
    }
  }

  /** Registers a revision that runs `v2`, with these members instead of the usual ones, and gives its ARN. */
  register(members: JsonObject = {}): string {
    return this.world.ecs.registerTaskDefinition({ ...this.definition('v2'), ...members }).arn
  }

  /** Calls an operation as a client would: request and reply are checked with the SDK's schemas. */
  ask<Name extends keyof Replies>(operation: Name, input: JsonObject = {}): Replies[Name] {
    const schema = operationSchema(ecs, operation)
    const run = operations[operation]
    if (!schema || !run) throw new Error(`${operation} is not there`)
    const asked = { service: 'ecs', operation, schema, futureMembers: true }
    checkRequest(asked, input)
    const reply = run(this.world, input, { region: this.world.region })
    checkReply(asked, reply)
    return JSON.parse(JSON.stringify(reply)) as Replies[Name]
  }

  update(members: JsonObject): ecs.Service {
    const { service } = this.ask('UpdateService', { cluster: 'prod', service: 'api', ...members })
    if (!service) throw new Error('the reply has no service')
    return service
  }

  /** Registers a version and has the service deploy it. */
  deploy(version: string, members: JsonObject = {}): Deployment {
    const { arn } = this.world.ecs.registerTaskDefinition(this.definition(version))
    this.update({ taskDefinition: arn, ...members })
    return this.primary
  }

  /** Lets time pass. */
  pass(seconds: number): void {
    this.world.timeline.advance(seconds * second)
  }

  /** Lets time pass until something is so, and gives the seconds that took; fails after an hour. */
  until(so: () => boolean): number {
    const from = this.world.now()
    while (!so()) {
      if (this.world.now() > from + 3600 * second) throw new Error('it has not come to be within an hour')
      this.world.timeline.advance(second)
    }
    return (this.world.now() - from) / second
  }

  get primary(): Deployment {
    const primary = this.service.deployments.find(({ status }) => status === 'PRIMARY')
    if (!primary) throw new Error('there is no primary deployment')
    return primary
  }

  /** The newest. */
  get serviceDeployment(): ServiceDeployment {
    const [newest] = this.service.serviceDeployments
    if (!newest) throw new Error('there is no service deployment')
    return newest
  }

  /** Tasks that are to run. */
  get tasks(): Task[] {
    return this.service.tasks.filter(({ desiredStatus }) => desiredStatus === 'RUNNING')
  }

  describe(): ecs.Service {
    const { services } = this.ask('DescribeServices', { cluster: 'prod', services: ['api'] })
    const [service] = services ?? []
    if (!service) throw new Error('the service is missing')
    return service
  }

  /** Event texts since the account began, the oldest first, with ids shortened to what a reader can follow. */
  events(): string[] {
    const [before] = this.service.deployments.filter(({ createdAt }) => createdAt < this.began)
    return this.service.events
      .filter(({ createdAt }) => createdAt >= this.began)
      .map(({ message }) => message.replaceAll(/task [0-9a-f]{32}/g, 'task ID').replaceAll(this.group, 'ARN'))
      .map(message => message.replaceAll(before?.id ?? '-', 'ecs-svc/OLD').replaceAll(/ecs-svc\/\d+/g, 'ecs-svc/NEW'))
      .reverse()
  }
}
