/** What a task gets that starts with an image, and the words in which ECS says that it gets nothing. */
import type { Behaviour } from '../behaviour.ts'
import type { Pulled } from '../neighbours.ts'
import type { StoredImage } from './model.ts'

/** What a task gets that starts a single manifest: registries serve it whatever its platform; the program then fails. */
export function runOn(image: StoredImage, platform: string): Pulled {
  if (image.platform === platform) return pulled(image.digest, image.behaviour)
  return pulled(image.digest, {
    exits: { code: 1, after: 100 },
    logs: ['exec /usr/local/bin/docker-entrypoint.sh: exec format error'],
  })
}

/** The digest that a reference names. */
export function digestIn(reference: string): string | undefined {
  return /@(sha256:[0-9a-f]{64})$/.exec(reference)?.[1]
}

export const pulled = (digest: string, behaviour: Behaviour): Pulled => ({ is: 'pulled', digest, behaviour })
export const failed = (reason: string): Pulled => ({ is: 'failed', reason })

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html */
export function notFound(reference: string): string {
  return (
    'CannotPullContainerError: pull image manifest has been retried 7 time(s): ' +
    `failed to resolve ref ${reference}: ${reference}: not found`
  )
}

/** The same page, of an index that lacks what the task runs on. */
export function noPlatform(platform: string): string {
  return (
    'CannotPullContainerError: pull image manifest has been retried 7 time(s): ' +
    `image Manifest does not contain descriptor matching platform '${platform}'`
  )
}
