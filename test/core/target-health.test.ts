import { describe, expect, test } from '@jest/globals'
import { explainTarget } from '../../shared/core/target-health.ts'

describe('the health of a target', () => {
  test.each([
    ['initial', 'Elb.RegistrationInProgress', /taking the task in/],
    ['initial', 'Elb.InitialHealthChecking', /enough good health checks/],
    ['healthy', undefined, /finds the task healthy/],
    ['unhealthy', 'Target.ResponseCodeMismatch', /a status that the target group does not accept/],
    ['unhealthy', 'Target.Timeout', /no answer in time/],
    ['unhealthy', 'Target.FailedHealthChecks', /could not connect/],
    ['unhealthy', 'Elb.InternalError', /itself failed/],
    ['unhealthy', undefined, /does not say why/],
    ['unused', 'Target.NotRegistered', /not in the target group/],
    ['unused', 'Target.NotInUse', /no listener uses/],
    ['unused', 'Target.InvalidState', /stopped or gone/],
    ['unused', 'Target.IpUnusable', /cannot be a target/],
    ['draining', 'Target.DeregistrationInProgress', /is leaving/],
    ['unavailable', 'Target.HealthCheckDisabled', /no health check/],
    ['unavailable', undefined, /does not know/],
    ['something-new', 'Target.SomethingNew', /not known here/],
    ['unhealthy', 'Target.SomethingNew', /does not say why/],
  ])('%s with reason %s', (state, reason, means) => {
    const advice = explainTarget({ state, ...(reason === undefined ? {} : { reason }) })
    expect(advice.means).toMatch(means)
    expect(advice.next).toMatch(/\.$/)
  })

  test('names the status that the program answers', () => {
    const { means } = explainTarget({
      state: 'unhealthy',
      reason: 'Target.ResponseCodeMismatch',
      description: 'Health checks failed with these codes: [503]',
    })
    expect(means).toMatch(/does not accept: it answers 503\.$/)
  })

  test('repeats no other foreign text', () => {
    const description = 'Health checks failed with these codes: [::error::x]'
    const { means } = explainTarget({ state: 'unhealthy', reason: 'Target.ResponseCodeMismatch', description })
    expect(means).toMatch(/does not accept\.$/)
  })
})
