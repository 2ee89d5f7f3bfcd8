import { performance } from 'node:perf_hooks'
import { mustRun } from './command.ts'

/** One thing that must hold. */
export interface Check {
  name: string
  /** Every problem found, each a sentence; none means it holds. Throwing is one problem. */
  problems(): Promise<readonly string[]> | readonly string[]
}

interface Tally {
  passed: number
  failed: number
}

/** A check that a program makes: what it prints is the problem when it does not end with 0. */
export function commandCheck(name: string, program: string, args: readonly string[]): Check {
  return { name, problems: () => mustRun(program, args).then(() => []) }
}

/**
 * Runs checks, prints a line for each as it ends and then the problems of those that failed. The last line is
 * `N passed, N failed`, alone, for programs that count. Sets the exit code.
 */
export async function report(checks: readonly Check[], { atOnce }: { atOnce: number }): Promise<void> {
  const width = Math.max(...checks.map(check => check.name.length))
  const failures: string[] = []
  const tally: Tally = { passed: 0, failed: 0 }
  const waiting = [...checks]
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const began = performance.now()
      const problems = await problemsOf(check)
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      tally[problems.length === 0 ? 'passed' : 'failed'] += 1
      console.log(
        `${problems.length === 0 ? 'ok    ' : 'FAILED'}  ${check.name.padEnd(width)}  ${seconds.padStart(5)} s`,
      )
      if (problems.length > 0) failures.push(`\n${check.name}\n${indent(problems)}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  for (const failure of failures) console.log(failure)
  console.log(`\n${tally.passed} passed, ${tally.failed} failed`)
  if (tally.failed > 0) process.exitCode = 1
}

/** The whole of a script that makes one check by itself: prints its problems, and sets the exit code. */
export async function reportProblems(problems: Check['problems']): Promise<void> {
  for (const problem of await problemsOf({ problems })) {
    console.error(problem)
    process.exitCode = 1
  }
}

async function problemsOf(check: Pick<Check, 'problems'>): Promise<readonly string[]> {
  try {
    return await check.problems()
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

function indent(problems: readonly string[]): string {
  return problems.map(problem => `  ${problem.trim().replaceAll('\n', '\n  ')}`).join('\n')
}
