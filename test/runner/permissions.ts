/** What a job's token may do. */
export type Level = 'none' | 'read' | 'write'
/** By scope, as `permissions:` names it. A scope that is missing is `none`. */
export type Permissions = Readonly<Record<string, Level>>

const levels: readonly Level[] = ['none', 'read', 'write']

const readable = [
  'actions',
  'artifact-metadata',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'issues',
  'packages',
  'pages',
  'pull-requests',
  'repository-projects',
  'security-events',
  'statuses',
]

/** Where no file says anything and the repository's setting is the restricted one, GitHub's default. */
export const restricted: Permissions = { contents: 'read', packages: 'read' }

/** A `permissions:` as GitHub reads it; `undefined` where there is none. */
export function readPermissions(given: unknown): Permissions | undefined {
  if (given === undefined) return undefined
  if (given === 'read-all') return Object.fromEntries(readable.map(scope => [scope, 'read' as const]))
  if (given === 'write-all')
    return Object.fromEntries([...readable, 'id-token'].map(scope => [scope, 'write' as const]))
  return (given ?? {}) as Permissions
}

export function levelOf(permissions: Permissions, scope: string): Level {
  return permissions[scope] ?? 'none'
}

/** What is asked for and not allowed, as GitHub words it. */
export function excess(asked: Permissions, allowed: Permissions): { asked: string; allowed: string } | undefined {
  const beyond = Object.keys(asked)
    .filter(scope => levels.indexOf(levelOf(asked, scope)) > levels.indexOf(levelOf(allowed, scope)))
    .sort()
  const listed = (of: Permissions): string => beyond.map(scope => `${scope}: ${levelOf(of, scope)}`).join(', ')
  return beyond.length === 0 ? undefined : { asked: listed(asked), allowed: listed(allowed) }
}
