import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { counted } from '../wording.ts'
import { standText } from './board.ts'
import type { Board, BoardService, Environment } from './board.ts'
import type { Links } from './links.ts'
import {
  badge,
  cell,
  commitLink,
  foreign,
  isTroubled,
  link,
  markOf,
  releaseOf,
  row,
  table,
  time,
  trail,
} from './page-parts.ts'
import { environmentSection } from './page-section.ts'
import { style } from './page-style.ts'
import { lookOf, shown } from './words.ts'

/** What the page leads to. `run` is the page of the run that writes it. */
export interface Around {
  links: Links
  run: string | undefined
}

/**
 * Which version is where, as a page that stands alone: it loads nothing and runs nothing, and every name in it is shown
 * as it is and does nothing.
 */
export function versionPage({ environments, at }: Board, { links, run }: Around): string {
  const repository = links.repository?.replace(/^https:\/\/[^/]+\//, '')
  const home = repository === undefined ? undefined : link(links.repository, repository)
  const placed = environments.map((environment, index) => ({ environment, anchor: `environment-${index + 1}` }))
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>Which version is where${repository === undefined ? '' : ` · ${repository}`}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <div class="frame">
          <header class="top">
            ${home && html`<p class="soft">${home}</p>`}
            <h1>Which version is where</h1>
            <p class="soft">As of ${time(at)}${trail(link(links.run(run), 'the run that looked'))}</p>
          </header>
          <main>
            ${environments.length === 0 ? html`<p>No environment is known.</p>` : undefined}
            <div class="cards">${placed.map(({ environment, anchor }) => card(environment, anchor, links))}</div>
            ${matrix(environments)}
            ${placed.map(({ environment, anchor }) => environmentSection(environment, anchor, links))}
          </main>
          <footer>Read from Amazon ECS and from GitHub’s deployments. All times are UTC.</footer>
        </div>
      </body>
    </html>`.markup
}

function card(environment: Environment, anchor: string, links: Links): Html {
  const text = shown(standText(environment))
  return html`<article class="card ${lookOf(environment)}">
    <header>
      <h2><a href="#${anchor}">${foreign(environment.name)}</a></h2>
      ${badge(environment)}
    </header>
    <p class="release ${releaseStyle(environment, text)}">${foreign(text)}</p>
    <dl class="facts">${facts(environment, links)}</dl>
    ${waitingLine(environment, links)}
  </article>`
}

/** Characters that stand in a card in large letters. */
const mostLarge = 14

function releaseStyle({ stand: { is } }: Environment, text: string): string {
  if (is === 'never' || is === 'unknown' || is === 'unnamed') return 'nothing'
  return text.length > mostLarge ? 'long' : ''
}

function facts({ stand, services }: Environment, links: Links): Html[] {
  const told = stand.is === 'runs' || stand.is === 'recorded' ? stand : undefined
  const run = link(links.run(told?.run), 'run')
  const by = told && told.by !== '' ? html`${foreign(told.by)}${trail(run)}` : run
  const troubled = services.filter(isTroubled).length
  const known: readonly [string, Html | undefined][] = [
    // Without a release the commit stands above already.
    ['Commit', told?.version.release === undefined ? undefined : commitLink(told.version.commit, links)],
    ['Since', told && time(told.since)],
    ['By', by],
    [
      'Services',
      services.length === 0 ? undefined : html`${services.length}${troubled === 0 ? '' : `, ${troubled} with drift`}`,
    ],
  ]
  return known.flatMap(([name, value]) =>
    value
      ? [
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
        ]
      : [],
  )
}

function waitingLine({ waiting }: Environment, links: Links): Html | undefined {
  if (!waiting) return undefined
  const from = foreign(waiting.from)
  if (waiting.is === 'unknown') return html`<p class="waiting">What waits in ${from} is not known.</p>`
  const { ahead, behind, base, head } = waiting
  if (ahead === 0 && behind === 0) return html`<p class="waiting">Same as ${from}: nothing waits.</p>`
  const many = html`<b>${counted(ahead, 'commit')}</b> of ${from} ${ahead === 1 ? 'waits' : 'wait'}.`
  const other = html`${counted(behind, 'commit')} here ${behind === 1 ? 'is' : 'are'} not in ${from}.`
  const compare = trail(link(links.compare(base, head), 'compare'))
  return html`<p class="waiting">${ahead > 0 ? many : undefined} ${behind > 0 ? other : undefined}${compare}</p>`
}

/** Which screens are narrow for a table of so many columns: there it is laid out as a list of its rows. */
function widthOf(columns: number): string {
  if (columns <= 4) return 'narrow'
  return columns <= 12 ? 'wide' : 'widest'
}

/** Of a single environment its own section says it all. */
function matrix(environments: readonly Environment[]): Html | undefined {
  const names = [...new Set(environments.flatMap(({ services }) => services.map(({ name }) => name)))]
  if (names.length === 0 || environments.length < 2) return undefined
  const head = ['Service', ...environments.map(({ name }) => name)]
  const rows = names.map(name =>
    row(
      foreign(name),
      environments.map(one => matrixCell(name, one)),
    ),
  )
  const caption = 'The release of each service in each environment'
  return html`<section aria-labelledby="services">
    <h2 id="services">Services</h2>
    <div class="panel">${table({ caption, style: `matrix ${widthOf(environments.length)}`, head }, rows)}</div>
  </section>`
}

function matrixCell(name: string, environment: Environment): Html {
  const service = environment.services.find(one => one.name === name)
  return cell(environment.name, matrixText(service), isTroubled(service) ? 'drift' : '')
}

function matrixText(service: BoardService | undefined): Html {
  if (!service) return html`<span class="soft">not part of it</span>`
  return html`<span>${releaseOf(service)}</span>${markOf(service)}`
}
