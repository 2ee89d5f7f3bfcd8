import { seeded } from '../random.ts'

/**
 * Eventual consistency: every read may be answered by a replica that knows the world as it was a while ago, another
 * one each time, so that what a caller sees may even step back. Costs nothing while `replicaLag` is 0.
 */
export class Replicas {
  private readonly world: { readonly replicaLag: number; readonly seed: number; now(): number }
  /** A chance of its own, so that asking does not change what happens. */
  private readonly random: () => number
  private readonly pasts = new WeakMap<object, { since: number; copy: object }[]>()

  constructor(world: Replicas['world']) {
    this.world = world
    this.random = seeded(world.seed ^ 0x7265706c)
  }

  /** To be called before a record changes: keeps what it was until now, if nothing was kept yet. */
  before(record: object): void {
    if (this.world.replicaLag === 0 || this.pasts.has(record)) return
    this.pasts.set(record, [{ since: -Infinity, copy: structuredClone(record) }])
  }

  /** To be called after a record changed, and for a new one. */
  after(record: object): void {
    const { replicaLag } = this.world
    if (replicaLag === 0) return
    const now = this.world.now()
    const past = (this.pasts.get(record) ?? []).filter(({ since }) => since < now)
    const oldest = past.findLastIndex(({ since }) => since <= now - replicaLag)
    this.pasts.set(record, [...past.slice(Math.max(0, oldest)), { since: now, copy: structuredClone(record) }])
  }

  /** Picks the replica that answers one request. */
  pick(): Replica {
    const { replicaLag } = this.world
    if (replicaLag === 0) return { of: record => record }
    // Half of the replicas are up to date.
    const at = this.world.now() - Math.max(0, 2 * this.random() - 1) * replicaLag
    return { of: record => this.recall(record, at) }
  }

  private recall<T extends object>(record: T, at: number): T | undefined {
    const past = this.pasts.get(record)
    return past === undefined ? record : (past.findLast(({ since }) => since <= at)?.copy as T | undefined)
  }
}

/** What one replica knows. */
export interface Replica {
  /** The record as this replica knows it; `undefined` when it does not know of it yet. */
  of<T extends object>(record: T): T | undefined
}
