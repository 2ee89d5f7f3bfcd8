import { AwsFault } from '../fault.ts'
import type { Alarms, ImageRegistry, LogGroups, TargetGroups } from '../neighbours.ts'
import type { JsonObject } from '../operation.ts'
import type { Timeline } from '../timeline.ts'
import { likely } from './assumptions.ts'
import type { Assumptions } from './assumptions.ts'
import { Levers } from './levers.ts'
import type { Cluster, Deployment, Service, Task, TaskDefinition } from './model.ts'
import { Replicas } from './replicas.ts'
import type { Replica } from './replicas.ts'
import { Scheduler } from './scheduler.ts'
import * as setup from './setup.ts'
import type { ServiceSetup } from './setup.ts'
import { containersOf } from './task-definitions.ts'
import type { ContainerPlan } from './task-definitions.ts'
import { second, timing } from './timing.ts'
import type { Duration } from './timing.ts'

/** What ECS needs of the world around it. */
interface Surroundings {
  readonly timeline: Timeline
  readonly account: string
  readonly region: string
  readonly ecr: ImageRegistry
  readonly elb: TargetGroups
  readonly logs: LogGroups
  readonly cloudwatch: Alarms
  readonly replicaLag: number
  readonly seed: number
  now(): number
  hex(length: number): string
  digits(length: number): string
  arn(service: string, resource: string): string
  note(subject: string, text: string): void
}

/** The simulated Amazon ECS of one account and region: what it remembers, and the doors through which it changes. */
export class Ecs {
  readonly world: Surroundings
  readonly clusters = new Map<string, Cluster>()
  /** The revisions of each family, the oldest first. */
  readonly families = new Map<string, TaskDefinition[]>()
  /** Lambda functions of lifecycle hooks that answer FAILED. */
  readonly failingHooks = new Set<string>()
  /**
   * Why no task can be placed at the moment, in ECS's words; `silent` when ECS does not even say so to a service.
   * `left` is how many tasks RunTask can still place.
   */
  capacity: { is: 'there' } | { is: 'gone'; reason: string; silent: boolean; left: number } = { is: 'there' }
  /** Whether tasks that start get their network interface. */
  network: { is: 'there' } | { is: 'failing'; reason: string } = { is: 'there' }
  /** Roles that ECS cannot assume. */
  readonly brokenRoles = new Set<string>()
  /** Availability zones without capacity. */
  readonly fullZones = new Set<string>()
  /** ECS's own calls, with which it starts and stops the tasks of services, are throttled. */
  schedulerIsThrottled = false
  /** ECS is refused when it asks CloudWatch for alarms. */
  alarmsAreThrottled = false
  /** How long, at most, reads do not know a task that RunTask has just started, in milliseconds. */
  taskVisibility = 2 * second
  readonly assumptions: Assumptions = { ...likely }
  readonly scheduler: Scheduler
  /** What tests make happen that no API call does. */
  readonly levers: Levers
  /** Tasks by private address. */
  private readonly tenants = new Map<string, Task>()
  private readonly replicas: Replicas
  private addresses = 10

  constructor(world: Surroundings) {
    this.world = world
    this.replicas = new Replicas(world)
    this.scheduler = new Scheduler(this)
    this.levers = new Levers(this)
    world.elb.onChange((_, { ip }) => {
      const task = this.tenants.get(ip)
      if (task) this.scheduler.targetChanged(task)
    })
  }

  now(): number {
    return this.world.now()
  }

  createCluster(name: string, tags: JsonObject[] = []): Cluster {
    return setup.createCluster(this, name, tags)
  }

  registerTaskDefinition(document: JsonObject): TaskDefinition {
    return setup.registerTaskDefinition(this, document)
  }

  /** Creates a service; it is born steady unless `born` says otherwise. */
  createService(service: ServiceSetup): Service {
    return setup.createService(this, service)
  }

  /** The one door to a service and its tasks: what changes goes through it, so that lagging replicas remember. */
  change(subject: Service | Task, happen: () => void): void {
    const record = 'group' in subject ? (this.owner(subject) ?? subject) : subject
    this.replicas.before(record)
    happen()
    this.replicas.after(record)
  }

  /** Takes in a task that RunTask started: what lags behind does not know it before. */
  admit(cluster: Cluster, task: Task): void {
    cluster.tasks.push(task)
    this.replicas.after(task)
  }

  /** Lets something happen to a service or a task later. */
  after(subject: Service | Task, duration: Duration | number, happen: () => void): void {
    const ms = typeof duration === 'number' ? duration : this.lasts(duration)
    this.world.timeline.after(ms, () => this.change(subject, happen))
  }

  /** Milliseconds that something takes this time. */
  lasts(duration: Duration): number {
    const [least, most] = timing[duration]
    return Math.round((least + (most - least) * this.world.timeline.random()) * second)
  }

  /** What a read sees: the truth, or a past of up to `replicaLag`. */
  replica(): Replica {
    return this.replicas.pick()
  }

  /** The cluster by name or ARN. */
  cluster(reference = 'default'): Cluster {
    const cluster = this.clusters.get(reference.split('/').at(-1) ?? reference)
    if (!cluster) throw new AwsFault('ClusterNotFoundException', 'Cluster not found.')
    return cluster
  }

  /** The service by name or ARN. */
  service(cluster: Cluster, reference: string): Service {
    const service = this.findService(cluster, reference)
    if (!service) throw new AwsFault('ServiceNotFoundException', 'Service not found.')
    return service
  }

  findService(cluster: Cluster, reference: string): Service | undefined {
    return cluster.services.get(reference.split('/').at(-1) ?? reference)
  }

  services(): Service[] {
    return [...this.clusters.values()].flatMap(cluster => [...cluster.services.values()])
  }

  /** Every task that is remembered. */
  tasks(): Task[] {
    const oneOff = [...this.clusters.values()].flatMap(({ tasks }) => tasks)
    return [...this.services().flatMap(({ tasks }) => tasks), ...oneOff]
  }

  /** The task definition by `family` (its latest ACTIVE revision), `family:revision` or ARN. */
  taskDefinition(reference: string): TaskDefinition | undefined {
    const [family = '', revision] = (reference.split('/').at(-1) ?? reference).split(':')
    const revisions = this.families.get(family) ?? []
    return revision === undefined
      ? revisions.findLast(({ deregisteredAt }) => deregisteredAt === undefined)
      : revisions.find(one => one.revision === Number(revision))
  }

  /** The containers of a task, as its definition has them. */
  plansOf(task: Task): ContainerPlan[] {
    return containersOf(this.taskDefinition(task.taskDefinition))
  }

  /** The service that a task belongs to. */
  owner(task: Task): Service | undefined {
    const name = /^service:(.*)$/.exec(task.group)?.[1]
    return name === undefined ? undefined : this.cluster(task.clusterArn).services.get(name)
  }

  /** The deployment that a task belongs to. */
  deploymentOf(task: Task): Deployment | undefined {
    return this.owner(task)?.deployments.find(({ id }) => id === task.startedBy)
  }

  /** A private address that no other task has. */
  address(): string {
    const number = this.addresses++
    return `10.0.${(number >> 8) & 255}.${number & 255}`
  }

  /** From now on, what happens to targets at the task's address concerns the task. */
  keepAddress(task: Task): void {
    this.tenants.set(task.networkInterface.ip, task)
  }

  forgetAddress(task: Task): void {
    this.tenants.delete(task.networkInterface.ip)
  }
}
