import type { Context } from '../../shared/action.ts'
import type { AwsServices } from '../../shared/aws/services.ts'
import { buildList } from '../../shared/core/build-list.ts'
import type { Build } from '../../shared/core/build-list.ts'
import { imagesOf, platformsOf } from '../../shared/core/deploy-manifest/declared.ts'
import { mayMove } from '../../shared/core/tag-mutability.ts'
import type { Manifest } from '../../shared/manifest.ts'
import { readMutability } from '../../shared/phases/verify/settings.ts'
import type { Verified } from '../../shared/phases/verify/verify.ts'

interface BuildsRun {
  manifest: Manifest | undefined
  tag: string
  allowMissing: boolean
  context: Context
  aws: AwsServices
}

/** How to build what is missing, as the manifest says; nothing without one. */
export async function buildsOf(verified: readonly Verified[], run: BuildsRun): Promise<Build[]> {
  const { manifest, tag, allowMissing, context } = run
  const missing = verified.filter(({ verdict }) => verdict.is === 'missing')
  if (missing.length === 0 || !manifest) return []
  const { document } = manifest
  const mutabilityOf = await readMutability(missing, run)
  const { builds, unbuildable } = buildList(
    missing.map(({ image }) => image),
    {
      declared: imagesOf(document),
      tag,
      platforms: platformsOf(document),
      latestMoves: image => {
        const settings = mutabilityOf(image)
        return settings !== undefined && mayMove(settings, 'latest')
      },
    },
  )
  if (allowMissing && unbuildable.length > 0)
    context.step.warning(
      `Nothing says how to build ${unbuildable.join(', ')}: ${manifest.path} has no \`build\` for it, so whoever builds it has to know.`,
    )
  return builds
}
