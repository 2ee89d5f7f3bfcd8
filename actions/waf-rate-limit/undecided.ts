import { ActionError } from '../../shared/errors.ts'

/** Something was sent, and what became of it is not known, or was undone by somebody at once. */
export class MayBeChanged extends ActionError {}

const runAgain = 'Run the job again: it goes on from what WAF shows then.'

/** From the moment a reply is lost until it is found out what it said, whatever goes wrong leaves it unknown. */
export function undecided(change: string): (error: unknown) => never {
  return error => {
    if (!(error instanceof ActionError)) throw error
    if (error.outcome === 'cancelled') {
      const message = `cancelled while WAF was asked for ${change}: whether it was made is not known`
      throw new MayBeChanged(message, { outcome: 'cancelled', next: runAgain })
    }
    const message = `whether ${change} was made is not known: its reply was lost, and then: ${error.message}`
    throw new MayBeChanged(message, { outcome: 'unknown', next: error.next ?? runAgain })
  }
}
