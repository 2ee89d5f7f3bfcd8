/*
 * Which members of a CreateService or UpdateService request belong to what.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html says of each whether it triggers a
 * new deployment.
 */

/** What belongs to a service revision: a change of it makes a new deployment. */
export const revisionMembers = [
  'taskDefinition',
  'networkConfiguration',
  'platformVersion',
  'loadBalancers',
  'serviceRegistries',
  'serviceConnectConfiguration',
  'volumeConfigurations',
  'vpcLatticeConfigurations',
] as const

/** Belong to a service revision as well, but a change waits for the next deployment. */
export const launchMembers = ['launchType', 'capacityProviderStrategy'] as const

/** What a service has beside its revisions. */
export const settingMembers = [
  'placementConstraints',
  'placementStrategy',
  'healthCheckGracePeriodSeconds',
  'schedulingStrategy',
  'enableECSManagedTags',
  'propagateTags',
  'enableExecuteCommand',
  'availabilityZoneRebalancing',
] as const
