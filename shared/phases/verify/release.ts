import type { Context } from '../../action.ts'
import { ActionError } from '../../errors.ts'

/** The commit of a release, as GitHub knows it. `until` is milliseconds since 1970. */
export async function commitOf(
  release: string,
  { token, context, until }: { token: string | undefined; context: Context; until: number },
): Promise<string> {
  if (token === undefined)
    throw new ActionError('`release` needs `github-token` to ask GitHub for its commit', {
      outcome: 'failed-before-change',
    })
  const found = await context.github({ token, until }).commitOfTag(release)
  if (found.is === 'found') {
    context.step.info(`Release ${release} is commit ${found.commit}.`)
    return found.commit
  }
  const next = found.is === 'refused' ? found.next : 'Check the name of the release; its tag has to be pushed.'
  throw new ActionError(found.why, { outcome: found.is === 'refused' ? 'unknown' : 'failed-before-change', next })
}
