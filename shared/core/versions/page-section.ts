import { serviceUrl } from '../console-url.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { revisionName } from '../service.ts'
import type { BoardService, Environment } from './board.ts'
import type { Finding } from './drift.ts'
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
  sign,
  table,
  time,
  trail,
} from './page-parts.ts'
import type { Ended, Promotion } from './records.ts'
import { versionText } from './version.ts'
import { endText, shown } from './words.ts'
import type { Look } from './words.ts'

/** All that is known of one environment. `anchor` is the id by which the page leads to it. */
export function environmentSection(environment: Environment, anchor: string, links: Links): Html {
  const { name, findings, history } = environment
  return html`<section class="panel environment" id="${anchor}" aria-labelledby="${anchor}-name">
    <header>
      <h2 id="${anchor}-name">${foreign(name)}</h2>
      ${badge(environment)}
      <p class="small soft">
        ${placeText(environment)}${trail(link(links.deployments(name), 'deployments in GitHub'))}
      </p>
    </header>
    ${part(
      undefined,
      findings.length > 0
        ? html`<ul class="findings">
            ${findings.map(findingItem)}
          </ul>`
        : undefined,
    )}
    ${part('Services', servicesTable(environment, links))} ${part('Waiting', commitsList(environment, links))}
    ${part(
      'History',
      history.length > 0
        ? html`<ol class="timeline">
            ${history.map(one => timelineItem(one, links))}
          </ol>`
        : undefined,
    )}
  </section>`
}

function part(heading: string | undefined, content: Html | undefined): Html | undefined {
  return content && html`<div>${heading === undefined ? undefined : html`<h3>${heading}</h3>`}${content}</div>`
}

function placeText({ place }: Environment): Html {
  if (!place) return html`Known from GitHub alone`
  const region = place.region === undefined ? undefined : html`, ${foreign(place.region)}`
  return html`Cluster ${foreign(place.cluster)}${region}`
}

const findingWords = {
  drift: { mark: '!', word: 'Drift' },
  unknown: { mark: '?', word: 'Not seen' },
  note: { mark: 'i', word: 'Note' },
} as const

/** Characters of a finding, which may tell of many services. */
const longestText = 2_000

function findingItem({ is, says, next }: Finding): Html {
  const { mark, word } = findingWords[is]
  const end = /[.!?]$/.test(says) ? '' : '.'
  return html`<li class="finding ${is}">
    <span class="sign" aria-hidden="true">${mark}</span>
    <span><b>${word}:</b> ${foreign(says, longestText)}${end}</span>
    ${next === undefined ? undefined : html`<span class="next">${foreign(next, longestText)}</span>`}
  </li>`
}

function servicesTable({ services, place, stand }: Environment, links: Links): Html | undefined {
  if (services.length === 0 || stand.is === 'never') return undefined
  const head = ['Service', 'Release', 'Commit', 'Image', 'Tasks', 'Since']
  const rows = services.map(service =>
    row(serviceName(service, place), serviceCells(service, links), isTroubled(service) ? 'drift' : ''),
  )
  return table({ caption: 'What each service runs', style: 'services narrow', head }, rows)
}

function serviceCells(service: BoardService, links: Links): Html[] {
  const release = cell('Release', html`<span>${releaseOf(service)}</span>${markOf(service)}`)
  if (service.is === 'absent')
    return [release, ...['Commit', 'Image', 'Tasks', 'Since'].map(name => cell(name, undefined))]
  const { effective, images, running, desired, since } = service
  return [
    release,
    cell('Commit', commitLink(effective.commit, links)),
    cell('Image', images.length > 0 ? html`${imagesOf(service)}` : undefined),
    cell('Tasks', html`${running} of ${desired}`, 'nowrap'),
    cell('Since', time(since)),
  ]
}

function serviceName(service: BoardService, place: Environment['place']): Html {
  const { name } = service
  const own = name === service.service ? undefined : service.service
  if (service.is === 'absent' || !place) return html`${foreign(name)}${under(own)}`
  const { taskDefinition } = service
  const url = serviceUrl({ cluster: place.cluster, service: service.service, taskDefinition })
  return html`${link(url, name) ?? foreign(name)}${under(revisionName(taskDefinition))}`
}

function under(text: string | undefined): Html | undefined {
  return text === undefined ? undefined : html`<div class="under">${foreign(text)}</div>`
}

/** What the tasks run, by digest; where that could not be read, what the revision names. */
function imagesOf({ images, digests }: BoardService & { is: 'there' }): Html[] {
  return images.map(({ container, image }) => {
    const run = digests?.get(container) ?? []
    const known = run.length > 0 ? run : image.digest === undefined ? [] : [image.digest]
    const codes = known.map(
      digest => html`<code title="${shown(digest)}">${shown(digest.slice(0, shortDigest))}</code>`,
    )
    const tag = known.length === 0 && image.tag !== undefined ? html`<code>${shown(image.tag, 20)}</code>` : undefined
    return html`<span class="small">${foreign(image.repository)}</span>${codes}${tag}`
  })
}

/** `sha256:` and twelve digits. */
const shortDigest = 19

/** Subjects that are shown of what waits. */
const mostCommits = 20

function commitsList({ waiting }: Environment, links: Links): Html | undefined {
  if (waiting?.is !== 'compared' || waiting.ahead === 0) return undefined
  const { ahead, commits, base, head } = waiting
  const items = commits.slice(0, mostCommits).map(
    ({ sha, title, author }) =>
      html`<li>
        ${commitLink(sha, links)}
        <span>${foreign(title, 200)} <span class="soft">${foreign(author)}</span></span>
      </li>`,
  )
  const left = ahead - items.length
  const compare = trail(link(links.compare(base, head), 'compare'))
  const more = left > 0 ? html`<li class="soft">and ${left} more${compare}</li>` : undefined
  return html`<ul class="commits">
    ${items}${more}
  </ul>`
}

const endLooks: Readonly<Partial<Record<Ended, Look>>> = {
  succeeded: 'good',
  unchanged: 'good',
  done: 'good',
  'under-way': 'moving',
  inactive: 'none',
  cancelled: 'unknown',
  unknown: 'unknown',
  'timed-out': 'unknown',
  'awaiting-approval': 'unknown',
  superseded: 'unknown',
  'cut-off': 'unknown',
}

function timelineItem({ is, at, version, ended, by, run, says }: Promotion, links: Links): Html {
  const look = endLooks[ended] ?? 'drift'
  const name = link(links.release(version.release), versionText(version)) ?? foreign(versionText(version))
  const parts = [
    time(at),
    html`<b
      >${is === 'rollback' ? html`<span class="sign" aria-hidden="true">↩</span> Back to ` : undefined}${name}</b
    >`,
    html`<span class="mark">${sign(look)} ${endText(ended)}</span>`,
    version.release === undefined ? undefined : commitLink(version.commit, links),
    by === '' ? undefined : html`<span>by ${foreign(by)}</span>`,
    link(links.run(run), 'run'),
  ]
  return html`<li class="${look}">
    <div class="event">${parts.flatMap(one => (one ? [one] : []))}</div>
    ${says === '' ? undefined : html`<p class="soft">${foreign(says, 200)}</p>`}
  </li>`
}
