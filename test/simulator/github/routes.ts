import type { Fields } from './body.ts'
import { commentFields } from './comment-body.ts'
import { compareCommits } from './compare-commits.ts'
import { createComment } from './create-comment.ts'
import { createDeployment, createDeploymentFields } from './create-deployment.ts'
import { createDeploymentStatus, createDeploymentStatusFields } from './create-deployment-status.ts'
import { getCommit } from './get-commit.ts'
import { getDeployment } from './get-deployment.ts'
import { getDeploymentStatus } from './get-deployment-status.ts'
import { getLatestRelease } from './get-latest-release.ts'
import { getRef } from './get-ref.ts'
import { getRelease } from './get-release.ts'
import { getReleaseByTag } from './get-release-by-tag.ts'
import { getTag } from './get-tag.ts'
import { listComments } from './list-comments.ts'
import { listCommits } from './list-commits.ts'
import { listDeploymentStatuses } from './list-deployment-statuses.ts'
import { listDeployments } from './list-deployments.ts'
import { listMatchingRefs } from './list-matching-refs.ts'
import { listPullsOfCommit } from './list-pulls-of-commit.ts'
import { listReleases } from './list-releases.ts'
import { listTags } from './list-tags.ts'
import type { Need } from './permissions.ts'
import type { RestOperation } from './request.ts'
import { updateComment } from './update-comment.ts'
import { updateRelease, updateReleaseFields } from './update-release.ts'

/** One call of the REST API. */
export interface Route {
  /** As GitHub's OpenAPI description calls it. */
  id: string
  /** Method and path below the repository. `{name}` is one part of the path, `{name+}` takes slashes, too. */
  call: string
  /** Where https://docs.github.com/rest describes it. */
  documentation: string
  /** Which permission the token must have: any one of these. */
  needs: readonly Need[]
  /** The members of its body, if it takes one. */
  fields?: Fields
  operation: RestOperation
}

/** What the simulator has of GitHub. The first route that fits a path is its route. */
export const routes: readonly Route[] = [
  {
    id: 'git/get-ref',
    call: 'GET git/ref/{ref+}',
    documentation: '/git/refs#get-a-reference',
    needs: ['contents=read'],
    operation: getRef,
  },
  {
    id: 'git/list-matching-refs',
    call: 'GET git/matching-refs/{ref+}',
    documentation: '/git/refs#list-matching-references',
    needs: ['contents=read'],
    operation: listMatchingRefs,
  },
  {
    id: 'git/get-tag',
    call: 'GET git/tags/{tag_sha}',
    documentation: '/git/tags#get-a-tag',
    needs: ['contents=read'],
    operation: getTag,
  },
  {
    id: 'repos/list-tags',
    call: 'GET tags',
    documentation: '/repos/repos#list-repository-tags',
    needs: ['metadata=read'],
    operation: listTags,
  },
  {
    id: 'repos/list-commits',
    call: 'GET commits',
    documentation: '/commits/commits#list-commits',
    needs: ['contents=read'],
    operation: listCommits,
  },
  {
    id: 'repos/list-pull-requests-associated-with-commit',
    call: 'GET commits/{commit_sha}/pulls',
    documentation: '/commits/commits#list-pull-requests-associated-with-a-commit',
    needs: ['pull_requests=read'],
    operation: listPullsOfCommit,
  },
  {
    id: 'repos/get-commit',
    call: 'GET commits/{ref+}',
    documentation: '/commits/commits#get-a-commit',
    needs: ['contents=read'],
    operation: getCommit,
  },
  {
    id: 'repos/compare-commits',
    call: 'GET compare/{basehead+}',
    documentation: '/commits/commits#compare-two-commits',
    needs: ['contents=read'],
    operation: compareCommits,
  },
  {
    id: 'repos/list-releases',
    call: 'GET releases',
    documentation: '/releases/releases#list-releases',
    needs: ['contents=read'],
    operation: listReleases,
  },
  {
    id: 'repos/get-latest-release',
    call: 'GET releases/latest',
    documentation: '/releases/releases#get-the-latest-release',
    needs: ['contents=read'],
    operation: getLatestRelease,
  },
  {
    id: 'repos/get-release-by-tag',
    call: 'GET releases/tags/{tag+}',
    documentation: '/releases/releases#get-a-release-by-tag-name',
    needs: ['contents=read'],
    operation: getReleaseByTag,
  },
  {
    id: 'repos/get-release',
    call: 'GET releases/{release_id}',
    documentation: '/releases/releases#get-a-release',
    needs: ['contents=read'],
    operation: getRelease,
  },
  {
    id: 'repos/update-release',
    call: 'PATCH releases/{release_id}',
    documentation: '/releases/releases#update-a-release',
    needs: ['contents=write'],
    fields: updateReleaseFields,
    operation: updateRelease,
  },
  {
    id: 'repos/list-deployments',
    call: 'GET deployments',
    documentation: '/deployments/deployments#list-deployments',
    needs: ['deployments=read'],
    operation: listDeployments,
  },
  {
    id: 'repos/create-deployment',
    call: 'POST deployments',
    documentation: '/deployments/deployments#create-a-deployment',
    needs: ['deployments=write'],
    fields: createDeploymentFields,
    operation: createDeployment,
  },
  {
    id: 'repos/get-deployment',
    call: 'GET deployments/{deployment_id}',
    documentation: '/deployments/deployments#get-a-deployment',
    needs: ['deployments=read'],
    operation: getDeployment,
  },
  {
    id: 'repos/list-deployment-statuses',
    call: 'GET deployments/{deployment_id}/statuses',
    documentation: '/deployments/statuses#list-deployment-statuses',
    needs: ['deployments=read'],
    operation: listDeploymentStatuses,
  },
  {
    id: 'repos/create-deployment-status',
    call: 'POST deployments/{deployment_id}/statuses',
    documentation: '/deployments/statuses#create-a-deployment-status',
    needs: ['deployments=write'],
    fields: createDeploymentStatusFields,
    operation: createDeploymentStatus,
  },
  {
    id: 'repos/get-deployment-status',
    call: 'GET deployments/{deployment_id}/statuses/{status_id}',
    documentation: '/deployments/statuses#get-a-deployment-status',
    needs: ['deployments=read'],
    operation: getDeploymentStatus,
  },
  {
    id: 'issues/list-comments',
    call: 'GET issues/{issue_number}/comments',
    documentation: '/issues/comments#list-issue-comments',
    needs: ['issues=read', 'pull_requests=read'],
    operation: listComments,
  },
  {
    id: 'issues/create-comment',
    call: 'POST issues/{issue_number}/comments',
    documentation: '/issues/comments#create-an-issue-comment',
    needs: ['issues=write', 'pull_requests=write'],
    fields: commentFields,
    operation: createComment,
  },
  {
    id: 'issues/update-comment',
    call: 'PATCH issues/comments/{comment_id}',
    documentation: '/issues/comments#update-an-issue-comment',
    needs: ['issues=write', 'pull_requests=write'],
    fields: commentFields,
    operation: updateComment,
  },
]

/** A route, and the parameters that a path gives it. */
export interface Match {
  route: Route
  parameters: Readonly<Record<string, string>>
}

/** Finds the route for a method and a path below the repository. */
export function findRoute(method: string, path: string): Match | undefined {
  for (const { route, pattern } of patterns) {
    const match = pattern.exec(`${method} ${path}`)
    if (match) return { route, parameters: match.groups ?? {} }
  }
  return undefined
}

const patterns = routes.map(route => ({ route, pattern: patternOf(route.call) }))

function patternOf(call: string): RegExp {
  const named = call.replace(
    /\{(\w+)(\+?)\}/g,
    (_, name: string, plus: string) => `(?<${name}>${plus === '' ? '[^/]+' : '.+'})`,
  )
  return new RegExp(`^${named}$`)
}
