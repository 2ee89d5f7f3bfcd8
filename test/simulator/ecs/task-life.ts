import { startContainers } from './container-life.ts'
import type { Task } from './model.ts'
import { prepare } from './preparation.ts'
import type { Ecs } from './state.ts'
import { abandon, whileWanted } from './task-end.ts'

/*
 * A task's life: PROVISIONING, PENDING, ACTIVATING, RUNNING (see `container-life.ts`), and, once something ends it (see
 * `task-end.ts`), DEACTIVATING (its targets drain), STOPPING (its containers end), DEPROVISIONING, STOPPED.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
 */

/** Begins the life of a task that is PROVISIONING. */
export function begin(ecs: Ecs, task: Task): void {
  if (ecs.network.is === 'failing') {
    const { reason } = ecs.network
    whileWanted(ecs, task, { after: 'failedProvision', then: () => failToStart(ecs, task, reason) })
    return
  }
  whileWanted(ecs, task, {
    after: 'provision',
    then: () => {
      task.lastStatus = 'PENDING'
      task.connectedAt = ecs.now()
      whileWanted(ecs, task, { after: 'prepare', then: () => fetchImages(ecs, task) })
    },
  })
}

function fetchImages(ecs: Ecs, task: Task): void {
  task.pullStartedAt = ecs.now()
  const obstacle = prepare(ecs, task)
  if (obstacle) {
    whileWanted(ecs, task, { after: obstacle.takes, then: () => failToStart(ecs, task, obstacle.reason) })
  } else {
    whileWanted(ecs, task, { after: 'pull', then: () => activate(ecs, task) })
  }
}

function failToStart(ecs: Ecs, task: Task, reason: string): void {
  if (ecs.assumptions.unstartedContainers === 'empty') task.containers = []
  abandon(ecs, task, { code: 'TaskFailedToStart', reason, failed: true })
  ecs.scheduler.failedToStart(task, reason)
}

function activate(ecs: Ecs, task: Task): void {
  task.pullStoppedAt = ecs.now()
  task.lastStatus = 'ACTIVATING'
  whileWanted(ecs, task, { after: 'activate', then: () => startContainers(ecs, task) })
}
