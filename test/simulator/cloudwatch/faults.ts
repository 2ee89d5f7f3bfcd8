import { AwsFault } from '../fault.ts'

/** What is wrong with a request, in the words of the services that check their requests alike. */
export function unacceptable(what: string): AwsFault {
  return new AwsFault('ValidationException', `1 validation error detected: ${what}`)
}

/** CloudWatch can do more than the simulator. Loud on purpose. */
export function notSimulated(what: string): AwsFault {
  return new AwsFault('ValidationException', `The simulator does not have ${what}.`)
}
