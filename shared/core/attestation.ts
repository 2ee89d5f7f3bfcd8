import { plainLine } from './foreign-text.ts'
import { isJsonObject } from './json.ts'
import { shortened } from './wording.ts'

/** Who must have attested an image, and for which repository. */
export interface Attester {
  /** `owner/repository/.github/workflows/build.yml` */
  workflow: string
  /** `owner/repository`, whose source was built. */
  repository: string
}

const owner = '[A-Za-z0-9][A-Za-z0-9_-]*'
const name = '[A-Za-z0-9._-]+'
export const signerWorkflow = `^${owner}/${name}/\\.github/workflows/${name}\\.ya?ml$`

/** Reads a signer workflow. Throws an Error whose message continues the name of the input. */
export function parseWorkflow(raw: string): string {
  if (new RegExp(signerWorkflow).test(raw)) return raw
  throw new Error(
    `is ${JSON.stringify(shortened(raw, 80))}; it takes a workflow such as my-org/my-repo/.github/workflows/build.yml, without @ and a branch or tag`,
  )
}

/** Reads the name of a repository in GitHub. Throws an Error whose message continues the name of the input. */
export function parseRepository(raw: string): string {
  if (new RegExp(`^${owner}/${name}$`).test(raw)) return raw
  throw new Error(`is ${JSON.stringify(shortened(raw, 80))}; it takes a repository in GitHub, such as my-org/my-repo`)
}

/** The words of the command that verifies an image, given as `registry/repository@sha256:…`. No shell sees them. */
export function verifyCommand(image: string, { workflow, repository }: Attester): string[] {
  const who = ['--repo', repository, '--signer-workflow', workflow]
  return ['gh', 'attestation', 'verify', `oci://${image}`, ...who, '--format', 'json']
}

/** An action's own, tokens that are not for gh, and what would let it print for a person. */
const withheld = /^(INPUT_|STATE_|ACTIONS_|GITHUB_(OUTPUT|ENV|PATH|STATE|STEP_SUMMARY|TOKEN|ENTERPRISE_TOKEN)$|GH_)/i

/** The environment of that command: the step's, with its token, and credentials of the registry where they are. */
export function verifyEnvironment(
  runner: Readonly<Record<string, string | undefined>>,
  token: string,
): Record<string, string> {
  const own = Object.entries(runner).flatMap(([key, value]) =>
    value === undefined || withheld.test(key) ? [] : [[key, value] as const],
  )
  const host = hostOf(runner['GITHUB_SERVER_URL'])
  return {
    ...Object.fromEntries(own),
    ...(host !== undefined && { GH_HOST: host }),
    ...{ GH_TOKEN: token, GH_PROMPT_DISABLED: '1', GH_NO_UPDATE_NOTIFIER: '1', NO_COLOR: '1' },
  }
}

/** Where another GitHub than github.com is used. */
function hostOf(serverUrl: string | undefined): string | undefined {
  const host = serverUrl && URL.canParse(serverUrl) ? new URL(serverUrl).host : undefined
  return host === 'github.com' ? undefined : host
}

/** How the command ended, and what it printed: foreign text. */
export type Verification =
  | { is: 'ended'; code: number; lines: readonly string[] }
  /** It was ended, since there was no more time. */
  | { is: 'late' }
  | { is: 'not-started'; why: string }

/** `shown` is for a cell of a table, `why` and `next` are sentences without a full stop. */
export type AttestationVerdict =
  | { is: 'passed'; shown: string }
  | { is: 'refused'; shown: string; why: string; next: string }
  | { is: 'unknown'; shown: string; why: string; next: string }

/** What gh says of an image. Only what it names as verified passes. */
export function judgeAttestation(seen: Verification, attester: Attester): AttestationVerdict {
  if (seen.is === 'late') {
    const why = 'gh had not verified its attestation when there was no more time'
    return { is: 'unknown', shown: 'not seen', why, next: 'run this again, or give it more time (`timeout`)' }
  }
  if (seen.is === 'not-started') {
    const why = `gh could not be started: ${own(seen.why)}`
    return { is: 'unknown', shown: 'not seen', why, next: install }
  }
  if (seen.code === 0) return judgeResults(resultsIn(seen.lines), attester)
  const text = seen.lines.join('\n')
  const reason = reasons.find(({ code, said }) => code === seen.code || said?.test(text))
  const last = own(seen.lines.findLast(line => line.trim() !== '') ?? '')
  if (!reason) {
    const why = `gh could not verify its attestation and ended with code ${seen.code}${last ? `: ${last}` : ''}`
    return { is: 'unknown', shown: 'not seen', why, next: 'look at what gh printed, above, and run this again' }
  }
  return { is: reason.is, shown: reason.shown, why: reason.why(attester), next: reason.next }
}

const install =
  "install the GitHub CLI, gh, on this runner, 2.67.0 or newer; it is there on GitHub's own runners (https://cli.github.com)"

interface Reason {
  code?: number
  said?: RegExp
  is: 'refused' | 'unknown'
  shown: string
  why: (attester: Attester) => string
  next: string
}

/** Why gh did not verify, by its code and words (cli/cli, pkg/cmd/attestation). The first row that fits tells. */
const reasons: readonly Reason[] = [
  {
    code: 127,
    is: 'unknown',
    shown: 'not seen',
    why: () => 'gh, which verifies attestations, is not on this runner',
    next: install,
  },
  {
    said: /unknown (command|flag|shorthand flag)/,
    is: 'unknown',
    shown: 'not seen',
    why: () => 'the gh of this runner is too old to verify its attestation',
    next: install,
  },
  {
    code: 4,
    said: /set the GH_TOKEN|gh auth login|HTTP 401/,
    is: 'unknown',
    shown: 'not seen',
    why: () => 'GitHub did not take the token with which gh asked for its attestation',
    next: 'give `github-token` a token of this job, which is the default, or another one that is valid',
  },
  {
    said: /registry authorization failed|no basic auth credentials|401 Unauthorized/i,
    is: 'unknown',
    shown: 'not seen',
    why: () => 'gh is not logged in to its registry',
    next: 'let aws-actions/amazon-ecr-login run before, with `registries` for those of other accounts',
  },
  {
    said: /token was denied access|DENIED|403 Forbidden/,
    is: 'unknown',
    shown: 'not seen',
    why: () => 'its registry did not let gh read it',
    next: 'allow the role that logged in to the registry ecr:BatchGetImage and ecr:GetDownloadUrlForLayer',
  },
  {
    said: /failed to fetch remote image|MANIFEST_UNKNOWN/,
    is: 'unknown',
    shown: 'not seen',
    why: () => 'gh could not read it from its registry',
    next: 'look at what gh printed, above, and run this again',
  },
  {
    said: /rate limit|HTTP 429/i,
    is: 'unknown',
    shown: 'not seen',
    why: () => 'GitHub limits how often it may be asked for attestations, and that was too often',
    next: 'run this again in some minutes',
  },
  {
    said: /HTTP 403/,
    is: 'unknown',
    shown: 'not seen',
    why: ({ repository }) => `GitHub did not let gh read the attestations of ${repository}`,
    next: 'give the job the permission `attestations: read`, and a token of that repository where it is another one (`github-token`)',
  },
  {
    said: /no attestations found|HTTP 404/i,
    is: 'refused',
    shown: 'none',
    why: ({ repository }) => `${repository} has no attestation of it, or none that this token may see`,
    next: 'attest it where it is built (actions/attest, by its digest), and give this job the permission `attestations: read`; where another repository builds it, say which (`attestation-repo`)',
  },
  {
    said: /no attestations were verified|verifying with issuer|certificate identity|expected SAN|expected Source\w+ to be|expected Issuer|no matching/i,
    is: 'refused',
    shown: 'of somebody else',
    why: ({ workflow, repository }) => `it is attested, but not by ${workflow} for ${repository}`,
    next: 'find out who built it before it is deployed. If the workflow that signs was renamed, or is a reusable one, say its path (`attestation`)',
  },
]

/** Lines of JSON among what was printed: one entry for each attestation that was verified. */
function resultsIn(lines: readonly string[]): readonly unknown[] {
  const arrays = [...lines, lines.join('\n')].flatMap(line => {
    try {
      const value: unknown = JSON.parse(line)
      return Array.isArray(value) ? [value as unknown[]] : []
    } catch {
      return []
    }
  })
  return arrays[0] ?? []
}

/**
 * Versions of gh before 2.67.0 end well where nothing was verified (CVE-2025-25204), and every version takes the path of
 * the workflow as the beginning of a regular expression; so what it verified is looked at.
 */
function judgeResults(results: readonly unknown[], { workflow, repository }: Attester): AttestationVerdict {
  if (results.length === 0) {
    const why = 'gh ended well, but named no attestation that it verified'
    return {
      is: 'refused',
      shown: 'none',
      why,
      next: 'use gh 2.67.0 or newer, and look at whether the image was attested',
    }
  }
  const certificates = results.map(certificateOf)
  const signed = certificates.filter(({ buildSignerURI: uri }) => typeof uri !== 'string' || isBy(uri, workflow))
  if (signed.length === 0) {
    const [stranger] = certificates.map(({ buildSignerURI: uri }) => own(String(uri)))
    const why = `it is attested by ${stranger ?? ''}, not by ${workflow} for ${repository}`
    return { is: 'refused', shown: 'of somebody else', why, next: 'find out who built it before it is deployed' }
  }
  const source = signed.flatMap(({ sourceRepositoryDigest: sha }) => (typeof sha === 'string' ? [own(sha)] : []))[0]
  const file = workflow.slice(workflow.lastIndexOf('/') + 1)
  return { is: 'passed', shown: source === undefined ? file : `${file}, of commit ${source.slice(0, 12)}` }
}

/** `https://github.com/owner/repository/.github/workflows/build.yml@refs/heads/main` */
function isBy(uri: string, workflow: string): boolean {
  const [, path = ''] = /^https:\/\/[^/]+\/([^@]+)@/.exec(uri) ?? []
  return path.toLowerCase() === workflow.toLowerCase()
}

function certificateOf(result: unknown): Record<string, unknown> {
  return ['verificationResult', 'signature', 'certificate'].reduce<Record<string, unknown>>(
    (value, key) => {
      const inner = value[key]
      return isJsonObject(inner) ? inner : {}
    },
    isJsonObject(result) ? result : {},
  )
}

function own(text: string): string {
  return shortened(plainLine(text), 200)
}
