import type { DescribeRepositoriesRequest } from '@aws-sdk/client-ecr'
import type { Operation } from '../operation.ts'
import { page } from '../paging.ts'

/** Repositories asked for by name must all be there; without names, all come in pages. */
export const describeRepositories: Operation = (world, input) => {
  const request = input as unknown as DescribeRepositoriesRequest
  const all = request.repositoryNames?.map(name => world.ecr.repository(name)) ?? [...world.ecr.repositories.values()]
  const { items, nextToken } = page(all, request, { usual: 100, most: 1000 })
  return {
    repositories: items.map(({ name, mutability, exclusions, createdAt, scanOnPush }) => ({
      repositoryArn: world.arn('ecr', `repository/${name}`),
      registryId: world.account,
      repositoryName: name,
      repositoryUri: world.ecr.uri(name),
      createdAt: createdAt / 1000,
      imageTagMutability: mutability,
      ...(exclusions.length > 0 && {
        imageTagMutabilityExclusionFilters: exclusions.map(filter => ({ filterType: 'WILDCARD', filter })),
      }),
      imageScanningConfiguration: { scanOnPush },
      encryptionConfiguration: { encryptionType: 'AES256' },
    })),
    ...(nextToken && { nextToken }),
  }
}
