import { action } from '../../shared/action.ts'
import type { Context } from '../../shared/action.ts'
import type { Declared, DeclaredMigration } from '../../shared/core/deploy-manifest/declared.ts'
import { ecsImage, ecsName } from '../../shared/core/deploy-manifest/names.ts'
import { declaredCommand } from '../../shared/phases/migrate/declared-command.ts'
import { foresee, migrate } from '../../shared/phases/migrate/migrate.ts'
import { foreseenReport, reportOf } from '../../shared/phases/migrate/report.ts'
import type { MigrationRun } from '../../shared/phases/migrate/run.ts'
import { runUrl } from '../../shared/run-url.ts'
import { checkInputs, inputs } from './inputs.ts'
import type { MigrationInputs } from './inputs.ts'

/** Runs a release's migration once, or one that takes migrations back, and tells how it ended by its own exit code. */
export const runMigrationTask = action({
  title: 'Run the migration',
  inputs,
  outputs: ['task-arn', 'exit-code', 'outcome', 'log-url', 'restore-point'],
  defaults: ({ declared }) => ({
    ...(declared && { cluster: declared.cluster }),
    ...(declared?.migration && defaultsOf(declared.migration)),
  }),
  translate: (given, declared) => ({
    ...given,
    service: given.service && ecsName(declared, given.service),
    base: given.base ?? baseOf(given, declared),
    images: given.images?.map(image => ecsImage(declared, image)),
  }),
  check: checkInputs,

  async run(given, context) {
    const run = runOf(given, context)
    if (given['dry-run'] && !run.rehearsal) return foreseenReport(await foresee(run), run)
    return reportOf(await migrate(run))
  },
})

/** A task definition that is named is what it is, and what takes migrations back runs with what runs now. */
function baseOf(given: MigrationInputs, { base }: Declared): string | undefined {
  return given['task-definition'] !== undefined || given.direction === 'down' ? undefined : base
}

function defaultsOf(migration: DeclaredMigration): Partial<MigrationInputs> {
  const { service, container, timeout } = migration
  return {
    service,
    command: { words: declaredCommand(migration), by: 'manifest' },
    ...(container && { container }),
    ...(timeout !== undefined && { timeout }),
  }
}

function runOf(given: MigrationInputs, context: Context): MigrationRun {
  const until = context.clock.now() + given.timeout
  const tried = given['dry-run'] ? given['dry-run-command'] : undefined
  return {
    ...given,
    taskDefinition: given['task-definition'],
    base: given.base ?? 'service',
    network: networkOf(given),
    images: given.images ?? [],
    command: tried ?? given.command?.words,
    variables: given['environment-variables'] ?? {},
    taskRole: given['task-role'],
    executionRole: given['execution-role'],
    onTimeout: given['on-timeout'],
    logLines: given['log-lines'],
    rehearsal: tried !== undefined,
    runUrl: runUrl(context.environment),
    until,
    context,
    aws: context.aws({ until }),
  }
}

function networkOf(given: MigrationInputs): MigrationRun['network'] {
  const { subnets, 'security-groups': securityGroups = [], 'assign-public-ip': assignPublicIp } = given
  return subnets && { subnets, securityGroups, ...(assignPublicIp !== undefined && { assignPublicIp }) }
}
