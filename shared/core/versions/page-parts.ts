import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { capital, dayAndTime } from '../wording.ts'
import type { BoardService, Environment } from './board.ts'
import type { Finding } from './drift.ts'
import type { Links } from './links.ts'
import { isKnown, versionText } from './version.ts'
import { lookOf, looks, lookWord, shown } from './words.ts'
import type { Look } from './words.ts'

/** Text of others: its direction is its own, and what does not show is left out. */
export function foreign(text: string, most?: number): Html {
  return html`<bdi>${shown(text, most)}</bdi>`
}

export function time(at: number): Html {
  return html`<time datetime="${new Date(at).toISOString()}">${dayAndTime(at)}</time>`
}

/** `url` is one that this project made. */
export function link(url: string | undefined, text: string): Html | undefined {
  return url === undefined ? undefined : html`<a href="${url}">${foreign(text)}</a>`
}

/** A part that follows another one in a line. */
export function trail(part: Html | undefined): Html | undefined {
  return part && html` · ${part}`
}

export function commitLink(sha: string | undefined, links: Links): Html | undefined {
  if (sha === undefined) return undefined
  const short = html`<code>${shown(sha.slice(0, 12))}</code>`
  const url = links.commit(sha)
  return url === undefined ? short : html`<a href="${url}">${short}</a>`
}

export function badge(environment: Environment): Html {
  const look = lookOf(environment)
  return html`<span class="badge ${look}">${sign(look)}${lookWord(environment)}</span>`
}

/** A mark that shows without colour; the word beside it says the same to those who do not see it. */
export function sign(look: Look): Html {
  return html`<span class="sign" aria-hidden="true">${looks[look].sign}</span>`
}

/** Whether something of the service is not as it should be. */
export function isTroubled(service: BoardService | undefined): boolean {
  return service?.findings.some(({ is }) => is === 'drift') ?? false
}

export function releaseOf(service: BoardService): Html {
  if (service.is === 'absent') return html`<span class="soft">none</span>`
  return isKnown(service.effective) ? foreign(versionText(service.effective)) : html`<span class="soft">unknown</span>`
}

const troubles: Readonly<Partial<Record<Finding['kind'], string>>> = {
  'not-recorded': 'not what was recorded',
  mixed: 'on another release',
  missing: 'missing in ECS',
  'failed-deployment': 'deployment failed',
  'too-few-tasks': 'too few tasks',
  'marked-failed': 'marked as failed',
  stuck: 'stuck',
}

/** What is to be said of a service beside its release. */
export function markOf(service: BoardService): Html | undefined {
  const drift = service.findings.filter(({ is }) => is === 'drift').map(({ kind }) => kind)
  // What is not what was recorded is mostly on another release for that very reason.
  const told = drift.filter(kind => kind !== 'mixed' || !drift.includes('not-recorded'))
  const words = capital(told.map(kind => troubles[kind] ?? kind).join(', '))
  if (words !== '') return html`<span class="mark drift">${sign('drift')} ${words}</span>`
  if (service.is !== 'there' || service.rollout !== 'in-progress') return undefined
  return html`<span class="mark moving">${sign('moving')} ${capital(looks.moving.word)}</span>`
}

export interface Table {
  /** What it shows, for those who do not see it. */
  caption: string
  style: string
  head: readonly string[]
}

/** The roles say what the elements are, also where they are laid out as a list. */
export function table({ caption, style, head }: Table, rows: readonly Html[]): Html {
  const columns = head.map(name => html`<th role="columnheader" scope="col">${foreign(name)}</th>`)
  return html`<table role="table" class="${style}">
    <caption class="hidden">
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows}
    </tbody>
  </table>`
}

export function row(name: Html, cells: readonly Html[], style = ''): Html {
  return html`<tr role="row" class="${style}">
    <th role="rowheader" scope="row">${name}</th>
    ${cells}
  </tr>`
}

/** `column` is its heading, which stands before it where the table is laid out as a list. */
export function cell(column: string, content: Html | undefined, style = ''): Html {
  const inner = content && html`<div class="cell">${content}</div>`
  // Whatever stood between the tags would make it seem not empty.
  return html`<td role="cell" class="${style}" data-column="${shown(column)}">${inner}</td>`
}
