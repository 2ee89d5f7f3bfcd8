import type { GetLifecyclePolicyPreviewRequest } from '@aws-sdk/client-ecr'
import { AwsFault } from '../fault.ts'
import type { JsonObject, Operation } from '../operation.ts'
import { page } from '../paging.ts'
import { findById, limitIds, tagsOf } from './image-id.ts'
import type { Preview, Repository } from './model.ts'

/** What the policy of the last preview would do, once that is worked out. */
export const getLifecyclePolicyPreview: Operation = (world, input) => {
  const request = input as unknown as GetLifecyclePolicyPreviewRequest
  const { repositoryName = '' } = request
  const repository = world.ecr.repository(repositoryName)
  const { preview } = repository
  if (!preview) {
    throw new AwsFault('LifecyclePolicyPreviewNotFoundException', 'There is no dry run for this repository.')
  }
  const about = { registryId: world.account, repositoryName, lifecyclePolicyText: preview.policy.text }
  if (!preview.marked) return { ...about, status: 'IN_PROGRESS' }
  const wanted = preview.marked.filter(selects(repository, request))
  const { items, nextToken } = page(wanted, request, { usual: 100, most: 100 })
  return {
    ...about,
    status: 'COMPLETE',
    previewResults: items.flatMap(marked => result(repository, marked)),
    summary: summary(preview.marked),
    ...(nextToken !== undefined && { nextToken }),
  }
}

type Marked = NonNullable<Preview['marked']>[number]

function selects(
  repository: Repository,
  { imageIds, filter }: GetLifecyclePolicyPreviewRequest,
): (marked: Marked) => boolean {
  limitIds(imageIds ?? [])
  const asked = imageIds?.flatMap(id => {
    const found = findById(repository, id)
    return found.is === 'found' ? [found.image.digest] : []
  })
  const tagStatus = filter?.tagStatus ?? 'ANY'
  return ({ digest }) => {
    const status = tagsOf(repository, digest).length > 0 ? 'TAGGED' : 'UNTAGGED'
    return (tagStatus === 'ANY' || tagStatus === status) && (asked?.includes(digest) ?? true)
  }
}

function result(repository: Repository, { digest, rule }: Marked): JsonObject[] {
  const image = repository.images.get(digest)
  if (!image) return []
  const { action } = rule
  return [
    {
      imageTags: tagsOf(repository, digest),
      imageDigest: digest,
      imagePushedAt: image.pushedAt / 1000,
      action: action.type === 'expire' ? { type: 'EXPIRE' } : { type: 'TRANSITION', targetStorageClass: 'ARCHIVE' },
      appliedRulePriority: rule.rulePriority,
      storageClass: image.status === 'ACTIVE' ? 'STANDARD' : 'ARCHIVE',
    },
  ]
}

function summary(marked: readonly Marked[]): JsonObject {
  const expiring = marked.filter(({ rule }) => rule.action.type === 'expire').length
  const transitioning = marked.length - expiring
  return {
    expiringImageTotalCount: expiring,
    ...(transitioning > 0 && {
      transitioningImageTotalCounts: [{ targetStorageClass: 'ARCHIVE', imageTotalCount: transitioning }],
    }),
  }
}
