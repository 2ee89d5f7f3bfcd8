/** A step's log: workflow commands are obeyed, secrets masked, and lines told as they come. */
import type { Masks } from './masks.ts'

export interface Annotation {
  level: 'error' | 'warning' | 'notice'
  message: string
  title?: string
  file?: string
  line?: string
  /** Name of the step. */
  step: string
}

/** How GitHub's page shows a line. */
export type LineKind = 'text' | 'group' | 'end-group' | 'command' | 'error' | 'warning' | 'notice' | 'debug'

export interface LogSinks {
  masks: Masks
  annotations: Annotation[]
  /** A line as the page shows it: masked, and without the command that made it. */
  onLine: (line: { kind: LineKind; text: string }) => void
}

const mostAnnotations = 10
const known = ['error', 'warning', 'notice', 'debug', 'group', 'endgroup', 'add-mask', 'stop-commands']
/** Refused. GitHub still takes some of them, with a warning: nothing of today may rely on them. */
const refused = ['set-output', 'save-state', 'set-env', 'add-path', 'add-matcher', 'remove-matcher', 'echo']
const levels: readonly string[] = ['error', 'warning', 'notice']

export class StepLog {
  /** Set when a command could not be obeyed: the step has then failed. */
  failed = false
  private readonly lines: string[] = []
  private readonly step: string
  private readonly sinks: LogSinks
  private stopToken: string | undefined
  private readonly issues = { error: 0, warning: 0, notice: 0 }

  constructor(step: string, sinks: LogSinks) {
    this.step = step
    this.sinks = sinks
  }

  /** As GitHub keeps it: what is not plain text begins with `##[…]`. */
  get text(): string {
    return this.lines.join('\n')
  }

  /** A line that a process printed. */
  printed(line: string): void {
    const command = readCommand(line)
    if (this.stopToken !== undefined) {
      if (command?.name === this.stopToken) this.stopToken = undefined
      this.show('text', line)
    } else if (command && known.includes(command.name)) {
      this.obey(command)
    } else if (command && refused.includes(command.name)) {
      this.error(
        `The \`${command.name}\` command is not obeyed by test/runner; outputs and state are written to their files.`,
      )
      this.failed = true
    } else {
      this.show('text', line)
    }
  }

  /** What the runner itself says. */
  error(message: string): void {
    this.issue('error', message, {})
  }

  warning(message: string): void {
    this.issue('warning', message, {})
  }

  group(title: string, lines: readonly string[]): void {
    this.show('group', title)
    lines.forEach(line => this.show('command', line))
    this.show('end-group', '')
  }

  private obey({ name, properties, value }: WorkflowCommand): void {
    if (name === 'add-mask') this.sinks.masks.add(value)
    else if (name === 'stop-commands') this.stop(value)
    else if (name === 'group') this.show('group', value)
    else if (name === 'endgroup') this.show('end-group', '')
    else if (name === 'debug') this.show('debug', value)
    else if (levels.includes(name)) this.issue(name as Annotation['level'], value, properties)
  }

  private stop(token: string): void {
    if (token === '' || token === 'pause-logging' || known.includes(token) || refused.includes(token)) {
      this.error(
        `You cannot use a endToken that is an empty string, the string 'pause-logging', or another workflow command.`,
      )
      this.failed = true
      return
    }
    this.stopToken = token
    if (token.length > 6) this.sinks.masks.add(token)
    this.show('text', `::stop-commands::${token}`)
  }

  private issue(level: Annotation['level'], text: string, properties: Record<string, string>): void {
    const message = this.sinks.masks.mask(text).slice(0, 4096)
    this.show(level, message)
    const { title, file, line } = properties
    if (++this.issues[level] > mostAnnotations) return
    this.sinks.annotations.push({ level, message, step: this.step, ...clean({ title, file, line }) })
  }

  private show(kind: LineKind, line: string): void {
    const text = this.sinks.masks.mask(line)
    this.lines.push(prefixes[kind] + text)
    this.sinks.onLine({ kind, text })
  }
}

const prefixes: Readonly<Record<LineKind, string>> = {
  text: '',
  group: '##[group]',
  'end-group': '##[endgroup]',
  command: '',
  error: '##[error]',
  warning: '##[warning]',
  notice: '##[notice]',
  debug: '##[debug]',
}

interface WorkflowCommand {
  name: string
  properties: Record<string, string>
  value: string
}

/** `::name key=value,…::value`, after any spaces. */
function readCommand(line: string): WorkflowCommand | undefined {
  const match = /^\s*::(?<name>[^\s:]+)(?: (?<properties>.*?))?::(?<value>.*)$/s.exec(line)?.groups
  if (!match) return undefined
  const properties = (match['properties'] ?? '').split(',').flatMap(pair => {
    const [key = '', ...rest] = pair.trim().split('=')
    return key === '' || rest.length === 0 ? [] : [[key, decode(rest.join('='))] as const]
  })
  return { name: match['name'] ?? '', properties: Object.fromEntries(properties), value: decode(match['value'] ?? '') }
}

function decode(value: string): string {
  return value
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%')
}

function clean(given: Record<string, string | undefined>): Partial<Pick<Annotation, 'title' | 'file' | 'line'>> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}
