import { choices as ofEcr } from './ecr/assumptions.ts'
import { choices as ofEcs } from './ecs/assumptions.ts'
import { choices as ofGitHub } from './github/assumptions.ts'
import { drawn } from './choices.ts'
import { seeded } from './random.ts'
import type { World } from './world.ts'

/**
 * Turns what is assumed of the services over, as this seed has it: whatever holds in every such world depends on
 * no assumption. What is assumed of WAF follows from the world's own seed.
 */
export function varyAssumptions({ ecs, ecr, github }: World, seed: number): void {
  const random = seeded(seed ^ 0x6173)
  Object.assign(ecs.assumptions, drawn(ofEcs, random))
  Object.assign(ecr.assumptions, drawn(ofEcr, random))
  Object.assign(github.assumptions, drawn(ofGitHub, random))
}
