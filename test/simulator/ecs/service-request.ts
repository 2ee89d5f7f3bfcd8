import { AwsFault } from '../fault.ts'
import type { JsonObject } from '../operation.ts'
import { asObjects, asText } from './json.ts'
import type { Service } from './model.ts'
import { isOnFargate, platformConditions } from './platform.ts'
import { enforce, invalid } from './request.ts'
import type { Condition } from './request.ts'
import { rulesOf } from './rules.ts'
import type { Rules } from './rules.ts'
import type { Ecs } from './state.ts'

/** With another controller than ECS, only these members may be sent. */
const allowed: Record<Service['controller'], readonly string[] | 'all'> = {
  ECS: 'all',
  CODE_DEPLOY: [
    'desiredCount',
    'deploymentConfiguration',
    'healthCheckGracePeriodSeconds',
    'placementConstraints',
    'placementStrategy',
    'enableECSManagedTags',
    'propagateTags',
  ],
  EXTERNAL: [
    'desiredCount',
    'placementConstraints',
    'placementStrategy',
    'healthCheckGracePeriodSeconds',
    'enableECSManagedTags',
    'propagateTags',
  ],
}

/** Refuses what the service's deployment controller does not take from ECS. */
export function checkController({ controller }: Service, input: JsonObject): void {
  const may = allowed[controller]
  const asked = Object.keys(input).filter(name => name !== 'cluster' && name !== 'service')
  const refused = may === 'all' ? undefined : asked.find(name => !may.includes(name))
  if (refused === undefined) return
  const what = words[refused] ?? refused
  const instead = controller === 'CODE_DEPLOY' ? ' Use AWS CodeDeploy to trigger a new deployment.' : ''
  throw invalid(`Unable to update ${what} on services with a ${controller} deployment controller.${instead}`)
}

const words: Readonly<Record<string, string>> = {
  taskDefinition: 'task definition',
  networkConfiguration: 'network parameters',
  platformVersion: 'platform version',
  forceNewDeployment: 'with force new deployment',
  loadBalancers: 'load balancers',
}

/** What a service is to be, beside what the request itself says. */
interface Plan {
  input: JsonObject
  configuration: JsonObject
  settings: JsonObject
  deploymentConfiguration: JsonObject
}

/** Refuses a service whose parts do not go together. */
export function checkService(ecs: Ecs, plan: Plan): void {
  const definition = ecs.taskDefinition(asText(plan.configuration.taskDefinition) ?? '')
  // The text was seen in https://github.com/Cloud-CV/EvalAI/issues/2419.
  if (!definition) throw new AwsFault('ClientException', 'TaskDefinition not found.')
  const rules = rulesOf(plan.deploymentConfiguration)
  enforce(conditions, { ...plan, definition: definition.document, rules })
}

interface Asked extends Plan {
  /** The task definition's document. */
  definition: JsonObject
  rules: Rules
}

const isDaemon = ({ settings }: Asked): boolean => settings.schedulingStrategy === 'DAEMON'

/**
 * The text about advancedConfiguration was recorded in
 * https://github.com/JWanderer73/credit-card-fraud/blob/f18f1e1/docs/evidence.md; most others are assumed.
 */
const conditions: readonly Condition<Asked>[] = [
  ...platformConditions,
  {
    broken: asked => isDaemon(asked) && asked.input.desiredCount !== undefined,
    fault: () =>
      invalid(
        'The daemon scheduling strategy does not support a desired count for services. Remove the desired count value ' +
          'and try again.',
      ),
  },
  {
    broken: asked => isDaemon(asked) && isOnFargate(asked.configuration),
    fault: () => invalid('The daemon scheduling strategy is not supported with the FARGATE launch type.'),
  },
  {
    broken: ({ rules: { strategy, minimumHealthyPercent, maximumPercent } }) =>
      strategy === 'ROLLING' && minimumHealthyPercent >= 100 && maximumPercent === 100,
    fault: () => invalid('Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.'),
  },
  {
    broken: ({ rules: { minimumHealthyPercent, maximumPercent } }) => maximumPercent < minimumHealthyPercent,
    fault: () => invalid('maximumPercent must not be less than minimumHealthyPercent.'),
  },
  {
    broken: ({ input, rules, configuration }) =>
      rules.strategy !== 'ROLLING' &&
      (input.loadBalancers !== undefined || input.deploymentConfiguration !== undefined) &&
      asObjects(configuration.loadBalancers).some(({ advancedConfiguration }) => advancedConfiguration === undefined),
    fault: () => invalid('advancedConfiguration field is required for all loadBalancers'),
  },
  {
    broken: ({ rules: { early, strategy } }) => early !== undefined && strategy !== 'ROLLING',
    fault: () => invalid('earlySuccessCriteria can be used only with the ROLLING strategy.'),
  },
  {
    broken: ({ rules: { early, minimumHealthyPercent } }) => (early?.healthyPercent ?? 100) < minimumHealthyPercent,
    fault: () => invalid('earlySuccessCriteria.healthyPercent cannot be less than minimumHealthyPercent.'),
  },
]
