import { scanInRegistry, signingInRegistry } from '../../aws/registry.ts'
import type { ImageCheck } from '../../core/image-checks.ts'
import { platformText } from '../../core/manifest.ts'
import { judgeScans, lateScan } from '../../core/scan-verdict.ts'
import type { ScanVerdict, ScannedImage, Severity } from '../../core/scan-verdict.ts'
import { judgeSigning, lateSignature } from '../../core/signature-verdict.ts'
import type { SignatureVerdict } from '../../core/signature-verdict.ts'
import { partsOfIndex } from '../../core/verification.ts'
import { wait } from '../../wait.ts'
import type { CheckRun, Target } from './checks.ts'

/** One gate for one image: looked at until its verdict is no longer to wait. */
interface Open {
  key: string
  target: Target
  name: 'scan findings' | 'signature'
  look: () => Promise<ScanVerdict | SignatureVerdict>
  late: (waitedFor: string) => ScanVerdict | SignatureVerdict
}

/** Scans and signatures of all images, by their keys; what is under way is waited for, all of it at once. */
export async function checkInRegistry(
  targets: ReadonlyMap<string, Target>,
  run: CheckRun,
): Promise<ReadonlyMap<string, readonly ImageCheck[]>> {
  const ended = new Map<string, ImageCheck[]>([...targets.keys()].map(key => [key, []]))
  const end = ({ key, name }: Open, verdict: ScanVerdict | SignatureVerdict): void => {
    if (verdict.is !== 'waiting') ended.get(key)?.push({ name, ...verdict })
  }
  let open: { one: Open; waitsFor: string }[] = opens(targets, run).map(one => ({ one, waitsFor: '' }))
  await wait<undefined>(
    {
      until: run.until,
      look: async () => {
        const seen = await Promise.all(open.map(async ({ one }) => ({ one, verdict: await one.look() })))
        for (const { one, verdict } of seen) end(one, verdict)
        open = seen.flatMap(({ one, verdict }) => (verdict.is === 'waiting' ? [{ one, waitsFor: verdict.for }] : []))
        if (open.length === 0) return { is: 'ended', end: undefined }
        return { is: 'waiting', for: open.map(({ one, waitsFor }) => `${one.target.names.join(', ')}: ${waitsFor}`) }
      },
    },
    run.context,
  )
  for (const { one, waitsFor } of open) end(one, one.late(waitsFor))
  return ended
}

function opens(targets: ReadonlyMap<string, Target>, run: CheckRun): Open[] {
  const { failOnSeverity, requireSignature } = run.gates
  return [...targets].flatMap(([key, target]): Open[] => [
    ...(failOnSeverity === undefined
      ? []
      : [
          {
            key,
            target,
            name: 'scan findings' as const,
            look: () => lookAtScan(target, failOnSeverity, run),
            late: lateScan,
          },
        ]),
    ...(requireSignature
      ? [{ key, target, name: 'signature' as const, look: () => lookAtSignature(target, run), late: lateSignature }]
      : []),
  ])
}

/** A registry scans what can run: the image, or those inside of an index; a few also have a scan of the index. */
async function lookAtScan(target: Target, threshold: Severity, run: CheckRun): Promise<ScanVerdict> {
  const { digest, manifest, pushedAt, repository } = target
  const inside = partsOfIndex(manifest, run.platforms)
  const parts =
    inside.length > 0
      ? inside.map(one => ({ digest: one.digest, platform: platformText(one.platform) }))
      : [{ digest, platform: '' }]
  const scanOf = (part: string) => scanInRegistry(run.aws, { ...target, digest: part })
  const [index, ...scans] = await Promise.all([
    inside.length > 0 ? scanOf(digest) : undefined,
    ...parts.map(async part => ({ ...part, scan: await scanOf(part.digest) })),
  ])
  const age = pushedAt === undefined ? undefined : run.context.clock.now() - pushedAt
  const image: ScannedImage = { repository, parts: scans, index, age }
  return judgeScans(image, threshold)
}

async function lookAtSignature(target: Target, { aws }: CheckRun): Promise<SignatureVerdict> {
  return judgeSigning(await signingInRegistry(aws, target))
}
