import { commitOf, environmentOf } from '../../core/versions/board.ts'
import type { Board, Environment, Waiting } from '../../core/versions/board.ts'
import { currentOf } from '../../core/versions/records.ts'
import type { SeenEnvironment } from '../../core/versions/seen.ts'
import { isCommit } from '../../core/versions/version.ts'
import { readRecords } from './records.ts'
import type { VersionsRun, Wanted } from './run.ts'
import { readServices } from './services.ts'

/** Which version is in each of these environments. All are looked at side by side; nothing is written. */
export async function lookAtVersions(wanted: readonly Wanted[], run: VersionsRun): Promise<Board> {
  const { clock, step } = run.context
  const at = clock.now()
  const seen = await step.group('Look at what runs where', () => Promise.all(wanted.map(one => see(one, run))))
  const judged = seen.map(one => environmentOf(one, { now: at, most: run.history }))
  const environments = await Promise.all(
    judged.map(async one => ({ ...one, waiting: await waitingFor(one, judged, run) })),
  )
  return { at, environments }
}

async function see({ name, place, requires }: Wanted, run: VersionsRun): Promise<SeenEnvironment> {
  const records = await readRecords(name, run)
  const recorded = records.is === 'read' ? currentOf(records.records) : undefined
  const services = place ? await readServices(place, recorded, run) : ({ is: 'unasked' } as const)
  return { name, place: place && { cluster: place.cluster, region: place.region }, requires, services, records }
}

/** What lies between an environment and the one that its releases come from; undefined where that was not looked at. */
async function waitingFor(
  environment: Environment,
  all: readonly Environment[],
  { github }: VersionsRun,
): Promise<Waiting | undefined> {
  const source = all.find(({ name }) => name === environment.requires)
  if (!source) return undefined
  const [base, head] = [commitOf(environment), commitOf(source)]
  const from = source.name
  if (environment.stand.is === 'never' || source.stand.is === 'never') return undefined
  if (!isCommit(base) || !isCommit(head)) {
    const missing = isCommit(base) ? from : environment.name
    return { is: 'unknown', from, why: `it is not known which one commit ${missing} is at` }
  }
  if (base === head) return { is: 'compared', from, base, head, ahead: 0, behind: 0, commits: [] }
  const compared = await github.commitsBetween(base, head)
  if (compared.is === 'unread')
    return { is: 'unknown', from, why: `GitHub did not compare the commits: ${compared.why}` }
  const { ahead, behind, commits } = compared
  return { is: 'compared', from, base, head, ahead, behind, commits }
}
