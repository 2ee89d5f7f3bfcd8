import type { BatchGetRepositoryScanningConfigurationRequest } from '@aws-sdk/client-ecr'
import type { JsonObject, Operation } from '../operation.ts'
import type { World } from '../world.ts'
import { AwsFault } from '../fault.ts'
import type { Repository } from './model.ts'

/** One request is about as many repositories at most. */
const mostNames = 25

/** How the registry scans what is pushed to it. */
export const getRegistryScanningConfiguration: Operation = world => {
  const { type, filters } = world.ecr.scanner
  const scanFrequency = type === 'ENHANCED' ? 'CONTINUOUS_SCAN' : 'SCAN_ON_PUSH'
  const rules = filters.length === 0 ? [] : [{ scanFrequency, repositoryFilters: filters.map(wildcard) }]
  return { registryId: world.account, scanningConfiguration: { scanType: type, rules } }
}

/** What follows for each of the repositories; one that is not there is a failure with HTTP 200. */
export const batchGetRepositoryScanningConfiguration: Operation = (world, input) => {
  const { repositoryNames = [] } = input as unknown as BatchGetRepositoryScanningConfigurationRequest
  if (repositoryNames.length < 1 || repositoryNames.length > mostNames) {
    throw new AwsFault(
      'InvalidParameterException',
      `Invalid parameter at 'repositoryNames' failed to satisfy constraint: 'Member must have length between 1 and ${mostNames}'`,
    )
  }
  const found = repositoryNames.map(name => ({ name, repository: world.ecr.repositories.get(name) }))
  return {
    scanningConfigurations: found.flatMap(({ repository }) => (repository ? [configuration(world, repository)] : [])),
    failures: found.flatMap(({ name, repository }) => (repository ? [] : [failure(name)])),
  }
}

function configuration(world: World, repository: Repository): JsonObject {
  const { scanner } = world.ecr
  const filter = scanner.filterOf(repository)
  const scanFrequency = scanner.frequency(repository)
  return {
    repositoryArn: world.arn('ecr', `repository/${repository.name}`),
    repositoryName: repository.name,
    scanOnPush: scanFrequency !== 'MANUAL',
    scanFrequency,
    appliedScanFilters: filter === undefined ? [] : [wildcard(filter)],
  }
}

const wildcard = (filter: string): JsonObject => ({ filter, filterType: 'WILDCARD' })

const failure = (repositoryName: string): JsonObject => ({
  repositoryName,
  failureCode: 'REPOSITORY_NOT_FOUND',
  failureReason: 'REPOSITORY_NOT_FOUND',
})
