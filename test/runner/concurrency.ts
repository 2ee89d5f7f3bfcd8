/** Who may run at a time: groups across all runs and jobs of a repository. */
export interface Turn {
  group: string
  /** A newer one ends the one that runs. */
  cancelInProgress: boolean
  /** `single`: one waits, and a newer one takes its place. `max`: up to 100 wait, first come first served. */
  queue: 'single' | 'max'
  /** Ends the holder while it runs. */
  cancel: (reason: string) => void
}

interface Ticket extends Turn {
  settle: (granted: boolean) => void
}

interface Group {
  running: Ticket | undefined
  waiting: Ticket[]
}

export interface Place {
  /** Whether the turn came; false if a newer one took the place, or it was given up. */
  granted: Promise<boolean>
  isRunning: () => boolean
  /** Ends the turn, or gives the place up. */
  leave: () => void
}

const mostWaiting = 100

export class ConcurrencyGroups {
  private readonly groups = new Map<string, Group>()

  enter(turn: Turn): Place {
    const group = this.group(turn.group)
    let settle: Ticket['settle'] = () => undefined
    const granted = new Promise<boolean>(resolve => (settle = resolve))
    const ticket: Ticket = { ...turn, settle }
    if (!group.running) {
      group.running = ticket
      ticket.settle(true)
    } else {
      this.wait(group, ticket)
    }
    return { granted, isRunning: () => group.running === ticket, leave: () => this.leave(group, ticket) }
  }

  private wait(group: Group, ticket: Ticket): void {
    const reason = `Canceling since a higher priority waiting request for '${ticket.group}' exists`
    if (ticket.queue === 'single') group.waiting.splice(0).forEach(older => older.settle(false))
    if (group.waiting.length >= mostWaiting) {
      ticket.settle(false)
      return
    }
    group.waiting.push(ticket)
    if (ticket.cancelInProgress) group.running?.cancel(reason)
  }

  private leave(group: Group, ticket: Ticket): void {
    if (group.running === ticket) {
      group.running = group.waiting.shift()
      group.running?.settle(true)
    } else if (group.waiting.includes(ticket)) {
      group.waiting.splice(group.waiting.indexOf(ticket), 1)
      ticket.settle(false)
    }
  }

  /** Names differ in more than their case. */
  private group(name: string): Group {
    const key = name.toLowerCase()
    const group = this.groups.get(key) ?? { running: undefined, waiting: [] }
    this.groups.set(key, group)
    return group
  }
}
