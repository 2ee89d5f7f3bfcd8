import { plainLine } from './foreign-text.ts'
import { proofText } from './health-report.ts'
import type { HealthReport } from './health-report.ts'
import { isGreen, outcomes, signOf } from './outcome.ts'
import type { Outcome } from './outcome.ts'
import { revisionName } from './service.ts'
import { shortened } from './wording.ts'

/** What people are told of a deployment, whoever carries it. Its texts are single lines without credentials. */
export interface Notice {
  event: 'start' | 'success' | 'failure' | 'rollback'
  /** Absent at the start. */
  outcome?: Ending
  /** It says everything to those who read no further. */
  title: string
  /** What the outcome means, or what was proved. */
  meaning: string
  /** What the workflow has to say of it. */
  message?: string
  environment?: string
  release?: string
  repository?: string
  actor?: string
  /** Those in trouble first. */
  services: readonly NoticedService[]
  /** What failed, and what was seen of it. */
  causes: readonly string[]
  links: { run?: string; environment?: string }
}

/** How a job ended, in GitHub's words, as far as they are not outcomes too. */
const jobResults = {
  success: '',
  failure: 'The job failed.',
  skipped: 'The job did not run.',
} as const

type JobResult = keyof typeof jobResults

/** How a deployment ended, in the words of these actions or of a job. */
export type Ending = Outcome | JobResult

/** All the words for it. */
export const endings = [...Object.keys(outcomes), ...Object.keys(jobResults)] as readonly Ending[]

/** Revisions as `family:number`. */
export interface NoticedService {
  service: string
  from?: string
  to?: string
  outcome?: Outcome
}

/** What is known of a deployment. */
export interface Deployed {
  /** It begins, or it brings services back on purpose; else it follows from `outcome`. */
  event: 'start' | 'rollback' | undefined
  outcome: Ending | undefined
  title: string | undefined
  message: string | undefined
  environment: string | undefined
  release: string | undefined
  repository: string | undefined
  actor: string | undefined
  services: readonly string[]
  revisions: readonly Revisions[]
  report: HealthReport | undefined
  links: Notice['links']
}

/** What a service was brought from and to, as ARNs or `family:number`. */
export interface Revisions {
  service: string
  taskDefinition?: string
  previousTaskDefinition?: string
}

/** Characters of a line that somebody else wrote; services and causes have many. */
const longest = { title: 200, message: 1_000, name: 100, cause: 500 }

/** The notice of a deployment. One whose outcome nobody gave is called unknown. */
export function noticeOf(deployed: Deployed): Notice {
  const ending = deployed.event === 'start' ? undefined : (deployed.outcome ?? 'unknown')
  const { environment, release, repository, actor, message } = deployed
  const texts = Object.entries({ environment, release, repository, actor }).flatMap(([name, text]) =>
    text ? [[name, line(text, longest.name)]] : [],
  )
  return {
    event: eventOf(deployed.event, ending),
    ...(ending && { outcome: ending }),
    title: line(deployed.title ?? `${subjectOf(deployed)}: ${ending?.replaceAll('-', ' ') ?? 'begun'}`, longest.title),
    meaning: ending ? meaningOf(ending, deployed.report) : '',
    ...(message && { message: line(message, longest.message) }),
    ...(Object.fromEntries(texts) as Pick<Notice, 'environment' | 'release' | 'repository' | 'actor'>),
    services: servicesOf(deployed),
    causes: (deployed.report?.causes ?? []).map(cause => line(cause, longest.cause)),
    links: deployed.links,
  }
}

/** What people see first of a notice. */
export function signOfNotice({ outcome }: Pick<Notice, 'outcome'>): string {
  if (outcome === undefined) return '▶️'
  if (isJobResult(outcome)) return isGood(outcome) ? signOf('succeeded') : '❌'
  return signOf(outcome)
}

/** What became of a service, beside its name. */
export function serviceText({ from, to, outcome }: NoticedService): string {
  const change = from !== undefined && to !== undefined && from !== to ? `${from} → ${to}` : to
  return [change, outcome?.replaceAll('-', ' ')].filter(Boolean).join(', ')
}

function line(text: string, most: number): string {
  return shortened(plainLine(text), most)
}

function isJobResult(ending: Ending): ending is JobResult {
  return Object.hasOwn(jobResults, ending)
}

function isGood(ending: Ending): boolean {
  return isJobResult(ending) ? ending === 'success' : isGreen(ending)
}

function eventOf(event: Deployed['event'], ending: Ending | undefined): Notice['event'] {
  if (ending === undefined) return 'start'
  if (isGood(ending)) return event === 'rollback' ? 'rollback' : 'success'
  return ending === 'rolled-back' ? 'rollback' : 'failure'
}

function subjectOf({ event, environment, release }: Deployed): string {
  if (event === 'rollback')
    return `Rollback${environment ? ` of ${environment}` : ''}${release ? ` to ${release}` : ''}`
  return `Deployment${release ? ` of ${release}` : ''}${environment ? ` to ${environment}` : ''}`
}

function meaningOf(ending: Ending, report: HealthReport | undefined): string {
  const proof = report && proofText(report)
  if (isGood(ending)) return proof === undefined ? '' : `${proof}.`
  return isJobResult(ending) ? jobResults[ending] : outcomes[ending]
}

function servicesOf({ services, revisions, report }: Deployed): NoticedService[] {
  const names = new Set([
    ...services,
    ...revisions.map(one => one.service),
    ...(report?.services ?? []).map(one => one.service),
  ])
  const all = [...names].map((service): NoticedService => {
    const { taskDefinition, previousTaskDefinition } = revisions.find(one => one.service === service) ?? {}
    const outcome = report?.services.find(one => one.service === service)?.outcome
    return {
      service: line(service, longest.name),
      ...(previousTaskDefinition && { from: line(revisionName(previousTaskDefinition), longest.name) }),
      ...(taskDefinition && { to: line(revisionName(taskDefinition), longest.name) }),
      ...(outcome && { outcome }),
    }
  })
  const isTroubled = ({ outcome }: NoticedService): boolean => outcome !== undefined && !isGreen(outcome)
  return [...all.filter(isTroubled), ...all.filter(one => !isTroubled(one))]
}
