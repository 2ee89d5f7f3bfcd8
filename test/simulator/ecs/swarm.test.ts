import { describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../operation.ts'
import { varyAssumptions } from '../assumptions.ts'
import { seeded } from '../random.ts'
import { Account } from './account.ts'
import { isOpen } from './service-deployment.ts'

/*
 * Whatever is done to a service, and in whatever order: what must always be so is so at every look, and in the end a
 * good release gets through.
 */

type Chance = <T>(choices: readonly [T, ...T[]]) => T

function chanceOf(seed: number): Chance {
  const random = seeded(seed)
  return choices => choices[Math.floor(random() * choices.length)] ?? choices[0]
}

const seconds = 1_000
const versions = {
  crashes: { exits: { code: 1, after: seconds / 2 } },
  crashesLate: { exits: { code: 1, after: 90 * seconds } },
  sick: { healthyAfter: 'never' },
  slow: { healthyAfter: 60 * seconds },
  cannotInitialize: { cannotInitialize: 'ResourceInitializationError: unable to pull secrets or registry auth' },
} as const

function anyConfiguration(chance: Chance): JsonObject {
  return {
    strategy: chance(['ROLLING', 'ROLLING', 'BLUE_GREEN', 'CANARY', 'LINEAR']),
    minimumHealthyPercent: chance([0, 50, 100]),
    maximumPercent: chance([125, 150, 200]),
    deploymentCircuitBreaker: { enable: chance([true, true, false]), rollback: chance([true, true, false]) },
    alarms: { alarmNames: ['5xx'], enable: chance([true, false]), rollback: chance([true, false]) },
  }
}

const acts: Record<string, (account: Account, chance: Chance) => void> = {
  deploy: (account, chance) =>
    account.deploy(chance(['v1', 'v2', 'crashes', 'crashesLate', 'sick', 'slow', 'cannotInitialize', 'nowhere'])),
  force: account => account.update({ forceNewDeployment: true }),
  scale: (account, chance) => account.update({ desiredCount: chance([0, 1, 3, 5]) }),
  crash: account => {
    const task = account.tasks.find(({ lastStatus }) => lastStatus === 'RUNNING')
    if (task) account.world.ecs.levers.crash(task)
  },
  sicken: account => account.tasks.slice(0, 1).forEach(task => account.world.ecs.levers.sicken(task)),
  interrupt: account => account.tasks.slice(0, 1).forEach(task => account.world.ecs.levers.interruptSpot(task)),
  protect: account => account.tasks.slice(0, 1).forEach(task => account.world.ecs.levers.protect(task, 10)),
  alarm: (account, chance) => account.world.ecs.levers.alarm('5xx', chance(['ALARM', 'OK'])),
  takeCapacity: account => account.world.ecs.levers.takeCapacity(),
  fillZone: (account, chance) => account.world.ecs.levers.fillZones(chance(['us-west-2a', 'us-west-2b'])),
  giveCapacity: account => account.world.ecs.levers.giveCapacity(),
  throttle: (account, chance) => {
    account.world.ecs.levers.throttleScheduler(chance([true, false]))
    account.world.ecs.levers.throttleAlarms(chance([true, false]))
  },
  retire: account => account.tasks.slice(0, 1).forEach(task => account.world.ecs.levers.retire(task)),
  breakDown: account => account.tasks.slice(0, 1).forEach(task => account.world.ecs.levers.breakDown(task)),
  stop: account =>
    account.tasks.slice(0, 1).forEach(({ arn }) => account.ask('StopTask', { cluster: 'prod', task: arn })),
  rollBack: account => {
    const { serviceDeployment } = account
    if (isOpen(serviceDeployment)) account.ask('StopServiceDeployment', { serviceDeploymentArn: serviceDeployment.arn })
  },
}

function expectSense(account: Account): void {
  const { deployments, serviceDeployments, tasks } = account.service
  expect(deployments.filter(({ status }) => status === 'PRIMARY')).toHaveLength(1)
  const driving = serviceDeployments.filter(one => isOpen(one) && one.status !== 'STOP_REQUESTED')
  expect(driving.length).toBeLessThanOrEqual(1)
  for (const { desiredStatus, stop, lastStatus, stoppedAt } of tasks) {
    expect(desiredStatus === 'STOPPED').toBe(stop !== undefined)
    expect(lastStatus === 'STOPPED').toBe(stoppedAt !== undefined)
  }
  account.describe()
  if (tasks.length > 0)
    account.ask('DescribeTasks', { cluster: 'prod', tasks: tasks.map(({ arn }) => arn).slice(0, 100) })
}

const calm = {
  strategy: 'ROLLING',
  minimumHealthyPercent: 50,
  maximumPercent: 200,
  alarms: { alarmNames: [], enable: false, rollback: false },
}

describe('whatever happens to a service', () => {
  test.each(Array.from({ length: 20 }, (_, index) => index + 1))(
    'a good release gets through in the end (seed %i)',
    seed => {
      const chance = chanceOf(seed)
      const account = new Account({
        seed,
        versions,
        desiredCount: chance([0, 1, 2, 5]),
        balanced: chance([true, false]),
        deploymentConfiguration: anyConfiguration(chance),
        healthCheckGracePeriodSeconds: chance([0, 60]),
      })
      varyAssumptions(account.world, seed)
      const names = Object.keys(acts) as [string, ...string[]]
      for (let count = 0; count < 15; count++) {
        acts[chance(['deploy', ...names])]?.(account, chance)
        account.pass(chance([1, 20, 90, 300]))
        expectSense(account)
      }
      account.world.ecs.levers.giveCapacity()
      account.world.ecs.levers.throttleScheduler(false)
      account.update({ deploymentConfiguration: calm, desiredCount: 2 })
      const { id } = account.deploy('v2')
      account.pass(3_600)
      expectSense(account)
      expect(account.describe().deployments).toMatchObject([{ id, rolloutState: 'COMPLETED', runningCount: 2 }])
    },
  )
})
