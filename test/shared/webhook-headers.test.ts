import { expect, test } from '@jest/globals'
import { webhookHeaders } from '../../shared/webhook-headers.ts'

// https://github.com/standard-webhooks/standard-webhooks, libraries/go/webhook_symmetric_test.go
const example = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: 1_614_265_330_000,
  body: '{"test": 2432232314}',
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
}

test('a message is signed as Standard Webhooks sign their own example', () => {
  expect(webhookHeaders(example)).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('another text, time or id has another signature', () => {
  const signatures = [example, { ...example, body: '{}' }, { ...example, at: 0 }, { ...example, id: 'msg_1' }]
  expect(new Set(signatures.map(one => webhookHeaders(one)['webhook-signature'])).size).toBe(4)
})
