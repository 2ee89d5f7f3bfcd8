import type { Simulation } from '../simulator/simulation.ts'

/** One request and its reply, as they were on the wire. */
export interface Exchange {
  operation: string
  request: string
  reply: string
}

/** Lets a test see what is on the wire between our clients and AWS, and put other replies in place of true ones. */
export function onTheWire(simulation: Simulation, replied: (exchange: Exchange) => string): void {
  const receive = simulation.receive.bind(simulation)
  simulation.receive = (entrance, request, runner) => {
    const delivery = receive(entrance, request, runner)
    if (delivery.is !== 'reply') return delivery
    const operation = request.headers['x-amz-target']?.split('.')[1] ?? ''
    const body = replied({ operation, request: request.body, reply: delivery.reply.body })
    return { ...delivery, reply: { ...delivery.reply, body } }
  }
}
