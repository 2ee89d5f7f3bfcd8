import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { declaredOf } from '../../shared/core/deploy-manifest/declared.ts'
import type { Declared } from '../../shared/core/deploy-manifest/declared.ts'
import { readManifest } from '../../shared/core/deploy-manifest/read.ts'

const specboard = `
services:
  api:      { image: doc-platform/api, build: ./api, health: /health }
  frontend: { image: doc-platform/frontend, build: { context: ., dockerfile: frontend/Dockerfile }, health: /health }
  worker:   { image: doc-platform/api }
migration: { service: api, command: [npm, run, migrate], timeout: 15m }
environments:
  staging:    { cluster: doc-platform-staging, url: "https://staging.specboard.io" }
  production: { cluster: doc-platform-production, url: "https://specboard.io", requires: staging, soak: 1h, bake: 5m }
`

function declared(text: string, environment: string): Declared {
  const reading = readManifest(text)
  if (reading.is === 'wrong') throw new Error(reading.mistakes.join('\n'))
  const found = declaredOf(reading.document, environment)
  if (!found) throw new Error(`there is no ${environment}`)
  return found
}

function mistakes(text: string): readonly string[] {
  const reading = readManifest(text)
  return reading.is === 'wrong' ? reading.mistakes : []
}

describe('what is declared of an environment', () => {
  test('is its services with their images and addresses', () => {
    expect(declared(specboard, 'production').services).toEqual([
      {
        name: 'api',
        service: 'api',
        images: [
          {
            name: 'api',
            container: undefined,
            image: { repository: 'doc-platform/api' },
            build: { context: './api', dockerfile: undefined, target: undefined },
          },
        ],
        healthUrl: 'https://specboard.io/health',
      },
      expect.objectContaining({ name: 'frontend', healthUrl: 'https://specboard.io/health' }),
      expect.objectContaining({ name: 'worker', healthUrl: undefined }),
    ])
  })

  test('is its gates, in milliseconds', () => {
    expect(declared(specboard, 'production')).toMatchObject({ requires: 'staging', soak: 3_600_000, bake: 300_000 })
  })

  test.each<[string, string, string | undefined]>([
    ['nothing is said', specboard, undefined],
    ['it is said of all', `base: latest\n${specboard}`, 'latest'],
    ['it is said of one', specboard.replace('requires: staging', 'base: "ecs/{service}.json"'), 'ecs/{service}.json'],
    ['it differs', `base: latest\n${specboard.replace('requires: staging', 'base: service')}`, 'service'],
  ])('is what its revisions are made of, where %s', (_, text, base) => {
    expect(declared(text.replace(', soak: 1h', ''), 'production').base).toBe(base)
  })

  test('is the migration, for the service as ECS calls it', () => {
    const text = `service: "{environment}-{name}"${specboard}`
    expect(declared(text, 'staging').migration).toEqual({
      service: 'staging-api',
      container: undefined,
      command: ['npm', 'run', 'migrate'],
      timeout: 900_000,
    })
  })

  test.each([
    ['the manifest', 'service: "{environment}-{name}"', '{ cluster: c }', 'production-api'],
    ['the environment', 'service: "{name}"', '{ cluster: c, service: "{name}-{environment}" }', 'api-production'],
    ['the override', 'service: "{name}"', '{ cluster: c, services: { api: { service: main } } }', 'main'],
    ['nobody', '', '{ cluster: c }', 'api'],
  ])('calls a service as %s says', (_, first, environment, name) => {
    const text = `${first}\nservices: { api: { image: app } }\nenvironments: { production: ${environment} }`
    expect(declared(text, 'production').services[0]?.service).toBe(name)
  })

  test('leaves out what the environment leaves out', () => {
    const text = `
      services: { api: { image: app }, worker: { image: app } }
      migration: { service: api, command: npm run migrate }
      environments: { preview: { cluster: c, migration: false, services: { worker: false } } }`
    const { services, migration } = declared(text, 'preview')
    expect(services.map(({ name }) => name)).toEqual(['api'])
    expect(migration).toBeUndefined()
  })

  test('gives each container its image, and takes those of elsewhere as they are', () => {
    const digest = `sha256:${'0'.repeat(64)}`
    const text = `
      services: { api: { containers: { app: my/api, proxy: { image: "public.ecr.aws/nginx/nginx@${digest}" } } } }
      environments: { production: { cluster: c } }`
    expect(declared(text, 'production').services[0]?.images).toEqual([
      { name: 'api/app', container: 'app', image: { repository: 'my/api' }, build: undefined },
      {
        name: 'api/proxy',
        container: 'proxy',
        image: { registry: 'public.ecr.aws', repository: 'nginx/nginx', digest },
        build: undefined,
      },
    ])
  })

  test.each([
    ['none', '', [['api', 'worker', 'web']]],
    ['some', ', waves: [[worker]]', [['worker'], ['api', 'web']]],
    ['all', ', waves: [[web], [api, worker]]', [['web'], ['api', 'worker']]],
  ])('has every service in one wave where %s are named', (_, waves, expected) => {
    const text = `
      services: { api: { image: a }, worker: { image: b }, web: { image: c } }
      environments: { production: { cluster: c${waves} } }`
    expect(declared(text, 'production').waves).toEqual(expected)
  })
})

describe('the gates of images', () => {
  const workflow = 'acme/shop/.github/workflows/build.yml'
  const gates = (top: string, environment: string) =>
    declared(
      `${top}\nservices: { api: { image: app } }\nenvironments: { production: { cluster: c, ${environment} } }`,
      'production',
    ).imageGates

  test.each([
    ['nobody asks', '', '', { failOnSeverity: undefined, attestation: undefined, requireSignature: undefined }],
    [
      'all environments',
      `fail-on-severity: high\nrequire-signature: true\nattestation: ${workflow}`,
      '',
      { failOnSeverity: 'high', attestation: workflow, requireSignature: true },
    ],
    [
      'one environment, before all',
      'fail-on-severity: high\nrequire-signature: true',
      'fail-on-severity: low, require-signature: false',
      { failOnSeverity: 'low', attestation: undefined, requireSignature: false },
    ],
  ])('are what is asked for: %s', (_, top, environment, expected) => {
    expect(gates(top, environment)).toEqual(expected)
  })

  test.each([
    [
      'fail-on-severity: serious',
      '`fail-on-severity` is "serious"; it takes `critical`, `high`, `medium`, `low` or `informational`',
    ],
    [`attestation: ${workflow}@main`, 'it takes a workflow such as my-org/my-repo/.github/workflows/build.yml'],
    ['require-signature: "yes"', '`require-signature` is "yes"; it takes true or false'],
  ])('say what they take: %s', (line, says) => {
    const text = `${line}\nservices: { api: { image: app } }\nenvironments: { production: { cluster: c } }`
    expect(mistakes(text)).toEqual([expect.stringContaining(says)])
  })
})

describe('services that share an image', () => {
  const text = (worker: string) => `
    services: { api: { image: app, build: ./api }, worker: { image: app${worker} } }
    environments: { production: { cluster: c } }`

  test.each(['', ', build: ./api', ', build: { context: ./api }'])('build it in one way: %j', worker => {
    expect(mistakes(text(worker))).toEqual([])
  })

  test.each([', build: ./worker', ', build: { context: ./api, target: worker }'])(
    'cannot build it in two: %s',
    worker => {
      expect(mistakes(text(worker))).toEqual([
        expect.stringMatching(/^line 2, .*`services\.worker` builds app in another way than api does/),
      ])
    },
  )
})

describe('the rate limits of an environment', () => {
  const limits = `
    services: { api: { image: app } }
    rate-limits:
      wide: { limit: 2000 }
      login: { limit: 20, window: 60, paths: [/v1/auth/login, /v1/auth/signup], methods: POST }
    environments:
      staging: { cluster: c }
      production:
        cluster: c
        web-acl: { name: edge, resource-arn: 'arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/x/1' }
        rate-limits: { login: { action: block, limit: 30 }, wide: false }`

  test('are those of all, with what differs', () => {
    expect(declared(limits, 'production').rateLimits).toEqual([
      expect.objectContaining({
        name: 'login',
        limit: 30,
        window: 60,
        action: 'block',
        paths: ['/v1/auth/login', '/v1/auth/signup'],
        methods: ['POST'],
      }),
    ])
    expect(declared(limits, 'staging').rateLimits.map(({ name }) => name)).toEqual(['wide', 'login'])
  })

  test('are those of its web ACL', () => {
    expect(declared(limits, 'production').webAcl).toMatchObject({ name: 'edge', scope: undefined })
    expect(declared(limits.replace(/web-acl: .*/, 'web-acl: edge'), 'production').webAcl?.name).toBe('edge')
  })

  test.each([
    ['a window that WAF has not', 'window: 60', 'window: 61', '`rate-limits.login.window` is 61; it takes 60s, 120s'],
    [
      'a path that is none',
      '/v1/auth/login,',
      'v1,',
      '`rate-limits.login.paths` has "v1", which does not begin with /',
    ],
    ['a limit below the least', 'limit: 20,', 'limit: 5,', '`rate-limits.login.limit` is 5; it takes a whole number'],
    ['a limit that is not there', 'wide: false', 'wid: false', '`environments.production.rate-limits.wid` names wid'],
    ['limits without a web ACL', /web-acl: .*/, '', '`environments.production.rate-limits` needs `web-acl`'],
  ])('are refused with %s', (_, before, after, says) => {
    expect(mistakes(limits.replace(before, after)).join('\n')).toContain(says)
  })
})

describe('a mistake is told with its line', () => {
  test.each([
    [
      'an unknown key',
      'services: { api: { imge: x } }\nenvironments: { a: { cluster: c } }',
      'line 1, column 20: `services.api.imge` is not known here; did you mean `image`?',
    ],
    [
      'a key that is like none',
      'services: { api: { image: x } }\nenvironments: { a: { cluster: c } }\nzebra: 1',
      'line 3, column 1: `zebra` is not known here; It takes `services`',
    ],
    [
      'a value of the wrong kind',
      'services: { api: { image: 5 } }\nenvironments: { a: { cluster: c } }',
      'line 1, column 27: `services.api.image` is 5; it takes a repository',
    ],
    [
      'a duration without a unit',
      'services: { api: { image: x } }\nenvironments: { a: { cluster: c, bake: 300 } }',
      'line 2, column 40: `environments.a.bake` is 300; it takes a duration such as 90s, 15m or 1h',
    ],
    [
      'what is missing',
      'services: { api: { image: x } }\nenvironments: { a: {} }',
      'line 2, column 20: `environments.a` has no `cluster`',
    ],
    [
      'a name that cannot be one',
      'services: { "a b": { image: x } }\nenvironments: { a: { cluster: c } }',
      'line 1, column 13: `services` names "a b"; it takes a name',
    ],
    [
      'a prototype key',
      'services: { __proto__: { image: x } }\nenvironments: { a: { cluster: c } }',
      'line 1, column 13: `services` names "__proto__"',
    ],
    ['a key given twice', 'services: {}\nservices: {}', 'line 2, column 1: Map keys must be unique'],
    ['what is no YAML', 'services: [1', 'line 1, column 13: '],
    ['a tag of somebody', 'services: !!js/function x', 'Unresolved tag'],
    ['two documents', 'a: 1\n---\nb: 2', 'line 2, column 1: '],
    ['nothing', '', 'line 1, column 1: the manifest is null; it takes a manifest with `services` and `environments`'],
    [
      'no image',
      'services: { api: {} }\nenvironments: { a: { cluster: c } }',
      'line 1, column 18: `services.api` has no `image`',
    ],
    [
      'a version that nothing tells',
      'services: { api: { image: x, health-json: version } }\nenvironments: { a: { cluster: c } }',
      '`services.api.health-json` needs `health`: the path that answers with it',
    ],
    [
      'a member of JSON that cannot be one',
      'services: { api: { image: x, health: /, health-json: a..b } }\nenvironments: { a: { cluster: c } }',
      '`services.api.health-json` is "a..b"; it takes a member of JSON',
    ],
    [
      'two kinds of images',
      'services: { api: { image: x, containers: { a: y } } }\nenvironments: { a: { cluster: c } }',
      '`services.api` has `image` and `containers`; it takes one of them',
    ],
    [
      'what is no image',
      'services: { api: { image: "X Y" } }\nenvironments: { a: { cluster: c } }',
      '`services.api.image` is "X Y"; it takes repository',
    ],
    [
      'a build of what has a tag',
      'services: { api: { image: "x:1", build: . } }\nenvironments: { a: { cluster: c } }',
      'what is built here is tagged with its commit',
    ],
    [
      'a foreign registry without a digest',
      'services: { api: { image: "ghcr.io/x/y" } }\nenvironments: { a: { cluster: c } }',
      '`services.api.image` is in ghcr.io, where this release cannot look',
    ],
    [
      'a migration of nobody',
      'services: { api: { image: x } }\nmigration: { service: web, command: x }\nenvironments: { a: { cluster: c } }',
      'line 2, column 23: `migration.service` names web, which is not there; there are api',
    ],
    [
      'a change of no migration',
      'services: { api: { image: x } }\nenvironments: { a: { cluster: c, migration: { timeout: 5m } } }',
      '`environments.a.migration` changes a migration that is not there',
    ],
    [
      'an override of nobody',
      'services: { api: { image: x } }\nenvironments: { a: { cluster: c, services: { web: false } } }',
      '`environments.a.services.web` names web, which is not there',
    ],
    [
      'a wave with a stranger',
      'services: { api: { image: x } }\nenvironments: { a: { cluster: c, waves: [[web]] } }',
      '`environments.a.waves` names web, which is not there',
    ],
    [
      'a service in two waves',
      'services: { api: { image: x } }\nenvironments: { a: { cluster: c, waves: [[api], [api]] } }',
      '`environments.a.waves` names api twice',
    ],
    [
      'an environment that is not there',
      'services: { api: { image: x } }\nenvironments: { a: { cluster: c, requires: b } }',
      '`environments.a.requires` names b, which is not there; there are a',
    ],
    [
      'a circle',
      'services: { api: { image: x } }\nenvironments: { a: { cluster: c, requires: b }, b: { cluster: c, requires: a } }',
      '`environments.a.requires` goes in a circle: a → b → a',
    ],
    [
      'a soak without a place',
      'services: { api: { image: x } }\nenvironments: { a: { cluster: c, soak: 1h } }',
      '`environments.a.soak` needs `requires`',
    ],
    [
      'two services of one name',
      'service: all\nservices: { api: { image: x }, web: { image: x } }\nenvironments: { a: { cluster: c } }',
      'calls api and web both all; put `{name}` into `service`',
    ],
    [
      'no service at all',
      'services: { api: { image: x } }\nenvironments: { a: { cluster: c, services: { api: false } } }',
      '`environments.a` leaves every service out',
    ],
    [
      'a platform that is none',
      'platform: windows\nservices: { api: { image: x } }\nenvironments: { a: { cluster: c } }',
      '`platform` is "windows"; it takes',
    ],
  ])('%s', (_, text, says) => {
    expect(mistakes(text).join('\n')).toContain(says.replace('; It takes', '; It takes'))
  })

  test('all come at once, in the order of the file', () => {
    const all = mistakes(
      'services: { api: { imge: x, health: nope } }\nenvironments: { a: {}, b: { cluster: c, soak: 5 } }',
    )
    expect(all.map(one => /^line (\d+), column (\d+)/.exec(one)?.slice(1).map(Number))).toEqual([
      [1, 20],
      [1, 37],
      [2, 20],
      [2, 47],
    ])
  })
})

test('a few lines that stand for gigabytes are refused', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefgh'
      .split('')
      .map(
        (name, index) =>
          `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefg'[index] ?? ''}`).join(', ')}]`,
      ),
  ]
  expect(mistakes(bomb.join('\n'))).toEqual(['it has more than 10 aliases; write out what they stand for'])
})

test('whatever the text, reading it ends with a document or with mistakes', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.string().map(text => specboard.replace('api', text)),
      ),
      text => {
        const reading = readManifest(text)
        expect(reading.is === 'read' || reading.mistakes.length > 0).toBe(true)
      },
    ),
  )
})
