import { laterThan } from '../../core/history.ts'
import { stayingMigrations } from '../../core/migration-stay.ts'
import { scopeOf } from '../migrate/plan.ts'
import type { Headed } from './find.ts'
import type { Migrations } from './way.ts'

/** So many later revisions are asked; whoever goes back further knows that the database is another one. */
const most = 20

/**
 * What migrations of the releases after the target did: a rollback brings back the program, not the data. What was taken
 * back in this cluster does not stay.
 */
export async function laterMigrations(
  { past, found: { target, basis }, leaves }: Headed,
  cluster: string,
): Promise<Migrations> {
  const { history, current } = past.knowledge()
  const isThere = target.arn === current.arn
  if (isThere && leaves === undefined) return { known: [], complete: true }
  const after = history && !isThere ? laterThan(target.arn, history) : []
  const arns = [...new Set([leaves ?? current.arn, ...after])]
  const asked = await Promise.all(arns.slice(0, most).map(arn => past.revision(arn)))
  const later = asked.flatMap(revision => (revision === 'gone' ? [] : [revision]))
  // What ran before a deployment has nothing between it and that deployment.
  const all = history !== undefined || basis === 'deployments'
  return {
    known: stayingMigrations({ later, target, scope: scopeOf(cluster) }),
    complete: all && arns.length <= most,
  }
}
