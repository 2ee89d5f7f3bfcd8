import { resourceArn } from './build-waf.ts'
import type * as Scenarios from './scenario.ts'
import { milliseconds } from './shape.ts'
import type { World } from './world.ts'

/** Lets clients send what a scenario says. */
export function fillTraffic(world: World, { traffic = [] }: Scenarios.Scenario): void {
  traffic.forEach(({ to, from, until, forwardedFor, headers = {}, ...flow }, index) => {
    const place = `traffic[${index}].to`
    world.waf.addTraffic({
      ...flow,
      headers: { ...headers, ...(forwardedFor !== undefined && { 'x-forwarded-for': forwardedFor }) },
      to: to === undefined ? onlyLoadBalancer(world, place) : resourceArn(world, to, place),
      from: from === undefined ? -Infinity : world.now() + milliseconds(from),
      until: until === undefined ? Infinity : world.now() + milliseconds(until),
    })
  })
}

function onlyLoadBalancer({ elb }: World, place: string): string {
  const [only, ...others] = elb.loadBalancers()
  if (only !== undefined && others.length === 0) return only
  throw new Error(`${place} is required: there is ${only === undefined ? 'no' : 'more than one'} load balancer`)
}
