import type { GetDownloadUrlForLayerRequest } from '@aws-sdk/client-ecr'
import { AwsFault } from '../fault.ts'
import type { Operation } from '../operation.ts'

/** Gives a signed address from which a blob of an image can be had. Only configurations have bytes here, no layers. */
export const getDownloadUrlForLayer: Operation = (world, input) => {
  const { repositoryName = '', layerDigest = '' } = input as unknown as GetDownloadUrlForLayerRequest
  const repository = world.ecr.repository(repositoryName)
  const holds = [...repository.images.values()].some(({ config }) => config?.digest === layerDigest)
  if (!holds) {
    throw new AwsFault(
      'LayersNotFoundException',
      `The layer with digest ${layerDigest} does not exist within the repository with name '${repositoryName}' ` +
        `in the registry with id '${world.account}'`,
    )
  }
  return { downloadUrl: world.publicAddress(world.ecr.blobAddress(layerDigest)), layerDigest }
}
