import { markdownText } from '../../shared/core/foreign-text.ts'
import { imageText, shortImage } from '../../shared/core/image.ts'
import { revisionName } from '../../shared/core/service.ts'
import { codeSpan, prose, serviceTable } from '../../shared/core/summary.ts'
import type { Cell } from '../../shared/core/summary.ts'
import { standText } from '../../shared/core/versions/board.ts'
import type { Board, BoardService, Environment, Waiting } from '../../shared/core/versions/board.ts'
import type { Links } from '../../shared/core/versions/links.ts'
import type { Promotion } from '../../shared/core/versions/records.ts'
import { isKnown, versionText } from '../../shared/core/versions/version.ts'
import { endText, lookOf, looks, lookWord, shown } from '../../shared/core/versions/words.ts'
import { counted, dayAndTime } from '../../shared/core/wording.ts'

/** Which version is where, for people: all environments in one table, and then each. */
export function summaryOf({ environments }: Board, links: Links): string {
  return [overview(environments), ...environments.map(one => details(one, links))].join('\n\n')
}

function overview(environments: readonly Environment[]): string {
  const rows = environments.map((one): Cell[] => [
    shown(one.name),
    releaseCell(one),
    commitCell(one),
    'since' in one.stand ? dayAndTime(one.stand.since) : '',
    'by' in one.stand ? shown(one.stand.by) : '',
    one.services.length > 0
      ? `${one.services.filter(({ is }) => is === 'there').length} of ${one.services.length}`
      : '',
    one.waiting ? waitingText(one.waiting) : '',
    `${looks[lookOf(one)].sign} ${lookWord(one)}`,
  ])
  return serviceTable(['Environment', 'Release', 'Commit', 'Since', 'By', 'Services', 'Waiting', ''], rows)
}

/** What is known by its commit alone has that beside it. */
function releaseCell(environment: Environment): string {
  const { stand } = environment
  return 'version' in stand ? shown(stand.version.release ?? '') : shown(standText(environment))
}

function commitCell({ stand }: Environment): Cell {
  const commit = 'version' in stand ? stand.version.commit : undefined
  return commit === undefined ? '' : { code: commit.slice(0, 12) }
}

function waitingText(waiting: Waiting): string {
  if (waiting.is === 'unknown') return 'not known'
  const { ahead, behind, from } = waiting
  if (ahead === 0 && behind === 0) return `none, same as ${shown(from)}`
  const all = [
    ...(ahead > 0 ? [`${counted(ahead, 'commit')} of ${shown(from)}`] : []),
    ...(behind > 0 ? [`${behind} not in ${shown(from)}`] : []),
  ]
  return all.join('; ')
}

function details(environment: Environment, links: Links): string {
  const { place } = environment
  const where = [
    ...(place ? [`cluster ${codeSpan(place.cluster)}`] : []),
    ...(place?.region === undefined ? [] : [codeSpan(place.region)]),
    link('deployments', links.deployments(environment.name)),
  ]
  const parts = [
    `#### ${markdownText(shown(environment.name))}: ${markdownText(shown(standText(environment)))}`,
    where.filter(Boolean).join(' · '),
    findingsText(environment),
    servicesTable(environment.services),
    commitsText(environment, links),
    historyText(environment.history, links),
  ]
  return parts.filter(Boolean).join('\n\n')
}

const findingSigns = { drift: '❌', unknown: '❔', note: 'ℹ️' } as const

function findingsText({ findings }: Environment): string {
  return findings
    .map(({ is, says, next }) => `- ${findingSigns[is]} ${[says, next].flatMap(text => sentence(text)).join(' ')}`)
    .join('\n')
}

/** Findings quote names and AWS's words. */
function sentence(text: string | undefined): string[] {
  if (text === undefined || text === '') return []
  const shownText = prose(shown(text, 1_000))
  return [/[.!?]$/.test(shownText) ? shownText : `${shownText}.`]
}

function servicesTable(services: readonly BoardService[]): string {
  if (services.length === 0) return ''
  const head = ['Service', 'Release', 'Commit', 'Revision', 'Image', 'Tasks', 'Since', '']
  return serviceTable(head, services.map(serviceRow))
}

function serviceRow(service: BoardService): Cell[] {
  if (service.is === 'absent') return [service.name, '', '', '', '', '', '', `! ${service.reason}`]
  const { name, effective, taskDefinition, running, desired, since } = service
  return [
    name,
    isKnown(effective) ? shown(effective.release ?? '') : 'unknown',
    effective.commit === undefined ? '' : { code: effective.commit.slice(0, 12) },
    { code: revisionName(taskDefinition) },
    { lines: imagesOf(service) },
    `${running} of ${desired}`,
    dayAndTime(since),
    serviceMark(service),
  ]
}

/** What the tasks run, and where that could not be read, what the revision names. */
function imagesOf({ images, digests }: BoardService & { is: 'there' }): string[] {
  return images.map(({ container, image }) => {
    const [digest = image.digest] = digests?.get(container) ?? []
    return shortImage(imageText({ ...image, ...(digest !== undefined && { digest }) }))
  })
}

function serviceMark(service: BoardService): string {
  const kinds = service.findings.filter(({ is }) => is === 'drift').map(({ kind }) => kind.replaceAll('-', ' '))
  if (kinds.length > 0) return `! ${kinds.join(', ')}`
  if (service.is === 'there' && service.rollout === 'in-progress') return `${looks.moving.sign} ${looks.moving.word}`
  return ''
}

/** Subjects that are shown of what waits. */
const mostCommits = 10

function commitsText({ name, waiting }: Environment, links: Links): string {
  if (waiting?.is === 'unknown') return prose(`What waits for ${shown(name)} is not known: ${shown(waiting.why, 500)}.`)
  if (!waiting || waiting.ahead === 0) return ''
  const { from, base, head, ahead, commits } = waiting
  const lines = commits
    .slice(0, mostCommits)
    .map(
      ({ sha, title, author }) =>
        `- ${codeSpan(sha.slice(0, 12))} ${markdownText(shown(title, 200))} (${markdownText(shown(author))})`,
    )
  const more = ahead > lines.length ? [`- and ${ahead - lines.length} more`] : []
  const compare = link('compare', links.compare(base, head))
  const heading = `**${counted(ahead, 'commit')} of ${markdownText(shown(from))} ${ahead === 1 ? 'waits' : 'wait'}**`
  return [[heading, compare].filter(Boolean).join(' · '), [...lines, ...more].join('\n')].join('\n\n')
}

function historyText(history: readonly Promotion[], links: Links): string {
  if (history.length === 0) return ''
  const lines = history.map(one => promotionLine(one, links))
  return `<details><summary>History</summary>\n\n${lines.join('\n')}\n\n</details>`
}

function promotionLine({ is, at, version, ended, by, run, says }: Promotion, links: Links): string {
  const parts = [
    `${dayAndTime(at)} ${is === 'rollback' ? 'back to ' : ''}**${markdownText(shown(versionText(version)))}**`,
    markdownText(endText(ended)),
    ...(by === '' ? [] : [`by ${markdownText(shown(by))}`]),
    link('run', links.run(run)),
    markdownText(shown(says, 140)),
  ]
  return `- ${parts.filter(Boolean).join(' · ')}`
}

/** Made of addresses of our own alone: nothing in one can end the link. */
function link(text: string, url: string | undefined): string {
  return url === undefined ? '' : `[${text}](${url})`
}
