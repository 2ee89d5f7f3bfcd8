import {
  ConflictException,
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
  RunTaskCommand,
  StopServiceDeploymentCommand,
  StopTaskCommand,
  TagResourceCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import type { DesiredStatus, RunTaskRequest, TaskField } from '@aws-sdk/client-ecs'
import type { Launch, Network } from '../core/launch.ts'
import type { OneOffTask } from '../core/one-off-task.ts'
import type { Tag } from '../core/provenance.ts'
import type { Service, ServiceDeployment, ServiceRevision, Task } from '../core/service.ts'
import type { StoppedTask } from '../core/stopped-task.ts'
import type { TaskDefinition } from '../core/task-definition.ts'
import type { Caller, Change } from './call.ts'
import { member } from './call.ts'
import { batches, everyPage } from './pages.ts'
import type { Page } from './pages.ts'
import { keepRawReply, sendRaw } from './raw.ts'
import { toService, toOneOffTask, toServiceDeployment, toServiceRevision, toStoppedTask, toTask } from './ecs-shapes.ts'

/** A service's answer to being asked for by name. */
export interface ServicesSeen {
  services: Service[]
  /** Names that ECS does not know in this cluster, or has reasons not to show: name → reason, such as MISSING. */
  absent: ReadonlyMap<string, string>
}

/** A service deployment as lists show it. */
export type ListedDeployment = Pick<ServiceDeployment, 'arn' | 'status' | 'targetRevision' | 'createdAt' | 'finishedAt'>

/** A revision as ECS holds it: the raw document, and its tags. */
export interface Revision {
  arn: string
  definition: TaskDefinition
  tags: readonly Tag[]
}

export interface RevisionsQuery {
  family: string
  most: number
  /** Of the page before. */
  token?: string | undefined
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

/** A task that belongs to no service. */
export interface TaskStart {
  cluster: string
  /** ARN with its number. */
  taskDefinition: string
  launch: Launch
  overrides: TaskOverrides
  startedBy: string
  /** However often it is sent, as long as ECS remembers the token there is one task. */
  token: string
  tags: readonly Tag[]
  /** Milliseconds for which it is tried again while ECS throttles. */
  patience: number
}

/** What a task is to do otherwise than its task definition says. */
export interface TaskOverrides {
  container: string
  command: readonly string[] | undefined
  variables: Readonly<Record<string, string>>
  taskRole: string | undefined
  executionRole: string | undefined
}

export type TaskStarted =
  | { is: 'started'; arn: string }
  /** Nothing could be placed; AWS's reasons, which it does not repeat for ever. */
  | { is: 'not-placed'; reasons: readonly string[] }
  /** The token stands for another request, which started these tasks: none, where it placed none. */
  | { is: 'token-taken'; tasks: readonly string[] }

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
    return [...(await this.revisionsPage({ family, most })).items]
  }

  /** One page, of 100 at most, of the ARNs of a family's ACTIVE revisions, newest first. */
  async revisionsPage({ family, most, token }: RevisionsQuery): Promise<Page<string>> {
    return this.caller.read({
      permission: 'ecs:ListTaskDefinitions',
      subject: `family ${family}`,
      bucket: 'task definition read',
      send: async abortSignal => {
        const query = { familyPrefix: family, status: 'ACTIVE', sort: 'DESC', maxResults: most } as const
        const reply = await this.client.send(new ListTaskDefinitionsCommand({ ...query, nextToken: token }), {
          abortSignal,
        })
        return { items: member(reply.taskDefinitionArns, 'taskDefinitionArns'), next: reply.nextToken }
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

  /** Tells ECS to go back from a deployment that is under way to the last one that completed. */
  async stopServiceDeployment({ arn, unless }: { arn: string; unless?: AbortSignal }): Promise<Change<string>> {
    return this.caller.change({
      permission: 'ecs:StopServiceDeployment',
      subject: `service deployment ${lastPart(arn)}`,
      bucket: 'service modify',
      unless,
      send: async abortSignal => {
        const query = { serviceDeploymentArn: arn, stopType: 'ROLLBACK' } as const
        const reply = await this.client.send(new StopServiceDeploymentCommand(query), { abortSignal })
        return member(reply.serviceDeploymentArn, 'serviceDeploymentArn')
      },
    })
  }

  /** Adds tags to a revision, or gives those it has another value. All its other tags stay. */
  async tagTaskDefinition(arn: string, tags: readonly Tag[]): Promise<Change<void>> {
    return this.caller.change({
      permission: 'ecs:TagResource',
      subject: `task definition ${lastPart(arn)}`,
      bucket: 'tag modify',
      send: async abortSignal => {
        const query = { resourceArn: arn, tags: tags.map(tag => ({ ...tag })) }
        await this.client.send(new TagResourceCommand(query), { abortSignal })
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
            ({
              serviceDeploymentArn = '',
              targetServiceRevisionArn = '',
              status = 'UNKNOWN',
              createdAt,
              finishedAt,
            }) => ({
              arn: serviceDeploymentArn,
              status,
              targetRevision: targetServiceRevisionArn,
              createdAt: createdAt?.getTime() ?? 0,
              ...(finishedAt && { finishedAt: finishedAt.getTime() }),
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

  /** DescribeServiceRevisions takes 20 ARNs at most. What it does not show is left out. */
  async describeServiceRevisions(arns: readonly string[]): Promise<ServiceRevision[]> {
    const replies = await Promise.all(
      batches(arns, 20).map(batch =>
        this.caller.read({
          permission: 'ecs:DescribeServiceRevisions',
          subject: batch.map(lastPart).join(', '),
          bucket: 'service revision read',
          send: async abortSignal => {
            const reply = await this.client.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: batch }), {
              abortSignal,
            })
            return member(reply.serviceRevisions, 'serviceRevisions')
          },
        }),
      ),
    )
    return replies.flat().map(toServiceRevision)
  }

  /** The tasks of a service that ECS wants running. */
  async runningTasks(cluster: string, service: string): Promise<Task[]> {
    const arns = await this.listTasks({ cluster, serviceName: service }, 'RUNNING')
    return (await this.describeTasks(cluster, arns)).map(toTask)
  }

  /**
   * The tasks of a deployment (of all, if none is named) that stopped; ECS remembers them for about an hour, and lists
   * them in no order that is documented. `unread` counts those that were not looked at any more.
   */
  async stoppedTasks({ cluster, service, startedBy }: StoppedQuery): Promise<{ tasks: StoppedTask[]; unread: number }> {
    const arns = await this.listTasks({ cluster, serviceName: service }, 'STOPPED')
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

  /**
   * The tasks of a family, those of services included: all that run, and those that stopped within about an hour.
   * ListTasks filters by `startedBy` only where that is its one filter, so STOPPED ones are not to be had by it.
   */
  async tasksOfFamily(cluster: string, family: string): Promise<OneOffTask[]> {
    const statuses = ['RUNNING', 'STOPPED'] as const
    const lists = await Promise.all(statuses.map(status => this.listTasks({ cluster, family }, status)))
    // A task may stop between the two lists.
    return this.oneOffTasks(cluster, [...new Set(lists.flat())])
  }

  /** Those of the tasks that ECS shows. */
  async oneOffTasks(cluster: string, arns: readonly string[]): Promise<OneOffTask[]> {
    return (await this.describeTasks(cluster, arns, ['TAGS'])).map(toOneOffTask)
  }

  /** Starts one task. */
  async runTask(start: TaskStart): Promise<Change<TaskStarted>> {
    return this.caller.change({
      permission: 'ecs:RunTask',
      subject: `${lastPart(start.taskDefinition)} in cluster ${start.cluster}`,
      bucket: 'cluster resource modify',
      patience: start.patience,
      send: async (abortSignal): Promise<TaskStarted> => {
        try {
          const reply = await this.client.send(new RunTaskCommand(runTaskRequest(start)), { abortSignal })
          const [task] = member(reply.tasks, 'tasks')
          if (task) return { is: 'started', arn: member(task.taskArn, 'taskArn') }
          return { is: 'not-placed', reasons: (reply.failures ?? []).flatMap(({ reason }) => reason ?? []) }
        } catch (error) {
          if (error instanceof ConflictException) return { is: 'token-taken', tasks: error.resourceIds ?? [] }
          throw error
        }
      },
    })
  }

  /** Asks a task to end: SIGTERM, and after its stop timeout SIGKILL. It is no error if it has ended. */
  async stopTask(asked: { cluster: string; task: string; reason: string }): Promise<Change<void>> {
    return this.caller.change({
      permission: 'ecs:StopTask',
      subject: `task ${lastPart(asked.task)} in cluster ${asked.cluster}`,
      bucket: 'cluster resource modify',
      send: async abortSignal => {
        await this.client.send(new StopTaskCommand(asked), { abortSignal })
      },
    })
  }

  private async listTasks(of: TasksOf, desiredStatus: DesiredStatus): Promise<string[]> {
    return everyPage(nextToken =>
      this.caller.read({
        permission: 'ecs:ListTasks',
        subject: `${'serviceName' in of ? `service ${of.serviceName}` : `family ${of.family}`} in cluster ${of.cluster}`,
        bucket: 'cluster resource read',
        send: async abortSignal => {
          const reply = await this.client.send(new ListTasksCommand({ ...of, desiredStatus, nextToken }), {
            abortSignal,
          })
          return { items: member(reply.taskArns, 'taskArns'), next: reply.nextToken }
        },
      }),
    )
  }

  /** DescribeTasks takes 100 ARNs at most. A task listed a moment ago may be MISSING here: replicas differ. */
  private async describeTasks(cluster: string, arns: readonly string[], include: TaskField[] = []) {
    const replies = await Promise.all(
      batches(arns, 100).map(batch =>
        this.caller.read({
          permission: 'ecs:DescribeTasks',
          subject: `${batch.length} tasks in cluster ${cluster}`,
          bucket: 'cluster resource read',
          send: async abortSignal => {
            const query = { cluster, tasks: batch, include }
            const reply = await this.client.send(new DescribeTasksCommand(query), { abortSignal })
            return member(reply.tasks, 'tasks')
          },
        }),
      ),
    )
    return replies.flat()
  }
}

/** Whose tasks are listed. */
type TasksOf = { cluster: string; serviceName: string } | { cluster: string; family: string }

function runTaskRequest({ cluster, taskDefinition, launch, overrides, startedBy, token, tags }: TaskStart) {
  const { launchType, capacityProviders, platformVersion, network } = launch
  return {
    cluster,
    taskDefinition,
    count: 1,
    startedBy,
    clientToken: token,
    tags: tags.map(tag => ({ ...tag })),
    overrides: overridesRequest(overrides),
    // A launch type that AWS adds later is passed on as it came from the service.
    ...(launchType !== undefined && { launchType: launchType as RunTaskRequest['launchType'] }),
    ...(capacityProviders && { capacityProviderStrategy: capacityProviders.map(share => ({ ...share })) }),
    ...(platformVersion !== undefined && { platformVersion }),
    ...(network && { networkConfiguration: { awsvpcConfiguration: awsvpcRequest(network) } }),
  } satisfies RunTaskRequest
}

function overridesRequest({ container, command, variables, taskRole, executionRole }: TaskOverrides) {
  const environment = Object.entries(variables).map(([name, value]) => ({ name, value }))
  return {
    containerOverrides: [
      {
        name: container,
        ...(command && { command: [...command] }),
        ...(environment.length > 0 && { environment }),
      },
    ],
    ...(taskRole !== undefined && { taskRoleArn: taskRole }),
    ...(executionRole !== undefined && { executionRoleArn: executionRole }),
  }
}

function awsvpcRequest({ subnets, securityGroups, assignPublicIp }: Network) {
  return {
    subnets: [...subnets],
    ...(securityGroups.length > 0 && { securityGroups: [...securityGroups] }),
    ...(assignPublicIp !== undefined && ({ assignPublicIp: assignPublicIp ? 'ENABLED' : 'DISABLED' } as const)),
  }
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}
