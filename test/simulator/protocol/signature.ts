import type { WireRequest } from './call.ts'

interface Receipt {
  service: string
  /** By the world's clock, in milliseconds since 1970. */
  now: number
  /** How far the world's clock is ahead of that of whoever signed, who goes by this machine's; in milliseconds. */
  skew: number
}

const minute = 60_000

/** Ages are rounded to this, so that the same run has the same texts. */
const grain = 10_000

/**
 * Why AWS does not take a signature: its time is too far from AWS's own. Of the signature nothing else is looked at.
 * Texts and tolerances were recorded in https://github.com/mhart/aws4fetch/issues/73,
 * https://github.com/aws/aws-sdk-js/pull/142 and, of STS, https://github.com/aws/aws-cli/issues/6676.
 */
export function untimely(
  { headers }: Pick<WireRequest, 'headers'>,
  { service, now, skew }: Receipt,
): string | undefined {
  const tolerance = service === 'sts' ? 15 : 5
  const age = Math.round((Date.now() + skew - instantOf(headers['x-amz-date'] ?? '')) / grain) * grain
  if (!(Math.abs(age) > tolerance * minute)) return undefined
  const { sign, is, since } =
    age > 0
      ? { sign: -1, is: 'expired', since: 'is now earlier than' }
      : { sign: 1, is: 'not yet current', since: 'is still later than' }
  const edge = written(now + sign * tolerance * minute)
  return `Signature ${is}: ${written(now - age)} ${since} ${edge} (${written(now)} ${sign > 0 ? '+' : '-'} ${tolerance} min.)`
}

/** `20261120T090000Z` as milliseconds since 1970; not a number for what is no such date. */
function instantOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
}

function written(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}
