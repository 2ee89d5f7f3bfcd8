import { CloudWatch } from './cloudwatch/state.ts'
import { Ecr } from './ecr/state.ts'
import { Ecs } from './ecs/state.ts'
import { ElasticLoadBalancing } from './elbv2/state.ts'
import { GitHub } from './github/state.ts'
import { Logs } from './logs/state.ts'
import { Timeline } from './timeline.ts'
import { WafMetrics } from './wafv2/metrics.ts'
import { Waf } from './wafv2/state.ts'

interface WorldOptions {
  /** Everything left to chance follows from it. */
  seed?: number
  /** Virtual time at which the world begins, milliseconds since 1970. */
  start?: number
  account?: string
  region?: string
}

/** One line of what happened in the world, for people and for comparing two runs. */
interface Happening {
  at: number
  /** What it happened to: a service, a task, an image. */
  subject: string
  text: string
}

/** A simulated AWS account in one region, and the GitHub repository that deploys to it. */
export class World {
  readonly timeline: Timeline
  readonly seed: number
  readonly account: string
  readonly region: string
  readonly history: Happening[] = []
  readonly ecs: Ecs
  readonly ecr: Ecr
  readonly elb: ElasticLoadBalancing
  readonly logs: Logs
  readonly cloudwatch: CloudWatch
  readonly waf: Waf
  readonly github: GitHub
  /** Where the public address that a reply gives can be asked: on a port of this machine, if the world is served there. */
  publicAddress: (url: string) => string = url => url
  /** How far behind, at most, a read may be: eventual consistency, in milliseconds of virtual time. */
  replicaLag = 0
  private readonly listeners: ((happening: Happening) => void)[] = []

  constructor({ seed = 1, start = Date.parse('2026-11-20T09:00:00Z'), ...rest }: WorldOptions = {}) {
    this.timeline = new Timeline(start, seed)
    this.seed = seed
    this.account = rest.account ?? '123456789012'
    this.region = rest.region ?? 'us-west-2'
    this.ecr = new Ecr(this)
    this.elb = new ElasticLoadBalancing(this)
    this.logs = new Logs(this)
    this.cloudwatch = new CloudWatch(this)
    this.waf = new Waf(this)
    this.cloudwatch.sources.push(new WafMetrics(this.waf))
    this.github = new GitHub(this)
    this.ecs = new Ecs(this)
  }

  now(): number {
    return this.timeline.now()
  }

  /** Lower-case hexadecimal of the given length, as AWS uses for task ids. */
  hex(length: number): string {
    let text = ''
    while (text.length < length) text += Math.floor(this.timeline.random() * 16).toString(16)
    return text
  }

  /** Decimal digits without a leading zero, as in `ecs-svc/3045922842213578841`. */
  digits(length: number): string {
    let text = String(1 + Math.floor(this.timeline.random() * 9))
    while (text.length < length) text += Math.floor(this.timeline.random() * 10).toString()
    return text
  }

  arn(service: string, resource: string): string {
    return `arn:aws:${service}:${this.region}:${this.account}:${resource}`
  }

  note(subject: string, text: string): void {
    const happening = { at: this.now(), subject, text }
    this.history.push(happening)
    for (const listener of this.listeners) listener(happening)
  }

  onHappening(listener: (happening: Happening) => void): void {
    this.listeners.push(listener)
  }
}
