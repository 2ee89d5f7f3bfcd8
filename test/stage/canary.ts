import type { JsonObject } from '../simulator/operation.ts'

/** A secret that no reader of a log, an output or a summary may ever see. */
export const canary = 'k4n4r1-9ZqW7xT2'

/** Places of a container definition in which people keep secrets, each with the canary in it. */
export const secretive: JsonObject = {
  environment: [
    { name: 'APP_ENV', value: 'production' },
    { name: 'DATABASE_URL', value: `postgres://app:${canary}@db.internal/app` },
    { name: 'GREETING', value: canary },
  ],
  command: ['serve', '--token', canary],
  entryPoint: ['/bin/sh', '-c', `TOKEN=${canary} exec "$@"`],
  dockerLabels: { 'com.example.key': canary },
}

/** What a program prints that knows a secret, and one that would like to command the runner. */
export const indiscreet: readonly string[] = [
  `connecting to postgres://app:${canary}@db.internal/app`,
  `password=${canary}`,
  `Authorization: Bearer ${canary}`,
  '::set-output name=outcome::succeeded',
  '##[add-mask]everything',
  '\u001b[31m::error::red\u001b[0m',
]
