import { AwsFault } from '../fault.ts'
import type { JsonObject } from '../operation.ts'
import type { OperationSchema, Problem } from './schema.ts'
import { checkOf } from './schema.ts'

/** The simulator itself answered what AWS cannot answer. No caller may mistake it for an error of AWS. */
export class SimulatorDefect extends Error {
  override readonly name = 'SimulatorDefect'
}

/** What is not of the described type cannot be read; what is missing or has a wrong value is not acceptable. */
export interface RefusalCodes {
  unreadable: string
  unacceptable: string
}

/** The codes of most services with AWS JSON, of newer ones, and of AWS Query. */
export const jsonCodes: RefusalCodes = {
  unreadable: 'SerializationException',
  unacceptable: 'InvalidParameterException',
}
export const newerJsonCodes: RefusalCodes = {
  unreadable: 'SerializationException',
  unacceptable: 'ValidationException',
}
export const queryCodes: RefusalCodes = { unreadable: 'ValidationError', unacceptable: 'ValidationError' }

/** Who is asked for what, for messages and for the rules that belong to one operation. */
interface Asked {
  service: string
  /** Those of the JSON protocols, if not said. */
  codes?: RefusalCodes
  operation: string
  schema: OperationSchema
  /** The documents of this service may carry members that are newer than this SDK. */
  futureMembers: boolean
}

/** Refuses a request that the service's schema does not allow. */
export function checkRequest(asked: Asked, input: JsonObject): void {
  const problem = checkOf(asked.schema.input)(input).find(found => !isForeseen(asked, found))
  if (!problem) return
  const kind = problem.is === 'missing' || problem.is === 'wrong-value' ? 'unacceptable' : 'unreadable'
  throw new AwsFault((asked.codes ?? jsonCodes)[kind], complaints[problem.is](problem))
}

/** Throws when the simulator's own reply is not one that the service's clients could get. */
export function checkReply(asked: Asked, output: JsonObject): void {
  const wrong = checkOf(asked.schema.output)(output)
    .filter(problem => !isForeseen(asked, problem))
    .map(({ is, path, expected }) => `${path} is ${is} (expected ${expected})`)
  if (wrong.length > 0) {
    throw new SimulatorDefect(`the reply of ${asked.service}:${asked.operation} is not AWS's: ${wrong.join('; ')}`)
  }
}

const complaints: Record<Problem['is'], (problem: Problem) => string> = {
  'wrong-type': ({ path, expected }) => `Unexpected value at '${path}': it must be a ${expected}`,
  unknown: ({ path }) => `Unknown member '${path}'`,
  missing: ({ path }) =>
    `1 validation error detected: Value null at '${path}' failed to satisfy constraint: Member must not be null`,
  'wrong-value': ({ path, expected }) =>
    `1 validation error detected: Value at '${path}' failed to satisfy constraint: Member must satisfy enum value ` +
    `set: [${expected}]`,
}

/** What a web ACL shows of itself and no request may say: it is not new, but foreign to them. */
const shownOnly =
  'ARN|Capacity|LabelNamespace|(Managed|Retrofitted)ByFirewallManager|(Pre|Post)ProcessFirewallManagerRuleGroups'
const sayable = new RegExp(`^(?!(${shownOnly})$)`)

/** Where task definitions and web ACLs are written or read; AWS may know more of them than the SDK of today. */
const documents: Readonly<Record<string, RegExp>> = {
  RegisterTaskDefinition: /./,
  DescribeTaskDefinition: /^taskDefinition\./,
  CheckCapacity: /^Rules\[/,
  CreateWebACL: sayable,
  UpdateWebACL: sayable,
  GetWebACL: /^WebACL\./,
  GetWebACLForResource: /^WebACL\./,
}

function isForeseen({ operation, futureMembers }: Asked, problem: Problem): boolean {
  return futureMembers && problem.is === 'unknown' && (documents[operation]?.test(problem.path) ?? false)
}
