import { RestFault } from './refusals.ts'

/** As the `permissions:` of a workflow name them. */
export type Scope = 'contents' | 'deployments' | 'issues' | 'pull-requests'
export type Access = 'read' | 'write' | 'none'
/** What a token may do. As in a workflow, what is not named may not be done once anything is named. */
export type Permissions = Partial<Record<Scope, Access>>

/** What a call needs, as the header `x-accepted-github-permissions` has it; any one of them is enough. */
export type Need = `${'contents' | 'deployments' | 'issues' | 'pull_requests'}=${'read' | 'write'}` | 'metadata=read'

/** Refuses a call that the token may not make, if it may not do everything; the header says which permission it lacks. */
export function checkPermissions(permissions: Permissions | undefined, needs: readonly Need[]): void {
  if (!permissions || needs.some(need => grants(permissions, need))) return
  throw new RestFault(403, 'Resource not accessible by integration', { headers: acceptedPermissions(needs) })
}

/** Which permissions a call takes. */
export function acceptedPermissions(needs: readonly Need[]): Record<string, string> {
  return { 'x-accepted-github-permissions': needs.join('; ') }
}

/** Metadata can be read with every token. */
function grants(permissions: Permissions, need: Need): boolean {
  const [scope, access] = need.replace('_', '-').split('=') as [Scope | 'metadata', Access]
  if (scope === 'metadata') return true
  const granted = permissions[scope] ?? 'none'
  return granted === 'write' || granted === access
}
