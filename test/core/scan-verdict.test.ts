import { describe, expect, test } from '@jest/globals'
import { judgeScans, lateScan, severities } from '../../shared/core/scan-verdict.ts'
import type { Finding, ScannedImage, ScannedPart, SeenScan } from '../../shared/core/scan-verdict.ts'
import { commands, tricks } from './hostile-lines.ts'

const digest = `sha256:${'a'.repeat(64)}`

function finding(severity: string, more: Partial<Finding> = {}): Finding {
  const usual = { name: 'CVE-2026-1', package: 'openssl', version: '3.0.11-1', fixedIn: '', isOpen: true }
  return { ...usual, severity, ...more }
}

/** As many findings of a severity, each with a name of its own. */
function findings(count: number, severity: string, more: Partial<Finding> = {}): Finding[] {
  return Array.from({ length: count }, (_, index) => finding(severity, { name: `CVE-2026-${1_000 + index}`, ...more }))
}

function done(found: readonly Finding[] = [], counts: Record<string, number> = {}): SeenScan {
  return { is: 'done', findings: found, counts }
}

function status(word: string, description = ''): SeenScan {
  return { is: 'not-done', status: word, description }
}

const none: SeenScan = { is: 'none' }

function part(scan: SeenScan, platform = ''): ScannedPart {
  return { digest, platform, scan }
}

function image(scan: SeenScan, more: Partial<ScannedImage> = {}): ScannedImage {
  return { repository: 'shop/api', parts: [part(scan)], index: undefined, age: 86_400_000, ...more }
}

describe('findings', () => {
  test.each([
    ['CRITICAL', ['critical', 'high', 'medium', 'low', 'informational']],
    ['HIGH', ['high', 'medium', 'low', 'informational']],
    ['MEDIUM', ['medium', 'low', 'informational']],
    ['LOW', ['low', 'informational']],
    ['INFORMATIONAL', ['informational']],
    // Nobody has rated these, so only who lets nothing pass refuses them.
    ['UNDEFINED', ['informational']],
    ['UNTRIAGED', ['informational']],
    ['SOMETHING_NEW', ['informational']],
  ])('of the severity %s are refused by %j', (severity, refusing) => {
    const refused = severities.filter(one => judgeScans(image(done([finding(severity)])), one).is === 'refused')
    expect(refused).toEqual(refusing)
  })

  test('that are none are clean', () => {
    expect(judgeScans(image(done()), 'informational')).toEqual({ is: 'passed', shown: 'nothing found' })
  })

  test('below the gate are counted, and pass', () => {
    const found = done([...findings(14, 'MEDIUM'), ...findings(2, 'LOW'), ...findings(1, 'UNDEFINED')])
    expect(judgeScans(image(found), 'high')).toEqual({ is: 'passed', shown: '14 medium, 2 low, 1 undefined' })
  })

  test('are told by their counts, and a handful by name: the worst first, and of those what can be mended', () => {
    const mended = finding('HIGH', { name: 'CVE-2026-9', package: 'zlib', version: '1.2', fixedIn: '1.3' })
    const verdict = judgeScans(image(done([...findings(9, 'HIGH'), mended, finding('CRITICAL')])), 'high')
    expect(verdict).toEqual({
      is: 'refused',
      shown: '1 critical, 10 high',
      why:
        'scanning found 1 critical, 10 high, and `fail-on-severity` is high: CVE-2026-1 (critical) in openssl 3.0.11-1; ' +
        'CVE-2026-9 (high) in zlib 1.2, fixed in 1.3; CVE-2026-1000 (high) in openssl 3.0.11-1; ' +
        'CVE-2026-1001 (high) in openssl 3.0.11-1; CVE-2026-1002 (high) in openssl 3.0.11-1; and 6 more',
      next: expect.stringMatching(/^update what has a fix, and build again/),
    })
  })

  test('that somebody suppressed in Amazon Inspector do not count, though the registry counts them', () => {
    const suppressed = findings(2, 'CRITICAL', { isOpen: false })
    expect(judgeScans(image(done(suppressed, { CRITICAL: 2 })), 'high')).toEqual({
      is: 'passed',
      shown: 'nothing found',
    })
  })

  test('that the registry counts and does not list count', () => {
    const verdict = judgeScans(image(done([], { CRITICAL: 3 })), 'critical')
    expect(verdict).toMatchObject({
      is: 'refused',
      shown: '3 critical',
      why: expect.stringContaining('3 that ECR does not list'),
    })
  })

  test('of several platforms count once where they are the same', () => {
    const parts = [part(done(findings(2, 'LOW')), 'linux/amd64'), part(done(findings(3, 'LOW')), 'linux/arm64')]
    expect(judgeScans(image(none, { parts }), 'high')).toEqual({ is: 'passed', shown: '3 low' })
  })

  test('of one platform alone refuse the image', () => {
    const parts = [part(done(), 'linux/amd64'), part(done([finding('CRITICAL')]), 'linux/arm64')]
    expect(judgeScans(image(none, { parts }), 'high').is).toBe('refused')
  })

  test('are refused at once, though another platform is still being scanned', () => {
    const parts = [part(status('IN_PROGRESS'), 'linux/amd64'), part(done([finding('CRITICAL')]), 'linux/arm64')]
    expect(judgeScans(image(none, { parts }), 'high').is).toBe('refused')
  })

  test.each([...commands, ...tricks])(
    'with a name that wants to be more than one are a part of one line: %j',
    hostile => {
      const found = done([finding(hostile, { name: hostile, package: hostile, version: hostile, fixedIn: hostile })])
      const verdict = judgeScans(image(found), 'informational')
      const said = JSON.stringify(verdict)
      expect(verdict.is).toBe('refused')
      expect(said.length).toBeLessThan(1_500)
      // eslint-disable-next-line no-control-regex -- whatever ends a line or steers a terminal
      expect('why' in verdict ? verdict.why : '').not.toMatch(/[\u0000-\u001f\u0085\u2028\u2029]/)
    },
  )
})

describe('an image without findings to go by', () => {
  test.each([
    [
      'that was never scanned',
      none,
      /was never scanned, which is not the same as clean/,
      /start-image-scan --repository-name shop\/api/,
    ],
    [
      'whose scan failed',
      status('FAILED', 'UnsupportedImageError: nothing.'),
      /could not be scanned \(FAILED, UnsupportedImageError: nothing\)/,
      /scan it again/,
    ],
    ['that cannot be scanned', status('UNSUPPORTED_IMAGE'), /cannot be scanned/, /operating system/],
    ['whose findings are gone', status('FINDINGS_UNAVAILABLE'), /findings are not there any more/, /scan it again/],
    ['that is scanned no more', status('SCAN_ELIGIBILITY_EXPIRED'), /is old/, /re-scan duration/],
    ['that is archived', status('IMAGE_ARCHIVED'), /archived/, /restore/],
    ['for which no scan was left', status('LIMIT_EXCEEDED'), /quota/, /scan it again/],
  ] as const)('%s is refused', (_, scan, why, next) => {
    expect(judgeScans(image(scan), 'critical')).toMatchObject({
      is: 'refused',
      why: expect.stringMatching(why),
      next: expect.stringMatching(next),
    })
  })

  test.each([
    [
      'whose scan may not be seen',
      { is: 'unread', why: 'denied', next: 'Allow it.' } as const,
      'could not be seen: denied',
      'Allow it',
    ],
    [
      'whose scan is something new',
      status('PAUSED'),
      'has the status PAUSED',
      'look at it in the registry; this status is new to these actions',
    ],
  ])('%s is unknown', (_, scan, why, next) => {
    expect(judgeScans(image(scan), 'critical')).toMatchObject({
      is: 'unknown',
      why: expect.stringContaining(why),
      next,
    })
  })

  test('for one of its platforms is refused, and the platform is named', () => {
    const parts = [part(done(), 'linux/amd64'), part(none, 'linux/arm64')]
    expect(judgeScans(image(none, { parts }), 'high')).toMatchObject({
      is: 'refused',
      why: 'its image for linux/arm64 was never scanned, which is not the same as clean',
    })
  })
})

describe('a scan that goes on', () => {
  test.each(['PENDING', 'IN_PROGRESS'])('%s is waited for', word => {
    expect(judgeScans(image(status(word)), 'high')).toEqual({ is: 'waiting', for: `the scan of the image is ${word}` })
  })

  test('may not have begun when the image was just pushed', () => {
    expect(judgeScans(image(none, { age: 30_000 }), 'high').is).toBe('waiting')
    expect(judgeScans(image(none, { age: 130_000 }), 'high').is).toBe('refused')
    expect(judgeScans(image(none, { age: undefined }), 'high').is).toBe('refused')
  })

  test('is not waited for where another platform cannot be scanned at all', () => {
    const parts = [part(status('PENDING'), 'linux/amd64'), part(status('UNSUPPORTED_IMAGE'), 'linux/arm64')]
    expect(judgeScans(image(none, { parts }), 'high').is).toBe('refused')
  })

  test('for too long is no clean one', () => {
    expect(lateScan('the scan of the image is PENDING')).toMatchObject({
      is: 'refused',
      next: expect.stringContaining('`timeout`'),
    })
  })
})

describe('the scan of an index itself', () => {
  test('stands for the only image in it', () => {
    const parts = [part(none, 'linux/amd64')]
    expect(judgeScans(image(none, { parts, index: done(findings(1, 'LOW')) }), 'high')).toEqual({
      is: 'passed',
      shown: '1 low',
    })
    expect(judgeScans(image(none, { parts, index: done(findings(1, 'HIGH')) }), 'high').is).toBe('refused')
  })

  test('of several images tells nothing of each', () => {
    const parts = [part(none, 'linux/amd64'), part(none, 'linux/arm64')]
    expect(judgeScans(image(none, { parts, index: done() }), 'high').is).toBe('refused')
  })

  test.each([none, status('UNSUPPORTED_IMAGE'), { is: 'unread', why: 'denied' } as const])(
    'may be missing where its images are scanned: %j',
    index => {
      expect(judgeScans(image(none, { parts: [part(done(), 'linux/amd64')], index }), 'high').is).toBe('passed')
    },
  )

  test('counts as well', () => {
    const parts = [part(done(), 'linux/amd64')]
    expect(judgeScans(image(none, { parts, index: done([finding('CRITICAL')]) }), 'high').is).toBe('refused')
  })
})
