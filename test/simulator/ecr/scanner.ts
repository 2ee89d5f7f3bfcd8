import type { ScanFrequency, ScanStatus, ScanType } from '@aws-sdk/client-ecr'
import type { World } from '../world.ts'
import { matches } from './mutability.ts'
import type { Finding, Repository, StoredImage } from './model.ts'

interface Course {
  /** Milliseconds until it is over. */
  takes?: number
  /** How it is then; complete, in the word of its type, if not said. */
  ends?: ScanStatus
}

/** How a registry scans: by its own lists (basic), or by Amazon Inspector (enhanced). */
export class Scanner {
  type: ScanType = 'BASIC'
  /** Which repositories are scanned when something is pushed, with `*` for any characters. */
  filters: readonly string[] = []
  /** How long a scan takes, in milliseconds. */
  takes = 30_000
  private readonly world: World

  constructor(world: World) {
    this.world = world
  }

  /** When a repository is scanned. */
  frequency(repository: Repository): ScanFrequency {
    if (this.filterOf(repository) !== undefined) return this.type === 'ENHANCED' ? 'CONTINUOUS_SCAN' : 'SCAN_ON_PUSH'
    return repository.scanOnPush && this.type === 'BASIC' ? 'SCAN_ON_PUSH' : 'MANUAL'
  }

  /** The registry's filter that is for a repository. */
  filterOf({ name }: Repository): string | undefined {
    return this.filters.find(filter => matches(filter, name))
  }

  /** Scans what is pushed to a repository that is scanned. An index is scanned by its images. */
  onPush(repository: Repository, image: StoredImage): void {
    if (this.frequency(repository) === 'MANUAL' || image.children.length > 0) return
    if (image.platform === undefined) image.scan = { type: this.type, status: 'UNSUPPORTED_IMAGE' }
    else this.start(image, { takes: image.pushedAt + this.takes - this.world.now() })
  }

  /** Begins a scan; one that is to be over already is over. */
  start(image: StoredImage, { takes = this.takes, ends = this.complete() }: Course = {}): void {
    if (takes <= 0) {
      this.end(image, ends, this.world.now() + takes)
      return
    }
    image.scan = { type: this.type, status: this.type === 'ENHANCED' ? 'PENDING' : 'IN_PROGRESS' }
    this.world.timeline.after(takes, () => this.end(image, ends, this.world.now()))
  }

  /** Leaves a scan in a state of its own, for good. */
  leave(image: StoredImage, status: ScanStatus): void {
    image.scan = { type: this.type, status }
  }

  /** New weaknesses become known. Who scans continuously finds them at once, others with their next scan. */
  discover(image: StoredImage, findings: readonly Finding[]): void {
    image.findings = [...image.findings, ...findings]
    if (image.scan?.status === 'ACTIVE') this.end(image, 'ACTIVE', this.world.now())
  }

  private end(image: StoredImage, status: ScanStatus, at: number): void {
    image.scan = { type: this.type, status, result: { findings: image.findings, at } }
  }

  private complete(): ScanStatus {
    return this.type === 'ENHANCED' ? 'ACTIVE' : 'COMPLETE'
  }
}
