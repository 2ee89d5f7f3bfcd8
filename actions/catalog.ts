/**
 * Every action by its public name. Each is loaded when it is started, with the clients it needs and no others: loading
 * is most of what a short step does.
 */
export const catalog = {
  promote: async () => (await import('./promote/promote.ts')).promote,
  'verify-image': async () => (await import('./verify-image/verify-image.ts')).verifyImage,
  'run-migration-task': async () => (await import('./run-migration-task/run-migration-task.ts')).runMigrationTask,
  'deploy-ecs': async () => (await import('./deploy-ecs/deploy-ecs.ts')).deployEcs,
  'rollback-task-def': async () => (await import('./rollback-task-def/rollback-task-def.ts')).rollbackTaskDef,
  'wait-healthy': async () => (await import('./wait-healthy/wait-healthy.ts')).waitHealthy,
  'record-deployment': async () => (await import('./record-deployment/record-deployment.ts')).recordDeployment,
  'which-version': async () => (await import('./which-version/which-version.ts')).whichVersion,
  notify: async () => (await import('./notify/notify.ts')).notify,
  'waf-rate-limit': async () => (await import('./waf-rate-limit/waf-rate-limit.ts')).wafRateLimit,
}

export type ActionName = keyof typeof catalog
