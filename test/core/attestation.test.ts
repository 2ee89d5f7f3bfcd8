import { describe, expect, test } from '@jest/globals'
import {
  judgeAttestation,
  parseRepository,
  parseWorkflow,
  verifyCommand,
  verifyEnvironment,
} from '../../shared/core/attestation.ts'
import type { Verification } from '../../shared/core/attestation.ts'

const workflow = 'acme/shop/.github/workflows/build.yml'
const attester = { workflow, repository: 'acme/shop' }
const commit = '969282d285abcaf2c8392f0a8351c9334090427d'

function ended(code: number, ...lines: string[]): Verification {
  return { is: 'ended', code, lines }
}

/** What `gh attestation verify --format json` prints of an attestation, as far as it is read. */
function result(signer: string | undefined = `https://github.com/${workflow}@refs/heads/main`): object {
  const certificate = { ...(signer && { buildSignerURI: signer }), sourceRepositoryDigest: commit }
  return { attestation: {}, verificationResult: { signature: { certificate }, statement: {} } }
}

function verified(...signers: string[]): Verification {
  return ended(0, JSON.stringify(signers.map(signer => result(signer))))
}

describe('what gh verified', () => {
  test('passes, with the workflow and the commit', () => {
    expect(judgeAttestation(ended(0, JSON.stringify([result()])), attester)).toEqual({
      is: 'passed',
      shown: 'build.yml, of commit 969282d285ab',
    })
  })

  test.each([
    ['on several lines', ended(0, '[', JSON.stringify(result()), ']')],
    ['beside other lines', ended(0, 'a new version of gh is there', JSON.stringify([result()]))],
    [
      'of a workflow that is written in other letters',
      verified('https://github.com/Acme/Shop/.github/workflows/build.yml@refs/tags/v1'),
    ],
    [
      'beside an attestation of somebody else',
      verified(
        'https://github.com/eve/x/.github/workflows/a.yml@refs/heads/main',
        `https://github.com/${workflow}@refs/heads/main`,
      ),
    ],
    ['in a form that does not say who signed', ended(0, JSON.stringify([{ verificationResult: {} }]))],
  ])('passes %s', (_, seen) => {
    expect(judgeAttestation(seen, attester).is).toBe('passed')
  })

  test.each([
    ['nothing, as old versions do that end well all the same', ended(0)],
    ['an empty list', ended(0, '[]')],
    ['something that is no list', ended(0, '{"verified":true}')],
    ['words', ended(0, '✓ Verification succeeded!')],
  ])('and that was %s is refused', (_, seen) => {
    expect(judgeAttestation(seen, attester)).toMatchObject({ is: 'refused', next: expect.stringContaining('2.67.0') })
  })

  test.each([
    ['a workflow that only begins alike', `https://github.com/${workflow}x@refs/heads/main`],
    [
      'a workflow that gh’s pattern takes for it',
      'https://github.com/acme/shop/xgithub/workflows/build.yml@refs/heads/main',
    ],
    ['another workflow of the repository', 'https://github.com/acme/shop/.github/workflows/other.yml@refs/heads/main'],
    ['another repository', 'https://github.com/eve/shop/.github/workflows/build.yml@refs/heads/main'],
  ])('and was signed by %s is refused', (_, signer) => {
    expect(judgeAttestation(verified(signer), attester)).toMatchObject({
      is: 'refused',
      shown: 'of somebody else',
      why: expect.stringContaining(signer),
    })
  })
})

/** gh's own words, of several versions. */
const failures: readonly (readonly [string, Verification, 'refused' | 'unknown', RegExp, RegExp])[] = [
  [
    'gh is missing',
    ended(127, 'bash: line 1: exec: gh: not found'),
    'unknown',
    /gh.* is not on this runner/,
    /install/,
  ],
  [
    'gh is missing, by setsid',
    ended(127, 'setsid: failed to execute gh: No such file or directory'),
    'unknown',
    /not on this runner/,
    /install/,
  ],
  ['gh knows no attestations', ended(1, 'unknown command "attestation" for "gh"'), 'unknown', /too old/, /2\.67\.0/],
  ['gh knows no signers', ended(1, 'unknown flag: --signer-workflow'), 'unknown', /too old/, /2\.67\.0/],
  [
    'there is no token',
    ended(4, 'gh: To use GitHub CLI in a GitHub Actions workflow, set the GH_TOKEN environment variable.'),
    'unknown',
    /did not take the token/,
    /github-token/,
  ],
  [
    'the token is bad',
    ended(1, 'Error: HTTP 401: Bad credentials (https://api.github.com/repos/acme/shop/attestations/sha256:0)'),
    'unknown',
    /did not take the token/,
    /github-token/,
  ],
  [
    'nobody logged in',
    ended(1, 'Error: remote registry authorization failed, please authenticate with the registry and try again'),
    'unknown',
    /not logged in/,
    /amazon-ecr-login/,
  ],
  [
    'who logged in may not read',
    ended(
      1,
      "Error: the provided token was denied access to the requested resource, please check the token's expiration and repository access",
    ),
    'unknown',
    /did not let gh read/,
    /ecr:BatchGetImage/,
  ],
  [
    'the registry does not have it',
    ended(1, 'Error: failed to fetch remote image: MANIFEST_UNKNOWN'),
    'unknown',
    /could not read it/,
    /run this again/,
  ],
  [
    'there were too many requests',
    ended(1, 'Error: HTTP 403: API rate limit exceeded'),
    'unknown',
    /limits how often/,
    /some minutes/,
  ],
  [
    'the token may not see attestations',
    ended(1, 'Error: HTTP 403: Resource not accessible by integration'),
    'unknown',
    /did not let gh read the attestations of acme\/shop/,
    /`attestations: read`/,
  ],
  [
    'there is no attestation',
    ended(1, 'Error: no attestations found for digest sha256:0 in acme/shop'),
    'refused',
    /has no attestation/,
    /actions\/attest/,
  ],
  [
    'GitHub finds none',
    ended(1, 'Error: HTTP 404: Not Found (https://api.github.com/repos/acme/shop/attestations/sha256:0)'),
    'refused',
    /or none that this token may see/,
    /attestation-repo/,
  ],
  [
    'another workflow signed',
    ended(1, 'Error: verifying with issuer "sigstore.dev"'),
    'refused',
    /not by acme\/shop\/\.github\/workflows\/build\.yml for acme\/shop/,
    /reusable/,
  ],
  [
    'another workflow signed, at length',
    ended(
      1,
      'Error: failed to verify certificate identity: no matching CertificateIdentity found, last error: expected SAN value to match regex',
    ),
    'refused',
    /not by/,
    /find out who/,
  ],
  [
    'it was built from another repository',
    ended(1, 'Error: expected SourceRepositoryURI to be https://github.com/acme/shop, got https://github.com/eve/shop'),
    'refused',
    /not by/,
    /find out who/,
  ],
  [
    'something else happened',
    ended(1, 'dial tcp: i/o timeout', ''),
    'unknown',
    /ended with code 1: dial tcp: i\/o timeout/,
    /run this again/,
  ],
  ['gh said nothing', ended(2), 'unknown', /ended with code 2$/, /run this again/],
  ['gh took too long', { is: 'late' }, 'unknown', /no more time/, /`timeout`/],
  [
    'no process could be started',
    { is: 'not-started', why: 'no bash' },
    'unknown',
    /could not be started: no bash/,
    /install/,
  ],
]

test.each(failures)('where %s, nothing passes, and it is told from the rest', (_, seen, is, why, next) => {
  expect(judgeAttestation(seen, attester)).toMatchObject({
    is,
    why: expect.stringMatching(why),
    next: expect.stringMatching(next),
  })
})

test('the command is words, which no shell reads', () => {
  const image = `123456789012.dkr.ecr.us-west-2.amazonaws.com/shop/api@sha256:${'0'.repeat(64)}`
  expect(verifyCommand(image, attester)).toEqual([
    ...['gh', 'attestation', 'verify', `oci://${image}`, '--repo', 'acme/shop'],
    ...['--signer-workflow', workflow, '--format', 'json'],
  ])
})

describe('the environment of gh', () => {
  const runner = {
    PATH: '/bin',
    HOME: '/home/runner',
    DOCKER_CONFIG: '/tmp/docker',
    AWS_ACCESS_KEY_ID: 'AKIA',
    'INPUT_GITHUB-TOKEN': 'secret',
    INPUT_TAG: 'v1',
    STATE_X: 'x',
    GITHUB_TOKEN: 'another',
    GH_TOKEN: 'another',
    GH_DEBUG: 'api',
    GH_FORCE_TTY: '1',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret',
    GITHUB_OUTPUT: '/tmp/output',
    GITHUB_SERVER_URL: 'https://github.com',
    NOTHING: undefined,
  }

  test('has the token once, and what the registry’s credentials need', () => {
    const environment = verifyEnvironment(runner, 'token')
    expect(environment).toEqual({
      ...{ PATH: '/bin', HOME: '/home/runner', DOCKER_CONFIG: '/tmp/docker', AWS_ACCESS_KEY_ID: 'AKIA' },
      ...{ GITHUB_SERVER_URL: 'https://github.com', GH_TOKEN: 'token' },
      ...{ GH_PROMPT_DISABLED: '1', GH_NO_UPDATE_NOTIFIER: '1', NO_COLOR: '1' },
    })
  })

  test.each([
    ['https://acme.ghe.com', 'acme.ghe.com'],
    ['https://github.com', undefined],
    ['no address', undefined],
  ])('asks the GitHub of the run: %s', (url, host) => {
    expect(verifyEnvironment({ GITHUB_SERVER_URL: url }, 'token')['GH_HOST']).toBe(host)
  })
})

describe('the name of', () => {
  test.each([workflow, 'org_corp/deploy-actions/.github/workflows/build.yaml'])('a workflow is %s', raw => {
    expect(parseWorkflow(raw)).toBe(raw)
  })

  test.each([
    `${workflow}@refs/heads/main`,
    '.github/workflows/build.yml',
    'https://github.com/acme/shop/.github/workflows/build.yml',
    'acme/shop/.github/workflows/build.sh',
    'acme/shop/.github/workflows/$(id).yml',
    'acme/shop/.github/workflows/a b.yml',
    '--repo/x/.github/workflows/../build.yml',
    `${workflow}\n`,
  ])('a workflow is not %j', raw => {
    expect(() => parseWorkflow(raw)).toThrow(/^is .*; it takes a workflow such as/)
  })

  test.each(['acme', 'acme/shop/x', 'acme/sh op', 'acme/$(id)', ''])('a repository is not %j', raw => {
    expect(() => parseRepository(raw)).toThrow(/^is .*; it takes a repository/)
  })
})
