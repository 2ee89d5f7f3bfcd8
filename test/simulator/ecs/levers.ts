import type { AlarmState } from '../neighbours.ts'
import { exit, sicken } from './container-life.ts'
import { giveUp } from './giving-up.ts'
import type { Service, ServiceDeployment, Stop, Task } from './model.ts'
import { underWay } from './service-deployment.ts'
import type { Ecs } from './state.ts'
import { breakDown, interrupt, stop } from './task-end.ts'
import { minute } from './timing.ts'
import { noCapacity, stopped } from './words.ts'

/** What happens in an account without any call to ECS: a test pulls these, and the world goes on from there. */
export class Levers {
  private readonly ecs: Ecs

  constructor(ecs: Ecs) {
    this.ecs = ecs
    ecs.world.cloudwatch.onChange((name, state) => this.noticed(name, state))
  }

  /** A CloudWatch alarm changes its state. ECS asks for it from time to time, while it watches a deployment. */
  alarm(name: string, state: 'OK' | 'ALARM'): void {
    this.ecs.world.cloudwatch.set(name, state)
  }

  private noticed(name: string, state: AlarmState): void {
    if (state !== 'ALARM') return
    for (const service of this.ecs.services()) {
      const watch = underWay(service)
      if (watch?.alarms.names.includes(name) && !watch.alarms.ignored.includes(name)) {
        this.ecs.after(service, 'alarmPoll', () => this.raise(service, watch, name))
      }
    }
  }

  private raise(service: Service, watch: ServiceDeployment, name: string): void {
    const { status, rollback, alarms } = watch
    if (this.ecs.world.cloudwatch.state(name) !== 'ALARM' || status !== 'IN_PROGRESS' || rollback) return
    if (this.ecs.alarmsAreThrottled) {
      this.ecs.after(service, 'alarmPoll', () => this.raise(service, watch, name))
      return
    }
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

  /**
   * No task can be placed any more; ECS says why, unless it is `silent`, as it once was for 46 minutes. RunTask says
   * so in `failures`, for all but the tasks for which there is capacity `left`.
   */
  takeCapacity(reason: string = noCapacity, { silent = false, left = 0 } = {}): void {
    this.ecs.capacity = { is: 'gone', reason, silent, left }
  }

  /** No task can be placed in these availability zones any more; what runs there goes on. */
  fillZones(...zones: readonly string[]): void {
    for (const zone of zones) this.ecs.fullZones.add(zone)
  }

  /** There is capacity again, in all zones. The scheduler sees that once it tries again. */
  giveCapacity(): void {
    this.ecs.capacity = { is: 'there' }
    this.ecs.fullZones.clear()
    this.wakeAll()
  }

  /** ECS's own calls are throttled: it says so, and neither starts nor stops tasks until they no longer are. */
  throttleScheduler(isThrottled: boolean): void {
    this.ecs.schedulerIsThrottled = isThrottled
    this.wakeAll()
  }

  /**
   * The account's DescribeAlarms is used up, so that ECS does not see that an alarm is on.
   * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html
   */
  throttleAlarms(isThrottled: boolean): void {
    this.ecs.alarmsAreThrottled = isThrottled
  }

  private wakeAll(): void {
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
    this.ecs.scheduler.lost(task)
  }

  /** The host of a Fargate task is retired: a service replaces it, any other is just stopped. */
  retire(task: Task): void {
    const service = this.ecs.owner(task)
    const why: Stop = service
      ? { code: 'ServiceSchedulerInitiated', reason: `Service ${service.name}: ${stopped.maintenance}`, failed: false }
      : { code: 'TerminationNotice', reason: stopped.maintenance, failed: false }
    this.ecs.change(task, () => stop(this.ecs, task, why))
    this.ecs.scheduler.lost(task)
  }

  /** What the task runs on breaks, and its containers are gone without an exit code. */
  breakDown(task: Task): void {
    this.ecs.change(task, () => breakDown(this.ecs, task))
    this.ecs.scheduler.lost(task)
  }

  /** Tasks that start from now on wait for their network interface in vain. */
  takeNetwork(reason: string = stopped.noNetwork): void {
    this.ecs.network = { is: 'failing', reason }
  }

  giveNetwork(): void {
    this.ecs.network = { is: 'there' }
  }

  /** ECS cannot assume a role any more, because it is gone or does not trust ECS: RunTask refuses it. */
  breakRole(arn: string): void {
    this.ecs.brokenRoles.add(arn)
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
