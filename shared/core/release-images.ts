import type { ImageReference } from './image.ts'
import type { ContainerChoice, TaskDefinition } from './task-definition.ts'
import { containerFor } from './task-definition.ts'

/** One entry of the `images` input: an image for a service, and for one of its containers where that is said. */
export interface WantedImage {
  service: string
  container?: string
  image: ImageReference
}

/** `api` or `api/proxy`. */
export function readImageKey(key: string): { service: string; container?: string } {
  const slash = key.indexOf('/')
  return slash < 0 ? { service: key } : { service: key.slice(0, slash), container: key.slice(slash + 1) }
}

export interface Assigned {
  changes: { container: string; image: ImageReference }[]
  /** Why an image could not be given to a container, one sentence each. */
  unclear: string[]
}

/** Which container of a service's definition gets which image. Two images for one container are a mistake. */
export function assignImages(definition: TaskDefinition, wanted: readonly WantedImage[]): Assigned {
  const assigned: Assigned = { changes: [], unclear: [] }
  for (const { container, image } of wanted) {
    const choice: ContainerChoice = containerFor(definition, image, container)
    if (choice.is === 'unclear') assigned.unclear.push(choice.why)
    else if (assigned.changes.some(change => change.container === choice.name))
      assigned.unclear.push(`container ${choice.name} is given two images`)
    else assigned.changes.push({ container: choice.name, image })
  }
  return assigned
}
