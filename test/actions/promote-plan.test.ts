import { describe, expect, test } from '@jest/globals'
import type { Performance } from '../stage/perform.ts'
import { bySomebody, commits, crashes, deletesImage, promote, promotionWorld } from '../stage/promotions.ts'
import type { PromotionWorld } from '../stage/promotions.ts'
import { workspace } from '../stage/workspace.ts'

const checkout = workspace({
  '.github/deploy.yml': `
services:
  api: { image: shop/api, health: /health, health-json: version }
  worker: { image: shop/api, container: app }
  web: { image: shop/web, health: /health }
migration: { service: api, command: npm run migrate }
infrastructure-command: npx cdk deploy --require-approval never
smoke-test-command: |
  npm ci
  npm run smoke -- --url "$URL"
publish-command: aws s3 sync dist/ s3://shop-site/
environments:
  production: { cluster: prod, url: "https://shop.example.com", bake: 5m }
  plain: { cluster: prod, migration: false, infrastructure-command: "true" }
  waves: { cluster: prod, waves: [[api], [web]] }
`,
})

interface Service {
  from: string | null
  to: string
  changes: boolean
  taskDefinition: string
  differences: string[]
}

interface Plan {
  changed: boolean | null
  services: Record<string, Service>
  [key: string]: unknown
}

function planIn({ outputs }: Performance): Plan {
  return JSON.parse(outputs['plan'] ?? '') as Plan
}

const whole = {
  environment: 'production',
  cluster: 'prod',
  url: 'https://shop.example.com',
  release: 'v2',
  commit: commits.v2,
  migrate: true,
  'infrastructure-command': 'npx cdk deploy --require-approval never',
  'smoke-test-command': 'npm ci\nnpm run smoke -- --url "$URL"\n',
  'publish-command': 'aws s3 sync dist/ s3://shop-site/',
  'on-failure': 'rollback',
  base: 'service',
  'health-value': commits.v2,
  'in-one-step': false,
  unfinished: false,
}
/** Of a service on v1, in its second revision. */
function forwardOf(name: string, revision = 2) {
  return {
    from: 'v1',
    to: 'v2',
    changes: true,
    taskDefinition: expect.stringMatching(`:task-definition/prod-${name}:${revision}$`),
    differences: [expect.stringMatching(/^image of \w+: shop\/\w+@sha256:\w+ → shop\/\w+@sha256:\w+$/)],
  }
}

const forward = { api: forwardOf('api'), worker: forwardOf('worker'), web: forwardOf('web') }
const dry = { 'dry-run': 'true' }

/** Services on v1, and everything that says so. */
async function onV1(world: PromotionWorld = {}) {
  const simulation = promotionWorld(world)
  await promote(simulation, { environment: 'plain', release: 'v1' }, circumstances)
  return simulation
}

const commands = { true: {}, 'npx cdk deploy --require-approval never': { code: 1 } }
const commandsOfAll = Object.fromEntries(
  ['npx cdk deploy --require-approval never', whole['smoke-test-command'], whole['publish-command'], 'true'].map(
    line => [line, {}] as const,
  ),
)
const circumstances = { environment: checkout, commands: commandsOfAll }

describe('the output `plan`', () => {
  test('of a dry run is what the promotion consists of, with commands as they were written', async () => {
    const performance = await promote(await onV1(), dry, { environment: checkout })
    expect([performance.outcome, planIn(performance)]).toEqual([
      'unchanged',
      { ...whole, changed: true, services: forward },
    ])
  })

  test('names a revision where nothing says a release, and a commit where none is promoted', async () => {
    const simulation = promotionWorld()
    const performance = await promote(simulation, { ...dry, tag: commits.v2 }, { environment: checkout })
    expect(planIn(performance)).toMatchObject({
      release: '',
      commit: commits.v2,
      services: { api: { from: 'prod-api:1', to: commits.v2.slice(0, 12), changes: true } },
    })
  })

  test('says that nothing changes where the release is', async () => {
    const simulation = await onV1()
    const performance = await promote(simulation, { ...dry, release: 'v1' }, { environment: checkout })
    const stays = { from: 'v1', to: 'v1', changes: false, differences: [] }
    expect(planIn(performance)).toMatchObject({ changed: false, services: { api: stays, worker: stays, web: stays } })
    expect(performance.transcript.at(-1)).toBe(
      'Dry run: production has release v1 already: no service would change. Nothing was written.',
    )
  })

  test('has what the inputs say before what the manifest says', async () => {
    const inputs = { ...dry, environment: 'plain', 'on-failure': 'leave', 'smoke-test-command': 'npm test' }
    const { url, ...differs } = planIn(await promote(promotionWorld(), inputs, { environment: checkout }))
    expect(url).toBe('')
    expect(differs).toMatchObject({
      migrate: false,
      'on-failure': 'leave',
      'infrastructure-command': 'true',
      'smoke-test-command': 'npm test',
      'publish-command': whole['publish-command'],
      'health-value': '',
    })
  })

  test('says where waves need the root action', async () => {
    const performance = await promote(promotionWorld(), { ...dry, environment: 'waves' }, { environment: checkout })
    expect(planIn(performance)['in-one-step']).toBe(true)
    expect(performance.transcript).toEqual(
      expect.arrayContaining(['bring api to v2, and prove that', 'bring web to v2, and prove that']),
    )
  })

  test('is there where a gate refuses', async () => {
    const simulation = await onV1()
    bySomebody(simulation, 'web')
    const performance = await promote(simulation, dry, { environment: checkout })
    expect([performance.outcome, performance.failure]).toEqual([
      'failed-before-change',
      expect.stringMatching(/Dry run: release v2 would not go to production\. Nothing was written\.[\s\S]*on its way/),
    ])
    const { api, worker } = forward
    expect(planIn(performance)).toMatchObject({ ...whole, changed: true, services: { api, worker } })
  })

  test('is there as far as it was seen where an image is missing, or the release is not there', async () => {
    const simulation = await onV1()
    deletesImage(simulation, 'shop/web', 'v2')
    const imageless = await promote(simulation, dry, { environment: checkout })
    expect([imageless.outcome, planIn(imageless)]).toEqual([
      'failed-before-change',
      { ...whole, changed: null, services: {} },
    ])
    const unknown = await promote(simulation, { release: 'v9' }, { environment: checkout })
    expect([unknown.outcome, planIn(unknown)]).toEqual([
      'failed-before-change',
      { ...whole, release: 'v9', commit: '', 'health-value': '', changed: null, services: {} },
    ])
  })

  test.each<[string, PromotionWorld, Record<string, object>, string]>([
    ['a command that failed', {}, commands, 'failed-before-change'],
    ['a service that failed', { release: { 'shop/web': crashes } }, commandsOfAll, 'rolled-back'],
  ])('is what was to be done after %s', async (_, world, scripted, outcome) => {
    const simulation = await onV1(world)
    const performance = await promote(simulation, {}, { environment: checkout, commands: scripted })
    expect([performance.outcome, planIn(performance)]).toEqual([
      outcome,
      { ...whole, changed: true, services: forward },
    ])
  })
})

test('the output `variables` is what the commands are told, a line each', async () => {
  let told: Readonly<Record<string, string>> = {}
  const sees = (environment: typeof told) => (told = environment)
  const inputs = { environment: 'plain', 'infrastructure-command': 'look' }
  const { outputs } = await promote(promotionWorld(), inputs, {
    environment: checkout,
    commands: { ...commandsOfAll, look: { sees } },
  })
  const own = Object.entries(told).filter(([name]) => name.startsWith('DEPLOY_'))
  expect(own.length).toBeGreaterThan(5)
  expect(outputs['variables']?.split('\n').sort()).toEqual(own.map(([name, value]) => `${name}=${value}`).sort())
})

test('the summary of a dry run reads as a plan', async () => {
  const { summary, outcome, transcript } = await promote(await onV1(), dry, { environment: checkout })
  expect(outcome).toBe('unchanged')
  // Two services have this address.
  expect(transcript).toContain('ask https://shop.example.com/health')
  const plan = [
    'Dry run: release v2 would go to production: 3 of 3 services would change. Nothing was written.',
    'It would, in this order:',
    '1. migrate, unless that was done for this release before: `npm run migrate`',
    '2. run the infrastructure command: `npx cdk deploy --require-approval never`',
    '3. bring api, worker, web to v2 side by side, and prove that',
    '4. ask https',
    '5. watch for 5m',
    '6. run the smoke test: npm ci …',
    '7. run the publish command: `aws s3 sync dist/ s3://shop-site/`',
    'If anything fails, every service returns to what it runs now.',
  ]
  const places = plan.map(line => summary.indexOf(line))
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})
