import { likeliest } from '../choices.ts'
import type { Chosen } from '../choices.ts'

/**
 * What GitHub does not document. Each is a choice, so that tests can turn it over and prove that nothing depends on
 * it. The first value of each is the default.
 */
export const choices = {
  /** Which states of a deployment make earlier ones of its environment inactive, where `auto_inactive` is on. */
  inactivates: ['success', 'every-state'],
  /** In which order tags are listed. */
  tagOrder: ['descending-by-name', 'ascending-by-name'],
} as const

export type Assumptions = Chosen<typeof choices>

/** What is assumed unless a test turns it over. */
export const likely = likeliest(choices)
