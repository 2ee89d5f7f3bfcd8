import type { Declared } from '../../core/deploy-manifest/declared.ts'
import { judgeAnswer, judgeMember, parseHealthUrl, shownUrl } from '../../core/health-url.ts'
import type { HealthUrl } from '../../core/health-url.ts'
import { Cancelled } from '../../errors.ts'
import { wait } from '../../wait.ts'
import type { Look } from '../../wait.ts'
import type { WaitRun } from './run.ts'

export interface UrlState {
  url: string
  outcome: 'succeeded' | 'timed-out' | 'unknown' | 'cancelled'
  why: string
}

/** The addresses that the manifest names for an environment, each once; `commit` is what their answers must say. */
export function healthUrlsOf({ services }: Declared, commit: string): HealthUrl[] {
  const asked = services.flatMap(({ healthUrl, healthJson }) =>
    healthUrl === undefined ? [] : [{ healthUrl, healthJson }],
  )
  const distinct = new Map(asked.map(one => [`${one.healthUrl} ${one.healthJson ?? ''}`, one]))
  return [...distinct.values()].map(({ healthUrl, healthJson }) => ({
    url: parseHealthUrl(healthUrl),
    ...(healthJson !== undefined && { member: { path: healthJson, value: commit } }),
  }))
}

/** Milliseconds for one answer. */
const answerTime = 10_000

/** Asks each URL until it answers as wanted. The services are proved by then; this proves the way to them. */
export async function checkHealthUrls(waiting: WaitRun): Promise<UrlState[]> {
  const { context, health } = waiting
  if (health.urls.length === 0) return []
  const until = Math.min(context.clock.now() + health.timeout, waiting.until)
  return context.step.group('Ask health URLs', () => Promise.all(health.urls.map(url => checkUrl(url, until, waiting))))
}

async function checkUrl(asked: HealthUrl, until: number, waiting: WaitRun): Promise<UrlState> {
  const state = { url: shownUrl(asked.url), ...(await answerOf(asked, until, waiting)) }
  waiting.context.step.info(`${state.outcome}: ${state.url} ${state.why}`)
  return state
}

async function answerOf(asked: HealthUrl, until: number, waiting: WaitRun): Promise<Omit<UrlState, 'url'>> {
  try {
    const waited = await wait({ until, look: () => ask(asked, waiting) }, waiting.context)
    if (waited.is === 'ended') return waited.end
    return { outcome: 'timed-out', why: waited.for.join('; ').replace(`${shownUrl(asked.url)}: `, '') }
  } catch (error) {
    if (error instanceof Cancelled) return { outcome: 'cancelled', why: 'was not asked to the end' }
    throw error
  }
}

async function ask({ url, member }: HealthUrl, waiting: WaitRun): Promise<Look<Omit<UrlState, 'url'>>> {
  const { probe, stop } = waiting.context
  const { status: wanted, allowPrivate } = waiting.health
  // Where a redirect is what is wanted, it must be seen, not followed.
  const follow = !wanted.some(({ from, to }) => from < 400 && to >= 300)
  const answer = await probe(url, {
    timeoutMs: answerTime,
    allowPrivate,
    follow,
    signal: stop,
  })
  if (answer.is === 'refused')
    return {
      is: 'ended',
      end: { outcome: 'unknown', why: `${answer.why}; only \`allow-private-urls: true\` lets that be asked` },
    }
  if (answer.is === 'failed') return { is: 'waiting', for: [`${shownUrl(url)}: ${answer.why}`] }
  const verdict = judgeAnswer(answer, wanted)
  const told = verdict.is === 'healthy' && member ? judgeMember(answer.body, member) : verdict
  if (told.is === 'unhealthy') return { is: 'waiting', for: [`${shownUrl(url)}: ${told.why}`] }
  const version = member ? `, and \`${member.path}\` is ${member.value}` : ''
  return { is: 'ended', end: { outcome: 'succeeded', why: `answered ${answer.status}${version}` } }
}
