/** The context `github`, and what of it reaches a process. */
import { asText } from './expressions.ts'
import type { Value } from './expressions.ts'
import type { GitHubEvent } from './events.ts'

export interface RunFacts {
  repository: string
  event: GitHubEvent
  /** Name and path of the workflow that was started, not of one it calls. */
  workflow: { name: string; path: string }
  id: number
  number: number
  attempt: number
  apiUrl: string
  serverUrl: string
  graphqlUrl: string
}

/** As far as it is the same for all jobs of a run. */
export function runContext(facts: RunFacts): Record<string, Value> {
  const { repository, event, workflow } = facts
  const { ref, sha, actor } = event
  return {
    repository,
    repository_owner: repository.split('/')[0] ?? '',
    repository_id: '1300192',
    repository_owner_id: '9919',
    repositoryUrl: `git://github.com/${repository}.git`,
    event: event.payload,
    event_name: event.name,
    ref,
    ref_name: ref.replace(/^refs\/(heads|tags)\//, ''),
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    ref_protected: false,
    head_ref: '',
    base_ref: '',
    sha,
    actor,
    actor_id: '583231',
    triggering_actor: actor,
    workflow: workflow.name,
    workflow_ref: `${repository}/${workflow.path}@${ref}`,
    workflow_sha: sha,
    run_id: String(facts.id),
    run_number: String(facts.number),
    run_attempt: String(facts.attempt),
    retention_days: '90',
    secret_source: 'Actions',
    api_url: facts.apiUrl,
    server_url: facts.serverUrl,
    graphql_url: facts.graphqlUrl,
  }
}

/** What the runner keeps from processes: the token must be given to them on purpose. */
const kept = ['token', 'event', 'repositoryurl', 'secret_source']

/** GITHUB_… */
export function githubVariables(context: Readonly<Record<string, Value>>): Record<string, string> {
  const shown = Object.entries(context).filter(
    ([name, value]) => !kept.includes(name.toLowerCase()) && value !== null && typeof value !== 'object',
  )
  return Object.fromEntries(shown.map(([name, value]) => [`GITHUB_${name.toUpperCase()}`, asText(value)]))
}
