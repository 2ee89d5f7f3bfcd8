import {
  AssociateWebACLCommand,
  CheckCapacityCommand,
  GetRateBasedStatementManagedKeysCommand,
  GetSampledRequestsCommand,
  GetWebACLCommand,
  GetWebACLForResourceCommand,
  ListResourcesForWebACLCommand,
  ListWebACLsCommand,
  UpdateWebACLCommand,
  WAFV2Client,
} from '@aws-sdk/client-wafv2'
import type { SampledHTTPRequest } from '@aws-sdk/client-wafv2'
import type { JsonObject } from '../core/json.ts'
import type { Period } from '../core/metric.ts'
import type { Sample, SampledRequest } from '../core/rate-sample.ts'
import type { Scope, WebAclDocument, WebAclName } from '../core/web-acl.ts'
import type { Caller, Change } from './call.ts'
import { member } from './call.ts'
import { everyPage } from './pages.ts'
import { keepRawReply, sendRaw } from './raw.ts'

/** A web ACL as it was read, and the token that says so. */
export interface WebAclRead {
  document: WebAclDocument
  lockToken: string
}

export interface WebAclUpdate {
  webAcl: WebAclName
  /** The whole request, lock token included. */
  request: JsonObject
}

/** A rule and what its samples are of. */
export interface RuleQuery {
  webAcl: WebAclName
  /** Its name in the web ACL, which is that of its metrics. */
  rule: string
}

/** AWS WAF: calls, pages, translates. Decides nothing. */
export class Waf {
  private readonly client: WAFV2Client
  private readonly caller: Caller

  constructor(config: Record<string, unknown>, caller: Caller) {
    this.client = new WAFV2Client(config)
    this.caller = caller
  }

  /** Every web ACL of the scope in this region. */
  async listWebAcls(scope: Scope): Promise<WebAclName[]> {
    return everyPage(NextMarker =>
      this.caller.read({
        permission: 'wafv2:ListWebACLs',
        subject: `scope ${scope}`,
        bucket: 'web ACL read',
        send: async abortSignal => {
          const query = { Scope: scope, Limit: 100, NextMarker }
          const reply = await this.client.send(new ListWebACLsCommand(query), { abortSignal })
          const items = member(reply.WebACLs, 'WebACLs').map(({ Name = '', Id = '', ARN = '' }) => ({
            name: Name,
            id: Id,
            arn: ARN,
            scope,
          }))
          return { items, next: reply.NextMarker }
        },
      }),
    )
  }

  async getWebAcl(webAcl: WebAclName): Promise<WebAclRead> {
    return this.caller.read({
      permission: 'wafv2:GetWebACL',
      subject: subjectOf(webAcl),
      bucket: 'web ACL read',
      send: async abortSignal => {
        const command = new GetWebACLCommand({ Name: webAcl.name, Id: webAcl.id, Scope: webAcl.scope })
        const raw = keepRawReply(command)
        const reply = await this.client.send(command, { abortSignal })
        member(reply.WebACL, 'WebACL')
        return { document: raw()['WebACL'] as WebAclDocument, lockToken: member(reply.LockToken, 'LockToken') }
      },
    })
  }

  /** Replaces the web ACL by the document as it is, members this SDK does not know included. Answers the new token. */
  async updateWebAcl({ webAcl, request }: WebAclUpdate): Promise<Change<string>> {
    return this.caller.change({
      permission: 'wafv2:UpdateWebACL',
      subject: subjectOf(webAcl),
      bucket: 'web ACL modify',
      send: async abortSignal => {
        const command = new UpdateWebACLCommand({
          Name: webAcl.name,
          Id: webAcl.id,
          Scope: webAcl.scope,
          LockToken: undefined,
          DefaultAction: undefined,
          VisibilityConfig: undefined,
        })
        sendRaw(command, request)
        const reply = await this.client.send(command, { abortSignal })
        return member(reply.NextLockToken, 'NextLockToken')
      },
    })
  }

  /** Web ACL capacity units that these rules need, as raw JSON. */
  async checkCapacity(scope: Scope, rules: readonly JsonObject[]): Promise<number> {
    return this.caller.read({
      permission: 'wafv2:CheckCapacity',
      subject: rules.map(rule => String(rule['Name'])).join(', '),
      bucket: 'web ACL read',
      send: async abortSignal => {
        const command = new CheckCapacityCommand({ Scope: scope, Rules: [] })
        sendRaw(command, { Scope: scope, Rules: rules })
        const reply = await this.client.send(command, { abortSignal })
        return member(reply.Capacity, 'Capacity')
      },
    })
  }

  /** The web ACL that protects a resource; undefined if none does. */
  async webAclOf(resourceArn: string): Promise<Pick<WebAclName, 'name' | 'arn'> | undefined> {
    return this.caller.read({
      permission: 'wafv2:GetWebACLForResource',
      subject: resourceArn,
      bucket: 'web ACL by resource',
      send: async abortSignal => {
        const command = new GetWebACLForResourceCommand({ ResourceArn: resourceArn })
        const raw = keepRawReply(command)
        const { WebACL } = await this.client.send(command, { abortSignal })
        // None is an answer, but no answer is not none: the bytes of a reply that is empty cannot be read.
        raw()
        return WebACL && { name: WebACL.Name ?? '', arn: member(WebACL.ARN, 'WebACL.ARN') }
      },
    })
  }

  /** ARNs of the load balancers that the web ACL protects. */
  async loadBalancersOf({ arn, ...webAcl }: WebAclName): Promise<readonly string[]> {
    return this.caller.read({
      permission: 'wafv2:ListResourcesForWebACL',
      subject: subjectOf(webAcl),
      bucket: 'web ACL by resource',
      send: async abortSignal => {
        const query = { WebACLArn: arn, ResourceType: 'APPLICATION_LOAD_BALANCER' } as const
        const reply = await this.client.send(new ListResourcesForWebACLCommand(query), { abortSignal })
        return member(reply.ResourceArns, 'ResourceArns')
      },
    })
  }

  /** A resource has one web ACL at most: this one takes the place of another without a word. */
  async associate({ arn, ...webAcl }: WebAclName, resourceArn: string): Promise<Change<void>> {
    return this.caller.change({
      permission: 'wafv2:AssociateWebACL',
      subject: `${subjectOf(webAcl)} and ${resourceArn}`,
      bucket: 'web ACL association',
      send: async abortSignal => {
        const query = { WebACLArn: arn, ResourceArn: resourceArn }
        await this.client.send(new AssociateWebACLCommand(query), { abortSignal })
      },
    })
  }

  /** A sample of at most 500 of the first 5,000 requests that matched a rule in a period of the last three hours. */
  async sampledRequests({ webAcl, rule }: RuleQuery, { from, until }: Period): Promise<Sample> {
    return this.caller.read({
      permission: 'wafv2:GetSampledRequests',
      subject: `rule ${rule} of ${subjectOf(webAcl)}`,
      bucket: 'web ACL read',
      send: async abortSignal => {
        const reply = await this.client.send(
          new GetSampledRequestsCommand({
            WebAclArn: webAcl.arn,
            RuleMetricName: rule,
            Scope: webAcl.scope,
            TimeWindow: { StartTime: new Date(from), EndTime: new Date(until) },
            MaxItems: 500,
          }),
          { abortSignal },
        )
        return {
          requests: member(reply.SampledRequests, 'SampledRequests').map(toSampledRequest),
          population: member(reply.PopulationSize, 'PopulationSize'),
        }
      },
    })
  }

  /** The addresses that are over the limit of a rate-based rule now, at most 10,000. */
  async addressesOverLimit({ webAcl, rule }: RuleQuery): Promise<readonly string[]> {
    return this.caller.read({
      permission: 'wafv2:GetRateBasedStatementManagedKeys',
      subject: `rule ${rule} of ${subjectOf(webAcl)}`,
      bucket: 'web ACL read',
      send: async abortSignal => {
        const command = new GetRateBasedStatementManagedKeysCommand({
          Scope: webAcl.scope,
          WebACLName: webAcl.name,
          WebACLId: webAcl.id,
          RuleName: rule,
        })
        const raw = keepRawReply(command)
        const { ManagedKeysIPV4: four, ManagedKeysIPV6: six } = await this.client.send(command, { abortSignal })
        // Where no key is over the limit both may be missing, but not the reply itself.
        raw()
        return [...(four?.Addresses ?? []), ...(six?.Addresses ?? [])]
      },
    })
  }
}

function subjectOf({ name, scope }: Pick<WebAclName, 'name' | 'scope'>): string {
  return `${scope} web ACL ${name}`
}

function toSampledRequest({ Request: request, Action: action = '' }: SampledHTTPRequest): SampledRequest {
  const headers = (request?.Headers ?? []).map(({ Name = '', Value = '' }) => [Name.toLowerCase(), Value] as const)
  return {
    action,
    address: request?.ClientIP ?? '',
    method: request?.Method ?? '',
    path: request?.URI ?? '',
    headers: new Map(headers),
  }
}
