import type { ClientSettings } from '../../shared/aws/services.ts'
import type { Runner } from '../simulator/in-process.ts'
import type { Simulation } from '../simulator/simulation.ts'

/** What makes our SDK clients talk to the simulated account, as this process on a runner. */
export function settingsOf(simulation: Simulation, { requestHandler, fetch }: Runner): ClientSettings {
  return {
    version: '0.0.0',
    region: simulation.world.region,
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' },
    requestHandler,
    download: async url => (await fetch(url)).text(),
  }
}
