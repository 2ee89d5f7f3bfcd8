import { AwsFault } from '../fault.ts'
import type { JsonObject } from '../operation.ts'
import { asObjects, asText, asTexts } from './json.ts'
import { invalid } from './request.ts'
import type { Condition } from './request.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-linux-fargate.html */
const platformVersions = ['LATEST', '1.4.0', '1.3.0']

/** By its launch type, or by its capacity providers. */
export function isOnFargate({ launchType, capacityProviderStrategy }: JsonObject): boolean {
  return (
    launchType === 'FARGATE' ||
    asObjects(capacityProviderStrategy).some(({ capacityProvider }) => asText(capacityProvider)?.startsWith('FARGATE'))
  )
}

interface Hosted {
  /** Launch type or capacity providers, and platform version. */
  configuration: JsonObject
  /** The task definition's document. */
  definition: JsonObject
}

const needsNewPlatform = ({ definition }: Hosted): boolean =>
  asObjects(definition.volumes).some(({ efsVolumeConfiguration }) => efsVolumeConfiguration !== undefined)

/**
 * What tasks and services may run on. Texts were recorded in https://github.com/aws/aws-cli/issues/3983 and
 * https://github.com/jenkinsci/amazon-ecs-plugin/issues/218.
 */
export const platformConditions: readonly Condition<Hosted>[] = [
  {
    broken: ({ configuration, definition }) =>
      isOnFargate(configuration) && !asTexts(definition.compatibilities).includes('FARGATE'),
    fault: () => invalid('Task definition does not support launch_type FARGATE.'),
  },
  {
    broken: ({ configuration: { platformVersion } }) =>
      platformVersion !== undefined && !platformVersions.includes(asText(platformVersion) ?? ''),
    fault: () => new AwsFault('PlatformUnknownException', 'The specified platform does not exist.'),
  },
  {
    // EFS volumes need 1.4.0: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-linux-fargate.html
    broken: asked => asked.configuration.platformVersion === '1.3.0' && needsNewPlatform(asked),
    fault: () =>
      new AwsFault(
        'PlatformTaskDefinitionIncompatibilityException',
        'One or more of the requested capabilities are not supported.',
      ),
  },
]

/** A configuration with the platform version that LATEST means when its deployment begins. */
export function withPlatform(configuration: JsonObject): JsonObject {
  return { ...configuration, ...(configuration.platformVersion === 'LATEST' && { platformVersion: '1.4.0' }) }
}
