/** What nobody has published of WAF. A seed chooses, and nothing may depend on how. */
export interface Assumptions {
  /** The code for a limit that is out of its range. */
  rangeRefusal: 'ValidationException' | 'WAFInvalidParameterException'
  /** Whether a rate-based statement that says no window shows one of 300 seconds. */
  showsUsualWindow: boolean
  /** Among which requests a rule's sample is taken: all that the resource received, or those that match the rule. */
  sampledFrom: 'received' | 'matched'
  /** Whether a sample's time begins and ends with whole minutes. */
  samplesWholeMinutes: boolean
  /** Whether a web ACL without a description shows an empty one, which no request may send. */
  showsEmptyDescription: boolean
  /** Whether CheckCapacity refuses what is more than a web ACL can have, or tells how much it is. */
  capacityCheckRefuses: boolean
}

export function chosen(random: () => number): Assumptions {
  const either = <T>(one: T, other: T): T => (random() < 0.5 ? one : other)
  return {
    rangeRefusal: either('ValidationException', 'WAFInvalidParameterException'),
    showsUsualWindow: either(true, false),
    sampledFrom: either('received', 'matched'),
    samplesWholeMinutes: either(true, false),
    showsEmptyDescription: either(true, false),
    capacityCheckRefuses: either(true, false),
  }
}
