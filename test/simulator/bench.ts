/**
 * `node test/simulator/bench.ts`: how much processor time ten minutes take in which so many services roll out at once,
 * left alone, and with somebody who asks for them every five seconds. Each is measured in several new worlds; what
 * counts is the median of those after the first, in which the process is still cold.
 */
import { markdownTable } from 'markdown-table'
import { simulate } from './simulation.ts'
import type { Simulation } from './simulation.ts'
import { manyServices } from './worlds/many-services.ts'

const tenMinutes = 600_000
const worlds = 12

interface Setup {
  services: number
  /** How often somebody asks for all services, in milliseconds of virtual time. */
  every: number
  /** In milliseconds of one processor core. */
  atMost: number
}

const setups: readonly Setup[] = [
  { services: 3, every: tenMinutes, atMost: 50 },
  { services: 3, every: 5_000, atMost: 50 },
  { services: 50, every: tenMinutes, atMost: 1_000 },
  { services: 50, every: 5_000, atMost: 1_000 },
]

/** Rolls all services of a new world out, and gives the processor time that it took, in milliseconds. */
function rollOut({ services, every }: Setup, seed: number): number {
  const before = process.cpuUsage()
  const simulation = simulate(manyServices(services), { seed })
  const names = [...simulation.world.ecs.cluster('production').services.keys()]
  for (const service of names) ask(simulation, 'UpdateService', { service, forceNewDeployment: true })
  for (let elapsed = 0; elapsed < tenMinutes; elapsed += every) {
    simulation.world.timeline.advance(every)
    for (let at = 0; at < names.length; at += 10) {
      ask(simulation, 'DescribeServices', { services: names.slice(at, at + 10) })
    }
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

function ask(simulation: Simulation, operation: string, input: object): void {
  const headers = { 'x-amz-target': `AmazonEC2ContainerServiceV20141113.${operation}` }
  const url = new URL('https://ecs.us-west-2.amazonaws.com/')
  const body = JSON.stringify({ cluster: 'production', ...input })
  simulation.receive('aws', { method: 'POST', url, headers, body }, 'bench')
}

const header = ['services', 'asked', 'first', 'then', 'at most']
const rows = setups.map(setup => {
  const [first = 0, ...later] = Array.from({ length: worlds }, (_, seed) => rollOut(setup, seed))
  const median = later.toSorted((one, other) => one - other)[Math.floor(later.length / 2)] ?? first
  if (median > setup.atMost) process.exitCode = 1
  const asked = setup.every === tenMinutes ? 'once' : `every ${setup.every / 1_000} s`
  return [String(setup.services), asked, ...[first, median, setup.atMost].map(ms => `${ms.toFixed(0)} ms`)]
})
console.log(markdownTable([header, ...rows]))
