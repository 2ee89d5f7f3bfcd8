import type { Scope } from '@aws-sdk/client-wafv2'
import type { JsonObject } from '../operation.ts'
import { seeded } from '../random.ts'
import type { World } from '../world.ts'
import type { Assumptions } from './assumptions.ts'
import { chosen } from './assumptions.ts'
import { refusal } from './faults.ts'
import { Inspection } from './inspection.ts'
import type { Association, Entity, WebAcl } from './model.ts'
import type { Flow, NewTraffic } from './traffic.ts'
import { flowsOf } from './traffic.ts'
import { withUsualWindow } from './web-acl.ts'

interface NewWebAcl {
  name: string
  id?: string
  scope?: Scope
  document: JsonObject
  foreign?: JsonObject
  /** It has long been there and in force, for a world that begins in the middle of things. */
  settled?: boolean
}

/** Milliseconds. "This can pause the rule's rate limiting activities for up to a minute" [SDK RateBasedStatement]. */
const longestPause = 60_000

/** AWS WAF of the account. Regional web ACLs are in the world's region, those of CloudFront in us-east-1. */
export class Waf {
  readonly webAcls = new Map<string, WebAcl>()
  /** By ARN: what rules may refer to. */
  readonly entities = new Map<string, Entity>()
  /** In the order in which they were made. */
  readonly associations: Association[] = []
  /** What is sent to the resources, whether a web ACL protects them or not. */
  readonly flows: Flow[] = []
  /** Milliseconds until a change reaches traffic: from, to. "A few seconds to a number of minutes" [SDK]. */
  propagation: readonly [number, number] = [5_000, 120_000]
  /** Milliseconds, at most, until a new web ACL can be used. */
  creationLag = 60_000
  /** How old its estimate of a rate is, in milliseconds: a key is limited some time after it went over the limit. */
  readonly estimateLag: number
  /** What is not known of WAF, and may be either way. */
  readonly assumptions: Assumptions
  readonly world: World
  /** Chance of its own, so that other services go the same way whatever is asked of WAF. */
  readonly random: () => number

  constructor(world: World) {
    this.world = world
    this.random = seeded(world.seed ^ 0x77616632)
    this.assumptions = chosen(this.random)
    this.estimateLag = 15_000 * this.random()
  }

  createWebAcl({ name, id = this.uuid(), scope = 'REGIONAL', foreign = {}, ...rest }: NewWebAcl): WebAcl {
    const { document, settled = false } = rest
    const now = this.world.now()
    const usableFrom = settled ? 0 : now + this.random() * this.creationLag
    const arn = this.arn(scope, `webacl/${name}/${id}`)
    const whole = this.completed(document)
    const inForce = [{ from: usableFrom, pause: 0, document: whole }]
    const webAcl: WebAcl = {
      name,
      id,
      arn,
      scope,
      document: whole,
      foreign,
      lockToken: this.uuid(),
      knownFrom: settled ? 0 : now + (this.random() * (usableFrom - now)) / 2,
      usableFrom,
      inForce,
      inspection: new Inspection(this, { name, arn, inForce }),
    }
    this.webAcls.set(webAcl.arn, webAcl)
    return webAcl
  }

  /** Replaces all that a request can replace. Traffic meets it later. */
  replace(webAcl: WebAcl, document: JsonObject): void {
    webAcl.document = this.completed(document)
    webAcl.lockToken = this.uuid()
    const from = this.reachesTraffic(webAcl.inForce.at(-1)?.from)
    webAcl.inForce.push({ from, pause: this.random() * longestPause, document: webAcl.document })
    this.world.note(`web ACL ${webAcl.name}`, 'was changed')
  }

  /** Clients begin to send requests, now or later. */
  addTraffic(traffic: Omit<NewTraffic, 'from'> & { from?: number }): Flow[] {
    const flows = flowsOf({ from: this.world.now(), ...traffic }, this.random)
    this.flows.push(...flows)
    return flows
  }

  /** They stop. */
  endTraffic(flows: readonly Flow[]): void {
    for (const flow of flows) flow.until = this.world.now()
  }

  /** Adds what rules may refer to, and gives its ARN. */
  addEntity(entity: Entity, { name, scope }: { name: string; scope: Scope }): string {
    const arn = this.arn(scope, `${entity.is.replaceAll('-', '')}/${name}/${this.uuid()}`)
    this.entities.set(arn, entity)
    return arn
  }

  /** A resource has one web ACL at most: a new one takes the place of the old without a word. */
  associate(resource: string, webAcl: WebAcl | undefined, { settled = false } = {}): void {
    const last = this.associations.findLast(association => association.resource === resource)
    const from = settled ? 0 : this.reachesTraffic(last?.from)
    this.associations.push({ resource, webAcl: webAcl?.arn, from })
    if (!settled) this.world.note(`web ACL ${webAcl?.name ?? 'none'}`, `protects ${resource}`)
  }

  /** The web ACL that protects a resource, as the API tells it: at once. */
  protecting(resource: string): WebAcl | undefined {
    const arn = this.associations.findLast(association => association.resource === resource)?.webAcl
    return arn === undefined ? undefined : this.webAcls.get(arn)
  }

  /** The ARN of the web ACL that a resource's traffic meets at an instant. */
  inspecting(resource: string, at: number): string | undefined {
    return this.associations.findLast(association => association.resource === resource && association.from <= at)
      ?.webAcl
  }

  protectedBy(webAcl: WebAcl): string[] {
    const resources = new Set(this.associations.map(({ resource }) => resource))
    return [...resources].filter(resource => this.protecting(resource) === webAcl)
  }

  /** Finds a web ACL as every operation does. */
  webAcl(arn: string): WebAcl {
    const webAcl = this.webAcls.get(arn)
    if (webAcl && webAcl.knownFrom <= this.world.now()) return webAcl
    throw refusal('WAFNonexistentItemException')
  }

  /** Refuses what a new web ACL cannot do yet. */
  ensureUsable({ usableFrom }: WebAcl): void {
    if (usableFrom > this.world.now()) throw refusal('WAFUnavailableEntityException')
  }

  uuid(): string {
    const digits = (count: number): string =>
      Array.from({ length: count }, () => Math.floor(this.random() * 16).toString(16)).join('')
    return [8, 4, 4, 4, 12].map(digits).join('-')
  }

  private completed(document: JsonObject): JsonObject {
    return this.assumptions.showsUsualWindow ? withUsualWindow(document) : document
  }

  /** A later change never arrives before an earlier one. */
  private reachesTraffic(earlier = 0): number {
    const [least, most] = this.propagation
    return Math.max(earlier, this.world.now() + least + this.random() * (most - least))
  }

  private arn(scope: Scope, resource: string): string {
    const { account, region } = this.world
    return scope === 'REGIONAL'
      ? `arn:aws:wafv2:${region}:${account}:regional/${resource}`
      : `arn:aws:wafv2:us-east-1:${account}:global/${resource}`
  }
}
