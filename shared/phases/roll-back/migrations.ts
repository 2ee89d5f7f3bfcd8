import { laterThan } from '../../core/history.ts'
import { releaseName } from '../../core/known-revision.ts'
import type { Headed } from './find.ts'
import type { Migrations } from './way.ts'

/** So many later revisions are asked; whoever goes back further knows that the database is another one. */
const most = 20

/** What migrations of the releases after the target did: a rollback brings back the program, not the data. */
export async function laterMigrations({ past, found: { target, basis }, leaves }: Headed): Promise<Migrations> {
  const { history, current } = past.knowledge()
  const isThere = target.arn === current.arn
  if (isThere && leaves === undefined) return { known: [], complete: true }
  const after = history && !isThere ? laterThan(target.arn, history) : []
  const later = [...new Set([leaves ?? current.arn, ...after])]
  const asked = await Promise.all(later.slice(0, most).map(arn => past.revision(arn)))
  const known = asked.flatMap(revision => {
    const what = revision === 'gone' ? undefined : revision.provenance.migration
    return revision === 'gone' || what === undefined ? [] : [{ release: releaseName(revision), what }]
  })
  // What ran before a deployment has nothing between it and that deployment.
  const all = history !== undefined || basis === 'deployments'
  return { known, complete: all && later.length <= most }
}
