import { describe, expect, jest, test } from '@jest/globals'
import { findingsOf } from '../simulator/build-registry.ts'
import type { Severity } from '../simulator/ecr/model.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { commits, promote, promotionWorld, recordsOf, runs, threeServices, written } from '../stage/promotions.ts'
import { workspace } from '../stage/workspace.ts'

// A promotion takes minutes of virtual time.
jest.setTimeout(120_000)

const workflow = 'acme/specboard/.github/workflows/build.yml'
const gated = workspace({
  '.github/deploy.yml': `${threeServices}
fail-on-severity: high
environments:
  production: { cluster: prod }
  signed: { cluster: prod, require-signature: true }
  attested: { cluster: prod, attestation: ${workflow} }
`,
})

const repositories = ['shop/api', 'shop/web']

/** Scans what v2 is made of. */
function scanned(found: Partial<Record<Severity, number>>, simulation = promotionWorld()): Simulation {
  const { ecr } = simulation.world
  for (const repository of repositories) {
    const { children = [] } = ecr.find(`${repository}:${commits.v2}`) ?? {}
    for (const { digest, platform } of children) {
      const image = ecr.find(`${repository}@${digest}`)
      if (!image || platform === undefined) continue
      image.findings = findingsOf(found)
      ecr.scanner.start(image, { takes: 0 })
    }
  }
  return simulation
}

interface Told {
  before: number
  outcome: string
  failure: string | undefined
  summary: string
}

async function refusedIn(simulation: Simulation, environment: string): Promise<Told> {
  const before = simulation.requests.length
  const { outcome, failure, summary } = await promote(simulation, { environment }, { environment: gated })
  expect(written(simulation.requests.slice(before))).toEqual([])
  expect(recordsOf(simulation)).toEqual([])
  expect(runs(simulation, 'api')).toBe('v1')
  return { before, outcome, failure, summary }
}

describe('a promotion', () => {
  test('goes on where scanning found nothing that counts, and its summary says what it found', async () => {
    const simulation = scanned({ MEDIUM: 2 })
    const { outcome, summary } = await promote(simulation, {}, { environment: gated })
    expect(outcome).toBe('succeeded')
    expect(runs(simulation, 'api')).toBe('v2')
    expect(summary).toMatch(/scan findings \(3 images; api: 2 medium; worker: 2 medium; web: 2 medium\)/)
  })

  test('is refused by findings before anything is written', async () => {
    const { outcome, failure, summary } = await refusedIn(scanned({ CRITICAL: 1 }), 'production')
    expect(outcome).toBe('failed-before-change')
    expect(failure).toMatch(/3 of 3 images cannot be deployed:\n {2}- api: scanning found 1 critical/)
    expect(summary).toContain('scan findings')
  })

  test('is refused where nothing was scanned', async () => {
    expect((await refusedIn(promotionWorld(), 'production')).failure).toContain('was never scanned')
  })

  test('is refused without the signature that the environment asks for, and goes on with it', async () => {
    const simulation = scanned({})
    expect((await refusedIn(simulation, 'signed')).failure).toContain('Amazon ECR has not signed it')
    for (const repository of repositories) simulation.world.ecr.sign(`${repository}:${commits.v2}`)
    const { outcome } = await promote(simulation, { environment: 'signed' }, { environment: gated })
    expect(outcome).toBe('succeeded')
  })

  test('is refused without the attestation that the environment asks for, and goes on with it', async () => {
    const simulation = scanned({})
    expect((await refusedIn(simulation, 'attested')).failure).toContain('gh, which verifies attestations')
    const certificate = { buildSignerURI: `https://github.com/${workflow}@refs/heads/main` }
    const line = JSON.stringify([{ verificationResult: { signature: { certificate } } }])
    const tokens: (string | undefined)[] = []
    const commands = repositories.map(repository => {
      const { ecr } = simulation.world
      const image = `oci://${ecr.uri(repository)}@${ecr.find(`${repository}:${commits.v2}`)?.digest ?? ''}`
      const command = `gh attestation verify ${image} --repo acme/specboard --signer-workflow ${workflow} --format json`
      return [
        command,
        { lines: [line], sees: (seen: Readonly<Record<string, string>>) => tokens.push(seen['GH_TOKEN']) },
      ] as const
    })
    const circumstances = { environment: gated, commands: Object.fromEntries(commands) }
    const { outcome } = await promote(simulation, { environment: 'attested' }, circumstances)
    expect([outcome, tokens]).toEqual(['succeeded', ['token', 'token']])
  })

  test('says which permission a gate lacks', async () => {
    const simulation = scanned({})
    simulation.faults.add({ is: 'denied', on: 'ecr:DescribeImageScanFindings' })
    const { outcome, failure } = await refusedIn(simulation, 'production')
    expect([outcome, failure]).toEqual(['unknown', expect.stringContaining('ecr:DescribeImageScanFindings')])
  })
})
