import {
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListServiceDeploymentsCommand,
  ListTaskDefinitionsCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import type { DesiredStatus } from '@aws-sdk/client-ecs'
import type { Tag } from '../core/provenance.ts'
import type { Service, ServiceDeployment, Task } from '../core/service.ts'
import type { StoppedTask } from '../core/stopped-task.ts'
import type { TaskDefinition } from '../core/task-definition.ts'
import type { Caller, Change } from './call.ts'
import { member } from './call.ts'
import { batches, everyPage } from './pages.ts'
import { keepRawReply, sendRaw } from './raw.ts'
import { toService, toServiceDeployment, toStoppedTask, toTask } from './ecs-shapes.ts'

/** A service's answer to being asked for by name. */
export interface ServicesSeen {
  services: Service[]
  /** Names that ECS does not know in this cluster, or has reasons not to show: name → reason, such as MISSING. */
  absent: ReadonlyMap<string, string>
}

/** A service deployment as lists show it. */
export type ListedDeployment = Pick<ServiceDeployment, 'arn' | 'targetRevision'>

/** A revision as ECS holds it: the raw document, and its tags. */
export interface Revision {
  arn: string
  definition: TaskDefinition
  tags: readonly Tag[]
}

export interface Registration {
  definition: TaskDefinition
  tags: readonly Tag[]
  /** Aborts when it must not be begun any more. */
  unless?: AbortSignal
}

export interface ServiceUpdate {
  cluster: string
  service: string
  /** ARN with its number. */
  taskDefinition: string
  /** Begin a deployment even of the revision that runs. */
  force: boolean
  /** Aborts when the update must not be begun any more. */
  unless?: AbortSignal
}

export interface StoppedQuery {
  cluster: string
  service: string
  /** Id of the deployment that started them. */
  startedBy?: string | undefined
}

/** A crash loop leaves many; so many tell why, and so many are looked at to find them. */
const enoughStopped = 30
const mostStopped = 2_000

/** Amazon ECS: calls, pages, translates. Decides nothing. */
export class Ecs {
  private readonly client: ECSClient
  private readonly caller: Caller

  constructor(config: Record<string, unknown>, caller: Caller) {
    this.client = new ECSClient(config)
    this.caller = caller
  }

  /** DescribeServices takes 10 names at most. */
  async describeServices(cluster: string, names: readonly string[]): Promise<ServicesSeen> {
    const services: Service[] = []
    const absent = new Map<string, string>()
    for (const reply of await Promise.all(batches(names, 10).map(batch => this.describeBatch(cluster, batch)))) {
      services.push(...member(reply.services, 'services').map(toService))
      for (const { arn, reason } of reply.failures ?? []) absent.set(lastPart(arn ?? ''), reason ?? 'no reason given')
    }
    return { services, absent }
  }

  private describeBatch(cluster: string, names: string[]) {
    return this.caller.read({
      permission: 'ecs:DescribeServices',
      subject: `${names.join(', ')} in cluster ${cluster}`,
      bucket: 'service read',
      send: async abortSignal => {
        const reply = await this.client.send(new DescribeServicesCommand({ cluster, services: names }), { abortSignal })
        member(reply.services, 'services')
        return reply
      },
    })
  }

  /** A revision by ARN or `family:number`, or the newest ACTIVE one of a family. */
  async describeTaskDefinition(name: string): Promise<Revision> {
    return this.caller.read({
      permission: 'ecs:DescribeTaskDefinition',
      subject: `task definition ${lastPart(name)}`,
      bucket: 'task definition read',
      send: async abortSignal => {
        const command = new DescribeTaskDefinitionCommand({ taskDefinition: name, include: ['TAGS'] })
        const raw = keepRawReply(command)
        const reply = await this.client.send(command, { abortSignal })
        return {
          arn: member(member(reply.taskDefinition, 'taskDefinition').taskDefinitionArn, 'taskDefinitionArn'),
          definition: raw()['taskDefinition'] as TaskDefinition,
          tags: (reply.tags ?? []).map(({ key = '', value = '' }) => ({ key, value })),
        }
      },
    })
  }

  /** ARNs of a family's ACTIVE revisions, newest first; one page. */
  async newestRevisions(family: string, most: number): Promise<string[]> {
    return this.caller.read({
      permission: 'ecs:ListTaskDefinitions',
      subject: `family ${family}`,
      bucket: 'task definition read',
      send: async abortSignal => {
        const query = { familyPrefix: family, status: 'ACTIVE', sort: 'DESC', maxResults: most } as const
        const reply = await this.client.send(new ListTaskDefinitionsCommand(query), { abortSignal })
        return member(reply.taskDefinitionArns, 'taskDefinitionArns')
      },
    })
  }

  /** Registers the document as it is, members this SDK does not know included. Answers the new revision's ARN. */
  async registerTaskDefinition({ definition, tags, unless }: Registration): Promise<Change<string>> {
    const document = { ...definition, ...(tags.length > 0 && { tags: tags.map(tag => ({ ...tag })) }) }
    return this.caller.change({
      permission: 'ecs:RegisterTaskDefinition',
      subject: `family ${definition.family}`,
      bucket: 'task definition modify',
      unless,
      send: async abortSignal => {
        const command = new RegisterTaskDefinitionCommand({ family: definition.family, containerDefinitions: [] })
        sendRaw(command, document)
        const reply = await this.client.send(command, { abortSignal })
        return member(member(reply.taskDefinition, 'taskDefinition').taskDefinitionArn, 'taskDefinitionArn')
      },
    })
  }

  /** Never sends desiredCount, networkConfiguration or anything else that was not asked for. */
  async updateService({ cluster, service, taskDefinition, force, unless }: ServiceUpdate): Promise<Change<Service>> {
    return this.caller.change({
      permission: 'ecs:UpdateService',
      subject: `service ${service} in cluster ${cluster}`,
      bucket: 'service modify',
      unless,
      send: async abortSignal => {
        const query = { cluster, service, taskDefinition, ...(force && { forceNewDeployment: true }) }
        const reply = await this.client.send(new UpdateServiceCommand(query), { abortSignal })
        return toService(member(reply.service, 'service'))
      },
    })
  }

  /** Service deployments of a service that were created after a time (milliseconds, by ECS's clock). */
  async listServiceDeployments(asked: {
    cluster: string
    service: string
    after: number
  }): Promise<ListedDeployment[]> {
    const { cluster, service, after } = asked
    const createdAt = { after: new Date(after) }
    return everyPage(nextToken =>
      this.caller.read({
        permission: 'ecs:ListServiceDeployments',
        subject: `service ${service} in cluster ${cluster}`,
        bucket: 'service deployment read',
        send: async abortSignal => {
          const query = { cluster, service, createdAt, maxResults: 100, nextToken }
          const reply = await this.client.send(new ListServiceDeploymentsCommand(query), { abortSignal })
          const items = member(reply.serviceDeployments, 'serviceDeployments').map(
            ({ serviceDeploymentArn = '', targetServiceRevisionArn = '' }) => ({
              arn: serviceDeploymentArn,
              targetRevision: targetServiceRevisionArn,
            }),
          )
          return { items, next: reply.nextToken }
        },
      }),
    )
  }

  /** DescribeServiceDeployments takes 20 ARNs at most. What it does not show is left out. */
  async describeServiceDeployments(arns: readonly string[]): Promise<ServiceDeployment[]> {
    const replies = await Promise.all(
      batches(arns, 20).map(batch =>
        this.caller.read({
          permission: 'ecs:DescribeServiceDeployments',
          subject: batch.map(lastPart).join(', '),
          bucket: 'service deployment read',
          send: async abortSignal => {
            const reply = await this.client.send(
              new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: batch }),
              { abortSignal },
            )
            return member(reply.serviceDeployments, 'serviceDeployments')
          },
        }),
      ),
    )
    return replies.flat().map(toServiceDeployment)
  }

  /** The digests ECS resolved for a service revision: container → digest. */
  async digestsOfRevision(serviceRevisionArn: string): Promise<ReadonlyMap<string, string>> {
    return this.caller.read({
      permission: 'ecs:DescribeServiceRevisions',
      subject: lastPart(serviceRevisionArn),
      bucket: 'service revision read',
      send: async abortSignal => {
        const reply = await this.client.send(
          new DescribeServiceRevisionsCommand({ serviceRevisionArns: [serviceRevisionArn] }),
          { abortSignal },
        )
        const images = member(reply.serviceRevisions, 'serviceRevisions')[0]?.containerImages ?? []
        return new Map(
          images.flatMap(({ containerName, imageDigest }) =>
            containerName && imageDigest ? [[containerName, imageDigest]] : [],
          ),
        )
      },
    })
  }

  /** The tasks of a service that ECS wants running. */
  async runningTasks(cluster: string, service: string): Promise<Task[]> {
    const arns = await this.listTasks(cluster, service, 'RUNNING')
    return (await this.describeTasks(cluster, arns)).map(toTask)
  }

  /**
   * The tasks of a deployment (of all, if none is named) that stopped; ECS remembers them for about an hour, and lists
   * them in no order that is documented. `unread` counts those that were not looked at any more.
   */
  async stoppedTasks({ cluster, service, startedBy }: StoppedQuery): Promise<{ tasks: StoppedTask[]; unread: number }> {
    const arns = await this.listTasks(cluster, service, 'STOPPED')
    const own: StoppedTask[] = []
    let read = 0
    for (const batch of batches(arns.slice(0, mostStopped), 100)) {
      const tasks = (await this.describeTasks(cluster, batch)).map(toStoppedTask)
      own.push(...tasks.filter(task => startedBy === undefined || task.startedBy === startedBy))
      read += batch.length
      if (own.length >= enoughStopped) break
    }
    return { tasks: own, unread: own.length >= enoughStopped ? 0 : arns.length - read }
  }

  private async listTasks(cluster: string, serviceName: string, desiredStatus: DesiredStatus): Promise<string[]> {
    return everyPage(nextToken =>
      this.caller.read({
        permission: 'ecs:ListTasks',
        subject: `service ${serviceName} in cluster ${cluster}`,
        bucket: 'cluster resource read',
        send: async abortSignal => {
          const reply = await this.client.send(
            new ListTasksCommand({ cluster, serviceName, desiredStatus, nextToken }),
            { abortSignal },
          )
          return { items: member(reply.taskArns, 'taskArns'), next: reply.nextToken }
        },
      }),
    )
  }

  /** DescribeTasks takes 100 ARNs at most. A task listed a moment ago may be MISSING here: replicas differ. */
  private async describeTasks(cluster: string, arns: readonly string[]) {
    const replies = await Promise.all(
      batches(arns, 100).map(batch =>
        this.caller.read({
          permission: 'ecs:DescribeTasks',
          subject: `${batch.length} tasks in cluster ${cluster}`,
          bucket: 'cluster resource read',
          send: async abortSignal => {
            const reply = await this.client.send(new DescribeTasksCommand({ cluster, tasks: batch }), { abortSignal })
            return member(reply.tasks, 'tasks')
          },
        }),
      ),
    )
    return replies.flat()
  }
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}
