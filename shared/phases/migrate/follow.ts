import { hasEnded, hasStopped } from '../../core/one-off-task.ts'
import type { OneOffTask } from '../../core/one-off-task.ts'
import { elapsed } from '../../core/wording.ts'
import { messageOf } from '../../errors.ts'
import { wait } from '../../wait.ts'
import type { MigrationLog } from './log.ts'
import type { MigrationRun } from './run.ts'

/** How far a task was followed. */
export type Followed =
  | { is: 'stopped'; task: OneOffTask }
  /** As it was seen last; absent where ECS never showed it. */
  | { is: 'timed-out'; task: OneOffTask | undefined }

/** States in which no container runs yet. */
const preparing = new Set(['PROVISIONING', 'PENDING', 'ACTIVATING'])

/** Follows a task until it has stopped, and shows its log as it comes. */
export async function follow(arn: string, { run, log }: { run: MigrationRun; log: MigrationLog }): Promise<Followed> {
  let seen: OneOffTask | undefined
  const ecs = await run.aws.ecs()
  const waited = await wait<OneOffTask>(
    {
      until: run.until,
      look: async () => {
        const [task] = await ecs.oneOffTasks(run.cluster, [arn])
        // For a while after RunTask it may be MISSING: that proves nothing.
        if (!task) return { is: 'waiting', for: ['ECS does not show it yet.'] }
        const isNew = seen?.lastStatus !== task.lastStatus
        seen = task
        if (hasStopped(task)) return { is: 'ended', end: task }
        // A new state is told before what is printed in it.
        if (!isNew && !preparing.has(task.lastStatus)) await log.read()
        return { is: 'waiting', for: [`It is ${task.lastStatus}.`] }
      },
    },
    run.context,
  )
  return waited.is === 'ended' ? { is: 'stopped', task: waited.end } : { is: 'timed-out', task: seen }
}

/** Milliseconds: a job ends within 15 s of its deadline. */
const timeToStop = 9_000

/** What became of the wish to stop a task. */
export type Stopping =
  /** Its program has ended. */
  | { is: 'stopped'; task: OneOffTask }
  /** It was told to, and may still take its stop timeout. */
  | { is: 'asked' }
  | { is: 'not-asked'; why: string }

/** Tells a task to stop, and looks for a moment whether its program has ended. */
export async function stopTask(task: string, { run, container }: Stop): Promise<Stopping> {
  const { cluster, timeout, context } = run
  const until = context.clock.now() + timeToStop
  const ecs = await context.aws({ until }).ecs()
  const reason = `deploy-actions: the migration took longer than ${elapsed(timeout)}`
  try {
    const change = await ecs.stopTask({ cluster, task, reason })
    // Once more: a task that is being stopped already is left to that.
    if (change.is === 'lost') await ecs.stopTask({ cluster, task, reason })
    const waited = await wait<OneOffTask>(
      {
        until,
        look: async () => {
          const [seen] = await ecs.oneOffTasks(cluster, [task])
          return seen && hasEnded(seen, container) ? { is: 'ended', end: seen } : { is: 'waiting', for: [] }
        },
      },
      context,
    )
    return waited.is === 'ended' ? { is: 'stopped', task: waited.end } : { is: 'asked' }
  } catch (error) {
    if (context.stop.aborted) throw error
    return { is: 'not-asked', why: messageOf(error) }
  }
}

interface Stop {
  run: MigrationRun
  /** The one whose end counts. */
  container: string
}
