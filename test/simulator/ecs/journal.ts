import { uuid } from './launch.ts'
import type { Service } from './model.ts'
import type { Ecs } from './state.ts'
import { hour } from './timing.ts'

const most = 100

/** Adds an event to the service's list, which keeps the latest hundred. */
export function tell(ecs: Ecs, service: Service, message: string): void {
  service.events.unshift({ id: uuid(ecs.world.hex(32)), createdAt: ecs.now(), message })
  service.events.length = Math.min(most, service.events.length)
  ecs.world.note(service.name, message)
}

/**
 * Says that something is wrong, unless it was said within six hours and is still so.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages.html
 */
export function complain(ecs: Ecs, service: Service, message: string): void {
  const last = service.complaints.get(message) ?? -Infinity
  if (ecs.now() - last < 6 * hour) return
  service.complaints.set(message, ecs.now())
  tell(ecs, service, message)
}
