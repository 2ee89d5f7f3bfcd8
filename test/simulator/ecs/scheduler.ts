import type { Scheduled } from '../timeline.ts'
import { countFailure, countUnstarted } from './failures.ts'
import { complain } from './journal.ts'
import type { Service, Task } from './model.ts'
import type { Ecs } from './state.ts'
import { targetsChanged } from './task-life.ts'
import type { Duration } from './timing.ts'
import { takeTurn } from './turn.ts'
import { events } from './words.ts'

/** The service scheduler: looks at a service some seconds after something changed there, and acts. */
export class Scheduler {
  private readonly ecs: Ecs
  private readonly turns = new WeakMap<Service, Scheduled>()

  constructor(ecs: Ecs) {
    this.ecs = ecs
  }

  /** Has the service looked at within the given time, or sooner where that was planned already. */
  wake(service: Service, within: Duration | number = 'turn'): void {
    const ms = typeof within === 'number' ? within : this.ecs.lasts(within)
    const planned = this.turns.get(service)
    if (planned && planned.at <= this.ecs.now() + ms) return
    planned?.cancel()
    const turn = this.ecs.world.timeline.after(ms, () => {
      this.turns.delete(service)
      this.ecs.change(service, () => takeTurn(this.ecs, service))
    })
    this.turns.set(service, turn)
  }

  /** A task has come to RUNNING, so that its deployment's tasks can be started after all. */
  started(task: Task): void {
    const deployment = this.ecs.deploymentOf(task)
    if (deployment) deployment.failures.unstarted = 0
    this.noticed(task)
  }

  /** Something changed about a task that its service's scheduler wants to know. */
  noticed(task: Task): void {
    const service = this.ecs.owner(task)
    if (service) this.wake(service)
  }

  /** A task is STOPPED. */
  ended(task: Task): void {
    this.ecs.forgetAddress(task)
    const service = this.ecs.owner(task)
    if (!service) return
    const deployment = this.ecs.deploymentOf(task)
    if (deployment && task.stop?.failed && !isHealthFailure(task)) countFailure(this.ecs, service, deployment)
    if (deployment && task.stop?.code === 'TaskFailedToStart') {
      complain(this.ecs, service, events.notPlaced(service, task.stop.reason))
      countUnstarted(this.ecs, service, deployment)
    }
    this.wake(service)
  }

  targetChanged(task: Task): void {
    const service = this.ecs.owner(task)
    if (!service) return
    this.ecs.change(service, () => targetsChanged(this.ecs, task))
    if (!task.stop) this.wake(service)
  }
}

/** Those were counted when the scheduler found them. */
function isHealthFailure(task: Task): boolean {
  return task.stop?.code === 'ServiceSchedulerInitiated'
}
