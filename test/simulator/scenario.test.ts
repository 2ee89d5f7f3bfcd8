import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readScenario } from './scenario-file.ts'
import type { Scenario } from './scenario.ts'
import { milliseconds } from './shape.ts'
import { simulate } from './simulation.ts'
import { manyServices } from './worlds/many-services.ts'

const worlds = join(import.meta.dirname, 'worlds')

function written(yaml: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'world-')), 'world.yml')
  writeFileSync(file, yaml)
  return file
}

describe('the worlds that come along', () => {
  test.each(readdirSync(worlds).filter(name => name.endsWith('.yml')))('%s begins with steady services', name => {
    const { world } = simulate(join(worlds, name))
    const services = world.ecs.services()
    expect(services.length).toBeGreaterThan(0)
    for (const service of services) {
      expect(service.tasks.map(({ lastStatus }) => lastStatus)).toEqual(Array(service.desiredCount).fill('RUNNING'))
    }
    for (const group of world.elb.groups.values()) {
      for (const target of group.targets.values()) expect(target.state()).toEqual({ state: 'healthy' })
    }
  })

  test('specboard has what its releases promise', () => {
    const { world } = simulate(join(worlds, 'specboard.yml'))
    const image = (name: string, tag: string) => {
      const sha = world.github.resolve(tag)?.sha ?? ''
      return world.ecr.find(`doc-platform/${name}:${sha}`)
    }
    expect(['v1.4.0', 'v1.5.0', 'v1.6.0', 'v1.7.0'].map(tag => image('mcp', tag) !== undefined)).toEqual([
      true,
      true,
      false,
      true,
    ])
    expect(image('api', 'v1.7.0')?.behaviour).toMatchObject({
      exits: { code: 1 },
      logs: ['Error: DATABASE_POOL_SIZE is not a number'],
    })
  })

  test('there may be as many services as a test wants', () => {
    expect(simulate(manyServices(40)).world.ecs.services()).toHaveLength(40)
  })
})

describe('a world file', () => {
  test('is told all its mistakes, each with its place', () => {
    const file = written(`
      regoin: us-west-2
      repositories:
        api: [{ tags: v1 }]
      clusters:
        production:
          api: { image: 'api:v1', desired: two, targetGroup: { interval: soon } }
          web: { desired: 2 }
      urls:
        https://example.com: { statuses: 200 }
    `)
    expect(() => readScenario(file)).toThrow(
      [
        `${file} describes no world:`,
        'regoin is unknown; here may be seed, account, region, start, aws, logs, waf, repositories, otherImages, clusters, families, webAcls, traffic, alarms, github, urls',
        'repositories.api[0].tags must be a list, but is "v1"',
        'clusters.production.api.desired must be a whole number from 0, but is "two"',
        'clusters.production.api.targetGroup.interval must be a duration such as 500ms, 90s or 15m, but is "soon"',
        'clusters.production.web.image is required',
        'urls.https://example.com.statuses must be a list, but is 200',
      ].join('\n  '),
    )
  })

  test('may not name an image that is not there', () => {
    const file = written('repositories: { api: [v1, v2] }\nclusters: { production: { api: api:v3 } }')
    expect(() => simulate(file)).toThrow('clusters.production.api: there is no image api:v3; there are: v1, v2')
  })

  test('may not name a service that is not there', () => {
    const scenario = {
      clusters: { production: { api: 'api:v1' } },
      urls: { 'https://example.com/': 'production/apii' },
    }
    expect(() => simulate(scenario)).toThrow(
      'urls.https://example.com/: there is no service production/apii behind a load balancer; there are: production/api',
    )
  })

  test.each<{ what: string; scenario: Scenario; complaint: string }>([
    {
      what: 'protect a load balancer that is not there',
      scenario: { webAcls: { edge: { protects: ['staging'] } } },
      complaint: 'webAcls.edge.protects: there is no load balancer staging; there are: production',
    },
    {
      what: 'leave open where traffic goes',
      scenario: { clusters: {}, traffic: [{ ip: '192.0.2.1', perMinute: 1, path: '/' }] },
      complaint: 'traffic[0].to is required: there is no load balancer',
    },
  ])('may not $what', ({ scenario, complaint }) => {
    expect(() => simulate({ clusters: { production: { api: 'api:v1' } }, ...scenario })).toThrow(complaint)
  })

  test('may say from when to when, and no more', () => {
    const file = written('waf: { propagation: [5s] }')
    expect(() => readScenario(file)).toThrow('waf.propagation must be two durations, but is ["5s"]')
  })
})

describe('a service', () => {
  test('is what its scenario says', () => {
    const { world } = simulate({
      repositories: { api: ['v1', 'v2'] },
      clusters: {
        production: {
          api: {
            image: 'api:v2',
            container: 'app',
            earlier: ['api:v1'],
            desired: 3,
            minimumHealthyPercent: 50,
            breaker: false,
            healthCheck: 'curl -f http://localhost:8080/health',
            sidecars: { proxy: 'public.ecr.aws/nginx/nginx:1' },
            gracePeriod: '1m',
            taskDefinition: { cpu: '1024' },
            containerDefinition: { stopTimeout: 60 },
            targetGroup: { matcher: '200-399' },
          },
        },
      },
    })
    const service = world.ecs.cluster('production').services.get('api')
    expect(service).toMatchObject({
      desiredCount: 3,
      settings: { healthCheckGracePeriodSeconds: 60 },
      deploymentConfiguration: {
        minimumHealthyPercent: 50,
        maximumPercent: 200,
        deploymentCircuitBreaker: { enable: false },
      },
    })
    expect(world.ecs.taskDefinition('production-api')?.document).toMatchObject({
      revision: 2,
      cpu: '1024',
      containerDefinitions: [
        {
          name: 'app',
          image: world.ecr.uri('api:v2'),
          stopTimeout: 60,
          healthCheck: { command: ['CMD-SHELL', 'curl -f http://localhost:8080/health'] },
        },
        { name: 'proxy', image: 'public.ecr.aws/nginx/nginx:1' },
      ],
    })
    expect([...world.elb.groups.values()]).toMatchObject([
      { check: { path: '/health', matcher: '200-399', interval: 10_000 } },
    ])
  })

  test('may be behind no load balancer', () => {
    const { world } = simulate({ clusters: { production: { worker: { image: 'worker:v1', health: false } } } })
    expect(world.elb.groups.size).toBe(0)
    expect(world.ecs.services()).toHaveLength(1)
  })
})

describe('a family that no service runs', () => {
  test('is what its scenario says, with its log group', () => {
    const { world } = simulate({
      repositories: { api: ['v1', 'v2'] },
      families: {
        migrate: {
          image: 'api:v2',
          earlier: ['api:v1'],
          container: 'job',
          command: ['npm', 'run', 'migrate'],
          sidecars: { proxy: { image: 'public.ecr.aws/nginx/nginx:1', essential: false } },
          logGroup: '/jobs',
          taskDefinition: { cpu: '1024' },
          containerDefinition: { stopTimeout: 60 },
        },
      },
    })
    expect(world.ecs.taskDefinition('migrate')?.document).toMatchObject({
      revision: 2,
      cpu: '1024',
      containerDefinitions: [
        {
          name: 'job',
          image: world.ecr.uri('api:v2'),
          command: ['npm', 'run', 'migrate'],
          stopTimeout: 60,
          logConfiguration: { options: { 'awslogs-group': '/jobs' } },
        },
        { name: 'proxy', essential: false },
      ],
    })
    expect(world.logs.exists('/jobs')).toBe(true)
    expect(world.ecs.services()).toEqual([])
  })

  test('may be an image alone, which is then there', () => {
    const { world } = simulate({ families: { migrate: 'api:v1' } })
    expect(world.ecr.find('api:v1')).toBeDefined()
    expect(world.logs.exists('/ecs/migrate')).toBe(true)
  })

  test('may not name an image that is not there', () => {
    const scenario = { repositories: { api: ['v1'] }, families: { migrate: 'api:v9' } }
    expect(() => simulate(scenario)).toThrow('families.migrate: there is no image api:v9; there are: v1')
  })
})

describe('a program', () => {
  test('does what its scenario says, and with another command something else', () => {
    const file = written(`
      repositories:
        api:
          - tags: [v1]
            behaviour:
              commands: { 'npm run migrate': { exits: { code: 3, after: 20s }, logs: [one, two], logsEvery: 5s, termCode: 143 } }
    `)
    expect(simulate(file).world.ecr.find('api:v1')?.behaviour).toMatchObject({
      logs: ['listening on port 8080'],
      commands: {
        'npm run migrate': { exits: { code: 3, after: 20_000 }, logs: ['one', 'two'], logsEvery: 5_000, termCode: 143 },
      },
    })
  })

  test('is told its mistakes, those of its commands too', () => {
    const file = written(`
      repositories: { api: [{ tags: [v1], behaviour: { commands: { migrate: { logsEvery: often } } } }] }
      families: { migrate: { image: 'api:v1', command: migrate } }
    `)
    expect(() => readScenario(file)).toThrow(
      [
        'repositories.api[0].behaviour.commands.migrate.logsEvery must be a duration such as 500ms, 90s or 15m, but is "often"',
        'families.migrate.command must be a list, but is "migrate"',
      ].join('\n  '),
    )
  })
})

test.each([
  [1_500, 1_500],
  ['500ms', 500],
  ['90s', 90_000],
  ['1.5m', 90_000],
  ['1h', 3_600_000],
])('%s is %d milliseconds', (duration, expected) => {
  expect(milliseconds(duration)).toBe(expected)
})
