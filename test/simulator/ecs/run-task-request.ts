import { AwsFault } from '../fault.ts'
import type { JsonObject } from '../operation.ts'
import { checkStrategy } from './capacity-providers.ts'
import { isInactive } from './inactive-revision.ts'
import { asObject, asObjects, asText, asTexts, isObject } from './json.ts'
import type { TaskDefinition } from './model.ts'
import { isOnFargate, platformConditions } from './platform.ts'
import { enforce, invalid } from './request.ts'
import type { Condition } from './request.ts'
import type { Ecs } from './state.ts'
import { containersOf } from './task-definitions.ts'

/** Refuses what is wrong whatever is in the cluster. */
export function checkRequest(input: JsonObject): void {
  enforce(requestConditions, input)
  checkStrategy(asObjects(input.capacityProviderStrategy))
}

const network = (input: JsonObject): JsonObject => asObject(asObject(input.networkConfiguration).awsvpcConfiguration)

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html; FIDELITY.md says which texts were seen. */
const requestConditions: readonly Condition<JsonObject>[] = [
  {
    broken: ({ count }) => count !== undefined && (Number(count) < 1 || Number(count) > 10),
    fault: () => invalid('count must be between 1 and 10.'),
  },
  {
    broken: ({ clientToken }) => clientToken !== undefined && !/^[!-~]{1,64}$/.test(asText(clientToken) ?? ''),
    fault: () => invalid('clientToken must have 1 to 64 ASCII characters in the range of 33-126.'),
  },
  {
    broken: ({ startedBy }) => (asText(startedBy) ?? '').length > 128,
    fault: () => invalid('startedBy longer than 128.'),
  },
  {
    broken: ({ startedBy }) => startedBy !== undefined && !/^[A-Za-z0-9/_-]*$/.test(asText(startedBy) ?? ''),
    fault: () => invalid('startedBy contains invalid characters.'),
  },
  {
    broken: ({ group }) => (asText(group) ?? '').startsWith('service:'),
    fault: () => invalid('Invalid namespace for group.'),
  },
  {
    broken: ({ launchType, capacityProviderStrategy }) =>
      launchType !== undefined && asObjects(capacityProviderStrategy).length > 0,
    fault: () =>
      invalid(
        'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.',
      ),
  },
  {
    broken: ({ overrides }) => overrides !== undefined && JSON.stringify(overrides).length > 8192,
    fault: () => invalid('Container Overrides length must be at most 8192'),
  },
  {
    broken: ({ propagateTags }) => propagateTags === 'SERVICE',
    fault: () => invalid('propagateTags SERVICE is not supported for standalone tasks.'),
  },
  { broken: ({ tags }) => asObjects(tags).length > 50, fault: () => invalid('A resource can have at most 50 tags.') },
  {
    broken: ({ tags }) => new Set(asObjects(tags).map(({ key }) => key)).size < asObjects(tags).length,
    fault: () => invalid('Duplicate tag keys found.'),
  },
  {
    broken: ({ tags }) => asObjects(tags).some(({ key }) => /^aws:/i.test(asText(key) ?? '')),
    fault: () => invalid('Tag keys cannot begin with aws:, which is reserved.'),
  },
  {
    broken: input => asTexts(network(input).subnets).length > 16,
    fault: () => invalid('subnets can have at most 16 items.'),
  },
  {
    broken: input => asTexts(network(input).securityGroups).length > 5,
    fault: () => invalid('security groups can have at most 5 items.'),
  },
  {
    broken: ({ volumeConfigurations }) => asObjects(volumeConfigurations).length > 0,
    fault: () => new AwsFault('UnsupportedFeatureException', 'The simulator attaches no volumes to tasks.'),
  },
]

/** The task definition that is to run. Refuses one that is not there, and a request that does not fit it. */
export function checkDefinition(ecs: Ecs, input: JsonObject): TaskDefinition {
  const definition = ecs.taskDefinition(asText(input.taskDefinition) ?? '')
  if (!definition) throw new AwsFault('ClientException', 'TaskDefinition not found.')
  if (isInactive(ecs, definition)) throw invalid('TaskDefinition is inactive')
  enforce(definitionConditions, { input, definition })
  enforce(platformConditions, { configuration: input, definition: definition.document })
  for (const name of ['taskRoleArn', 'executionRoleArn']) checkRole(ecs, roleOf({ input, definition }, name))
  return definition
}

interface Asked {
  input: JsonObject
  definition: TaskDefinition
}

const isAwsvpc = ({ definition }: Asked): boolean => definition.document.networkMode === 'awsvpc'
const roleOf = ({ input, definition }: Asked, name: string): string | undefined =>
  asText(asObject(input.overrides)[name] ?? definition.document[name])
const foreign = ({ input, definition }: Asked): string | undefined => {
  const known = containersOf(definition).map(({ name }) => name)
  const named = asObjects(asObject(input.overrides).containerOverrides).map(({ name }) => asText(name) ?? '')
  return named.find(name => !known.includes(name))
}

const definitionConditions: readonly Condition<Asked>[] = [
  {
    broken: asked => foreign(asked) !== undefined,
    fault: asked =>
      invalid(`Override for container named ${foreign(asked) ?? ''} is not a container in the TaskDefinition.`),
  },
  {
    broken: asked => isAwsvpc(asked) && !isObject(asObject(asked.input.networkConfiguration).awsvpcConfiguration),
    fault: () => invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified."),
  },
  {
    broken: asked => !isAwsvpc(asked) && asked.input.networkConfiguration !== undefined,
    fault: () => invalid('Network Configuration is not valid for the given networkMode of this task definition.'),
  },
  {
    broken: asked => isAwsvpc(asked) && asTexts(network(asked.input).subnets).length === 0,
    fault: () => invalid('subnets can not be empty.'),
  },
  {
    // The clusters here have no container instances, and no default capacity provider strategy.
    broken: ({ input }) => !isOnFargate(input),
    fault: () => invalid('No Container Instances were found in your cluster.'),
  },
  {
    broken: ({ input }) => asObjects(input.placementConstraints).length + asObjects(input.placementStrategy).length > 0,
    fault: () => invalid('Placement constraints and strategies are not supported with FARGATE launch type.'),
  },
  {
    broken: asked => asked.input.enableExecuteCommand === true && roleOf(asked, 'taskRoleArn') === undefined,
    fault: () => invalid('A task role is required when execute command is enabled.'),
  },
]

/** The text: https://github.com/aws-samples/aws-modern-application-workshop/issues/88 */
function checkRole(ecs: Ecs, arn: string | undefined): void {
  if (arn === undefined || !ecs.brokenRoles.has(arn)) return
  throw new AwsFault(
    'ClientException',
    `ECS was unable to assume the role '${arn}' that was provided for this task. Please verify that the role being ` +
      'passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this ' +
      'role.',
  )
}
