import { parseImage } from './core/image.ts'
import { readImageKey } from './core/release-images.ts'
import type { WantedImage } from './core/release-images.ts'
import { messageOf } from './errors.ts'
import { pairs } from './inputs.ts'
import type { Parse } from './inputs.ts'

/** Images for services and their containers: `service=image` or `service/container=image`, or a JSON object of them. */
export const wantedImages: Parse<readonly WantedImage[]> = raw => {
  const entries = pairs('service=image or service/container=image lines, or a JSON object of them')(raw)
  return [...entries].map(([key, value]) => ({ ...readImageKey(key), image: imageOf(key, value) }))
}

function imageOf(key: string, value: string): WantedImage['image'] {
  try {
    return parseImage(value)
  } catch (error) {
    throw new Error(`has ${JSON.stringify(key)}, which ${messageOf(error)}`, { cause: error })
  }
}
