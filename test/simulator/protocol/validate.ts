import { AwsFault } from '../fault.ts'
import type { JsonObject } from '../operation.ts'
import type { OperationSchema, Problem } from './schema.ts'
import { problems } from './schema.ts'
import { wrongValues } from './enums.ts'

/** The simulator itself answered what AWS cannot answer. No caller may mistake it for an error of AWS. */
export class SimulatorDefect extends Error {
  override readonly name = 'SimulatorDefect'
}

/** Who is asked for what, for messages and for the rules that belong to one operation. */
export interface Asked {
  service: string
  operation: string
  schema: OperationSchema
  /** Task definitions may carry members that are newer than this SDK. */
  futureMembers: boolean
}

/** Refuses a request that the service's schema does not allow. */
export function checkRequest(asked: Asked, input: JsonObject): void {
  const problem = problems(asked.schema.input, input).find(found => !isForeseen(asked, found))
  if (problem) throw refusals[problem.is](problem)
}

/** Throws when the simulator's own reply is not one that the service's clients could get. */
export function checkReply(asked: Asked, output: JsonObject): void {
  const found = problems(asked.schema.output, output)
    .filter(problem => !isForeseen(asked, problem))
    .map(({ is, path, expected }) => `${path} is ${is} (expected ${expected})`)
  const wrong = [...found, ...wrongValues(asked.schema.output, output)]
  if (wrong.length > 0) {
    throw new SimulatorDefect(`the reply of ${asked.service}:${asked.operation} is not AWS's: ${wrong.join('; ')}`)
  }
}

/** The JSON protocols refuse what they cannot read as SerializationException, before the operation sees it. */
const refusals: Record<Problem['is'], (problem: Problem) => AwsFault> = {
  'wrong-type': ({ path, expected }) =>
    new AwsFault('SerializationException', `Unexpected value at '${path}': it must be a ${expected}`),
  unknown: ({ path }) => new AwsFault('SerializationException', `Unknown member '${path}'`),
  missing: ({ path }) =>
    new AwsFault(
      'InvalidParameterException',
      `1 validation error detected: Value null at '${path}' failed to satisfy constraint: Member must not be null`,
    ),
}

/** Where a task definition is written or read; what AWS knows already may be unknown to the SDK of today. */
const taskDefinitions: Readonly<Record<string, RegExp>> = {
  RegisterTaskDefinition: /./,
  DescribeTaskDefinition: /^taskDefinition\./,
}

function isForeseen({ operation, futureMembers }: Asked, problem: Problem): boolean {
  return futureMembers && problem.is === 'unknown' && (taskDefinitions[operation]?.test(problem.path) ?? false)
}
