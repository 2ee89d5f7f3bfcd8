import { AwsFault } from './fault.ts'

interface PageRequest {
  maxResults?: number | undefined
  nextToken?: string | undefined
}

interface PageLimits {
  /** What one page holds when the request does not say. */
  usual: number
  /** What a request may ask for. */
  most: number
}

export interface Page<T> {
  items: T[]
  nextToken?: string
}

/** Cuts the asked page out of a list, and says how to get the next one. */
export function page<T>(all: readonly T[], request: PageRequest, { usual, most }: PageLimits): Page<T> {
  const size = request.maxResults ?? usual
  if (size < 1 || size > most) {
    throw new AwsFault('InvalidParameterException', `maxResults must be between 1 and ${most}, but was ${size}`)
  }
  const start = offset(request.nextToken)
  const end = start + size
  const items = all.slice(start, end)
  return end < all.length ? { items, nextToken: Buffer.from(String(end)).toString('base64') } : { items }
}

function offset(token: string | undefined): number {
  if (token === undefined) return 0
  const start = Number(Buffer.from(token, 'base64').toString())
  if (Number.isInteger(start)) return start
  throw new AwsFault('InvalidParameterException', 'Invalid nextToken')
}
