import type { Answer, Target, TargetState } from '../neighbours.ts'
import type { Scheduled, Timeline } from '../timeline.ts'

/** How a load balancer looks at its targets. Times are milliseconds. */
export interface HealthCheck {
  path: string
  interval: number
  timeout: number
  /** Passes in a row that bring an unhealthy target back. */
  healthyThreshold: number
  /** Failures in a row that make a target unhealthy. */
  unhealthyThreshold: number
  /** Statuses that pass, as ELB writes them: `200`, `200,204`, `200-399`. */
  matcher: string
}

export interface TargetLife {
  timeline: Timeline
  target: Target
  check: HealthCheck
  answers: () => Answer
  /** It was registered long ago and is healthy. */
  settled: boolean
  changed: (state: TargetState) => void
}

/** How long a load balancer takes to know of a new target, before its first check. Assumed. */
const registration = 3_000

const states = {
  registering: {
    state: 'initial',
    reason: 'Elb.RegistrationInProgress',
    description: 'Target registration is in progress',
  },
  checking: { state: 'initial', reason: 'Elb.InitialHealthChecking', description: 'Initial health checks in progress' },
  healthy: { state: 'healthy' },
  draining: {
    state: 'draining',
    reason: 'Target.DeregistrationInProgress',
    description: 'Target deregistration is in progress',
  },
} as const satisfies Record<string, TargetState>

/**
 * One registered target and the checks it goes through. A new target needs one pass; one that became unhealthy needs
 * as many in a row as its group asks for.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export class RegisteredTarget {
  readonly target: Target
  private readonly life: TargetLife
  private readonly history: { at: number; state: TargetState }[] = []
  private passes = 0
  private failures = 0
  private next: Scheduled

  constructor(life: TargetLife) {
    this.life = life
    this.target = life.target
    this.remember(life.settled ? states.healthy : states.registering)
    if (life.settled) this.next = this.probeSoon()
    else this.next = life.timeline.after(registration, () => this.check())
  }

  /** What it is now, or what it was `ago` milliseconds ago; `undefined` if it was not registered then. */
  state(ago = 0): TargetState | undefined {
    const time = this.life.timeline.now() - ago
    return this.history.findLast(({ at }) => at <= time)?.state
  }

  drain(delay: number, gone: () => void): void {
    this.next.cancel()
    this.become(states.draining)
    this.next = this.life.timeline.after(delay, gone)
  }

  /** What a request gets that the load balancer sends to it. */
  answer(): Answer {
    return this.life.answers()
  }

  get isDraining(): boolean {
    return this.state() === states.draining
  }

  /** Ends all that is still to come of it. */
  end(): void {
    this.next.cancel()
  }

  private check(): void {
    this.become(states.checking)
    if (!this.isDraining) this.next = this.probeSoon()
  }

  /** The load balancer checks at its own pace, which the target comes into at some moment. */
  private probeSoon(): Scheduled {
    const { timeline, check } = this.life
    return timeline.after(check.interval * timeline.random(), () => this.probe())
  }

  /** The next check is arranged before this one is judged, since what follows from it may end all checks. */
  private probe(): void {
    const { timeline, check, answers } = this.life
    const answer = answers()
    if (answer !== 'timeout') {
      this.next = timeline.after(check.interval, () => this.probe())
      this.judge(answer)
      return
    }
    this.next = timeline.after(check.timeout, () => {
      this.next = timeline.after(check.interval - check.timeout, () => this.probe())
      this.judge(answer)
    })
  }

  private judge(answer: Answer): void {
    const { check } = this.life
    const passed = answer !== 'timeout' && matches(check.matcher, answer)
    this.passes = passed ? this.passes + 1 : 0
    this.failures = passed ? 0 : this.failures + 1
    const needed = this.state() === states.checking ? 1 : check.healthyThreshold
    if (passed && this.passes >= needed) this.become(states.healthy)
    if (!passed && this.failures >= check.unhealthyThreshold) this.become(unhealthy(answer))
  }

  private become(state: TargetState): void {
    const { state: before, description } = this.state() ?? {}
    if (before === state.state && description === state.description) return
    this.remember(state)
    this.life.changed(state)
  }

  private remember(state: TargetState): void {
    this.history.push({ at: this.life.timeline.now(), state })
  }
}

function unhealthy(answer: Answer): TargetState {
  return answer === 'timeout'
    ? { state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' }
    : {
        state: 'unhealthy',
        reason: 'Target.ResponseCodeMismatch',
        description: `Health checks failed with these codes: [${answer}]`,
      }
}

/** Whether a status is one of `200`, `200,204` or `200-399`. */
export function matches(matcher: string, status: number): boolean {
  return matcher.split(',').some(part => {
    const [low = NaN, high = low] = part.split('-').map(Number)
    return status >= low && status <= high
  })
}
