import { judgeAnswer, shownUrl } from '../../core/health-url.ts'
import { Cancelled } from '../../errors.ts'
import { wait } from '../../wait.ts'
import type { Look } from '../../wait.ts'
import type { WaitRun } from './run.ts'

export interface UrlState {
  url: string
  outcome: 'succeeded' | 'timed-out' | 'unknown' | 'cancelled'
  why: string
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

async function checkUrl(url: URL, until: number, waiting: WaitRun): Promise<UrlState> {
  const state = { url: shownUrl(url), ...(await answerOf(url, until, waiting)) }
  waiting.context.step.info(`${state.outcome}: ${state.url} ${state.why}`)
  return state
}

async function answerOf(url: URL, until: number, waiting: WaitRun): Promise<Omit<UrlState, 'url'>> {
  try {
    const waited = await wait({ until, look: () => ask(url, waiting) }, waiting.context)
    if (waited.is === 'ended') return waited.end
    return { outcome: 'timed-out', why: waited.for.join('; ').replace(`${shownUrl(url)}: `, '') }
  } catch (error) {
    if (error instanceof Cancelled) return { outcome: 'cancelled', why: 'was not asked to the end' }
    throw error
  }
}

async function ask(url: URL, waiting: WaitRun): Promise<Look<Omit<UrlState, 'url'>>> {
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
  if (verdict.is === 'healthy') return { is: 'ended', end: { outcome: 'succeeded', why: `answered ${answer.status}` } }
  return { is: 'waiting', for: [`${shownUrl(url)}: ${verdict.why}`] }
}
