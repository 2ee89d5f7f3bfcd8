/** What a step's process left in its files, taken in by its job. */
import { rmSync } from 'node:fs'
import { readCommandFile, readPairs } from './command-files.ts'
import type { CommandFiles } from './command-files.ts'
import type { JobRun } from './job-run.ts'
import type { StepRecord } from './records.ts'
import { messageOf } from './refusal.ts'
import type { StepLog } from './step-log.ts'

/** Bytes; a longer summary is not shown by GitHub. */
const longestSummary = 1_048_576

interface Taker {
  job: JobRun
  record: StepRecord
  log: StepLog
  /** For the action's own other phases. */
  state: Record<string, string>
}

/** Takes them in, also after a failure, and removes them. */
export function takeFiles(files: CommandFiles, taker: Taker): void {
  const { job, record, log, state } = taker
  takePairs(files, 'OUTPUT', { log, take: (key, value) => (record.outputs[key] = value) })
  takePairs(files, 'STATE', { log, take: (key, value) => (state[key] = value) })
  takePairs(files, 'ENV', {
    log,
    take: (key, value) => {
      if (key.toUpperCase() !== 'NODE_OPTIONS') job.env[key] = value
      else log.error(`Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.`)
    },
  })
  readCommandFile(files.PATH)
    .split('\n')
    .filter(line => line !== '')
    .forEach(line => job.prependPath(line))
  takeSummary(readCommandFile(files.STEP_SUMMARY), taker)
  Object.values(files).forEach(file => rmSync(file, { force: true }))
}

function takePairs(
  files: CommandFiles,
  name: 'OUTPUT' | 'STATE' | 'ENV',
  { log, take }: { log: StepLog; take: (key: string, value: string) => void },
): void {
  try {
    for (const [key, value] of readPairs(readCommandFile(files[name]))) take(key, value)
  } catch (error) {
    log.error(`Unable to process file command '${name.toLowerCase()}' successfully.`)
    log.error(messageOf(error))
    log.failed = true
  }
}

function takeSummary(text: string, { job, record, log }: Taker): void {
  const size = Buffer.byteLength(text)
  if (size <= longestSummary) record.summary = job.masks.mask(text)
  else {
    log.error(
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${Math.floor(size / 1024)}k.`,
    )
  }
}
