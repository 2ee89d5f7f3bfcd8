import { action } from '../../shared/action.ts'
import { imageGatesOf, imagesOf, platformsOf } from '../../shared/core/deploy-manifest/declared.ts'
import { parsePlatform } from '../../shared/core/manifest.ts'
import { checkImages } from '../../shared/phases/verify/checks.ts'
import { commitOf } from '../../shared/phases/verify/release.ts'
import { tellRisks } from '../../shared/phases/verify/settings.ts'
import { verifyImages } from '../../shared/phases/verify/verify.ts'
import { buildsOf } from './build.ts'
import { askedOf, imageGates, inputs, mistakes } from './inputs.ts'
import { prove } from './prove.ts'
import { outputs, resultOf } from './report.ts'

/** Milliseconds for which reads are tried again that only serve warnings. */
const patience = 15_000

/** Proves that all images of a release are there and are what their digests say. Writes nothing. */
export const verifyImage = action({
  title: 'Verify images',
  inputs,
  outputs,
  defaults: ({ declared, document }) => {
    const gates = imageGatesOf(document, declared?.environment)
    return {
      images: declared ? declared.services.flatMap(({ images }) => images) : imagesOf(document),
      platform: platformsOf(document).map(parsePlatform),
      'fail-on-severity': gates.failOnSeverity,
      'require-signature': gates.requireSignature,
      attestation: gates.attestation,
      'proven-in': declared?.requires,
      soak: declared?.soak,
    }
  },
  check: mistakes,

  async run(all, context, manifest) {
    const given = askedOf(all, context)
    const until = context.clock.now() + given.timeout
    const token = given['github-token']
    const commit = given.release === undefined ? undefined : await commitOf(given.release, { token, context, until })
    const tag = commit ?? given.tag ?? ''
    const [platforms, allowMissing] = [given.platform ?? [], given['allow-missing']]
    const run = { tag, platforms, allowMissing, context, aws: context.aws({ until }) }
    const found = await verifyImages(given.images, run)
    const settings = { ...run, manifest, aws: context.aws({ until, patience }) }
    const builds = await buildsOf(found, settings)
    if (!allowMissing) await tellRisks(found, tag, settings)
    const proof = await prove(found, { ...run, given, manifest, sha: tag, until })
    const verified = await checkImages(found, { ...run, gates: imageGates(given, context), until, token })
    return resultOf(verified, { tag, sha: commit ?? (isCommit(tag) ? tag : ''), allowMissing, proof, builds })
  },
})

function isCommit(tag: string): boolean {
  return /^[0-9a-f]{40}$/.test(tag)
}
