import { likeliest } from '../choices.ts'
import type { Chosen } from '../choices.ts'

/**
 * What AWS does not document. Each is a choice, so that tests can turn it over and prove that nothing depends on it.
 * The first value of each is the default.
 */
export const choices = {
  /** Which digest ECS reports for a task whose image is an index. */
  reportedDigest: ['index', 'platform'],
  /** What scans say of an index: nothing, that it is no image, or what they say of its first platform. */
  scanOfIndex: ['none', 'unsupported', 'of-platform'],
  /** Whether lifecycle rules count the images of an index, and what tells of images, beside those that may go. */
  lifecycleCounts: ['all', 'those-that-may-go'],
  /** Pushing to a tag that may not move what it points to already. */
  sameImageAgain: ['ImageTagAlreadyExistsException', 'ImageAlreadyExistsException'],
} as const

export type Assumptions = Chosen<typeof choices>

/** What is assumed unless a test turns it over. */
export const likely = likeliest(choices)
