import { createHash } from 'node:crypto'

/** 64 hexadecimal digits that stand for a text, the same on every runner. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
