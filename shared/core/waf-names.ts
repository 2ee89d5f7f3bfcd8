import type { Scope } from './web-acl.ts'

/** How somebody names a web ACL: an ARN says everything, a name or an id has to be looked up. */
export type WebAclAsked = { is: 'name' | 'id'; text: string } | ({ is: 'arn' } & WebAclArn)

export interface WebAclArn {
  text: string
  region: string
  scope: Scope
  name: string
  id: string
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const webAclArn = new RegExp(`^arn:[\\w-]+:wafv2:([\\w-]+):\\d{12}:(regional|global)/webacl/([\\w-]+)/(${uuid})$`)

/** Reads what an input or a manifest names. Throws an Error whose message continues "`web-acl` …". */
export function readWebAclName(text: string): WebAclAsked {
  const [, region = '', scope, name = '', id = ''] = webAclArn.exec(text) ?? []
  if (scope !== undefined)
    return { is: 'arn', text, region, scope: scope === 'global' ? 'CLOUDFRONT' : 'REGIONAL', name, id }
  if (new RegExp(`^${uuid}$`).test(text)) return { is: 'id', text }
  // [API WebACL.Name]
  if (/^[\w-]{1,128}$/.test(text)) return { is: 'name', text }
  throw new Error(`is ${JSON.stringify(text.slice(0, 200))}; it takes the name, the id or the ARN of a web ACL`)
}

/** What is often taken for a resource that a regional web ACL can protect, and is none. */
const mistakenArns: readonly { found: RegExp; says: string }[] = [
  { found: /^(?!arn:)/, says: 'which is no ARN' },
  {
    found: /^arn:[\w-]+:cloudfront:/,
    says: 'a distribution, which names its web ACL itself: set its `WebACLId` (Terraform: `web_acl_id`) to the ARN of the web ACL',
  },
  { found: /:elasticloadbalancing:.*:targetgroup\//, says: 'a target group; it takes its load balancer' },
  { found: /:elasticloadbalancing:.*:listener/, says: 'a listener; it takes its load balancer' },
  {
    found: /:elasticloadbalancing:.*:loadbalancer\/(?!app\/)/,
    says: 'no Application Load Balancer, and WAF protects no others',
  },
  { found: /:wafv2:/, says: 'of WAF itself; it takes what the web ACL protects' },
]

/** ARN of what a regional web ACL protects. Throws as above. New kinds of resources are left to WAF to judge. */
export function readResourceArn(text: string): string {
  const mistake = mistakenArns.find(({ found }) => found.test(text))
  if (!mistake) return text
  throw new Error(
    `is ${JSON.stringify(text.slice(0, 200))}, ${mistake.says}; it takes the ARN of an Application Load Balancer, or of an API Gateway stage`,
  )
}

/** A resource as a line of the log names it: `app/production/50dc6c495c0c9188`, `restapis/abc/stages/prod`. */
export function resourceName(arn: string): string {
  return arn
    .split(':')
    .slice(5)
    .join(':')
    .replace(/^\/|^loadbalancer\//, '')
}
