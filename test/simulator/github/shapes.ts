/** What replies are made of, as GitHub's OpenAPI description says it: the compiler holds the simulator to that. */
import type { getOctokit } from '@actions/github'

type Rest = ReturnType<typeof getOctokit>['rest']
type DataOf<Method extends (...given: never[]) => Promise<{ data: unknown }>> = Awaited<ReturnType<Method>>['data']

export type UserData = NonNullable<DataOf<Rest['repos']['getDeployment']>['creator']>
export type CommitData = DataOf<Rest['repos']['getCommit']>
export type ComparisonData = DataOf<Rest['repos']['compareCommitsWithBasehead']>
export type DeploymentData = DataOf<Rest['repos']['getDeployment']>
export type DeploymentStatusData = DataOf<Rest['repos']['getDeploymentStatus']>
export type ReferenceData = DataOf<Rest['git']['getRef']>
export type TagData = DataOf<Rest['repos']['listTags']>[number]
export type TagObjectData = DataOf<Rest['git']['getTag']>
export type ReleaseData = DataOf<Rest['repos']['getRelease']>
export type CommentData = DataOf<Rest['issues']['getComment']>
export type PullData = DataOf<Rest['repos']['listPullRequestsAssociatedWithCommit']>[number]
