import { differenceLines } from './difference.ts'
import type { Change } from './difference.ts'
import { shortImage } from './image.ts'

/** One difference for people: images by what tells them apart, everything else as it is. */
export function changeText(change: Change): string {
  const container = /^containerDefinitions\.(.+)\.image$/.exec(change.path)?.[1]
  if (container === undefined) return differenceLines([change]).join(' ')
  return `image of ${container}: ${shortImage(change.before)} → ${shortImage(change.after)}`
}
