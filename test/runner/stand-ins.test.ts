import { afterAll, describe, expect, test } from '@jest/globals'
import type { Run } from './index.ts'
import { cleanUp, github, job, logOf, only, onPush, sha } from './small.ts'
import { standIns } from './stand-ins.ts'
import type { Artifact, Attestation, Build, StandInHooks } from './stand-ins.ts'

afterAll(cleanUp)

const files = {
  'scripts/hello.sh': '#!/bin/sh\necho hello',
  'api/Dockerfile': 'FROM scratch',
  'site/index.html': '<p>',
}
const tagged = 'fedcba9876543210fedcba9876543210fedcba98'

async function performed(workflow: string, hooks: StandInHooks = {}): Promise<Run> {
  const workflows = { '.github/workflows/a.yml': onPush(workflow) }
  const run = only(
    github(
      {},
      {
        standIns: standIns(hooks),
        tags: { v1: tagged },
        files: at => (at === sha ? { ...workflows, ...files } : at === tagged ? { 'old.txt': 'old' } : undefined),
      },
    ).push({ sha }),
  )
  await run.ended
  return run
}

const said = (run: Run): string => run.jobs.flatMap(one => one.annotations.map(({ message }) => message)).join('\n')

const readable = 'permissions: { contents: read }'
const checkout = '- uses: actions/checkout@v7'
const all = 'permissions: { contents: read, id-token: write, attestations: write }'
const role = 'arn:aws:iam::123456789012:role/deploy'
const configure = `- uses: aws-actions/configure-aws-credentials@v6
  with: { aws-region: eu-central-1, role-to-assume: '${role}' }`

describe('actions/checkout', () => {
  test('writes the files of the commit that runs; scripts can be started', async () => {
    const run = await performed(job(`${checkout}\n- run: scripts/hello.sh && ls`, readable))
    expect(logOf(run, 1)).toBe('hello\napi\nscripts\nsite')
    expect(run.job('job').steps[0]?.outputs['commit']).toBe(sha)
  })

  test('takes a tag and a folder', async () => {
    const run = await performed(job(`${checkout}\n  with: { ref: v1, path: old }\n- run: cat old/old.txt`, readable))
    expect(logOf(run, 1)).toBe('old')
  })

  test.each([
    [
      'a ref that is not there',
      `${checkout}\n  with: { ref: v2 }`,
      readable,
      "A branch or tag with the name 'v2' could not be found",
    ],
    ['a commit that is not there', `${checkout}\n  with: { ref: ${'0'.repeat(40)} }`, readable, 'could not be found'],
    ['a token that may not read', checkout, 'permissions: {}', "The process '/usr/bin/git' failed with exit code 128"],
    ['another repository', `${checkout}\n  with: { repository: acme/other }`, readable, 'not of acme/other'],
    ['a way out of the workspace', `${checkout}\n  with: { path: ../.. }`, readable, 'is not under'],
  ])('refuses %s', async (_, step, permissions, message) => {
    const run = await performed(job(step, permissions))
    expect(run.conclusion).toBe('failure')
    expect(said(run)).toContain(message)
  })
})

describe('aws-actions/configure-aws-credentials', () => {
  test('gives the credentials of the role to the steps that follow, and takes them back', async () => {
    const asked: unknown[] = []
    const run = await performed(
      job(`${configure}\n- run: echo "$AWS_REGION $AWS_DEFAULT_REGION $AWS_ACCESS_KEY_ID"`, all),
      {
        assume: given => {
          asked.push(given)
          return { accessKeyId: 'ASIATEST', secretAccessKey: 'secret-key', sessionToken: 'session' }
        },
      },
    )
    expect(asked).toEqual([{ role, region: 'eu-central-1', sessionName: 'GitHubActions', duration: 3600, job: 'job' }])
    expect(logOf(run, 1)).toBe('eu-central-1 eu-central-1 ***')
    expect(
      run
        .job('job')
        .steps.map(({ name }) => name)
        .at(-1),
    ).toBe('Post Run aws-actions/configure-aws-credentials@v6')
  })

  test.each([
    [
      'without id-token: write',
      configure,
      readable,
      /Credentials could not be loaded, .*: Could not load credentials from any providers/,
    ],
    [
      'without a region',
      `- { uses: aws-actions/configure-aws-credentials@v6, with: { role-to-assume: '${role}' } }`,
      all,
      /Input required and not supplied: aws-region/,
    ],
    [
      'without a role',
      '- { uses: aws-actions/configure-aws-credentials@v6, with: { aws-region: us-east-1 } }',
      all,
      /Could not load credentials from any providers/,
    ],
    [
      'with a region that is none',
      configure.replace('eu-central-1', 'Frankfurt'),
      all,
      /Region is not valid: Frankfurt/,
    ],
    [
      'for an account that is not allowed',
      configure.replace(' }', ", allowed-account-ids: '1' }"),
      all,
      /\(123456789012\) does not match any of the expected account IDs: 1/,
    ],
  ])('fails %s', async (_, step, permissions, message) => {
    const run = await performed(job(step, permissions))
    expect(said(run)).toMatch(message)
    if (permissions === readable) expect(logOf(run)).toContain('Did you mean to set the `id-token` permission?')
  })
})

const login = '- { id: ecr, uses: aws-actions/amazon-ecr-login@v2 }'
const build = (inputs: string): string => `- { id: image, uses: docker/build-push-action@v7, with: { ${inputs} } }`
const buildx = '- uses: docker/setup-buildx-action@v4'

describe('docker/build-push-action', () => {
  test('builds what it is asked and pushes it where the job logged in', async () => {
    const builds: Build[] = []
    const run = await performed(
      job(
        `${checkout}
${configure}
${login}
${buildx}
${build("context: api, target: run, push: true, tags: '${{ steps.ecr.outputs.registry }}/shop/api:${{ github.sha }}', platforms: 'linux/arm64', build-args: 'A=1', cache-to: 'type=gha'")}
- run: echo "\${{ steps.image.outputs.digest }}"`,
        all,
      ),
      {
        build: one => {
          builds.push(one)
          return { digest: 'sha256:abc' }
        },
      },
    )
    expect(logOf(run, 5)).toBe('sha256:abc')
    const registry = '123456789012.dkr.ecr.eu-central-1.amazonaws.com'
    expect(builds).toMatchObject([
      {
        context: 'api',
        file: 'api/Dockerfile',
        dockerfile: 'FROM scratch',
        target: 'run',
        tags: [`${registry}/shop/api:${sha}`],
        platforms: ['linux/arm64'],
        push: true,
        buildArgs: { A: '1' },
        job: 'job',
      },
    ])
  })

  test.each([
    ['a folder that is not there', `${checkout}\n${build('context: web')}`, 'path "web" not found'],
    [
      'a Dockerfile that is not there',
      `${checkout}\n${build('context: site')}`,
      'failed to read dockerfile: open site/Dockerfile',
    ],
    ['a workspace without checkout', build('context: api'), 'path "api" not found'],
    [
      'a registry without login',
      `${checkout}\n${build("context: api, push: true, tags: '1.dkr.ecr.us-east-1.amazonaws.com/x:1'")}`,
      'no basic auth credentials',
    ],
    ['a push of nothing', `${checkout}\n${build('context: api, push: true')}`, 'tag is needed when pushing'],
    [
      'several platforms without buildx',
      `${checkout}\n${build("context: api, platforms: 'linux/amd64,linux/arm64'")}`,
      'Multi-platform build is not supported',
    ],
    [
      'a cache without buildx',
      `${checkout}\n${build('context: api, cache-to: type=gha')}`,
      'Cache export is not supported',
    ],
    [
      'a login without credentials',
      login.replace('}', ', env: { AWS_REGION: us-east-1 } }'),
      'Could not load credentials from any providers',
    ],
  ])('fails with %s', async (_, steps, message) => {
    const run = await performed(job(steps, all))
    expect(said(run)).toContain(message)
    expect(run.conclusion).toBe('failure')
  })

  test('fails as its hook does', async () => {
    const run = await performed(job(`${checkout}\n${build('context: api')}`, all), {
      build: () => {
        throw new Error('ERROR: failed to build: exit code: 1')
      },
    })
    expect(said(run)).toBe('ERROR: failed to build: exit code: 1')
  })
})

describe('actions/attest', () => {
  const digest = `sha256:${'a'.repeat(64)}`
  const attest = (inputs: string): string => `- { uses: actions/attest@v4, with: { ${inputs} } }`

  test('records what is attested', async () => {
    const attested: Attestation[] = []
    await performed(job(attest(`subject-name: example.org/shop/api, subject-digest: '${digest}'`), all), {
      onAttestation: one => attested.push(one),
    })
    expect(attested).toEqual([
      { subjectName: 'example.org/shop/api', subjectDigest: digest, pushToRegistry: false, job: 'job' },
    ])
  })

  test.each([
    [
      'an identity',
      'attestations: write',
      `subject-name: x, subject-digest: '${digest}'`,
      'missing "id-token" permission',
    ],
    [
      'its permission',
      'id-token: write',
      `subject-name: x, subject-digest: '${digest}'`,
      'Resource not accessible by integration',
    ],
    [
      'a digest',
      'id-token: write, attestations: write',
      'subject-name: x, subject-digest: abc',
      'subject-digest must be in the format',
    ],
    [
      'a name without tag',
      'id-token: write, attestations: write',
      `subject-name: 'x/y:1', subject-digest: '${digest}'`,
      'must not have a tag',
    ],
    [
      'a login',
      'id-token: write, attestations: write',
      `subject-name: x/y, subject-digest: '${digest}', push-to-registry: true`,
      'No credentials found for registry x',
    ],
  ])('needs %s', async (_, permissions, inputs, message) => {
    const run = await performed(job(attest(inputs), `permissions: { ${permissions} }`))
    expect(said(run)).toContain(message)
  })
})

describe('pages and artifacts', () => {
  const upload = (path: string, rest = ''): string =>
    `- { uses: actions/upload-artifact@v7, with: { path: ${path}${rest} } }`

  test('are kept by name, and a site is published from one', async () => {
    const kept: Artifact[] = []
    const run = await performed(
      `build:
  runs-on: ubuntu-latest
  permissions: { contents: read }
  steps: [{ uses: actions/checkout@v7 }, { uses: actions/upload-pages-artifact@v4, with: { path: site } }, { uses: actions/upload-artifact@v7, with: { name: script, path: scripts/hello.sh } }]
deploy:
  needs: build
  runs-on: ubuntu-latest
  permissions: { pages: write, id-token: write }
  environment: { name: github-pages, url: '\${{ steps.d.outputs.page_url }}' }
  steps: [{ id: d, uses: actions/deploy-pages@v4 }]
`,
      { onArtifact: one => kept.push(one) },
    )
    expect(kept.map(({ name, files: content }) => [name, content])).toEqual([
      ['github-pages', { 'index.html': '<p>' }],
      ['script', { 'hello.sh': '#!/bin/sh\necho hello' }],
    ])
    expect(run.job('deploy').environment?.url).toBe('https://acme.github.io/shop/')
  })

  test.each([
    [
      'no site was uploaded',
      '- uses: actions/deploy-pages@v4',
      'pages: write, id-token: write',
      'No artifacts named "github-pages"',
    ],
    ['the job may not', '- uses: actions/deploy-pages@v4', 'id-token: write', 'the job needs "pages: write"'],
    [
      'there is nothing to upload',
      upload('none', ', if-no-files-found: error'),
      'contents: read',
      'No files were found with the provided path: none.',
    ],
    ['there are wildcards', upload("'*.txt'"), 'contents: read', 'one path without wildcards'],
    ['there is no site', '- uses: actions/upload-pages-artifact@v4', 'contents: read', 'tar: _site/: Cannot open'],
  ])('fail where %s', async (_, step, permissions, message) => {
    const run = await performed(job(step, `permissions: { ${permissions} }`))
    expect(run.conclusion).toBe('failure')
    expect(said(run)).toContain(message)
  })

  test('that are empty only warn', async () => {
    const run = await performed(job(upload('none'), readable))
    expect(run.job('job').annotations).toMatchObject([{ level: 'warning' }])
    expect(run.conclusion).toBe('success')
  })
})
