import type { Operation } from '../operation.ts'
import { limited, missing, wantsTags } from './request.ts'
import { serviceReply } from './service-reply.ts'

/** Services that are not there, or that a replica does not know yet, are MISSING; the reply is HTTP 200 either way. */
export const describeServices: Operation = (world, input) => {
  const names = limited(input.services, { name: 'Services', most: 10 })
  const cluster = world.ecs.cluster(typeof input.cluster === 'string' ? input.cluster : undefined)
  const replica = world.ecs.replica()
  const found = names.map(name => {
    const service = world.ecs.findService(cluster, name)
    return { name, service: service && replica.of(service) }
  })
  return {
    services: found.flatMap(({ service }) =>
      service ? [{ ...serviceReply(world.ecs, service), ...(wantsTags(input.include) && { tags: service.tags }) }] : [],
    ),
    failures: found
      .filter(({ service }) => !service)
      .map(({ name }) => missing(name.startsWith('arn:') ? name : world.arn('ecs', `service/${cluster.name}/${name}`))),
  }
}
