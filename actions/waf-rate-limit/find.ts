import { AwsError } from '../../shared/aws/call.ts'
import type { WebAclRead } from '../../shared/aws/waf.ts'
import { nearestFirst } from '../../shared/core/nearest.ts'
import type { Scope, WebAclName } from '../../shared/core/web-acl.ts'
import { ActionError } from '../../shared/errors.ts'
import type { LimitRun } from './run.ts'

/** The web ACL that is meant, as it is. One that is not there is answered with those that are. */
export async function readWebAcl(run: LimitRun): Promise<{ webAcl: WebAclName; read: WebAclRead }> {
  const webAcl = await findWebAcl(run)
  try {
    return { webAcl, read: await run.waf.getWebAcl(webAcl) }
  } catch (error) {
    if (!(error instanceof AwsError) || !error.is('WAFNonexistentItemException')) throw error
    throw await notThere(run, await run.waf.listWebAcls(run.scope))
  }
}

async function findWebAcl(run: LimitRun): Promise<WebAclName> {
  const { webAcl, scope, waf } = run
  if (webAcl.is === 'arn') return { name: webAcl.name, id: webAcl.id, arn: webAcl.text, scope }
  const all = await waf.listWebAcls(scope)
  const found = all.find(one => one[webAcl.is] === webAcl.text)
  if (!found) throw await notThere(run, all)
  return found
}

async function notThere(run: LimitRun, there: readonly WebAclName[]): Promise<ActionError> {
  const { webAcl, scope } = run
  const wanted = webAcl.is === 'arn' ? webAcl.name : webAcl.text
  const names = nearestFirst(
    wanted,
    there.map(({ name }) => name),
  )
  const known = names.length > 0 ? `There are ${names.slice(0, mostNames).join(', ')}` : 'There are none'
  const more = names.length > mostNames ? ` and ${names.length - mostNames} others` : ''
  return new ActionError(`there is no web ACL ${webAcl.text} of scope ${scope}${placeOf(run)}. ${known}${more}.`, {
    outcome: 'failed-before-change',
    next: (await elsewhere(run)) ?? 'Check the name of the web ACL, and the region and the account of this job.',
  })
}

const mostNames = 20

function placeOf({ region, context }: LimitRun): string {
  const where = region ?? context.environment['AWS_REGION'] ?? context.environment['AWS_DEFAULT_REGION']
  return where === undefined ? '' : ` in ${where}`
}

const otherScope: Readonly<Record<Scope, Scope>> = { REGIONAL: 'CLOUDFRONT', CLOUDFRONT: 'REGIONAL' }

/** Whether the other scope has it: the two are easily confused. */
async function elsewhere({ webAcl, scope, evidence }: LimitRun): Promise<string | undefined> {
  const other = otherScope[scope]
  try {
    const waf = await evidence.waf(other === 'CLOUDFRONT' ? 'us-east-1' : undefined)
    const all = await waf.listWebAcls(other)
    const found = all.some(({ name, id }) => [name, id].includes(webAcl.text))
    return found ? `Scope ${other} has a web ACL of that name: set \`scope: ${other}\` if that is meant.` : undefined
  } catch (error) {
    if (error instanceof AwsError) return undefined
    throw error
  }
}
