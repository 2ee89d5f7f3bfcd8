import type { RunTaskResponse, Task as DescribedTask } from '@aws-sdk/client-ecs'
import type { Behaviour } from '../behaviour.ts'
import type { JsonObject } from '../operation.ts'
import { Account } from './account.ts'
import { asObjects } from './json.ts'
import type { Task } from './model.ts'

interface MigrationSetup {
  seed?: number
  /** What the image does when it is started with the command `migrate`; ends well after 20 s, if not said. */
  program?: Behaviour
  /** Members of the migration's container definition. */
  container?: JsonObject
  /** Other containers: members of their definitions. What they do is `doing`. */
  others?: JsonObject[]
  doing?: Record<string, Behaviour>
  /** Members of the task definition. */
  definition?: JsonObject
}

const options = { 'awslogs-group': '/ecs/api', 'awslogs-region': 'us-west-2', 'awslogs-stream-prefix': 'migrate' }

/** An account with the family `migrate` beside its service: what the tests of one-off tasks begin with. */
export class Migrations extends Account {
  constructor({ program = endsWith(0), others = [], doing = {}, ...setup }: MigrationSetup = {}) {
    const commands = { migrate: program, ...doing }
    super({ seed: setup.seed ?? 1, versions: { v1: { commands } }, balanced: false })
    const main = { name: 'migrate', command: ['migrate'], logConfiguration: { logDriver: 'awslogs', options } }
    const image = this.world.ecr.uri('api:v1')
    this.world.ecs.registerTaskDefinition({
      ...this.definition('v1'),
      family: 'migrate',
      taskRoleArn: 'arn:aws:iam::123456789012:role/migrate',
      containerDefinitions: asObjects([{ ...main, ...setup.container }, ...others]).map(one => ({ image, ...one })),
      ...setup.definition,
    })
    this.world.ecs.taskVisibility = 0
  }

  /** RunTask as it has to be; a member that is `undefined` is left out. */
  run(members: JsonObject = {}): RunTaskResponse {
    const request: JsonObject = { cluster: 'prod', taskDefinition: 'migrate', ...launch, ...members }
    return this.ask('RunTask', JSON.parse(JSON.stringify(request)) as JsonObject)
  }

  /** Starts a task and gives the truth about it. */
  start(members: JsonObject = {}): Task {
    const arn = this.run(members).tasks?.[0]?.taskArn
    const task = this.world.ecs.tasks().find(one => one.arn === arn)
    if (!task) throw new Error('no task was started')
    return task
  }

  /** Starts a task and describes it once it has stopped. */
  runToEnd(members: JsonObject = {}): DescribedTask {
    const task = this.start(members)
    this.until(() => task.lastStatus === 'STOPPED')
    return this.describeTask(task)
  }

  describeTask({ arn }: Task): DescribedTask {
    const [task] = this.ask('DescribeTasks', { cluster: 'prod', tasks: [arn], include: ['TAGS'] }).tasks ?? []
    if (!task) throw new Error('the task is missing')
    return task
  }

  /** The ids of the tasks that ListTasks tells of. */
  list(filters: JsonObject): string[] {
    return this.ask('ListTasks', { cluster: 'prod', ...filters }).taskArns ?? []
  }
}

export const network = { awsvpcConfiguration: { subnets: ['subnet-0a1b2c3d'], securityGroups: ['sg-0a1b2c3d'] } }

const launch = { launchType: 'FARGATE', networkConfiguration: network }

/** A program that ends by itself after 20 s. */
export function endsWith(code: number, more: Partial<Behaviour> = {}): Behaviour {
  return { exits: { code, after: 20_000 }, ...more }
}
