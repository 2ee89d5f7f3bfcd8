import { isJsonObject } from './json.ts'
import { noSuchContainer } from './task-definition.ts'
import type { ContainerDefinition, TaskDefinition } from './task-definition.ts'

/** The container whose exit code counts, or why there is none, as the end of a sentence. */
export type MigrationContainer = { is: 'container'; name: string } | { is: 'problem'; why: string; next: string }

/** The named container, or else the only essential one. Whether it may run a migration is judged in the same go. */
export function migrationContainer(definition: TaskDefinition, name: string | undefined): MigrationContainer {
  const { containerDefinitions: containers } = definition
  const candidates = name === undefined ? containers.filter(isEssential) : containers.filter(one => one.name === name)
  const [chosen] = candidates
  if (!chosen) return problem(noSuchContainer(definition, name ?? ''), 'Correct `container`.')
  if (candidates.length > 1)
    return problem(
      `has several essential containers: ${namesOf(candidates)}`,
      'Say by `container` which one runs the migration: its exit code counts, and no other.',
    )
  const unfit = rules.find(({ applies }) => applies(chosen))
  return unfit ? problem(unfit.why(chosen), unfit.next) : { is: 'container', name: chosen.name }
}

interface Rule {
  applies: (container: ContainerDefinition) => boolean
  why: (container: ContainerDefinition) => string
  next: string
}

const rules: readonly Rule[] = [
  {
    // The task goes on without it, so its end would not be the task's.
    applies: container => !isEssential(container),
    why: ({ name }) => `has the container ${name}, which is not essential: the task would not end with it`,
    next: 'Make it essential, or run the migration in an essential container.',
  },
  {
    // ECS starts such a container again when it ends, with exit code 0, too, unless the code is to be ignored
    // (ContainerRestartPolicy); what the ends before the last one were, nobody learns.
    applies: ({ restartPolicy }) => isJsonObject(restartPolicy) && restartPolicy['enabled'] === true,
    why: ({ name }) => `has the container ${name} with a restart policy: ECS would run the migration again and again`,
    next: 'Give the migration a task definition of its own without `restartPolicy` (input `task-definition`).',
  },
]

function isEssential({ essential }: ContainerDefinition): boolean {
  return essential !== false
}

function namesOf(containers: readonly ContainerDefinition[]): string {
  return containers.map(({ name }) => name).join(', ')
}

function problem(why: string, next: string): MigrationContainer {
  return { is: 'problem', why, next }
}
