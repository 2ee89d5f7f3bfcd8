import { AwsFault } from '../fault.ts'
import type { Answer, Target, TargetGroups, TargetState } from '../neighbours.ts'
import { seeded } from '../random.ts'
import type { World } from '../world.ts'
import type { HealthCheck, TargetLife } from './target.ts'
import { RegisteredTarget } from './target.ts'

export interface TargetGroup {
  readonly arn: string
  readonly name: string
  readonly port: number
  readonly loadBalancer: string
  check: HealthCheck
  /** Milliseconds for which a deregistered target drains. */
  deregistrationDelay: number
  /** By `ip:port`. */
  readonly targets: Map<string, RegisteredTarget>
}

interface NewTargetGroup {
  name: string
  port?: number
  loadBalancer?: string
  check?: Partial<HealthCheck>
  deregistrationDelay?: number
}

/** What ELB gives a target group whose maker says nothing (ELBv2 CreateTargetGroup). */
const usual: HealthCheck = {
  path: '/',
  interval: 30_000,
  timeout: 5_000,
  healthyThreshold: 5,
  unhealthyThreshold: 2,
  matcher: '200',
}

/** Elastic Load Balancing of the account: target groups, each behind an Application Load Balancer. */
export class ElasticLoadBalancing implements TargetGroups {
  readonly groups = new Map<string, TargetGroup>()
  /** A chance of its own, so that asking does not change what happens. */
  readonly chance: () => number
  private readonly world: World
  private routed = 0
  private readonly listeners: ((arn: string, target: Target) => void)[] = []

  constructor(world: World) {
    this.world = world
    this.chance = seeded(world.seed ^ 0x656c6276)
  }

  createTargetGroup({ name, port = 80, check, deregistrationDelay = 300_000, ...rest }: NewTargetGroup): TargetGroup {
    const group: TargetGroup = {
      arn: this.world.arn('elasticloadbalancing', `targetgroup/${name}/${this.world.hex(16)}`),
      name,
      port,
      loadBalancer: this.loadBalancerArn(rest.loadBalancer ?? name),
      check: { ...usual, ...check },
      deregistrationDelay,
      targets: new Map(),
    }
    this.groups.set(group.arn, group)
    return group
  }

  /** Deletes a group under a running service, as a mistake in another tool would. */
  deleteTargetGroup(arn: string): void {
    const targets = [...(this.groups.get(arn)?.targets.values() ?? [])]
    this.groups.delete(arn)
    for (const registered of targets) {
      registered.end()
      this.tell(arn, registered.target)
    }
  }

  exists(arn: string): boolean {
    return this.groups.has(arn)
  }

  /** Finds a group as every operation does. */
  group(arn: string): TargetGroup {
    const group = this.groups.get(arn)
    if (group) return group
    throw new AwsFault('TargetGroupNotFound', `Target groups '${arn}' not found`)
  }

  /** The load balancers in front of some target group: there are no others. */
  loadBalancers(): string[] {
    return [...new Set([...this.groups.values()].map(group => group.loadBalancer))]
  }

  register(arn: string, target: Target, answers: () => Answer): void {
    this.add(arn, target, { answers, settled: false })
  }

  adopt(arn: string, target: Target, answers: () => Answer): void {
    this.add(arn, target, { answers, settled: true })
  }

  deregister(arn: string, target: Target): void {
    const group = this.groups.get(arn)
    const registered = group?.targets.get(keyOf(target))
    if (!group || !registered || registered.isDraining) return
    registered.drain(group.deregistrationDelay, () => {
      group.targets.delete(keyOf(target))
      this.tell(arn, target)
    })
  }

  onChange(listener: (arn: string, target: Target) => void): void {
    this.listeners.push(listener)
  }

  state(arn: string, target: Target): TargetState | undefined {
    return this.groups.get(arn)?.targets.get(keyOf(target))?.state()
  }

  /**
   * What a request through the load balancer gets: a healthy target's answer, and that of any target when none is
   * healthy (it fails open); `undefined` when there is none at all.
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
   */
  answer(arn: string): Answer | undefined {
    const targets = [...(this.groups.get(arn)?.targets.values() ?? [])].filter(target => !target.isDraining)
    const healthy = targets.filter(target => target.state()?.state === 'healthy')
    const able = healthy.length > 0 ? healthy : targets
    return able[this.routed++ % able.length]?.answer()
  }

  private add(arn: string, target: Target, how: Pick<TargetLife, 'answers' | 'settled'>): void {
    const group = this.groups.get(arn)
    if (!group) return
    const key = keyOf(target)
    group.targets.get(key)?.end()
    const changed = ({ state, reason }: TargetState): void => {
      this.world.note(`target ${group.name}`, `${key} is ${reason === undefined ? state : `${state}: ${reason}`}`)
      this.tell(arn, target)
    }
    const life = { timeline: this.world.timeline, target, check: group.check, changed, ...how }
    group.targets.set(key, new RegisteredTarget(life))
  }

  private tell(arn: string, target: Target): void {
    for (const listener of this.listeners) listener(arn, target)
  }

  private loadBalancerArn(name: string): string {
    const known = [...this.groups.values()].find(group => group.loadBalancer.includes(`/app/${name}/`))
    return (
      known?.loadBalancer ?? this.world.arn('elasticloadbalancing', `loadbalancer/app/${name}/${this.world.hex(16)}`)
    )
  }
}

/** What tells targets of a group apart. */
export const keyOf = ({ ip, port }: Target): string => `${ip}:${port}`
