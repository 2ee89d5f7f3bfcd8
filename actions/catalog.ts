/**
 * Every action by its public name. Each is loaded when it is started, with the clients it needs and no others: loading
 * is most of what a short step does.
 */
export const catalog = {
  'verify-image': async () => (await import('./verify-image/verify-image.ts')).verifyImage,
  'deploy-ecs': async () => (await import('./deploy-ecs/deploy-ecs.ts')).deployEcs,
  'wait-healthy': async () => (await import('./wait-healthy/wait-healthy.ts')).waitHealthy,
}

export type ActionName = keyof typeof catalog
