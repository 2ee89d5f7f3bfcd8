import { randomUUID } from 'node:crypto'
import * as core from '@actions/core'
import { foreignLines, safeLine } from './core/foreign-text.ts'
import type { Step } from './ports.ts'

/**
 * The step as GitHub's runner knows it. Every line is made safe before it is printed: names, tags and AWS messages
 * stand in our own lines too, and a line that begins with `::` would be obeyed.
 */
export const githubStep: Step = {
  input: name => core.getInput(name),
  output: (name, value) => core.setOutput(name, value),
  mask: secret => core.setSecret(secret),
  info: line => core.info(safeLine(line)),
  warning: message => core.warning(message),
  foreign: lines => fenced(lines),
  group: (title, work) => core.group(safeLine(title), work),
  summarize: async markdown => {
    if (process.env['GITHUB_STEP_SUMMARY']) await core.summary.addRaw(markdown, true).write()
  },
  fail: message => core.setFailed(message),
}

/** Between `stop-commands` and its token the runner obeys nothing; the token cannot be guessed. */
function fenced(lines: readonly string[]): void {
  if (lines.length === 0) return
  const token = `${randomUUID()}${randomUUID()}`
  core.info(`::stop-commands::${token}`)
  // Together: a private key that spans lines is recognised only as a whole.
  for (const line of foreignLines(lines)) core.info(line)
  core.info(`::${token}::`)
}
