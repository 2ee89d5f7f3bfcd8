import type { WantedImage } from '../release-images.ts'
import type { Declared } from './declared.ts'

/** The ECS name of a service that the manifest has by this name; any other name stays as it is. */
export function ecsName({ services }: Declared, name: string): string {
  return services.find(service => service.name === name)?.service ?? name
}

/** An image for a service of the manifest, as one for the ECS service, and for the container that the manifest names. */
export function ecsImage(declared: Declared, wanted: WantedImage): WantedImage {
  const { service, container, image } = wanted
  const own = declared.services.find(({ name }) => name === service)
  if (!own) return wanted
  const named = container ?? own.images.find(({ name }) => name === service)?.container
  return { service: own.service, image, ...(named !== undefined && { container: named }) }
}
