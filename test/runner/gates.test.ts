import { afterAll, describe, expect, test } from '@jest/globals'
import type { DeploymentNote, GitHubOptions } from './index.ts'
import { cleanUp, github, job, logOf, only, onPush, pushed, sha, start } from './small.ts'

afterAll(cleanUp)

const deploy = job(
  '- run: echo "$WHERE"',
  "environment: { name: production, url: 'https://${{ vars.HOST }}/' }\nenv: { WHERE: '${{ vars.HOST }}' }",
)

describe('an environment', () => {
  const production: GitHubOptions['environments'] = { production: { reviewers: true, vars: { HOST: 'example.org' } } }

  test('lets a job in once somebody approved, and gives it its variables', async () => {
    const notes: DeploymentNote[] = []
    const run = start(deploy, { environments: production, onDeployment: note => notes.push(note) })
    await run.when(({ waitingFor }) => waitingFor.length > 0)
    expect(run.waitingFor).toEqual([{ for: 'approval', environment: 'production', job: 'job' }])
    expect(run.job('job')).toMatchObject({ status: 'waiting', steps: [] })
    run.approve('production')
    await run.ended
    expect(logOf(run)).toBe('example.org')
    expect(run.job('job').environment).toEqual({ name: 'production', url: 'https://example.org/' })
    expect(notes).toMatchObject([
      { state: 'in_progress', environment: 'production', ref: 'refs/heads/main', sha },
      { state: 'success', url: 'https://example.org/' },
    ])
    expect(run.waitingFor).toEqual([])
  })

  test('fails a job that somebody rejects', async () => {
    const run = start(deploy, { environments: production })
    await run.when(({ waitingFor }) => waitingFor.length > 0)
    run.reject('production')
    await run.ended
    expect(run.job('job')).toMatchObject({ conclusion: 'failure', steps: [] })
    expect(run.job('job').annotations[0]?.message).toContain('The deployment was rejected')
  })

  test('whose job is cancelled while it waits is not asked any more', async () => {
    const run = start(deploy, { environments: production })
    await run.when(({ waitingFor }) => waitingFor.length > 0)
    run.cancel()
    expect((await run.ended).conclusion).toBe('cancelled')
  })

  test('that is approved although nothing waits for it is a mistake', async () => {
    const run = await pushed(deploy)
    expect(() => run.approve('production')).toThrow('nothing of the run waits for an approval of production')
  })

  test('can be used without a deployment, and is made by its first use', async () => {
    const notes: DeploymentNote[] = []
    const run = await pushed(job('- run: echo', 'environment: { name: new, deployment: false }'), {
      onDeployment: note => notes.push(note),
    })
    expect([run.conclusion, run.job('job').environment?.name, notes.length]).toEqual(['success', 'new', 0])
  })

  test('is not for every branch, if it says so', async () => {
    const run = await pushed(deploy, { environments: { production: { refs: ['v*'] } } })
    expect(run.job('job').annotations[0]?.message).toContain(
      'Branch or tag "main" is not allowed to deploy to production',
    )
  })

  test('can let time pass first', async () => {
    const run = start(deploy, { environments: { production: { waitTimer: 1 } }, speed: 600 })
    await run.when(({ waitingFor }) => waitingFor[0]?.for === 'timer')
    expect((await run.ended).conclusion).toBe('success')
  })

  test('whose URL would show a secret has none', async () => {
    const run = await pushed(job('- run: echo', "environment: { name: x, url: 'https://${{ vars.HOST }}/' }"), {
      vars: { HOST: 'secret-host' },
      secrets: { HOST: 'secret-host' },
    })
    expect(run.job('job').environment).toEqual({ name: 'x' })
  })
})

/** A workflow that goes on once its environment is approved. */
const grouped = (concurrency: string): string =>
  onPush(
    `concurrency: ${concurrency}\njobs: { job: { runs-on: ubuntu-latest, environment: gate, steps: [{ run: echo }] } }`,
  )
const gate = { environments: { gate: { reviewers: true } } }

describe('a concurrency group', () => {
  const waitsForApproval = ({ waitingFor }: { waitingFor: readonly { for: string }[] }): boolean =>
    waitingFor.some(wait => wait.for === 'approval')

  test('lets one run at a time, and of those that wait only the newest', async () => {
    const hub = github({ 'a.yml': grouped('one') }, gate)
    const [first, second, third] = [hub.push({ sha }), hub.push({ sha }), hub.push({ sha })].map(only)
    if (!first || !second || !third) throw new Error('no runs')
    await first.when(waitsForApproval)
    expect((await second.ended).conclusion).toBe('cancelled')
    expect(second.problems[0]).toContain("higher priority waiting request for 'one' exists")
    expect(third.waitingFor).toEqual([{ for: 'concurrency', group: 'one' }])
    first.approve('gate')
    await first.ended
    await third.when(waitsForApproval)
    third.approve('gate')
    expect((await third.ended).conclusion).toBe('success')
  })

  test('with queue: max lets all wait, first come first served', async () => {
    const hub = github({ 'a.yml': grouped('{ group: all, queue: max }') }, gate)
    const runs = [hub.push({ sha }), hub.push({ sha }), hub.push({ sha })].map(only)
    for (const run of runs) {
      await run.when(waitsForApproval)
      expect(runs.filter(waitsForApproval)).toEqual([run])
      run.approve('gate')
      expect((await run.ended).conclusion).toBe('success')
    }
  })

  test('with cancel-in-progress ends the run that is under way', async () => {
    const hub = github({ 'a.yml': grouped('{ group: "deploy-${{ github.ref }}", cancel-in-progress: true }') }, gate)
    const first = only(hub.push({ sha }))
    await first.when(waitsForApproval)
    const elsewhere = only(hub.push({ sha, branch: 'other' }))
    const second = only(hub.push({ sha }))
    expect((await first.ended).conclusion).toBe('cancelled')
    await second.when(waitsForApproval)
    await elsewhere.when(waitsForApproval)
  })

  test('holds for jobs of different runs, whatever the case of its name', async () => {
    const hub = github(
      { 'a.yml': onPush(job('- run: echo', 'environment: gate\nconcurrency: "${{ vars.GROUP }}"')) },
      { ...gate, vars: { GROUP: 'Deploy' } },
    )
    const [first, second] = [hub.push({ sha }), hub.push({ sha })].map(only)
    if (!first || !second) throw new Error('no runs')
    await first.when(waitsForApproval)
    await second.when(({ waitingFor }) => waitingFor.length > 0)
    expect(second.waitingFor).toEqual([{ for: 'concurrency', group: 'Deploy', job: 'job' }])
    expect(second.job('job').status).toBe('pending')
    first.reject('gate')
    await second.when(waitsForApproval)
  })

  test('that is asked for inside of itself would wait for ever, and fails', async () => {
    const run = await pushed(
      `concurrency: same\njobs: { job: { runs-on: ubuntu-latest, concurrency: same, steps: [{ run: echo }] } }`,
    )
    expect(run.job('job').annotations[0]?.message).toContain("a deadlock was detected for concurrency group: 'same'")
  })
})

describe('a cancelled run', () => {
  const grace = { afterInterrupt: 150, afterTerminate: 150 }

  test('ends its process by SIGINT, and still runs what asks for it', async () => {
    const run = start(
      `job:
  runs-on: ubuntu-latest
  steps:
    - run: trap 'echo asked; exit 0' INT; echo ready; while :; do sleep 0.01; done
    - run: echo no
    - { run: 'echo "\${{ job.status }}"', if: cancelled() }
    - { run: echo yes, if: always() }
    - { run: echo no, if: failure() }
next: { needs: job, runs-on: ubuntu-latest, steps: [{ run: echo no }] }
cleanup: { needs: job, if: cancelled(), runs-on: ubuntu-latest, steps: [{ run: echo yes }] }
`,
      { onLine: ({ text }) => text === 'ready' && run.cancel() },
    )
    await run.ended
    expect(run.job('job').steps.map(({ outcome }) => outcome)).toEqual([
      'cancelled',
      'skipped',
      'success',
      'success',
      'skipped',
    ])
    expect(logOf(run)).toBe('ready\nasked\n##[error]The operation was canceled.')
    expect(logOf(run, 2)).toBe('cancelled')
    expect([run.job('job'), run.job('next'), run.job('cleanup')].map(({ conclusion }) => conclusion)).toEqual([
      'cancelled',
      'skipped',
      'success',
    ])
    expect(run.conclusion).toBe('cancelled')
  })

  test.each([
    ['by SIGTERM, if it does not hear SIGINT', "trap 'echo INT' INT; trap 'echo TERM; exit 1' TERM", 'ready INT TERM'],
    ['by SIGKILL, if it hears neither', "trap 'echo INT' INT; trap 'echo TERM' TERM", 'ready INT TERM'],
  ])('ends its process %s', async (_, traps, said) => {
    const run = start(job(`- run: ${traps}; echo ready; while :; do sleep 0.01; done`), {
      grace,
      onLine: ({ text }) => text === 'ready' && run.cancel(),
    })
    await run.ended
    expect(logOf(run).split('\n').slice(0, -1).join(' ')).toBe(said)
    expect(run.conclusion).toBe('cancelled')
  })

  test('that waits for its turn gives its place up', async () => {
    const hub = github({ 'a.yml': grouped('one') }, gate)
    const [first, second] = [hub.push({ sha }), hub.push({ sha })].map(only)
    await second?.when(({ waitingFor }) => waitingFor.length > 0)
    second?.cancel()
    expect((await second?.ended)?.conclusion).toBe('cancelled')
    expect(first?.conclusion).toBeUndefined()
  })

  test('leaves a job and a step alone that are to run always', async () => {
    const run = start(
      `a: { runs-on: ubuntu-latest, if: always(), steps: [{ run: 'echo ready; sleep 0.1; echo done' }] }
b: { runs-on: ubuntu-latest, steps: [{ if: always(), run: 'sleep 0.1; echo done' }, { run: echo no }] }
`,
      { onLine: ({ text }) => text === 'ready' && run.cancel() },
    )
    await run.ended
    expect(logOf(run, 0, 'a')).toBe('ready\ndone')
    expect(logOf(run, 0, 'b')).toBe('done')
    expect(run.jobs.map(({ conclusion }) => conclusion)).toEqual(['success', 'cancelled'])
  })
})
