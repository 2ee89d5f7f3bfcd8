import { DescribeLogStreamsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  ListTasksCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2'
import { expect, test } from '@jest/globals'
import { varyAssumptions } from './assumptions.ts'
import { clientsOf } from './clients.ts'
import type { Scenario } from './scenario.ts'
import { simulate } from './simulation.ts'
import type { Simulation } from './simulation.ts'

const cluster = 'prod'
const group = '/ecs/prod/api'

const scenario: Scenario = {
  aws: { replicaLag: '20s', clockSkew: '10m' },
  logs: { ingestionLag: '5s', emptyPages: 0.3 },
  repositories: { api: ['v1', 'v2'], web: ['v1', { tags: ['v2'], behaviour: { exits: { code: 1, after: '2s' } } }] },
  clusters: {
    [cluster]: { api: { image: 'api:v1', earlier: ['api:v2'] }, web: { image: 'web:v1', earlier: ['web:v2'] } },
  },
}

/** A process that deploys a service and looks at everything every few seconds, whatever goes wrong. */
async function deploy(simulation: Simulation, service: string): Promise<void> {
  const runner = simulation.runner()
  const { ecs, elb, logs } = clientsOf(runner)
  const orNothing = () => undefined
  await ecs.send(new UpdateServiceCommand({ cluster, service, taskDefinition: `prod-${service}:1` })).catch(orNothing)
  for (let look = 0; look < 30; look++) {
    await runner.clock.sleep(5_000)
    const described = await ecs.send(new DescribeServicesCommand({ cluster, services: [service] })).catch(orNothing)
    const TargetGroupArn = described?.services?.[0]?.loadBalancers?.[0]?.targetGroupArn
    await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn })).catch(orNothing)
    const listed = await ecs.send(new ListTasksCommand({ cluster, serviceName: service })).catch(orNothing)
    await ecs.send(new DescribeTasksCommand({ cluster, tasks: listed?.taskArns ?? [] })).catch(orNothing)
    const streams = await logs.send(new DescribeLogStreamsCommand({ logGroupName: group })).catch(orNothing)
    const logStreamName = streams?.logStreams?.[0]?.logStreamName
    await logs
      .send(new GetLogEventsCommand({ logGroupName: group, logStreamName, startFromHead: true }))
      .catch(orNothing)
  }
}

async function run(seed: number): Promise<Simulation> {
  const simulation = simulate(scenario, { seed })
  varyAssumptions(simulation.world, seed)
  simulation.faults.add(
    { is: 'throttled', probability: 0.1 },
    { is: 'applied-and-lost', probability: 0.05 },
    { is: 'slow', probability: 0.1, delay: 3_000 },
  )
  await Promise.all([deploy(simulation, 'api'), deploy(simulation, 'web')])
  return simulation
}

test('all that two processes ask and all that happens follows from the seed', async () => {
  const [one, again, other] = [await run(7), await run(7), await run(8)]
  expect(one.requests.length).toBeGreaterThan(300)
  expect(again.fingerprint()).toBe(one.fingerprint())
  expect(other.fingerprint()).not.toBe(one.fingerprint())
}, 30_000)
