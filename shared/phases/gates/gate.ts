import { capital } from '../../core/wording.ts'
import { ActionError, Cancelled } from '../../errors.ts'

/** `says` is a sentence without a full stop. */
export interface Gate {
  name: string
  is: 'passed' | 'warned' | 'refused'
  says: string
  next?: string
}

/** What cannot be seen does not let anything pass. */
export async function orRefused<T extends { is: string }>(
  name: string,
  look: () => Promise<T>,
): Promise<T | (Gate & { is: 'refused' })> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof ActionError) || error instanceof Cancelled) throw error
    const says = `it could not be seen: ${error.message}`
    return { name, is: 'refused', says, ...(error.next !== undefined && { next: capital(error.next) }) }
  }
}
