/** Something on the agenda; `order` decides between two of the same instant. */
export interface Due {
  readonly at: number
  readonly order: number
  readonly happen: () => void
  cancelled: boolean
}

/**
 * What is still to happen, the earliest first: a binary heap, so that a world of fifty services plans and forgets in
 * logarithmic time. What was cancelled stays where it is until it comes up.
 */
export class Agenda {
  private readonly heap: Due[] = []

  add(due: Due): void {
    this.heap.push(due)
    this.rise(this.heap.length - 1)
  }

  cancel(due: Due): void {
    due.cancelled = true
  }

  first(): Due | undefined {
    while (this.heap[0]?.cancelled) this.dropFirst()
    return this.heap[0]
  }

  private dropFirst(): void {
    const last = this.heap.pop()
    if (last === undefined || this.heap.length === 0) return
    this.heap[0] = last
    this.sink(0)
  }

  private rise(index: number): void {
    const parent = (index - 1) >> 1
    if (index === 0 || !this.isBefore(index, parent)) return
    this.swap(index, parent)
    this.rise(parent)
  }

  private sink(index: number): void {
    const [left, right] = [2 * index + 1, 2 * index + 2]
    const earlier = this.isBefore(right, left) ? right : left
    if (!this.isBefore(earlier, index)) return
    this.swap(index, earlier)
    this.sink(earlier)
  }

  /** A place beyond the heap's end is never before another. */
  private isBefore(index: number, other: number): boolean {
    const [one, two] = [this.heap[index], this.heap[other]]
    if (!one || !two) return one !== undefined
    return one.at < two.at || (one.at === two.at && one.order < two.order)
  }

  private swap(index: number, other: number): void {
    const [one, two] = [this.heap[index], this.heap[other]]
    if (!one || !two) return
    this.heap[index] = two
    this.heap[other] = one
  }
}
