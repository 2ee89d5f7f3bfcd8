import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Simulation } from '../simulator/simulation.ts'
import type { BuiltRun, StartOptions } from '../stage/built-action.ts'
import { runBuiltAction, startMain } from '../stage/built-action.ts'
import type { Release } from './releases.ts'
import { cluster, imageOf, service, taskDefinitionFile } from './releases.ts'

/** Somebody who brings the service to a release, and waits for what becomes of it. */
export interface Deployer {
  name: string
  deploy(simulation: Simulation, release: Release, surroundings: Surroundings): Promise<BuiltRun>
}

export type Surroundings = Pick<StartOptions, 'environment' | 'preload'>

/** The action `amazon-ecs-deploy-task-definition` of `aws-actions`, as the file that its action.yml starts. */
export function amazonEcsDeploy({ name, main }: { name: string; main: string }): Deployer {
  return {
    name,
    deploy: async (simulation, release, surroundings) => {
      const workspace = mkdtempSync(join(tmpdir(), 'peer-'))
      const file = join(workspace, 'task-definition.json')
      writeFileSync(file, taskDefinitionFile(simulation, release))
      const inputs = { 'task-definition': file, service, cluster, 'wait-for-service-stability': 'true' }
      try {
        return await startMain(main, { ...surroundings, inputs }).ended
      } finally {
        rmSync(workspace, { recursive: true })
      }
    },
  }
}

/** deploy-ecs and wait-healthy, built. */
export const deployActions: Deployer = {
  name: 'deploy-actions',
  deploy: async (simulation, release, surroundings) => {
    const images = `${service}=${imageOf(simulation, release)}`
    const deployed = await runBuiltAction('deploy-ecs', { ...surroundings, inputs: { cluster, images } })
    if (deployed.code !== 0) return deployed
    const { deployments = '' } = deployed.outputs
    return runBuiltAction('wait-healthy', { ...surroundings, inputs: { cluster, deployments } })
  },
}
