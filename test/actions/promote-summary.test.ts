import { describe, expect, test } from '@jest/globals'
import { obeyed } from '../core/runner-commands.ts'
import { manyServices } from '../stage/many-services.ts'
import { commits, crashes, promote, promotionWorld } from '../stage/promotions.ts'
import { workspace } from '../stage/workspace.ts'

const hostile = '</table><script>alert(1)</script> [x](javascript:y) | ::error::gotcha'
const names = Array.from({ length: 50 }, (_, index) => `service-${index + 1}`)
const fifty = workspace({ '.github/deploy.yml': manyServices(names) })
const two = workspace({ '.github/deploy.yml': manyServices(['api', 'web'], { web: 'shop/web' }) })

const github = {
  commits: [
    { sha: commits.v1, message: 'First' },
    { sha: commits.v2, message: hostile, author: hostile },
    { sha: commits.v3, message: 'Third' },
  ],
}

describe('the summary', () => {
  test('of fifty services stays within what GitHub shows', async () => {
    const services = Object.fromEntries(
      names.map(name => [name, { image: `shop/api:${commits.v1}`, container: 'app', health: false as const }]),
    )
    const { summary, outcome } = await promote(promotionWorld({ services }), {}, { environment: fifty })
    expect(outcome).toBe('succeeded')
    expect(summary.length).toBeLessThan(50_000)
    expect(summary).not.toContain('Cut here')
  })

  test('tells what the release brings since the one before, whatever its commits are called', async () => {
    const each = { container: 'app', health: false as const }
    const simulation = promotionWorld({ services: { api: each, web: each }, more: { github } })
    await promote(simulation, { release: 'v1' }, { environment: two })
    const { outcome, summary, transcript } = await promote(
      simulation,
      {},
      { environment: { ...two, GITHUB_RUN_ID: '8' } },
    )
    expect(outcome).toBe('succeeded')
    expect(summary).toContain('1 commit since what ran before')
    expect(summary).not.toMatch(/<script|<\/table|\]\(javascript/)
    expect(transcript.filter(line => obeyed(line) !== undefined)).toEqual([])
  })

  test('of a failure says first how it ended, then what runs, then why, and each thing once', async () => {
    const each = { container: 'app', health: false as const }
    const simulation = promotionWorld({ services: { api: each, web: each }, release: { 'shop/web': crashes } })
    const { summary } = await promote(simulation, {}, { environment: two })
    const order = [
      'Promote: rolled-back',
      'was not promoted to production',
      '| Service',
      'Why `web` failed',
      '**Took**',
    ]
    const places = order.map(text => summary.indexOf(text))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places).not.toContain(-1)
    expect(summary.split('circuit breaker threshold was exceeded')).toHaveLength(2)
  })
})
