import type { JsonObject } from '../simulator/operation.ts'
import type { Call } from '../simulator/protocol/call.ts'
import type { Scenario, WebAclScenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import type { WebAcl } from '../simulator/wafv2/model.ts'
import { perform } from './perform.ts'
import type { Circumstances, Performance } from './perform.ts'

interface EdgeScenario extends Pick<Scenario, 'start' | 'aws' | 'traffic' | 'waf' | 'alarms'> {
  /** The web ACL `edge`, in front of the only load balancer if nothing else is said. */
  edge?: WebAclScenario
  /** Other web ACLs. */
  others?: Record<string, WebAclScenario>
  seed?: number
}

/** A rule that Terraform made, with a statement that nobody here knows. */
export const foreignRule: JsonObject = {
  Name: 'theirs',
  Priority: 7,
  Statement: { NotStatement: { Statement: { GeoMatchStatement: { CountryCodes: ['AQ'] } } } },
  Action: { Count: {} },
  FutureMember: { of: ['AWS', 1, null] },
}

/** The limit that tests want, unless they say otherwise. */
export const login = { rule: 'login', limit: '20', window: '60s', paths: '/v1/auth/login', methods: 'POST' }

/** A load balancer behind a web ACL, and everything that a test of limits does to it and asks of it. */
export class LimitStage {
  readonly simulation: Simulation

  constructor({ edge, others = {}, seed = 1, ...rest }: EdgeScenario = {}) {
    const usual = { protects: ['production'], rules: [foreignRule], more: { FutureConfig: { A: [1] } } }
    const scenario = {
      repositories: { api: ['v1'] },
      clusters: { production: { api: 'api:v1' } },
      webAcls: { edge: { ...usual, ...edge }, ...others },
      ...rest,
    }
    this.simulation = simulate(scenario, { seed })
  }

  /** ARN of the load balancer. */
  get balancer(): string {
    return this.simulation.world.elb.loadBalancers()[0] ?? ''
  }

  webAcl(name = 'edge'): WebAcl {
    const found = [...this.simulation.world.waf.webAcls.values()].find(one => one.name === name)
    if (!found) throw new Error(`there is no web ACL ${name}`)
    return found
  }

  rules(): JsonObject[] {
    return (this.webAcl().document.Rules ?? []) as JsonObject[]
  }

  /** Our rule of that name, as it is. */
  rule(name = 'login'): JsonObject | undefined {
    return this.rules().find(({ Name }) => Name === `deploy-actions-${name}`)
  }

  /** `Count` or `Block`. */
  action(name = 'login'): string | undefined {
    return Object.keys((this.rule(name)?.Action ?? {}) as JsonObject)[0]
  }

  /** Runs the action with the usual limit and these inputs. */
  run(inputs: Record<string, string> = {}, circumstances: Partial<Circumstances> = {}): Promise<Performance> {
    const { rules } = inputs
    return perform(
      'waf-rate-limit',
      { 'web-acl': 'edge', ...(rules === undefined && login), ...inputs },
      { simulation: this.simulation, ...circumstances },
    )
  }

  apply(inputs: Record<string, string> = {}): Promise<Performance> {
    return this.run({ mode: 'apply', ...inputs })
  }

  promote(inputs: Record<string, string> = {}): Promise<Performance> {
    return this.run({ mode: 'promote', soak: '3h', ...inputs })
  }

  /** Lets hours pass. */
  pass(hours: number): void {
    this.simulation.world.timeline.advance(hours * 3_600_000)
  }

  /** Somebody else's change of the web ACL, by the console or another pipeline. */
  edit(change: (document: JsonObject) => JsonObject): void {
    this.simulation.world.waf.replace(this.webAcl(), change(this.webAcl().document))
  }

  /** Somebody changes members of our rule. */
  editRule(members: JsonObject, name = 'login'): void {
    const own = `deploy-actions-${name}`
    this.edit(document => ({
      ...document,
      Rules: this.rules().map(rule => (rule.Name === own ? { ...rule, ...members } : rule)),
    }))
  }

  /** Somebody adds a rule of theirs. */
  addRule(name: string, priority: number): void {
    const rule = { ...foreignRule, Name: name, Priority: priority, VisibilityConfig: visibility(name) }
    this.edit(document => ({ ...document, Rules: [...this.rules(), rule] }))
  }

  /** Lets something happen right before each of the first calls of an operation. */
  before(operation: string, happen: (call: Call) => void, times = 1): void {
    let left = times
    const on = (call: Call): boolean => {
      if (call.operation === operation && left-- > 0) happen(call)
      return false
    }
    this.simulation.faults.add({ is: 'slow', on })
  }

  /** What was asked for, by its names in IAM. */
  asked(): string[] {
    return this.simulation.requests.map(({ service, operation }) => `${service}:${operation}`)
  }

  /** What changed something, whether or not anybody got to know. */
  written(): string[] {
    const writes = /^(Update|Associate|Create|Delete|Disassociate|Put|Set|Tag)/
    return this.simulation.requests
      .filter(({ operation, applied }) => applied && writes.test(operation))
      .map(({ operation }) => operation)
  }
}

function visibility(name: string): JsonObject {
  return { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: name }
}

/** One client at home, a busy shop, and one address that guesses passwords for the first hour. */
export const traffic = [
  { ip: '203.0.113.7', perMinute: 30, path: '/v1/users/me' },
  { ip: '198.51.100.2', perMinute: 400, path: '/v1/search' },
  { ip: '192.0.2.66', perMinute: 25, path: '/v1/auth/login', method: 'POST', from: '0s', until: '30m' },
] as const
