/**
 * Stands for `cdk deploy` of specboard's stack, as far as its services go: each gets a task definition with the image of
 * the tag that is in the context, and is deployed. It does not wait for ECS.
 */
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'

const context = new Map(
  process.argv
    .flatMap((word, index) => (word === '--context' ? [(process.argv[index + 1] ?? '').split('=')] : []))
    .map(([key = '', value = '']) => [key, value] as const),
)
const [environment, tag] = [context.get('env'), context.get('image-tag')]
if (!environment || !tag) throw new Error('the stack needs `env` and `image-tag` in its context')

const ecs = new ECSClient({})
const cluster = `doc-platform-${environment}`
for (const service of ['api', 'frontend', 'mcp']) {
  const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }))
  const taskDefinition = services[0]?.taskDefinition
  const { taskDefinition: running } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }))
  const containers = running?.containerDefinitions ?? []
  const { taskDefinition: made } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: running?.family,
      networkMode: running?.networkMode,
      requiresCompatibilities: running?.requiresCompatibilities,
      cpu: running?.cpu,
      memory: running?.memory,
      taskRoleArn: running?.taskRoleArn,
      executionRoleArn: running?.executionRoleArn,
      runtimePlatform: running?.runtimePlatform,
      containerDefinitions: containers.map(one => ({ ...one, image: one.image?.replace(/[:@][^/]*$/, `:${tag}`) })),
    }),
  )
  await ecs.send(new UpdateServiceCommand({ cluster, service, taskDefinition: made?.taskDefinitionArn }))
  console.log(`${service} ${made?.taskDefinitionArn ?? ''}`)
}
