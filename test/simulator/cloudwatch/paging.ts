import { AwsFault } from '../fault.ts'

/** The token with which the next page of a list begins at a position. */
export function tokenAt(list: string, position: number): string {
  return Buffer.from(`${list} ${position}`).toString('base64')
}

/** Where the page of a token begins. A token of another list is refused. */
export function positionOf(list: string, token: string | undefined, code = 'InvalidNextToken'): number {
  if (token === undefined) return 0
  const [name, position] = Buffer.from(token, 'base64').toString().split(' ')
  if (name !== list) throw new AwsFault(code, 'The next token specified is invalid.')
  return Number(position)
}
