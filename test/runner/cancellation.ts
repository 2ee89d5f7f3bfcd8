/** Ends what is inside of it: a run its jobs, a calling job the jobs of the workflow it calls. */
export class Cancellation {
  private readonly inside = new Set<Cancellation>()
  private readonly listeners = new Set<() => void>()
  private readonly survives: () => boolean
  reason: string | undefined

  /** `survives` is asked when all around it is cancelled, as GitHub then looks at the job's `if` again. */
  constructor(outer?: Cancellation, survives: () => boolean = () => false) {
    this.survives = survives
    // What starts after its surroundings were cancelled was let in by its `if`, and is left alone.
    outer?.inside.add(this)
  }

  get cancelled(): boolean {
    return this.reason !== undefined
  }

  cancel(reason: string): void {
    if (this.cancelled) return
    this.reason = reason
    this.listeners.forEach(listener => listener())
    for (const one of this.inside) if (!one.survives()) one.cancel(reason)
  }

  /** Called once it is cancelled, at once if it is already. Returns what stops the listening. */
  onCancel(listener: () => void): () => void {
    if (this.cancelled) listener()
    else this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
