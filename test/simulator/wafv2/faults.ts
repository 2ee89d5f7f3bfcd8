import type { ParameterExceptionField } from '@aws-sdk/client-wafv2'
import { AwsFault } from '../fault.ts'

/** What was wrong with a parameter, in WAF's words: `field` is one of its constants, `parameter` the culprit. */
interface Wrong {
  field: ParameterExceptionField
  parameter: string
  reason: string
}

/** The text was seen in https://github.com/hashicorp/terraform-provider-aws/issues/34320. */
export function invalidParameter({ field, parameter, reason }: Wrong): AwsFault {
  return new AwsFault(
    'WAFInvalidParameterException',
    `Error reason: ${reason}, field: ${field}, parameter: ${parameter}`,
    400,
    { Field: field, Parameter: parameter, Reason: reason },
  )
}

/** Of a web ACL or of what it is to protect. */
export function invalidArn(arn: string, field: 'WEB_ACL' | 'RESOURCE_ARN'): AwsFault {
  const reason =
    "The ARN isn't valid. A valid ARN begins with arn: and includes other information separated by colons or slashes."
  return invalidParameter({ field, parameter: arn, reason })
}

/** https://github.com/hashicorp/terraform-provider-aws/issues/42217 */
export const exactlyOne = 'You have used none or multiple values for a field that requires exactly one value.'

/** Texts of refusals that say no more than their kind; the apostrophe is WAF's own. */
const texts = {
  // https://github.com/hashicorp/terraform-provider-aws/issues/21136
  WAFOptimisticLockException:
    'AWS WAF couldn’t save your changes because someone changed the resource after you started to edit it. ' +
    'Reapply your changes.',
  // https://github.com/hashicorp/terraform-provider-aws/issues/29080
  WAFUnavailableEntityException: 'AWS WAF couldn’t retrieve the resource that you requested. Retry your request.',
  WAFNonexistentItemException: 'AWS WAF couldn’t perform the operation because your resource doesn’t exist.',
  WAFDuplicateItemException:
    'AWS WAF couldn’t perform the operation because some resource in your request is a duplicate of an existing one.',
  WAFLimitsExceededException: 'AWS WAF couldn’t perform the operation because you exceeded your resource limit.',
  WAFUnsupportedAggregateKeyTypeException:
    'The rule that you’ve named doesn’t aggregate solely on the IP address or solely on the forwarded IP address.',
} as const

/** A refusal that says no more than its kind. */
export function refusal(code: keyof typeof texts): AwsFault {
  return new AwsFault(code, texts[code], 400, { Message: texts[code] })
}
