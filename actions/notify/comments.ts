import type { Context } from '../../shared/action.ts'
import type { Arrival } from '../../shared/core/arrival.ts'
import { promotionLine } from '../../shared/core/promotion-comment.ts'
import { linksOf } from '../../shared/core/versions/links.ts'
import { versionText } from '../../shared/core/versions/version.ts'
import { capital } from '../../shared/core/wording.ts'
import { Cancelled, messageOf } from '../../shared/errors.ts'
import type { CommitsSince, GitHub, Refused, TagLookup } from '../../shared/ports.ts'
import { runUrl } from '../../shared/run-url.ts'
import type { NotifyInputs } from './inputs.ts'
import { lookBack } from './look-back.ts'
import type { Promoted } from './promoted.ts'
import { tellPullRequests } from './pull-requests.ts'
import { tellReleasePages } from './release-pages.ts'
import type { Told } from './told.ts'

/** Says on pull requests and on the release's page where a change is by now. Whatever goes wrong there is told. */
export async function comment(given: NotifyInputs, context: Context): Promise<Told[]> {
  const { comment: places = [], outcome, event, 'github-token': token } = given
  if (places.length === 0) return []
  // A job's word for its end proves nothing.
  const isProved = outcome === 'succeeded' || outcome === 'unchanged'
  if (event === 'start' || !isProved) return [nothingFor(given, 'only what has succeeded is told there')]
  if (token === undefined) return [notTold(given, 'there is no `github-token`')]
  try {
    return await commentOn(given, { token, context })
  } catch (error) {
    if (error instanceof Cancelled) throw error
    return [notTold(given, messageOf(error))]
  }
}

async function commentOn(
  given: NotifyInputs,
  { token, context }: { token: string; context: Context },
): Promise<Told[]> {
  const { environment = '', event, timeout, comment: places = [] } = given
  const until = context.clock.now() + timeout
  const github = context.github({ token, until })
  const found = await commitOf(given, github)
  if (found.is !== 'found') return [notTold(given, found.why)]
  const { commit } = found
  const sought = { commit, run: pageOf(context), returns: event === 'rollback' }
  const { arrival, problem } = await lookBack(environment, sought, github)
  const told: Told[] = problem === undefined ? [] : [littleKnown(problem)]
  if (sought.returns && !arrival.before && problem === undefined) told.push(nothingLeft(environment))
  const overtaken = await overtakenBy(commit, arrival, github)
  if (overtaken !== undefined) return [...told, nothingFor(given, `by now ${environment} runs ${overtaken}`)]
  const range = arrival.before && (await github.commitsSince(arrival.before.commit, commit))
  if (range?.is === 'refused') told.push(littleKnown(range.why))
  const promoted = { ...storyOf(given, { commit, arrival, range, context }), github, until, context }
  if (places.includes('pull-requests')) told.push(...(await tellPullRequests(promoted)))
  if (places.includes('release')) told.push(...(await tellReleasePages(promoted)))
  return told
}

const placeNames = { 'pull-requests': 'pull requests', release: 'the page of the release' } as const

function placesOf({ comment = [] }: NotifyInputs): string {
  return comment.map(place => placeNames[place]).join(' and ')
}

function nothingFor(given: NotifyInputs, why: string): Told {
  return { is: 'nothing-new', why: `Nothing is written on ${placesOf(given)}: ${why}` }
}

function notTold(given: NotifyInputs, why: string): Told {
  return { is: 'not-told', why: `${capital(placesOf(given))} may not have been written on: ${why}` }
}

function littleKnown(why: string): Told {
  return { is: 'not-told', why: `${why}; so of pull requests only those of the released commit itself are known` }
}

function nothingLeft(environment: string): Told {
  const why = `No deployment to ${environment} in GitHub tells what ran before, so nothing is said of what left with it`
  return { is: 'not-told', why }
}

async function commitOf({ sha, release }: NotifyInputs, github: GitHub): Promise<TagLookup> {
  if (sha !== undefined) return { is: 'found', commit: sha }
  if (release === undefined) return { is: 'missing', why: 'neither `sha` nor `release` is given' }
  return github.commitOfTag(release)
}

/** The page of the run as the deployments of all its attempts name it. */
function pageOf({ environment }: Context): string | undefined {
  return runUrl({ ...environment, GITHUB_RUN_ATTEMPT: undefined })
}

/** What the environment runs by now, if that may not hold the commit: to say that it is there would be wrong. */
async function overtakenBy(commit: string, { after }: Arrival, github: GitHub): Promise<string | undefined> {
  if (!after) return undefined
  const between = await github.commitsSince(commit, after.commit)
  if (between.is === 'found' && between.behind === 0) return undefined
  return `${nameOf(after)}, which ${between.is === 'found' ? 'does' : 'may'} not hold this commit`
}

function nameOf({ commit, release }: NonNullable<Arrival['after']>): string {
  return versionText({ commit, ...(release !== undefined && { release }) })
}

interface Known {
  commit: string
  arrival: Arrival
  range: CommitsSince | Refused | undefined
  context: Context
}

/** What there is to say, without the means to say it. */
function storyOf(
  { environment = '', release, event, 'environment-url': address }: NotifyInputs,
  { commit, arrival, range, context }: Known,
): Omit<Promoted, 'github' | 'until' | 'context'> {
  const { environment: variables, clock } = context
  const links = linksOf({ server: variables['GITHUB_SERVER_URL'], repository: variables['GITHUB_REPOSITORY'] })
  const [since, run] = [arrival.since ?? clock.now(), runUrl(variables)]
  const version = { commit, ...(release !== undefined && { release }) }
  const known = range?.is === 'found' ? range : undefined
  const isReturn = event === 'rollback' || known?.ahead === 0
  return {
    line: promotionLine(
      { environment, ...version, since, ...(run && { run }), ...(address && { url: address.href }) },
      links,
    ),
    ...{ release, arrival, links, range: known },
    left: arrival.after
      ? undefined
      : { at: since, how: isReturn ? 'rolled back to' : 'replaced by', by: versionText(version) },
  }
}
