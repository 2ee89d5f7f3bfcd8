import type { Asked, Fault } from '../core/aws-fault.ts'
import { classify, describeFault, healsByItself, remedy, surelyNotDone } from '../core/aws-fault.ts'
import type { Bucket, Level } from '../core/pace.ts'
import { rates, retryPause, takePlace } from '../core/pace.ts'
import { ActionError, Cancelled, NotBegun } from '../errors.ts'
import type { Clock, Step } from '../ports.ts'

/** One request: what it asks for, the group of calls AWS counts it in, and how it is sent. */
export interface Call<Reply> extends Asked {
  bucket: Bucket
  /** Aborts when this must not be begun any more, because something else went wrong. */
  unless?: AbortSignal | undefined
  /** Milliseconds for which a change is tried again, where what it was decided on grows old. */
  patience?: number
  send: (signal: AbortSignal) => Promise<Reply>
}

/** What became of a change. A refusal is thrown: then it is certain that nothing was changed. */
export type Change<Reply> = { is: 'done'; reply: Reply } | { is: 'lost'; fault: AwsError }

/** How long and how patiently this run may ask AWS. */
export interface Limits {
  clock: Clock
  /** A number from 0 to 1. */
  random: () => number
  /** Milliseconds since 1970 after which nothing is tried again. */
  until: number
  /** Milliseconds for which one read is tried again, where it must not use up all the time there is. */
  patience?: number
  stop: AbortSignal
  step: Pick<Step, 'info'>
}

/** AWS said no, or could not be heard. `kind` says which. */
export class AwsError extends ActionError {
  readonly fault: Fault
  readonly kind: ReturnType<typeof classify>

  constructor(fault: Fault, asked: Asked) {
    const kind = classify(fault)
    super(describeFault(fault, asked), {
      outcome: kind === 'broken' || kind === 'aborted' ? 'unknown' : 'failed-before-change',
      next: remedy(fault, asked),
    })
    this.name = 'AwsError'
    this.fault = fault
    this.kind = kind
  }

  /** Whether AWS answered with one of these codes. */
  is(...codes: string[]): boolean {
    return codes.includes(this.fault.code)
  }
}

/** Whether asking again later may work: throttling, outages and broken connections, not refusals. */
export function isPassing(error: unknown): error is AwsError {
  return error instanceof AwsError && healsByItself(error.kind)
}

/** AWS answered 200 without the member that is the answer. It happens: an empty body reads as an empty reply. */
export class EmptyReply extends Error {
  override readonly name = 'EmptyReply'
}

/** The main member of a reply, or an `EmptyReply` that names it: what is not there is unknown, not empty. */
export function member<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new EmptyReply(`the reply has no \`${name}\``)
  return value
}

/** How long a change that is under way when the job is cancelled may still take: the runner kills after 7.5 s. */
const graceForChanges = 2_500

/** How long, in milliseconds, after the deadline an answer is still waited for: that of a last look. */
const lateness = 5_000

const late: Fault = { code: 'TimeoutError', message: 'no answer came before the time of this job was over' }

const crowded: Fault = {
  code: 'Throttling',
  message: 'the calls of this run that come before it, at the rate that AWS allows, take until the deadline',
}

/**
 * Asks AWS. The SDK's own retries are off (`maxAttempts: 1`): they would resend changes silently, and end after two
 * seconds of throttling. Reads are asked again until the deadline; changes are sent once.
 */
export class Caller {
  private readonly limits: Limits
  /** Aborts a while after `stop`, for the changes that are under way then. */
  private readonly grace: AbortSignal
  private readonly levels = new Map<Bucket, Level>()
  private readonly said = new Set<string>()

  constructor(limits: Limits) {
    this.limits = limits
    this.grace = afterGrace(limits)
  }

  /** Reads, as often as it takes until the deadline, unless AWS says no. */
  async read<Reply>(call: Call<Reply>): Promise<Reply> {
    const { clock, until, patience = Infinity, stop } = this.limits
    const giveUpAt = Math.min(until, clock.now() + patience)
    for (let attempt = 0; ; attempt++) {
      const result = await this.attempt(call, { signal: stop, beginBy: until + lateness })
      if (result.is === 'done') return result.reply
      if (!healsByItself(result.fault.kind)) throw result.fault
      await this.pauseOrThrow(call, { fault: result.fault, attempt, giveUpAt })
    }
  }

  /**
   * Sends a change once. Where it is certain that it was not done (throttled, never sent), it is sent again until the
   * deadline; where that is not certain, the caller gets `lost` and finds out by reading.
   */
  async change<Reply>(call: Call<Reply>): Promise<Change<Reply>> {
    const { clock, until } = this.limits
    const giveUpAt = Math.min(until, clock.now() + (call.patience ?? Infinity))
    for (let attempt = 0; ; attempt++) {
      const result = await this.attempt(call, { signal: this.grace, beginBy: until })
      if (result.is === 'done' || !surelyNotDone(result.fault.kind)) return result
      if (!healsByItself(result.fault.kind)) throw result.fault
      await this.pauseOrThrow(call, { fault: result.fault, attempt, giveUpAt })
    }
  }

  private async attempt<Reply>(call: Call<Reply>, { signal, beginBy }: Terms): Promise<Change<Reply>> {
    const { clock, until } = this.limits
    await this.place(call)
    if (clock.now() > beginBy) throw new NotBegun('the time of this job was over')
    if (call.unless?.aborted) throw new NotBegun('something else failed first')
    const limit = limitTo(until + lateness - clock.now(), { signal, clock })
    try {
      return { is: 'done', reply: await call.send(limit.signal) }
    } catch (error) {
      if (this.limits.stop.aborted && signal === this.limits.stop) throw new Cancelled()
      return { is: 'lost', fault: new AwsError(limit.isPassed() ? late : faultOf(error), call) }
    } finally {
      limit.release()
    }
  }

  private async place(call: Call<unknown>): Promise<void> {
    const { clock, stop, until } = this.limits
    const { wait, level } = takePlace(this.levels.get(call.bucket), rates[call.bucket], clock.now())
    if (clock.now() + wait > until + lateness) throw new AwsError(wait > 0 ? crowded : late, call)
    this.levels.set(call.bucket, level)
    if (wait > 0) await clock.sleep(wait, stop)
    if (stop.aborted) throw new Cancelled()
  }

  private async pauseOrThrow(call: Asked, { fault, attempt, giveUpAt }: Setback): Promise<void> {
    const { clock, random, stop, step } = this.limits
    const pause = retryPause({ attempt, throttled: fault.kind === 'throttled' }, random())
    // A clock that is off is mended by the first answer; an answer that stays bad is a wrong secret key.
    if (clock.now() + pause > giveUpAt || (fault.kind === 'skewed' && attempt >= 2)) throw fault
    const news = `${call.permission}: ${fault.fault.code}`
    if (!this.said.has(news)) step.info(`${news} (${fault.fault.message}); asking again`)
    this.said.add(news)
    await clock.sleep(pause, stop)
    if (stop.aborted) throw new Cancelled()
  }
}

interface Terms {
  signal: AbortSignal
  /** Milliseconds since 1970 after which it is not begun any more. */
  beginBy: number
}

/** An attempt that failed in a way that may heal. */
interface Setback {
  fault: AwsError
  /** Counts from 0. */
  attempt: number
  /** Milliseconds since 1970. */
  giveUpAt: number
}

/** A signal that aborts with another one, or after so many milliseconds unless it is released before. */
function limitTo(ms: number, { signal, clock }: { signal: AbortSignal; clock: Clock }) {
  const [released, passed] = [new AbortController(), new AbortController()]
  void clock.sleep(Math.max(0, ms), released.signal).then(() => {
    if (!released.signal.aborted) passed.abort()
  })
  return {
    signal: AbortSignal.any([signal, passed.signal]),
    isPassed: () => passed.signal.aborted,
    release: () => released.abort(),
  }
}

function afterGrace({ clock, stop }: Limits): AbortSignal {
  const grace = new AbortController()
  stop.addEventListener('abort', () => void clock.sleep(graceForChanges).then(() => grace.abort()), { once: true })
  return grace.signal
}

interface SdkError {
  name?: string
  message?: string
  code?: unknown
  $metadata?: { httpStatusCode?: number; requestId?: string }
  $response?: { statusCode?: number; headers?: Record<string, string> }
  cause?: unknown
}

/** Reads an SDK error. HTML bodies and cut-off replies come as SyntaxErrors, so the HTTP status is kept beside the name. */
export function faultOf(error: unknown): Fault {
  const { name, message, code, $metadata, $response, cause } = (error ?? {}) as SdkError
  const socket = [code, (cause as SdkError | undefined)?.code].find(
    value => typeof value === 'string' && /^E(?!RR_)[A-Z_]+$/.test(value),
  )
  const status = $metadata?.httpStatusCode ?? $response?.statusCode
  const requestId = $metadata?.requestId ?? $response?.headers?.['x-amzn-requestid']
  return {
    // A certificate that does not hold has its name in `code`; the error's own is "Error".
    code: typeof code === 'string' && /CERT|^UNABLE_TO_/.test(code) ? code : (name ?? 'Error'),
    // Where several addresses refused, Node's error has a code and no message.
    message: message || (typeof socket === 'string' ? socket : String(error)),
    ...(typeof socket === 'string' && { socket }),
    // A SyntaxError on a 200 is not an answer that was understood: leave the status out, and it counts as broken.
    ...(status !== undefined && status >= 400 && { status }),
    ...(requestId !== undefined && { requestId }),
  }
}
