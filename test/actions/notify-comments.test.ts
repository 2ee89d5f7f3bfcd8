import { describe, expect, test } from '@jest/globals'
import type { Comment } from '../simulator/github/discussions.ts'
import type { FaultKind } from '../simulator/faults.ts'
import type { GitHubScenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { perform } from '../stage/perform.ts'
import type { Circumstances, Performance } from '../stage/perform.ts'

const sha = (number: number): string => number.toString(16).padStart(40, '0')
const minute = 60_000

/** Commits 1 to 6 on the default branch; 2 to 6 each merged the pull request of its number. v1 is 2, v2 is 4, v3 is 6. */
const history: GitHubScenario = {
  repository: 'acme/specboard',
  commits: [1, 2, 3, 4, 5, 6].map(sha),
  pullRequests: [2, 3, 4, 5, 6].map(number => ({ number, commits: [], merged: sha(number) })),
  tags: { v1: sha(2), v2: sha(4), v3: sha(6) },
  releases: [{ tag: 'v1', body: 'First' }, { tag: 'v2', body: 'Search\r\n\r\n* by @octocat' }, 'v3'],
}

function stage(more: GitHubScenario = {}): Simulation {
  return simulate({ github: { ...history, ...more } })
}

interface Deployed extends Partial<Circumstances> {
  environment?: Record<string, string>
  inputs?: Record<string, string>
  /** Whether it is recorded, too. */
  recorded?: boolean
}

let runs = 100

/** What a job does after a promotion: it is recorded, and told. Each is a run of its own. */
async function promote(
  simulation: Simulation,
  release: string,
  environment: string,
  { recorded = true, inputs = {}, environment: variables = {}, ...rest }: Deployed = {},
): Promise<Performance & { again: () => Promise<Performance> }> {
  const circumstances = { simulation, environment: { GITHUB_RUN_ID: String(++runs), ...variables }, ...rest }
  if (recorded) await perform('record-deployment', { environment, release, state: 'success' }, circumstances)
  simulation.world.timeline.advance(minute)
  const given = { environment, release, outcome: 'succeeded', comment: 'pull-requests', ...inputs }
  const tell = () => perform('notify', given, circumstances)
  const performance = await tell()
  return { ...performance, again: tell }
}

const rolledBack: Deployed = { inputs: { event: 'rollback' } }

const comments = ({ world }: Simulation): readonly Comment[] => world.github.discussions.comments

/** What people see of each pull request's comments, by its number. */
function shown(simulation: Simulation): Record<number, string[]> {
  const all = comments(simulation).map(({ of, body }) => [of, visible(body)] as const)
  return Object.fromEntries(
    [...Map.groupBy(all, ([of]) => of)].map(([of, texts]) => [of, texts.map(([, text]) => text)]),
  )
}

/** The lines of the list, with times and links taken out. */
function visible(body: string): string {
  return body
    .replace(/<!--[^]*?-->/g, '')
    .split('\n')
    .filter(line => line.startsWith('- '))
    .map(line =>
      line
        .slice(2)
        .replace(/\d{4}-\d\d-\d\d \d\d:\d\dZ/g, 'T')
        .replace(/ \(\[.*\)$/, ''),
    )
    .join('\n')
}

const pageOf = ({ world }: Simulation, tag: string): string =>
  world.github.releases.find(one => one.tag === tag)?.body ?? ''

const writes = ({ requests }: Simulation) =>
  requests.filter(({ operation }) => /create-comment|update-comment|update-release/.test(operation))

describe('pull requests', () => {
  test('are told of each environment in one comment, and a rerun changes nothing', async () => {
    const simulation = stage()
    await promote(simulation, 'v1', 'staging')
    expect(shown(simulation)).toEqual({ 2: ['In `staging` since T with `v1`'] })
    const { outcome, transcript } = await promote(simulation, 'v2', 'staging')
    expect(outcome).toBe('succeeded')
    expect(transcript.at(-1)).toBe('Told: 2 pull requests.')
    await promote(simulation, 'v1', 'production')
    const { again } = await promote(simulation, 'v2', 'production')
    const both = ['In `staging` since T with `v2`\nIn `production` since T with `v2`']
    const all = { 2: ['In `staging` since T with `v1`\nIn `production` since T with `v1`'], 3: both, 4: both }
    expect(shown(simulation)).toEqual(all)
    const before = writes(simulation).length
    simulation.world.timeline.advance(60 * minute)
    const rerun = await again()
    expect(rerun.outcome).toBe('unchanged')
    expect(rerun.transcript.at(-1)).toBe('Told: nobody. There is nothing new for 2 pull requests.')
    expect(writes(simulation)).toHaveLength(before)
    expect(shown(simulation)).toEqual(all)
  })

  test('learn the time at which the deployment was a success, the run and the address', async () => {
    const simulation = stage()
    const at = new Date(simulation.world.now()).toISOString().slice(0, 16).replace('T', ' ')
    await promote(simulation, 'v1', 'production', {
      inputs: { 'environment-url': 'https://specboard.example/a?b=1&c=2' },
      environment: { GITHUB_RUN_ID: '9', GITHUB_RUN_ATTEMPT: '2' },
    })
    expect(comments(simulation)[0]?.body).toContain(
      `- In \`production\` since ${at}Z with \`v1\` ([run](<https://github.com/acme/specboard/actions/runs/9/attempts/2>), [specboard.example](<https://specboard.example/a?b=1&amp;c=2>))`,
    )
  })

  test('of a commit without a release are told the commit', async () => {
    const simulation = stage()
    const { transcript } = await promote(simulation, '', 'staging', { recorded: false, inputs: { sha: sha(3) } })
    expect(shown(simulation)).toEqual({ 3: ['In `staging` since T with `000000000000`'] })
    expect(transcript.at(-1)).toBe('Told: 1 pull request.')
  })

  test.each([
    { event: 'start', outcome: '' },
    ...['failure', 'success', 'rolled-back', 'failed-before-change', 'timed-out', 'unknown', 'cancelled', 'mixed'].map(
      outcome => ({ outcome }),
    ),
  ])('hear nothing of %j', async inputs => {
    const simulation = stage()
    const { outcome, transcript } = await promote(simulation, 'v2', 'production', { recorded: false, inputs })
    expect(outcome).toBe('unchanged')
    expect(transcript.at(-1)).toBe(
      'Told: nobody. Nothing is written on pull requests: only what has succeeded is told there.',
    )
    expect(simulation.requests).toEqual([])
  })

  test('hear of what was unchanged', async () => {
    const simulation = stage()
    await promote(simulation, 'v1', 'staging', { inputs: { outcome: 'unchanged' } })
    expect(shown(simulation)).toEqual({ 2: ['In `staging` since T with `v1`'] })
  })

  test('are not told where a tag has none, or was pushed by hand', async () => {
    const simulation = stage({ tags: { v0: sha(1), v1: sha(2) }, releases: [] })
    const { outcome, transcript } = await promote(simulation, 'v0', 'staging')
    expect(outcome).toBe('unchanged')
    expect(transcript.at(-1)).toBe('Told: nobody. No merged pull request came with this commit, and none left.')
  })

  test('that are still open, or of another base of the fork, are left alone', async () => {
    const simulation = stage({
      pullRequests: [
        { number: 2, commits: [sha(2)] },
        { number: 9, commits: [sha(2)], merged: sha(6) },
      ],
    })
    await promote(simulation, 'v1', 'staging')
    expect(comments(simulation)).toEqual([])
  })
})

describe('a rollback', () => {
  async function rolled(release: string, more: Deployed = rolledBack): Promise<Simulation> {
    const simulation = stage()
    for (const one of ['v1', 'v2', 'v3']) await promote(simulation, one, 'production')
    await promote(simulation, release, 'production', more)
    return simulation
  }

  const was = (release: string, to: string) =>
    `Was in \`production\` from T until T with \`${release}\`, rolled back to \`${to}\``

  test.each([
    ['that is recorded', rolledBack],
    ['that is not', { ...rolledBack, recorded: false }],
    ['that does not say so', {}],
  ])('%s is told on the pull requests that it took away', async (_, more) => {
    const simulation = await rolled('v2', more)
    expect(shown(simulation)).toEqual({
      2: ['In `production` since T with `v1`'],
      3: ['In `production` since T with `v2`'],
      4: ['In `production` since T with `v2`'],
      5: [was('v3', 'v2')],
      6: [was('v3', 'v2')],
    })
  })

  test('over several releases takes away those of each', async () => {
    const simulation = await rolled('v1')
    expect(shown(simulation)).toMatchObject({
      2: ['In `production` since T with `v1`'],
      3: [was('v2', 'v1')],
      6: [was('v3', 'v1')],
    })
  })

  test('changes nothing when it is told again, and what comes back is in again', async () => {
    const simulation = stage()
    for (const one of ['v1', 'v2']) await promote(simulation, one, 'production')
    const { again } = await promote(simulation, 'v1', 'production', rolledBack)
    const before = writes(simulation).length
    await again()
    expect(writes(simulation)).toHaveLength(before)
    await promote(simulation, 'v3', 'production')
    expect(shown(simulation)).toMatchObject({
      3: ['In `production` since T with `v3`'],
      5: ['In `production` since T with `v3`'],
    })
    // Once more: by now another release runs.
    const late = await again()
    expect(writes(simulation)).toHaveLength(before + 4)
    expect(late.outcome).toBe('unchanged')
  })

  test('that GitHub has no deployments of says that it does not know what left', async () => {
    const simulation = stage()
    const { outcome, transcript } = await promote(simulation, 'v1', 'production', { ...rolledBack, recorded: false })
    expect(outcome).toBe('succeeded')
    expect(transcript.join('\n')).toContain('warning: No deployment to production in GitHub tells what ran before')
  })

  test('that is not recorded is not undone by a job that is run again', async () => {
    const simulation = stage()
    await promote(simulation, 'v1', 'production')
    const { again } = await promote(simulation, 'v2', 'production')
    await promote(simulation, 'v1', 'production', { ...rolledBack, recorded: false })
    expect((await again()).outcome).toBe('unchanged')
    expect(shown(simulation)[4]).toEqual([was('v2', 'v1')])
  })

  test('of one environment leaves the lines of the others', async () => {
    const simulation = stage()
    for (const one of ['v1', 'v2']) await promote(simulation, one, 'staging')
    for (const one of ['v1', 'v2']) await promote(simulation, one, 'production')
    await promote(simulation, 'v1', 'production', rolledBack)
    expect(shown(simulation)[4]).toEqual([`In \`staging\` since T with \`v2\`\n${was('v2', 'v1')}`])
  })
})

describe('a comment that comes late', () => {
  test('is still written where what runs by now holds the commit, too', async () => {
    const simulation = stage()
    await promote(simulation, 'v1', 'staging')
    const { again } = await promote(simulation, 'v2', 'staging', { inputs: { comment: '' } })
    await promote(simulation, 'v3', 'staging')
    expect(shown(simulation)[4]).toBeUndefined()
    await perform(
      'notify',
      { environment: 'staging', release: 'v2', outcome: 'succeeded', comment: 'pull-requests' },
      { simulation },
    )
    expect(shown(simulation)[4]).toEqual(['In `staging` since T with `v2`'])
    expect((await again()).outcome).toBe('unchanged')
  })

  test('is not where that was taken away', async () => {
    const simulation = stage()
    await promote(simulation, 'v1', 'staging')
    await promote(simulation, 'v2', 'staging', { inputs: { comment: '' } })
    await promote(simulation, 'v1', 'staging', rolledBack)
    const given = { environment: 'staging', release: 'v2', outcome: 'succeeded', comment: 'pull-requests' }
    const { transcript } = await perform('notify', given, { simulation })
    expect(shown(simulation)[4]).toBeUndefined()
    expect(transcript.at(-1)).toContain('by now staging runs v1, which does not hold this commit')
  })
})

describe('the page of a release', () => {
  const page: Deployed = { inputs: { comment: 'release' } }

  test('gets a section at its end, and keeps all else byte for byte', async () => {
    const simulation = stage()
    await promote(simulation, 'v2', 'staging', page)
    const { transcript, again } = await promote(simulation, 'v2', 'production', page)
    expect(transcript.at(-1)).toBe('Told: the page of v2.')
    expect(pageOf(simulation, 'v2').startsWith('Search\r\n\r\n* by @octocat\n\n<!-- deploy-actions:promotion ')).toBe(
      true,
    )
    expect(pageOf(simulation, 'v2').endsWith('\n<!-- /deploy-actions:promotion -->')).toBe(true)
    expect(visible(pageOf(simulation, 'v2'))).toBe('In `staging` since T with `v2`\nIn `production` since T with `v2`')
    const before = writes(simulation).length
    expect((await again()).transcript.at(-1)).toBe('Told: nobody. There is nothing new for the page of v2.')
    expect(writes(simulation)).toHaveLength(before)
  })

  test('is corrected when another release comes, and when it comes back', async () => {
    const simulation = stage()
    for (const one of ['v1', 'v2']) await promote(simulation, one, 'production', page)
    expect(visible(pageOf(simulation, 'v1'))).toBe('Was in `production` from T until T with `v1`, replaced by `v2`')
    await promote(simulation, 'v1', 'production', { inputs: { ...page.inputs, event: 'rollback' } })
    expect(visible(pageOf(simulation, 'v1'))).toBe('In `production` since T with `v1`')
    expect(visible(pageOf(simulation, 'v2'))).toBe('Was in `production` from T until T with `v2`, rolled back to `v1`')
  })

  test('that never said so stays as it is', async () => {
    const simulation = stage()
    await promote(simulation, 'v1', 'production', { inputs: { comment: '' } })
    const { transcript } = await promote(simulation, 'v2', 'production', page)
    expect(pageOf(simulation, 'v1')).toBe('First')
    expect(transcript.at(-1)).toBe('Told: the page of v2.')
  })

  test('and pull requests are told by one step', async () => {
    const simulation = stage()
    const { transcript } = await promote(simulation, 'v1', 'staging', { inputs: { comment: 'release, pull-requests' } })
    expect(transcript.at(-1)).toBe('Told: 1 pull request, the page of v1.')
  })

  test.each([
    [{ release: 'v9' }, {}, 'acme/specboard has no tag v9, or this token may not see it'],
    [{ release: '', sha: sha(2) }, {}, 'No page of a release was written on: `release` is empty'],
    [{ release: '' }, {}, 'neither `sha` nor `release` is given'],
    [{ release: 'v1', 'github-token': ' ' }, {}, 'there is no `github-token`'],
    [{ release: 'v1' }, { releases: [] }, 'v1 has no published release with a page'],
    [
      { release: 'v1' },
      { releases: [{ tag: 'v1', body: 'x'.repeat(124_999) }] },
      'The page of v1 was not written on: ',
    ],
  ])('that cannot be found or written fails nothing: %j', async (inputs, more, says) => {
    const simulation = stage(more)
    const { outcome, failure, transcript } = await promote(simulation, inputs.release, 'staging', {
      recorded: false,
      inputs: { comment: 'release', ...inputs },
    })
    expect({ outcome, failure }).toEqual({ outcome: 'unchanged', failure: undefined })
    expect(transcript.join('\n')).toContain('warning: ')
    expect(transcript.join('\n')).toContain(says)
  })
})

describe('the permissions', () => {
  const needed = { contents: 'read', deployments: 'read', 'pull-requests': 'write' } as const

  const recorded = (more: GitHubScenario): Simulation =>
    stage({
      deployments: [
        { ref: 'v1', environment: 'production' },
        { ref: 'v3', environment: 'production' },
      ],
      ...more,
    })

  test('of the README are enough', async () => {
    const simulation = recorded({ permissions: needed })
    const { transcript } = await promote(simulation, 'v3', 'production', { recorded: false })
    expect(transcript.at(-1)).toBe('Told: 4 pull requests.')
  })

  test.each([
    [{ ...needed, 'pull-requests': 'read' }, '`pull-requests: write`', {}],
    [{ ...needed, 'pull-requests': 'none' }, '`pull-requests: write`', {}],
    [{ ...needed, deployments: 'none' }, '`deployments: read`', { 6: 1 }],
    [{ ...needed, contents: 'none' }, '`contents: read`', { 6: 1 }],
  ] as const)('that are missing are named once: %j', async (permissions, says, told) => {
    const simulation = recorded({ permissions })
    const { outcome, failure, transcript, summary } = await promote(simulation, 'v3', 'production', {
      recorded: false,
      inputs: { sha: sha(6) },
    })
    expect(failure).toBeUndefined()
    expect(outcome).toBe(Object.keys(told).length > 0 ? 'succeeded' : 'unchanged')
    const warnings = transcript.filter(line => line.startsWith('warning: '))
    expect(warnings.filter(line => line.includes(says))).toHaveLength(1)
    expect(summary).toContain(says)
    expect(Object.keys(shown(simulation))).toEqual(Object.keys(told))
  })

  test('for the page of a release are named', async () => {
    const simulation = recorded({ permissions: needed })
    const { outcome, transcript } = await promote(simulation, 'v3', 'production', {
      recorded: false,
      inputs: { comment: 'release' },
    })
    expect(outcome).toBe('unchanged')
    expect(transcript.join('\n')).toMatch(/warning: The page of v3 was not written on: .*`contents: write`/)
  })
})

describe('a comment of somebody else', () => {
  async function forged(author: string, body?: string): Promise<Simulation> {
    const simulation = stage()
    await promote(simulation, 'v1', 'staging')
    const [ours] = comments(simulation)
    simulation.world.github.discussions.comment(4, { author, body: body ?? ours?.body ?? '' })
    await promote(simulation, 'v2', 'staging')
    return simulation
  }

  test.each(['mallory', 'github-actions', 'other-app[bot]', ''])(
    'with our marker is not touched: by %j',
    async author => {
      const simulation = await forged(author)
      const [theirs, ours] = comments(simulation).filter(({ of }) => of === 4)
      expect(theirs?.updatedAt).toBe(theirs?.createdAt)
      expect(ours?.author).toBe('github-actions[bot]')
      expect(visible(ours?.body ?? '')).toBe('In `staging` since T with `v2`')
    },
  )

  test.each([
    ['<!-- deploy-actions:promotion -->'],
    ['<!-- deploy-actions:promotion !!! --> @octocat <b>x'],
    [`<!-- deploy-actions:promotion ${Buffer.from('[{"environment":"x"},7,null]').toString('base64')} -->`],
    ['Read this first!\n\n<!-- deploy-actions:promotion e30= -->old<!-- /deploy-actions:promotion -->\n\nand this'],
  ])('of ours that was edited is written on, and stays one: %j', async body => {
    const simulation = await forged('github-actions[bot]', body)
    const ours = comments(simulation).filter(({ of }) => of === 4)
    expect(ours).toHaveLength(1)
    expect(visible(ours[0]?.body ?? '')).toBe('In `staging` since T with `v2`')
    if (body.startsWith('Read')) expect(ours[0]?.body).toMatch(/^Read this first!\n\n<!--[^]*-->\n\nand this$/)
  })

  test('is ours where the token is of the account that wrote it', async () => {
    const simulation = stage()
    await promote(simulation, 'v1', 'staging')
    const [ours] = comments(simulation)
    simulation.world.github.discussions.comment(4, { author: 'deployer[bot]', body: ours?.body ?? '' })
    const runner = simulation.runner()
    const fetch: typeof runner.fetch = async (input, init) => {
      const { url } = new Request(input, init)
      return url.endsWith('/graphql')
        ? Response.json({ data: { viewer: { login: 'deployer[bot]' } } })
        : runner.fetch(input, init)
    }
    await promote(simulation, 'v2', 'staging', {
      runner: Object.create(runner, { fetch: { value: fetch } }) as typeof runner,
    })
    expect(shown(simulation)[4]).toEqual(['In `staging` since T with `v1`'.replace('v1', 'v2')])
    expect(comments(simulation).filter(({ of }) => of === 4)).toHaveLength(1)
  })

  test('is passed by: ours is found behind two hundred others', async () => {
    const simulation = stage()
    for (let index = 0; index < 200; index++)
      simulation.world.github.discussions.comment(2, { author: 'developer', body: 'Looks good' })
    await promote(simulation, 'v1', 'staging')
    await promote(simulation, 'v1', 'production')
    expect(comments(simulation).filter(({ author }) => author === 'github-actions[bot]')).toHaveLength(1)
  })

  test('is not doubled where there are too many to look through', async () => {
    const simulation = stage()
    for (let index = 0; index < 1_000; index++)
      simulation.world.github.discussions.comment(2, { author: 'developer', body: 'Looks good' })
    const { transcript } = await promote(simulation, 'v1', 'staging')
    expect(comments(simulation)).toHaveLength(1_000)
    expect(transcript.join('\n')).toContain('#2 was not written on: it has more comments than are looked through')
  })
})

describe('a big release', () => {
  const many = Array.from({ length: 151 }, (_, index) => sha(index + 1))

  function big(commits: number, pullRequests: number): Simulation {
    return stage({
      commits: many.slice(0, commits + 1),
      pullRequests: Array.from({ length: pullRequests }, (_, index) => ({
        number: commits + 1 - index,
        commits: [],
        merged: sha(commits + 1 - index),
      })),
      tags: { v1: sha(1), v2: sha(commits + 1) },
      releases: [],
      deployments: [
        { ref: 'v1', environment: 'production' },
        { ref: 'v2', environment: 'production' },
      ],
    })
  }

  const promoteBig = (simulation: Simulation, timeout = '3m') =>
    promote(simulation, 'v2', 'production', { recorded: false, inputs: { timeout } })

  test('of 50 commits and 40 pull requests is told on the newest 30, a second apart, and the rest is said', async () => {
    const simulation = big(50, 40)
    const { outcome, transcript } = await promoteBig(simulation)
    expect(outcome).toBe('succeeded')
    expect(Object.keys(shown(simulation))).toEqual(Array.from({ length: 30 }, (_, index) => String(22 + index)))
    expect(transcript.join('\n')).toContain(
      'No more than 30 pull requests are written on in one run; older ones were left out',
    )
    expect(transcript.at(-1)).toBe('Told: 30 pull requests.')
    const times = writes(simulation).map(({ at }) => at)
    expect(Math.min(...times.slice(1).map((at, index) => at - (times[index] ?? 0)))).toBeGreaterThanOrEqual(1_000)
  })

  test('of 150 commits is looked through in part, which is said', async () => {
    const simulation = big(150, 5)
    const { transcript } = await promoteBig(simulation)
    expect(transcript.join('\n')).toContain('Only the newest 100 of 150 commits were looked through for pull requests')
    expect(transcript.at(-1)).toBe('Told: 5 pull requests.')
  })

  test('ends in time, and goes on when it is run again', async () => {
    const simulation = big(50, 30)
    const began = simulation.world.now()
    const { transcript } = await promoteBig(simulation, '10s')
    expect(simulation.world.now() - began).toBeLessThan(minute + 15_000)
    expect(transcript.join('\n')).toMatch(/#\d+ was not written on: the `timeout` is over/)
    expect(transcript.join('\n')).toMatch(/\d+ other pull requests left out for the same reason/)
    for (let run = 0; run < 6; run++) await promoteBig(simulation, '10s')
    expect(comments(simulation)).toHaveLength(30)
  })
})

describe('trouble on the way', () => {
  const kinds: FaultKind[] = [
    ...(['lost', 'applied-and-lost', 'failed', 'applied-and-failed', 'hangs', 'applied-and-hangs'] as const),
    ...(['applied-and-cut-off', 'applied-and-empty', 'applied-and-html', 'refused', 'throttled-secondary'] as const),
  ]

  test.each(
    kinds.flatMap(is => (['issues/create-comment', 'issues/update-comment'] as const).map(on => [is, on] as const)),
  )('leaves one comment: %s of %s', async (is, on) => {
    const simulation = stage()
    await promote(simulation, 'v1', 'production')
    if (on === 'issues/update-comment') await promote(simulation, 'v2', 'staging')
    simulation.faults.add({ is, on: `github:${on}` })
    const { transcript } = await promote(simulation, 'v2', 'production', { inputs: { timeout: '3m' } })
    expect(transcript.at(-1)).toBe('Told: 2 pull requests.')
    for (const number of [3, 4]) {
      expect(shown(simulation)[number]).toHaveLength(1)
      expect(shown(simulation)[number]?.[0]).toContain('In `production` since T with `v2`')
    }
  })

  test.each(kinds)('leaves one section: %s of repos/update-release', async is => {
    const simulation = stage()
    simulation.faults.add({ is, on: 'github:repos/update-release' })
    await promote(simulation, 'v2', 'production', { inputs: { comment: 'release', timeout: '3m' } })
    expect(pageOf(simulation, 'v2').match(/<!-- deploy-actions/g)).toHaveLength(1)
  })

  test('that shows a new comment late does not make a second one', async () => {
    const simulation = stage()
    const runner = simulation.runner()
    let shows = 0
    const fetch: typeof runner.fetch = async (input, init) => {
      const { url, method } = new Request(input, init)
      const isList = method === 'GET' && url.includes('/comments')
      if (method === 'POST' && url.endsWith('/comments')) shows = simulation.world.now() + 20_000
      return isList && simulation.world.now() < shows ? Response.json([]) : runner.fetch(input, init)
    }
    simulation.faults.add({ is: 'applied-and-lost', on: 'github:issues/create-comment' })
    const { transcript } = await promote(simulation, 'v1', 'production', {
      runner: Object.create(runner, { fetch: { value: fetch } }) as typeof runner,
    })
    expect(transcript.at(-1)).toBe('Told: 1 pull request.')
    expect(comments(simulation)).toHaveLength(1)
  })

  test('without end fails nothing, and never makes a second comment', async () => {
    const simulation = stage()
    simulation.faults.add({ is: 'applied-and-lost', on: 'github:issues/create-comment' })
    simulation.faults.add({ is: 'failed', on: 'github:issues/list-comments', nth: 2, times: Infinity })
    const { outcome, transcript, again } = await promote(simulation, 'v1', 'production')
    expect(outcome).toBe('unchanged')
    expect(transcript.join('\n')).toContain('#2 may not have been written on: GitHub did not write on #2')
    simulation.faults.clear()
    await again()
    expect(comments(simulation)).toHaveLength(1)
  })

  test('of one locked conversation leaves the others', async () => {
    const simulation = stage()
    await promote(simulation, 'v1', 'production')
    const message = 'Unable to create comment because issue is locked.'
    simulation.faults.add({ is: 'denied', on: 'github:issues/create-comment', message, times: 1 })
    const { outcome, transcript } = await promote(simulation, 'v2', 'production')
    expect(outcome).toBe('succeeded')
    expect(transcript.join('\n')).toMatch(/#4 was not written on: .*locked/)
    expect(Object.keys(shown(simulation))).toEqual(['2', '3'])
  })

  test('that GitHub is away is said in time', async () => {
    const simulation = stage()
    simulation.faults.add({ is: 'hangs', on: 'github:*', times: Infinity })
    const began = simulation.world.now()
    const { outcome, failure } = await promote(simulation, 'v1', 'production', { recorded: false })
    expect({ outcome, failure }).toEqual({ outcome: 'unchanged', failure: undefined })
    expect(simulation.world.now() - began).toBeLessThan(2 * minute + 15_000)
  })

  test('is not held against a job that is cancelled: it stops', async () => {
    const simulation = stage()
    const stop = new AbortController()
    simulation.faults.add({ is: 'hangs', on: 'github:issues/create-comment' })
    void simulation.world.timeline.sleep(minute + 5_000).then(() => stop.abort())
    const { outcome } = await promote(simulation, 'v1', 'production', { recorded: false, stop: stop.signal })
    expect(outcome).toBe('cancelled')
  })
})

describe('the names of others', () => {
  test.each([
    '@octocat/team',
    'pro|d <!-- x --> --> @octocat #1 ](https://evil.example)',
    '`x` **b** <img src=x> ::error::x\n# h',
    `token=ghp_${'a'.repeat(36)}`,
  ])('mention nobody, link nowhere and end nothing: %j', async text => {
    const simulation = stage()
    const inputs = { sha: sha(2), release: text, comment: 'pull-requests' }
    for (let run = 0; run < 2; run++) await promote(simulation, text, text, { recorded: false, inputs })
    expect(comments(simulation)).toHaveLength(1)
    const body = comments(simulation)[0]?.body ?? ''
    expect(body).toMatch(
      /^<!-- deploy-actions:promotion [A-Za-z\d+/=]+ -->\n\*\*Deployments\*\*\n\n- In .*\n\n<!-- \/deploy-actions:promotion -->$/,
    )
    const seen =
      body
        .split('\n')[3]
        ?.replace(/`[^`]*`/g, '')
        .replace(/\[run\]\(<[^>]*>\)/, '')
        .replaceAll('<wbr>', '\u00b7') ?? ''
    expect(seen).not.toMatch(/@(?!\u00b7)|[<>[\]*|`]|ghp_/)
    expect(simulation.requests.filter(({ operation }) => operation === 'issues/update-comment')).toEqual([])
  })
})

test('mistakes in the inputs are named at once, before anybody is told', async () => {
  const simulation = stage()
  const { failure } = await perform('notify', { outcome: 'succeeded', comment: 'pulls', sha: 'main' }, { simulation })
  expect(failure).toContain('2 inputs need a change')
  expect(failure).toContain('it takes pull-requests or release')
  const without = await perform('notify', { outcome: 'succeeded', comment: 'release' }, { simulation })
  expect(without.failure).toContain('`comment` needs `environment`')
  expect(simulation.requests).toEqual([])
})
