import { describe, expect, test } from '@jest/globals'
import { runsIn } from '../stage/migrations.ts'
import { flawsOn } from '../stage/promotion-oracle.ts'
import { bySomebody, migration, promote, promotionWorld, runs, threeServices } from '../stage/promotions.ts'
import type { ScriptedCommand } from '../stage/scripted-commands.ts'
import { workspace } from '../stage/workspace.ts'

const three = ['api', 'worker', 'web']
const site = workspace({
  '.github/deploy.yml': `${threeServices}
migration: { service: api, command: ${migration} }
smoke-test-command: npm run smoke
publish-command: npm run publish-site
environments:
  production: { cluster: prod }
  other: { cluster: prod, publish-command: npm run publish-elsewhere }
`,
})

type Commands = Record<string, ScriptedCommand>

/** What was run, and with which of its variables. */
function commandsWith(publish: ScriptedCommand): { ran: string[]; commands: Commands } {
  const ran: string[] = []
  const sees = (name: string) => (environment: Readonly<Record<string, string>>) => {
    const { DEPLOY_RELEASE: release = '', DEPLOY_ENVIRONMENT: where = '', DEPLOY_IMAGE_API: image = '' } = environment
    ran.push(`${name} ${release} ${where} ${image.replace(/^.*\/(.*)@sha256:.*$/, '$1 by digest')}`)
    publish.sees?.(environment)
  }
  return {
    ran,
    commands: {
      'npm run smoke': { sees: () => ran.push('smoke') },
      'npm run publish-site': { takes: 30_000, ...publish, sees: sees('site') },
      'npm run publish-elsewhere': { ...publish, sees: sees('elsewhere') },
    },
  }
}

const broken: ScriptedCommand = { code: 1, lines: ['AccessDenied', '::error::gotcha'] }

describe('the publish command', () => {
  test('runs last of all, in the words of the release, and what is green was proved after it', async () => {
    const simulation = promotionWorld()
    const { ran, commands } = commandsWith({ sees: () => three.forEach(name => running.push(runs(simulation, name))) })
    const running: string[] = []
    const { outcome, failure, transcript, summary, outputs } = await promote(
      simulation,
      {},
      { environment: site, commands },
    )
    expect([outcome, failure]).toEqual(['succeeded', undefined])
    expect(ran).toEqual(['smoke', 'site v2 production api by digest'])
    expect(running).toEqual(['v2', 'v2', 'v2'])
    const [smoke, publish] = ['# Run the smoke test', '# Run the publish command'].map(line => transcript.indexOf(line))
    expect(smoke).toBeGreaterThan(0)
    expect(publish).toBeGreaterThan(smoke ?? 0)
    expect(transcript.findLastIndex(line => line.startsWith('# Wait for'))).toBeGreaterThan(publish ?? 0)
    expect(transcript).toContain('The publish command passed after 30s.')
    expect(summary).toContain('published 30s')
    const { phases } = JSON.parse(outputs['report'] ?? '{}') as { phases: { step: string; seconds: number }[] }
    expect(phases.filter(({ step }) => step === 'publish')).toEqual([{ step: 'publish', services: [], seconds: 30 }])
  })

  test.each<[string, Record<string, string>, string]>([
    ['the environment', { environment: 'other' }, 'elsewhere'],
    ['the input', { environment: 'other', 'publish-command': 'npm run publish-site' }, 'site'],
  ])('is that of %s before that of the manifest', async (_, inputs, which) => {
    const { ran, commands } = commandsWith({ takes: 0 })
    await promote(promotionWorld(), inputs, { environment: site, commands })
    expect(ran[1]).toMatch(new RegExp(`^${which} v2 other`))
  })

  test('runs again where the release is there already, as the smoke test does', async () => {
    const simulation = promotionWorld()
    await promote(simulation, {}, { environment: site, commands: commandsWith({}).commands })
    const { ran, commands } = commandsWith({})
    const { outcome, transcript } = await promote(simulation, {}, { environment: site, commands })
    expect([outcome, ran.length]).toEqual(['unchanged', 2])
    expect(transcript.at(-1)).toContain('No service was changed; the publish command ran.')
  })

  test('does not run where the smoke test failed', async () => {
    const { ran, commands } = commandsWith({})
    const { outcome, failure } = await promote(
      promotionWorld(),
      {},
      { environment: site, commands: { ...commands, 'npm run smoke': { code: 1 } } },
    )
    expect([outcome, ran]).toEqual(['rolled-back', []])
    expect(failure).not.toContain('publish')
  })

  test('does not run where somebody deployed while the smoke test ran: that is not what was proved', async () => {
    const simulation = promotionWorld()
    const { ran, commands } = commandsWith({})
    const smoke: ScriptedCommand = { takes: 60_000, sees: () => bySomebody(simulation, 'web') }
    const { outcome } = await promote(
      simulation,
      {},
      { environment: site, commands: { ...commands, 'npm run smoke': smoke } },
    )
    expect([outcome, ran]).toEqual(['mixed', []])
  })
})

describe('a publish command that fails', () => {
  test('brings all services back, and says that what it published stays and how to publish again what was there', async () => {
    const simulation = promotionWorld()
    await promote(simulation, { release: 'v1' }, { environment: site, commands: commandsWith({}).commands })
    const performance = await promote(
      simulation,
      {},
      { environment: { ...site, GITHUB_RUN_ID: '8' }, commands: commandsWith(broken).commands },
    )
    expect([performance.outcome, performance.failure]).toEqual([
      'rolled-back',
      expect.stringMatching(/The publish command ended with code 1 after 30s/),
    ])
    const stays = 'The publish command may have published a part of v2, and that stays: nothing undoes it.'
    const advice = 'To publish v1 again, run its publish command again; promoting it once more does that.'
    expect(performance.failure).toContain(`${stays} ${advice}`)
    expect(performance.summary).toContain('nothing undoes it')
    expect(performance.transcript).toContain('│ AccessDenied')
    expect(flawsOn({ simulation, services: three }, 'v1')).toEqual([])

    const { ran, commands } = commandsWith({})
    const again = await promote(
      simulation,
      { release: 'v1' },
      { environment: { ...site, GITHUB_RUN_ID: '9' }, commands },
    )
    expect([again.outcome, ran.at(-1)]).toEqual(['unchanged', 'site v1 production api by digest'])
  })

  test('leaves the services where failures are left, and running the job again publishes', async () => {
    const simulation = promotionWorld()
    const inputs = { 'on-failure': 'leave' }
    const first = await promote(simulation, inputs, { environment: site, commands: commandsWith(broken).commands })
    expect(first.outcome).toBe('rollback-failed')
    expect(first.failure).toContain('Every service was left as it is: api, worker, web proved.')
    expect(first.failure).toContain('Running the job again runs that command again.')
    expect(flawsOn({ simulation, services: three }, 'v2')).toEqual([])
    const { ran, commands } = commandsWith({})
    const second = await promote(simulation, inputs, { environment: site, commands })
    expect([second.outcome, ran.length, runsIn(simulation)]).toEqual(['unchanged', 2, 1])
  })

  test('is ended at the timeout, like any other command', async () => {
    const simulation = promotionWorld()
    const { commands } = commandsWith({ takes: 7_200_000 })
    const { outcome, failure } = await promote(simulation, { timeout: '20m' }, { environment: site, commands })
    expect([outcome, failure]).toEqual(['rolled-back', expect.stringContaining('The publish command was not done')])
  })
})

test('what was published stays, too, where a service fails after it', async () => {
  const simulation = promotionWorld()
  const { commands } = commandsWith({ takes: 60_000, sees: () => bySomebody(simulation, 'web') })
  const { outcome, failure } = await promote(simulation, {}, { environment: site, commands })
  expect(outcome).toBe('mixed')
  expect(failure).toContain(
    'What the publish command published of v2 stays: nothing undoes it. Run the publish command of the release that is to stay.',
  )
})

test('a job that is cancelled while it publishes says that a part of it stays, and publishes when it is run again', async () => {
  const simulation = promotionWorld()
  const stop = new AbortController()
  const { commands } = commandsWith({ sees: () => stop.abort() })
  const first = await promote(simulation, {}, { environment: site, commands, stop: stop.signal })
  expect([first.outcome, first.failure]).toEqual([
    'cancelled',
    expect.stringMatching(
      /may have published a part of v2, and that stays.* Running the job again runs that command again/,
    ),
  ])
  const again = commandsWith({})
  const second = await promote(
    simulation,
    {},
    { environment: { ...site, GITHUB_RUN_ATTEMPT: '2' }, commands: again.commands },
  )
  expect([second.outcome, again.ran.at(-1)]).toEqual(['unchanged', 'site v2 production api by digest'])
})
