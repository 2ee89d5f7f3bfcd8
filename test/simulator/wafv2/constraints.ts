import type { UpdateWebACLRequest } from '@aws-sdk/client-wafv2'
import { AwsFault } from '../fault.ts'
import type { JsonObject } from '../operation.ts'
import { rulesOf } from './web-acl.ts'

/** What a text must be: not empty, not too long, and of a form. */
interface TextConstraint {
  most: number
  form: RegExp
}

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_UpdateWebACL.html and …/API_Rule.html */
const name: TextConstraint = { most: 128, form: /^[\w-]+$/ }
const description: TextConstraint = { most: 256, form: /^[\w+=:#@/\-,.][\w+=:#@/\-,.\s]+[\w+=:#@/\-,.]$/ }

/** Refuses what WAF's model does not allow, before WAF itself looks at it. The SDK's schemas say none of it. */
export function checkConstraints(document: JsonObject): void {
  const { Description, CustomResponseBodies } = document as Partial<UpdateWebACLRequest>
  checkText('description', Description, description)
  if (CustomResponseBodies && Object.keys(CustomResponseBodies).length === 0) {
    throw violation('customResponseBodies', '{}', 'Member must have length greater than or equal to 1')
  }
  rulesOf(document).forEach(({ Name, Priority = 0 }, index) => {
    const place = `rules.${index + 1}.member`
    checkText(`${place}.name`, Name, name)
    if (Priority < 0) {
      throw violation(`${place}.priority`, String(Priority), 'Member must have value greater than or equal to 0')
    }
  })
}

/** Refuses a number of things that is not from 1 to `most`. */
export function checkNumber(place: string, value: number, most: number): void {
  if (value < 1) throw violation(place, String(value), 'Member must have value greater than or equal to 1')
  if (value > most) throw violation(place, String(value), `Member must have value less than or equal to ${most}`)
}

function checkText(place: string, value: string | undefined, { most, form }: TextConstraint): void {
  if (value === undefined) return
  if (value === '') throw violation(place, value, 'Member must have length greater than or equal to 1')
  if (value.length > most) throw violation(place, value, `Member must have length less than or equal to ${most}`)
  if (!form.test(value)) throw violation(place, value, `Member must satisfy regular expression pattern: ${form.source}`)
}

/** The form was seen in https://github.com/awsdocs/aws-cloudformation-user-guide/pull/589. */
export function violation(place: string, value: string, constraint: string): AwsFault {
  const what = `Value '${value}' at '${place}'`
  return new AwsFault(
    'ValidationException',
    `1 validation error detected: ${what} failed to satisfy constraint: ${constraint}`,
  )
}
