import { styleText } from 'node:util'

/**
 * Shows an action's log as GitHub's page does: workflow commands are not text but headings, folds and colours. Between
 * `stop-commands` and its token lines are text, whatever they look like.
 */
export class LogView {
  private rest = ''
  private fence: string | undefined
  private readonly print: (line: string) => void

  constructor(print: (line: string) => void) {
    this.print = print
  }

  write(chunk: string): void {
    const lines = (this.rest + chunk).split('\n')
    this.rest = lines.pop() ?? ''
    lines.forEach(line => this.show(line))
  }

  private show(line: string): void {
    if (this.fence !== undefined) {
      if (line === `::${this.fence}::`) this.fence = undefined
      else this.print(styleText('dim', `    ${line}`))
      return
    }
    const [, command = '', value = ''] = /^::([a-z-]+)[^:]*::(.*)$/.exec(line) ?? []
    const shown = views[command]
    if (command === 'stop-commands') this.fence = value
    else if (shown) shown(decode(value)).forEach(text => this.print(text))
    else this.print(`    ${line}`)
  }
}

const views: Record<string, ((value: string) => string[]) | undefined> = {
  group: value => [styleText('bold', `  ▾ ${value}`)],
  endgroup: () => [],
  error: value =>
    value.split('\n').map((text, at) => styleText('red', at === 0 ? `  Error: ${text}` : `         ${text}`)),
  warning: value => value.split('\n').map(text => styleText('yellow', `  Warning: ${text}`)),
}

/** Values of commands are escaped by the toolkit. */
function decode(value: string): string {
  return value.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}
