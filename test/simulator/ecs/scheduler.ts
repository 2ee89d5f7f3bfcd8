import type { Scheduled } from '../timeline.ts'
import { countFailure, countUnstarted, delayReplacement } from './failures.ts'
import { tell } from './journal.ts'
import type { Service, Task } from './model.ts'
import type { Ecs } from './state.ts'
import { tellOfDraining } from './staffing.ts'
import { targetsChanged } from './task-end.ts'
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

  /** A task cannot start. Its service says why, every time. */
  failedToStart(task: Task, reason: string): void {
    const service = this.ecs.owner(task)
    const deployment = this.ecs.deploymentOf(task)
    if (!service || !deployment) return
    tell(this.ecs, service, events.notPlaced(service, reason))
    countUnstarted(this.ecs, service, deployment)
  }

  /** Something changed about a task that its service's scheduler wants to know. */
  noticed(task: Task): void {
    const service = this.ecs.owner(task)
    if (service) this.wake(service)
  }

  /** A task ends, and its service's scheduler did not want that: it sees so only some time later. */
  lost(task: Task, within = this.ecs.lasts('loss')): void {
    const service = this.ecs.owner(task)
    const deployment = this.ecs.deploymentOf(task)
    if (!service || !deployment) return
    this.ecs.after(service, within, () => tellOfDraining(this.ecs, service, { tasks: [task], deployment }))
    this.wake(service, within)
  }

  /** A task is STOPPED. */
  ended(task: Task): void {
    this.ecs.forgetAddress(task)
    const service = this.ecs.owner(task)
    const deployment = this.ecs.deploymentOf(task)
    if (!service) return
    const failed = task.stop?.failed === true && task.stop.code !== 'TaskFailedToStart'
    if (deployment && failed) countFailure(this.ecs, service, deployment)
    if (deployment && failed && isHealthFailure(task)) delayReplacement(this.ecs, service, deployment)
    this.wake(service)
  }

  targetChanged(task: Task): void {
    const service = this.ecs.owner(task)
    if (!service) return
    this.ecs.change(service, () => targetsChanged(this.ecs, task))
    if (!task.stop) this.wake(service, 'targetPoll')
  }
}

function isHealthFailure(task: Task): boolean {
  return task.stop?.code === 'ServiceSchedulerInitiated'
}
