import type { AwsServices, AwsOptions } from './aws/services.ts'
import type { Declared } from './core/deploy-manifest/declared.ts'
import { prose, withinLimit } from './core/summary.ts'
import { isGreen, outcomes, signOf, together } from './core/outcome.ts'
import type { Outcome } from './core/outcome.ts'
import { ActionError, Cancelled, UsageError, messageOf } from './errors.ts'
import { optional, readInputs, text } from './inputs.ts'
import type { Inputs, Values } from './inputs.ts'
import { readManifestFile } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import type { Clock, GitHub, Post, Probe, RunCommand, Step } from './ports.ts'

/** Everything an action may use of the outside. A test gives a virtual clock and a simulated AWS. */
export interface Context {
  step: Step
  clock: Clock
  /** A number from 0 to 1, for jitter. */
  random: () => number
  /** Aborts when the runner asks us to stop. */
  stop: AbortSignal
  aws: (options: AwsOptions) => AwsServices
  github: (options: { token: string; until: number }) => GitHub
  probe: Probe
  post: Post
  command: RunCommand
  /** The runner's environment: run, repository, workspace. Inputs come through `step`. */
  environment: Readonly<Record<string, string | undefined>>
}

/** How an action ended, and what it leaves for the next step and for the reader. */
export interface Result<Output extends string> {
  outcome: Outcome
  /** One sentence: what is so now, or what went wrong and to what. */
  message: string
  /** What to do next; only where something is to be done. */
  next?: string | undefined
  outputs: Partial<Record<Output, string>>
  /**
   * Markdown for the job summary, below the heading that `runAction` writes. `false` writes nothing at all where all
   * went well: who reads how a deployment went does not want to read that it was recorded.
   */
  summary?: string | false
  /** What the heading of the job summary says in place of a green outcome, such as `plan`. */
  heading?: string
}

/** An action is its inputs, its outputs and its story. */
export interface Action<I extends Inputs = Inputs, Output extends string = string> {
  /** What people read at the top of the job summary. */
  title: string
  inputs: I
  outputs: readonly Output[]
  /** Values of inputs that the manifest gives where the workflow does not. */
  defaults?: (manifest: Manifest) => Partial<Values<I>>
  /** The values in the names of ECS, where the workflow says names of the manifest. */
  translate?: (values: Values<I>, declared: Declared) => Values<I>
  /** Mistakes that lie between inputs. */
  check?: (values: Values<I>) => readonly string[]
  /** `manifest` is absent where the repository has none. */
  run: (values: Values<I>, context: Context, manifest: Manifest | undefined) => Promise<Result<OwnOutput<Output>>>
}

/** `outcome` is written by `runAction`. */
type OwnOutput<Output extends string> = Exclude<Output, 'outcome'>

/** Inputs of every action: where the manifest is, and for which of its environments this run is. */
const manifestInputs = { config: optional(text), environment: optional(text) }

/** Keeps the inputs' types between `inputs` and `run`. */
export function action<I extends Inputs, const Output extends string>(
  definition: Action<I, Output>,
): Action<I, Output> {
  return { ...definition, inputs: { ...manifestInputs, ...definition.inputs } }
}

/** How long a story may take to write down where it stands once the job is cancelled; the runner kills after 7.5 s. */
const graceAfterStop = 4_000

/**
 * Runs an action from inputs to outcome. It is the only place that fails a step: a mistake gets a sentence, a failed
 * deployment gets its reason and what to do, a bug gets its stack. Returns the outcome.
 */
export async function runAction<I extends Inputs, Output extends string>(
  definition: Action<I, Output>,
  context: Context,
): Promise<Outcome> {
  const { step } = context
  announce(context)
  const result = await Promise.race([resultOf(definition, context), cutOff(context)])
  // What was done is done, whether or not it can be written down.
  if (result.summary !== false || !isGreen(result.outcome)) await summarize(definition.title, result, step)
  const unwritten = writeOutputs(definition.outputs, result, step)
  if (isGreen(result.outcome) && unwritten === undefined) step.info(result.message)
  else step.fail([`${result.outcome}: ${result.message}`, result.next, unwritten].filter(Boolean).join('\n'))
  return unwritten === undefined ? result.outcome : together([result.outcome, 'unknown'])
}

async function summarize(title: string, result: Result<string>, step: Step): Promise<void> {
  await step
    .summarize(summaryOf(title, result))
    .catch((error: unknown) => step.warning(`The job summary could not be written: ${messageOf(error)}`))
}

/** Without its outputs the next step knows nothing of what was done. Answers why they could not be written. */
function writeOutputs(names: readonly string[], { outcome, outputs }: Result<string>, step: Step): string | undefined {
  const values = { ...(names.includes('outcome') && { outcome }), ...outputs }
  try {
    for (const [name, value] of Object.entries<string | undefined>(values)) step.output(name, value ?? '')
    return undefined
  } catch (error) {
    return `The outputs could not be written (${messageOf(error)}), so the steps after this one know nothing of it. Mend that and run the job again: nothing is done twice.`
  }
}

async function resultOf<I extends Inputs, Output extends string>(
  definition: Action<I, Output>,
  context: Context,
): Promise<Result<OwnOutput<Output>>> {
  try {
    const manifest = await manifestOf(definition, context)
    const declared = manifest?.declared
    const values = readInputs(definition.inputs, context.step, {
      check: definition.check,
      defaults: defaultsOf(definition, manifest, context),
      translate: given => (declared && definition.translate ? definition.translate(given, declared) : given),
    })
    return await definition.run(values, inRegion(context, declared?.region), manifest)
  } catch (error) {
    return { ...endOf(error, context.step), outputs: {} }
  }
}

function manifestOf({ inputs }: Pick<Action, 'inputs'>, { step, environment }: Context): Promise<Manifest | undefined> {
  // An action that has the input itself knows what to do with a GitHub environment that no manifest describes.
  const isOptional = inputs['environment'] !== manifestInputs.environment
  return readManifestFile({ config: step.input('config'), name: step.input('environment'), isOptional, environment })
}

/** What the manifest gives, told once: who reads the log knows where a value came from. */
function defaultsOf<I extends Inputs>(
  definition: Pick<Action<I>, 'defaults' | 'inputs'>,
  manifest: Manifest | undefined,
  { step }: Context,
): Partial<Values<I>> {
  if (!manifest) return {}
  const defaults: Partial<Values<I>> = definition.defaults?.(manifest) ?? {}
  const taken = Object.keys(defaults).filter(name => defaults[name] !== undefined && step.input(name) === '')
  const where = manifest.declared ? `${manifest.path}, environment ${manifest.declared.environment}` : manifest.path
  if (taken.length > 0) step.info(`From ${where}: ${taken.join(', ')}.`)
  return defaults
}

function inRegion(context: Context, region: string | undefined): Context {
  if (region === undefined) return context
  return { ...context, aws: options => context.aws({ region, ...options }) }
}

/** How an error ends an action. */
export function endOf(
  error: unknown,
  step: Pick<Step, 'foreign'>,
): { outcome: Outcome; message: string; next?: string | undefined } {
  if (error instanceof UsageError) return { outcome: 'failed-before-change', message: error.message, next: undefined }
  if (error instanceof ActionError) return { outcome: error.outcome, message: error.message, next: error.next }
  step.foreign((error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n'))
  return {
    outcome: 'unknown',
    message: `an unexpected error: ${messageOf(error)}`,
    next: 'This is a mistake in deploy-actions; the lines above belong in the report.',
  }
}

/** A story that does not come to its end after the job was cancelled is ended here. */
async function cutOff<Output extends string>({ stop, clock }: Context): Promise<Result<Output>> {
  await new Promise<void>(resolve => {
    if (stop.aborted) resolve()
    else stop.addEventListener('abort', () => resolve(), { once: true })
  })
  await clock.sleep(graceAfterStop)
  return { outcome: 'cancelled', message: new Cancelled().message, outputs: {} }
}

function announce({ step, environment }: Context): void {
  for (const name of Object.keys(environment).sort()) {
    if (/^AWS_ENDPOINT_URL(_|$)/.test(name) && environment[name]) {
      step.info(`AWS is asked at ${environment[name]}, because ${name} says so.`)
    }
  }
}

function summaryOf(title: string, { outcome, message, next, summary, heading }: Result<string>): string {
  const planned = heading !== undefined && isGreen(outcome)
  const head = planned ? `### 📋 ${title}: ${heading}` : `### ${signOf(outcome)} ${title}: ${outcome}`
  const parts = [head, paragraphs(message), paragraphs(next ?? ''), summary || outcomes[outcome]]
  return `${withinLimit(parts.filter(Boolean).join('\n\n'))}\n\n`
}

/** Messages carry names and AWS's words, so they are escaped; their lines and bullets stay. */
function paragraphs(text: string): string {
  return text
    .split('\n')
    .map(line => (line.startsWith('  - ') ? `- ${prose(line.slice(4))}` : prose(line)))
    .join('\n')
}
