import type { Context } from '../../shared/action.ts'
import type { AwsServices } from '../../shared/aws/services.ts'
import { declaredOf } from '../../shared/core/deploy-manifest/declared.ts'
import { UsageError } from '../../shared/errors.ts'
import type { Manifest } from '../../shared/manifest.ts'
import type { Gate } from '../../shared/phases/gates/gate.ts'
import { proofGate, recordedProofGate } from '../../shared/phases/gates/proof.ts'
import type { Verified } from '../../shared/phases/verify/verify.ts'
import type { Given } from './inputs.ts'
import { referencesOf } from './report.ts'

interface ProofRun {
  given: Given
  manifest: Manifest | undefined
  /** The commit of the release, or the tag where that is none. */
  sha: string
  /** Milliseconds since 1970. */
  until: number
  context: Context
  aws: AwsServices
}

/** Whether these very images were proved where they have to be; undefined where nothing is asked. */
export async function prove(verified: readonly Verified[], run: ProofRun): Promise<Gate | undefined> {
  const { given, context } = run
  const environment = given['proven-in']
  if (environment === undefined) return undefined
  const name = `proof in ${environment}`
  const required = requiredOf(environment, run)
  const absent = verified.filter(({ verdict }) => verdict.is === 'missing').map(({ image }) => image.name)
  if (absent.length > 0) {
    const says = `what is not there was proved nowhere: ${absent.join(', ')}`
    return { name, is: 'refused', says, next: `Build it, bring it to ${environment}, and let it be proved there.` }
  }
  const images = referencesOf(verified)
  // Nothing can be proved of images that could not be seen, and that is told already.
  if (Object.keys(images).length === 0) return undefined
  const token = given['github-token']
  const search = {
    ...{ sha: run.sha, soak: given.soak ?? 0, images, until: run.until, context, aws: run.aws },
    github: token === undefined ? undefined : context.github({ token, until: run.until }),
  }
  const gate = await context.step.group(`Look for the ${name}`, () =>
    required
      ? proofGate({ ...search, required, cluster: required.cluster })
      : recordedProofGate({ ...search, environment }),
  )
  context.step.info(`${gate.is}: ${gate.name}: ${gate.says}`)
  return gate
}

/** That environment as the manifest has it; undefined where there is no manifest, and records alone can tell. */
function requiredOf(environment: string, { manifest }: ProofRun): ReturnType<typeof declaredOf> {
  if (!manifest) return undefined
  const required = declaredOf(manifest.document, environment)
  if (required) return required
  const known = Object.keys(manifest.document.environments).join(', ')
  throw new UsageError([`\`proven-in\` names ${environment}, which ${manifest.path} does not have; it has ${known}`])
}
