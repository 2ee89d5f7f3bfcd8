import type { World } from '../world.ts'
import type { UserData } from './shapes.ts'

const api = 'https://api.github.com'

/** The address of something of the repository in the API; without a path, of the repository. */
export function apiUrl({ github, publicAddress }: World, path = ''): string {
  return publicAddress(`${api}/repos/${github.owner}/${github.name}${path && `/${path}`}`)
}

/** The address of something of the repository for people. */
export function htmlUrl({ github }: World, path: string): string {
  return `https://github.com/${github.owner}/${github.name}/${path}`
}

/** GitHub tells the time to the second. */
export function timestamp(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
}

/** GitHub's other name for anything it has, which the GraphQL API uses. */
export function nodeId(kind: string, id: string | number): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`
}

/** Somebody's account: a person's, or an app's when the name ends in `[bot]`. */
export function user(login: string): UserData {
  const url = `${api}/users/${encodeURIComponent(login)}`
  const isBot = login.endsWith('[bot]')
  const id = login === 'github-actions[bot]' ? 41_898_282 : 583_231
  return {
    login,
    id,
    node_id: nodeId(isBot ? 'BOT' : 'U', id),
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    gravatar_id: '',
    url,
    html_url: `https://github.com/${isBot ? `apps/${login.slice(0, -'[bot]'.length)}` : login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: isBot ? 'Bot' : 'User',
    site_admin: false,
  }
}
