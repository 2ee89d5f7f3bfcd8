import { action } from '../../shared/action.ts'
import type { Context } from '../../shared/action.ts'
import { applyLimits } from './apply.ts'
import { checkLimits } from './check.ts'
import { checkInputs, defaultsOf, inputs, rulesIn, withOwnRule } from './inputs.ts'
import type { LimitInputs } from './inputs.ts'
import { look } from './look.ts'
import type { Looked } from './look.ts'
import { promoteLimits } from './promote.ts'
import { brokenOff } from './report.ts'
import type { LimitRun } from './run.ts'

const modes = { check: checkLimits, apply: applyLimits, promote: promoteLimits }

/** Brings rate limits into a web ACL, and from Count to Block once what they counted speaks for it. */
export const wafRateLimit = action({
  title: 'Limit request rates',
  inputs,
  outputs: ['outcome', 'changed', 'would-block'],
  defaults: ({ declared }) => (declared ? defaultsOf(declared) : {}),
  translate: withOwnRule,
  check: checkInputs,

  async run(given, context) {
    const run = await runOf(given, context)
    let looked: Looked | undefined
    try {
      looked = await context.step.group(`Look at web ACL ${run.webAcl.text}`, () => look(run))
      return await modes[given.mode](run, looked)
    } catch (error) {
      return brokenOff(error, looked, context.step)
    }
  },
})

/** Milliseconds for which one look at metrics, samples and alarms is tried again: that must not use up the time. */
const evidencePatience = 20_000

async function runOf(given: LimitInputs, context: Context): Promise<LimitRun> {
  const until = context.clock.now() + given.timeout + (given.mode === 'promote' ? (given.watch ?? 0) : 0)
  const region = regionOf(given)
  return {
    webAcl: given['web-acl'],
    scope: given.scope,
    region,
    rules: rulesIn(given),
    resource: given['resource-arn'],
    replace: given.replace,
    soak: given.soak,
    maxShare: given['max-would-block'],
    watch: given.watch,
    alarms: given.alarms ?? [],
    showAddresses: given['show-addresses'],
    until,
    context,
    waf: await context.aws({ until }).waf(region),
    evidence: context.aws({ until, patience: evidencePatience }),
  }
}

/** What belongs to CloudFront is in us-east-1; an ARN says where its web ACL is. */
function regionOf({ scope, 'web-acl': webAcl }: LimitInputs): string | undefined {
  if (scope === 'CLOUDFRONT') return 'us-east-1'
  return webAcl.is === 'arn' ? webAcl.region : undefined
}
