import { plainLine } from '../foreign-text.ts'
import { capital, counted, dayAndTime, shortened } from '../wording.ts'
import { standText, verdictOf } from './board.ts'
import type { Board, Environment } from './board.ts'
import type { Ended } from './records.ts'

/** What people read of how a promotion ended. */
export const endWords: Readonly<Partial<Record<Ended, string>>> = {
  'under-way': 'under way',
  'cut-off': 'cut off',
  inactive: 'removed',
}

export function endText(ended: Ended): string {
  return endWords[ended] ?? ended
}

/** How an environment looks at a glance: a sign that is not a colour, and a word. */
export type Look = 'good' | 'drift' | 'moving' | 'unknown' | 'none'

export const looks: Readonly<Record<Look, { sign: string; word: string }>> = {
  good: { sign: '✓', word: 'as recorded' },
  drift: { sign: '!', word: 'drift' },
  moving: { sign: '↻', word: 'under way' },
  unknown: { sign: '?', word: 'not seen in full' },
  none: { sign: '–', word: 'nothing there' },
}

export function lookOf(environment: Environment): Look {
  const { findings, stand } = environment
  const verdict = verdictOf(environment)
  if (verdict === 'drift') return 'drift'
  if (findings.some(({ kind }) => kind === 'in-progress')) return 'moving'
  if (stand.is === 'never') return 'none'
  if (verdict === 'unknown' || findings.some(({ kind }) => kind === 'no-record' || kind === 'not-compared'))
    return 'unknown'
  return 'good'
}

/** What is said beside the sign. Without a record there is nothing to be as. */
export function lookWord(environment: Environment): string {
  const look = lookOf(environment)
  if (look === 'unknown' && environment.stand.is === 'recorded') return 'by GitHub’s record alone'
  if (look === 'unknown' && environment.findings.some(({ kind }) => kind === 'no-record')) return 'not recorded'
  return looks[look].word
}

/** `Production runs v1.4.0 since 2026-11-20 09:14Z; 3 commits wait.` Foreign text is made a plain line. */
export function sentenceOf(environment: Environment): string {
  const parts = [standSentence(environment), driftSentence(environment), waitingSentence(environment)]
  return `${parts.filter(part => part !== '').join('; ')}.`
}

function standSentence(environment: Environment): string {
  const { name, stand } = environment
  const who = capital(shown(name))
  const what = shown(standText(environment))
  if (stand.is === 'runs') return `${who} runs ${what} since ${dayAndTime(stand.since)}`
  if (stand.is === 'recorded') return `${who} has ${what} since ${dayAndTime(stand.since)}, by GitHub's record`
  if (stand.is === 'mixed') return `${who} runs ${stand.versions.length} releases at once: ${what}`
  if (stand.is === 'unnamed') return `${who} runs services whose release nothing says`
  return stand.is === 'never' ? `${who} was never deployed to` : `What ${shown(name)} runs is not known`
}

function driftSentence({ findings }: Environment): string {
  const drift = findings.filter(({ is, kind }) => is === 'drift' && kind !== 'mixed').length
  return drift === 0 ? '' : `${counted(drift, 'finding')} of drift`
}

function waitingSentence({ waiting }: Environment): string {
  if (waiting?.is !== 'compared' || waiting.ahead === 0) return ''
  return `${counted(waiting.ahead, 'commit')} wait${waiting.ahead === 1 ? 's' : ''}`
}

/** More environments than this get a line each. */
const mostInOneLine = 3

export function boardText({ environments }: Pick<Board, 'environments'>): string {
  const sentences = environments.map(sentenceOf)
  if (sentences.length <= mostInOneLine) return sentences.join(' ')
  return [`${counted(environments.length, 'environment')}:`, ...sentences.map(one => `  - ${one}`)].join('\n')
}

/** Characters; names of environments and releases are foreign, and may be as long as their makers liked. */
const longest = 80

export function shown(text: string, most = longest): string {
  return shortened(plainLine(text), most)
}
