import { AwsFault } from '../fault.ts'
import type { Json } from '../operation.ts'
import { asTexts } from './json.ts'

/** A request's list of names or ARNs, refused when it is empty or longer than one call may ask for. */
export function limited(list: Json | undefined, { name, most }: { name: string; most: number }): string[] {
  const items = asTexts(list)
  if (items.length === 0) throw invalid(`${name} cannot be empty.`)
  if (items.length > most) throw invalid(`${name} can have at most ${most} items.`)
  return items
}

/** How ECS refuses a request whose members contradict each other or what is there. */
export function invalid(message: string): AwsFault {
  return new AwsFault('InvalidParameterException', message)
}

/** A condition that a request must not break, and how ECS refuses one that does. */
export interface Condition<T> {
  broken: (asked: T) => boolean
  fault: (asked: T) => AwsFault
}

/** Throws the fault of the first condition that is broken. */
export function enforce<T>(conditions: readonly Condition<T>[], asked: T): void {
  const first = conditions.find(({ broken }) => broken(asked))
  if (first) throw first.fault(asked)
}

/** What a Describe call answers for something that is not there. */
export function missing(arn: string): { arn: string; reason: string } {
  return { arn, reason: 'MISSING' }
}

/** Whether TAGS are to be included in the reply. */
export function wantsTags(include: Json | undefined): boolean {
  return asTexts(include).includes('TAGS')
}
