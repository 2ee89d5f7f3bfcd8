import { describe, expect, test } from '@jest/globals'
import { Account } from './account.ts'

const on = { deploymentCircuitBreaker: { enable: true, rollback: true } }

/** All that happens while many services deploy at once, some of them in vain. */
function history({ seed, services }: { seed: number; services: number }): { trace: string; milliseconds: number } {
  const account = new Account({ seed, versions: { v2: { exits: { code: 1, after: 20_000 } } } })
  const { ecs } = account.world
  for (let index = 0; index < services; index++) {
    ecs.createService({
      cluster: 'prod',
      name: `service-${index}`,
      taskDefinition: 'api:1',
      loadBalancers: [{ targetGroupArn: account.group, containerName: 'api', containerPort: 8080 }],
      deploymentConfiguration: on,
    })
  }
  ecs.registerTaskDefinition(account.definition('v1'))
  ecs.registerTaskDefinition(account.definition('v2'))
  for (const [index, { name }] of ecs.services().entries()) {
    account.ask('UpdateService', { cluster: 'prod', service: name, taskDefinition: `api:${2 + (index % 2)}` })
  }
  const { user } = process.cpuUsage()
  account.pass(600)
  return {
    trace: account.world.history.map(({ at, subject, text }) => `${at} ${subject} ${text}`).join('\n'),
    milliseconds: (process.cpuUsage().user - user) / 1000,
  }
}

describe('a history', () => {
  test('follows from its seed', () => {
    expect(history({ seed: 7, services: 5 }).trace).toBe(history({ seed: 7, services: 5 }).trace)
    expect(history({ seed: 7, services: 5 }).trace).not.toBe(history({ seed: 8, services: 5 }).trace)
  })

  // Far from what it takes (a tenth of it), so that only a change of order of magnitude fails here.
  test('of ten minutes and fifty services takes less than a second', () => {
    expect(history({ seed: 1, services: 50 }).milliseconds).toBeLessThan(1_000)
  })
})
