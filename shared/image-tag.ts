import { quote } from './inputs.ts'
import type { Parse } from './inputs.ts'

/** The tag of an image. ECR takes letters, digits and `_.-`, at most 128 of them. */
export function imageTag(takes = 'the tag of an image, such as a commit'): Parse<string> {
  return raw => {
    if (/^\w[\w.-]{0,127}$/.test(raw)) return raw
    throw new Error(`is ${quote(raw)}; it takes ${takes}`)
  }
}
