import { giveUp } from './giving-up.ts'
import type { Service, ServiceDeployment, Task } from './model.ts'
import { underWay } from './service-deployment.ts'
import type { Ecs } from './state.ts'
import { exit, interrupt, sicken } from './task-life.ts'
import { minute } from './timing.ts'

/** What happens in an account without any call to ECS: a test pulls these, and the world goes on from there. */
export class Levers {
  private readonly ecs: Ecs

  constructor(ecs: Ecs) {
    this.ecs = ecs
  }

  /** A CloudWatch alarm changes its state. ECS asks for it from time to time, while it watches a deployment. */
  alarm(name: string, state: 'OK' | 'ALARM'): void {
    this.ecs.alarms.set(name, state)
    this.ecs.world.note(name, state)
    if (state === 'OK') return
    for (const service of this.ecs.services()) {
      const watch = underWay(service)
      if (watch?.alarms.names.includes(name) && !watch.alarms.ignored.includes(name)) {
        this.ecs.after(service, 'alarmPoll', () => this.raise(service, watch, name))
      }
    }
  }

  private raise(service: Service, { status, rollback, alarms }: ServiceDeployment, name: string): void {
    if (this.ecs.alarms.get(name) !== 'ALARM' || status !== 'IN_PROGRESS' || rollback) return
    alarms.triggered.push(name)
    giveUp(this.ecs, service, { why: { is: 'alarm' }, rollback: alarms.rollback })
  }

  /**
   * Application Auto Scaling wants another number of tasks. While a deployment runs it may rise but not fall.
   * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html
   */
  autoscale(service: Service, desiredCount: number): void {
    if (desiredCount < service.desiredCount && underWay(service)) return
    this.ecs.change(service, () => {
      service.desiredCount = desiredCount
    })
    this.ecs.scheduler.wake(service)
  }

  /** No task can be placed any more; ECS says why, unless it is `silent`, as it once was for 46 minutes. */
  takeCapacity(reason: string = noCapacity, { silent = false } = {}): void {
    this.ecs.capacity = { is: 'gone', reason, silent }
  }

  giveCapacity(): void {
    this.ecs.capacity = { is: 'there' }
    for (const service of this.ecs.services()) this.ecs.scheduler.wake(service)
  }

  /** A container of a running task ends by itself: its first essential one. */
  crash(task: Task, { code = 1, outOfMemory = false } = {}): void {
    const container = task.containers.find(({ essential, lastStatus }) => essential && lastStatus === 'RUNNING')
    if (!container || task.stop) throw new Error(`task ${task.id} does not run`)
    this.ecs.change(task, () => exit(this.ecs, { task, container, code, outOfMemory }))
  }

  /** A program that was healthy no longer is: its container health check fails, and so does its target's. */
  sicken(task: Task): void {
    this.ecs.change(task, () => sicken(this.ecs, task))
  }

  /** Fargate Spot takes the capacity back: two minutes' warning, and SIGTERM. It is not replaced by On-Demand. */
  interruptSpot(task: Task): void {
    this.ecs.change(task, () => interrupt(this.ecs, task))
    this.ecs.scheduler.noticed(task)
  }

  /** Protects a task against being stopped by scaling in or by a deployment, for two hours if not said. */
  protect(task: Task, minutes = 120): void {
    this.ecs.change(task, () => {
      task.protectedUntil = this.ecs.now() + minutes * minute
    })
  }

  /** The Lambda function of a lifecycle hook answers FAILED from now on. */
  failHook(functionArn: string): void {
    this.ecs.failingHooks.add(functionArn)
  }

  /** Somebody deletes the service: it drains and is then INACTIVE. */
  deleteService(service: Service): void {
    this.ecs.change(service, () => {
      service.status = 'DRAINING'
      service.desiredCount = 0
    })
    this.ecs.scheduler.wake(service)
  }
}

const noCapacity = 'Capacity is unavailable at this time. Please try again later or in a different availability zone.'
