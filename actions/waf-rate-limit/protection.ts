import { AwsError } from '../../shared/aws/call.ts'
import { settleTime } from '../../shared/core/lost-update.ts'
import { resourceName } from '../../shared/core/waf-names.ts'
import type { WebAclName } from '../../shared/core/web-acl.ts'
import { ActionError } from '../../shared/errors.ts'
import { wait } from '../../shared/wait.ts'
import { seeing } from './evidence.ts'
import { notYetKnown, onceKnown } from './patience.ts'
import type { LimitRun } from './run.ts'
import { MayBeChanged, undecided } from './undecided.ts'

/** What stands before the resource. */
export type Protection =
  /** No resource was named. */
  | { is: 'unasked' }
  | { is: 'ours'; resource: string }
  | { is: 'none'; resource: string }
  | { is: 'other'; resource: string; name: string }

/** How long a resource may be unknown to WAF before its ARN counts as wrong, in milliseconds. */
const newResource = 120_000

export async function lookAtProtection(run: LimitRun, webAcl: WebAclName): Promise<Protection> {
  const { resource, context } = run
  if (resource === undefined) {
    await tellProtected(run, webAcl)
    return { is: 'unasked' }
  }
  const until = Math.min(run.until, context.clock.now() + newResource)
  const ask = () => protectionOf(run, webAcl, resource)
  try {
    const protection = await onceKnown(run, { ask, what: resourceName(resource), until })
    context.step.info(protectionText(protection))
    return protection
  } catch (error) {
    const isUnknown = error instanceof AwsError && error.is(...notYetKnown)
    throw isUnknown ? await unknownResource(run, webAcl, resource) : error
  }
}

async function protectionOf({ waf }: LimitRun, webAcl: WebAclName, resource: string): Promise<Protection> {
  const found = await waf.webAclOf(resource)
  if (!found) return { is: 'none', resource }
  return found.arn === webAcl.arn ? { is: 'ours', resource } : { is: 'other', resource, name: found.name }
}

/** As a sentence of the web ACL; empty where nothing was asked. */
export function protectionText(protection: Protection): string {
  if (protection.is === 'unasked') return ''
  const what = resourceName(protection.resource)
  if (protection.is === 'ours') return `It protects ${what}.`
  return `It does not protect ${what}: ${protection.is === 'none' ? 'no web ACL does' : `web ACL ${protection.name} does`}.`
}

/** For whom no resource is named. */
async function tellProtected(run: LimitRun, webAcl: WebAclName): Promise<void> {
  const { step } = run.context
  if (webAcl.scope === 'CLOUDFRONT') {
    step.info(`A distribution names its web ACL itself: its \`WebACLId\` (Terraform: \`web_acl_id\`) is ${webAcl.arn}.`)
    return
  }
  const seen = await loadBalancers(run, webAcl)
  if (seen.is === 'unseen') step.info(`Which load balancers it protects is not known: ${seen.why}`)
  else step.info(`It protects ${seen.what.map(resourceName).join(', ') || 'no load balancer'}.`)
}

function loadBalancers(run: LimitRun, webAcl: WebAclName) {
  return seeing(run, async () => (await run.evidence.waf(run.region)).loadBalancersOf(webAcl))
}

/** A resource that WAF does not know is answered with those that the web ACL protects. */
async function unknownResource(run: LimitRun, webAcl: WebAclName, resource: string): Promise<ActionError> {
  const seen = await loadBalancers(run, webAcl)
  const there = seen.is === 'seen' ? seen.what : []
  const known = there.length > 0 ? ` Web ACL ${webAcl.name} protects ${there.join(', ')}.` : ''
  return new ActionError(`WAF does not know ${resource}.${known}`, {
    outcome: 'failed-before-change',
    next: 'Check the ARN in `resource-arn`, and the region and the account of this job.',
  })
}

/** Why the resource cannot be protected; a resource has one web ACL, and it is not taken from another one unasked. */
export function refuseToMove(protection: Protection, { replace }: LimitRun): void {
  if (protection.is !== 'other' || replace) return
  const { name, resource } = protection
  throw new ActionError(`${resourceName(resource)} is protected by another web ACL, ${name}, and was left with it`, {
    outcome: 'failed-before-change',
    next: `Name that web ACL in \`web-acl\` if the limits belong there, or set \`replace: true\` to take the place of ${name}.`,
  })
}

/** Lets the web ACL protect the resource. Answers whether that was still to be done. */
export async function protect(run: LimitRun, webAcl: WebAclName, resource: string): Promise<boolean> {
  const { step } = run.context
  let isLost = false
  for (;;) {
    // AssociateWebACL has no condition: whoever came between this look and the call is replaced without a word.
    const looked = protectionOf(run, webAcl, resource)
    const before = await (isLost ? looked.catch(undecided('the association')) : looked)
    if (before.is === 'ours') return isLost
    refuseToMove(before, run)
    if (before.is === 'other')
      step.info(`${resourceName(resource)} is taken from web ACL ${before.name}: \`replace\` allows it.`)
    const ask = () => run.waf.associate(webAcl, resource)
    const sent = await onceKnown(run, { ask, what: `web ACL ${webAcl.name}`, until: run.until })
    if (sent.is === 'done') return seeProtected(run, webAcl, resource)
    step.info(`the reply to AssociateWebACL was lost (${sent.fault.fault.code}); looking whether it was done`)
    isLost = true
  }
}

/** Reads until the association shows, which is its proof. */
async function seeProtected(run: LimitRun, webAcl: WebAclName, resource: string): Promise<true> {
  const until = Math.min(run.until, run.context.clock.now() + settleTime)
  const waited = await wait<Protection>(
    {
      until,
      look: async () => {
        const seen = await protectionOf(run, webAcl, resource)
        return seen.is === 'ours' ? { is: 'ended', end: seen } : { is: 'waiting', for: [protectionText(seen)] }
      },
    },
    run.context,
  ).catch(undecided('the association'))
  if (waited.is === 'ended') return true
  throw new MayBeChanged(`WAF took the association, but does not show it. ${waited.for.join(' ')}`, {
    outcome: 'unknown',
    next: 'Look at the web ACL of the resource in the console. Somebody else may have changed it at the same time.',
  })
}
