import { action } from '../../shared/action.ts'
import type { Context, Result } from '../../shared/action.ts'
import type { AwsServices } from '../../shared/aws/services.ts'
import { declaredOf } from '../../shared/core/deploy-manifest/declared.ts'
import { verdictOf, verdictOfAll } from '../../shared/core/versions/board.ts'
import type { Board } from '../../shared/core/versions/board.ts'
import { linksOf } from '../../shared/core/versions/links.ts'
import type { Links } from '../../shared/core/versions/links.ts'
import { versionPage } from '../../shared/core/versions/page.ts'
import { boardText, shown } from '../../shared/core/versions/words.ts'
import { ActionError, Cancelled, UsageError, messageOf } from '../../shared/errors.ts'
import type { Manifest } from '../../shared/manifest.ts'
import { lookAtVersions } from '../../shared/phases/versions/look.ts'
import type { VersionsRun, Wanted } from '../../shared/phases/versions/run.ts'
import type { GitHub } from '../../shared/ports.ts'
import { runUrl } from '../../shared/run-url.ts'
import { placeInWorkspace, writeWorkspaceFile } from '../../shared/workspace.ts'
import { checkInputs, inputs } from './inputs.ts'
import type { VersionInputs } from './inputs.ts'
import { driftOutput, versionsOutput } from './outputs.ts'
import { summaryOf } from './summary.ts'

type Shown = Result<'versions' | 'drift'>

/** Shows which version is where, from what ECS runs and what GitHub has recorded. Writes nothing in either. */
export const whichVersion = action({
  title: 'Which version is where',
  inputs,
  outputs: ['versions', 'drift'],
  defaults: ({ declared, document }) => ({
    ...(declared === undefined && { environments: Object.keys(document.environments) }),
  }),
  check: checkInputs,

  async run(given, context, manifest) {
    if (given.page !== undefined) await placeInWorkspace(given.page, context.environment)
    const run = runOf(given, context)
    const board = await lookAtVersions(await wantedOf(given, manifest, run), run)
    warn(board, context)
    return {
      ...judged(board, given),
      ...(await writePage({ board, given, context })),
      outputs: { versions: versionsOutput(board), drift: driftOutput(board) },
      summary: summaryOf(board, linksIn(context)),
    }
  },
})

function runOf({ timeout, history, 'github-token': token }: VersionInputs, context: Context): VersionsRun {
  const until = context.clock.now() + timeout
  const known = new Map<string | undefined, AwsServices>()
  return {
    history,
    aws: region => {
      const aws = known.get(region) ?? context.aws({ until, patience, ...(region !== undefined && { region }) })
      known.set(region, aws)
      return aws
    },
    github: context.github({ token, until }),
    context,
  }
}

/** Milliseconds for which one read is tried again: what is not seen is said, and the rest is shown. */
const patience = 60_000

/** The environments that are looked at, and where they are. */
async function wantedOf(
  { environment, environments, 'fail-on-drift': failOnDrift }: VersionInputs,
  manifest: Manifest | undefined,
  { github }: VersionsRun,
): Promise<Wanted[]> {
  const named = environment === undefined ? environments : [environment]
  if (manifest) return (named ?? []).map(name => declaredIn(manifest, name, named ?? []))
  if (failOnDrift)
    throw new UsageError([
      '`fail-on-drift` needs a manifest: it says which services are to run where; is actions/checkout missing?',
    ])
  const names = named ?? (await recordedNames(github))
  return names.map(name => ({ name, requires: undefined, place: undefined }))
}

function declaredIn({ document, path }: Manifest, name: string, all: readonly string[]): Wanted {
  const declared = declaredOf(document, name)
  if (declared) {
    const { cluster, region, services, requires } = declared
    return { name, requires, place: { cluster, region, services } }
  }
  const known = Object.keys(document.environments)
  const strange = all.filter(one => !known.includes(one)).join(', ')
  throw new UsageError([`\`environments\` names ${strange}, which ${path} does not have; it has ${known.join(', ')}`])
}

/** Without a manifest GitHub's records say which environments there are, those first that were deployed to last. */
async function recordedNames(github: GitHub): Promise<string[]> {
  const found = await github.deploymentsTo(undefined)
  if (found.is === 'found') return [...new Set(found.deployments.map(({ environment }) => environment))]
  throw new ActionError(`there is no manifest, and ${found.why}`, {
    outcome: 'unknown',
    next: 'Check the repository out before this step, or name the `environments`.',
  })
}

function judged({ environments }: Board, { 'fail-on-drift': failOnDrift }: VersionInputs): Omit<Shown, 'outputs'> {
  const message = environments.length === 0 ? nothingKnown : boardText({ environments })
  const verdict = verdictOfAll(environments)
  if (!failOnDrift || verdict === 'none') return { outcome: 'succeeded', message }
  const troubled = environments.filter(one => verdictOf(one) === verdict)
  const findings = troubled.flatMap(({ name, findings }) =>
    findings.filter(({ is }) => is === verdict).map(finding => ({ ...finding, name })),
  )
  const lines = findings.map(({ name, says }) => `  - ${shown(name)}: ${shown(says, longestFinding)}`)
  return {
    outcome: verdict === 'drift' ? 'failed-before-change' : 'unknown',
    message: [
      `${verdict === 'drift' ? 'There is drift' : 'Whether there is drift could not be seen'}:`,
      ...lines,
      message,
    ].join('\n'),
    next: findings.find(({ next }) => next !== undefined)?.next,
  }
}

const nothingKnown = 'No environment is known: there is no manifest, and GitHub has no deployment recorded.'

/** Characters. */
const longestFinding = 1_000

/** Annotations are few: what all environments have in common is said once. */
function warn({ environments }: Board, { step }: Context): void {
  const warnings = environments.flatMap(({ name, findings }) =>
    findings.flatMap(({ is, says, next }) => {
      if (is === 'note') return []
      const text = shown([`${says}.`, next].filter(Boolean).join(' '), longestFinding)
      return [is === 'drift' ? `Drift in ${shown(name)}: ${text}` : text]
    }),
  )
  for (const warning of new Set(warnings)) step.warning(warning)
}

interface Written {
  board: Board
  given: VersionInputs
  context: Context
}

/** Writes the page, if one is wanted. One that cannot be written makes the step red; what was seen is shown all the same. */
async function writePage({ board, given: { page }, context }: Written): Promise<Partial<Shown>> {
  if (page === undefined) return {}
  const { environment, step } = context
  const html = versionPage(board, { links: linksIn(context), run: runUrl(environment) })
  try {
    await writeWorkspaceFile(page, html, environment)
    step.info(`The page is in ${page}.`)
    return {}
  } catch (error) {
    if (error instanceof Cancelled) throw error
    return {
      outcome: 'failed-before-change',
      message: `the page ${page} could not be written: ${messageOf(error)}`,
      next: 'What was seen stands in the job summary. Name another `page`, in a folder that this job may write to.',
    }
  }
}

function linksIn({ environment }: Context): Links {
  return linksOf({ server: environment['GITHUB_SERVER_URL'], repository: environment['GITHUB_REPOSITORY'] })
}
