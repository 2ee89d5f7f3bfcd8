import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ecrRegistry, imageText, parseImage, pin, sameRepository } from '../../shared/core/image.ts'

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`
const ecr = '123456789012.dkr.ecr.us-west-2.amazonaws.com'

describe('an image reference is read into its parts', () => {
  test.each([
    ['nginx', { repository: 'nginx' }],
    ['nginx:1.27', { repository: 'nginx', tag: '1.27' }],
    ['library/nginx', { repository: 'library/nginx' }],
    ['bitnami/redis:7', { repository: 'bitnami/redis', tag: '7' }],
    ['localhost/api', { registry: 'localhost', repository: 'api' }],
    ['localhost:5000/api:dev', { registry: 'localhost:5000', repository: 'api', tag: 'dev' }],
    ['docker.io/library/nginx', { registry: 'docker.io', repository: 'library/nginx' }],
    [
      'public.ecr.aws/xray/aws-xray-daemon:3.x',
      { registry: 'public.ecr.aws', repository: 'xray/aws-xray-daemon', tag: '3.x' },
    ],
    [`${ecr}/doc-platform/api:v1.2.3`, { registry: ecr, repository: 'doc-platform/api', tag: 'v1.2.3' }],
    [`${ecr}/doc-platform/api@${digest}`, { registry: ecr, repository: 'doc-platform/api', digest }],
    [`${ecr}/team__a/web-app.v2:x@${digest}`, { registry: ecr, repository: 'team__a/web-app.v2', tag: 'x', digest }],
  ])('%s', (text, reference) => {
    expect(parseImage(text)).toEqual(reference)
    expect(imageText(parseImage(text))).toBe(text)
  })
})

describe('what is no image reference is refused with what it takes', () => {
  test.each([
    '',
    ' ',
    'foo bar',
    'Foo/Bar',
    'https://example.com/api',
    'api:',
    ':v1',
    'api@',
    'api@sha256:abc',
    `api@${digest}@${digest}`,
    `api@${digest.toUpperCase()}`,
    'api:a:b',
    'api:.hidden',
    `api:${'a'.repeat(129)}`,
    'a'.repeat(257),
    'api//web',
    '/api',
    'api/',
    '-api',
    'registry.example.com/',
    'registry.example.com:port/api',
    '${IMAGE}',
    '<IMAGE1_NAME>',
    'api\n',
  ])('%j', text => {
    expect(() => parseImage(text)).toThrow(
      `is ${JSON.stringify(text)}; it takes repository, repository:tag or registry/repository@sha256:…`,
    )
  })
})

test('reading comes to an end, whatever the text', () => {
  const hostile = [
    'a'.repeat(50_000),
    'a-'.repeat(25_000),
    `${'a.'.repeat(25_000)}/b`,
    '-'.repeat(50_000),
    `a${'_'.repeat(50_000)}`,
  ]
  for (const text of hostile) expect(() => parseImage(text)).toThrow('it takes')
})

describe('pinning', () => {
  test.each([
    [`${ecr}/doc-platform/api:v1`, `${ecr}/doc-platform/api@${digest}`],
    [`${ecr}/doc-platform/api@sha512:${'a'.repeat(128)}`, `${ecr}/doc-platform/api@${digest}`],
    ['nginx:1.27', `nginx@${digest}`],
  ])('%s leaves the registry, the repository and the digest alone', (text, pinned) => {
    expect(pin(parseImage(text), digest)).toBe(pinned)
  })

  test.each(['v1', '', 'sha256:abc', `${digest}0`])('refuses %j, which is no digest', text => {
    expect(() => pin(parseImage('doc-platform/api'), text)).toThrow('doc-platform/api cannot be pinned to')
  })

  test('gives text that reads back as the same repository', () => {
    const name = fc.stringMatching(/^[a-z0-9]{1,12}(-[a-z0-9]{1,5})?(\/[a-z0-9]{1,8})?$/)
    const host = fc.option(fc.constantFrom(ecr, 'docker.io', 'localhost:5000', 'ghcr.io'), { nil: undefined })
    fc.assert(
      fc.property(name, host, (repository, registry) => {
        const reference = { repository, ...(registry && { registry }) }
        const pinned = parseImage(pin({ ...reference, tag: 'latest' }, digest))
        expect(pinned).toEqual({ ...reference, digest })
        expect(sameRepository(pinned, reference)).toBe(true)
      }),
    )
  })
})

describe('the same repository', () => {
  test.each([
    ['nginx', 'docker.io/library/nginx:1.27'],
    ['library/nginx', 'nginx'],
    ['bitnami/redis', 'index.docker.io/bitnami/redis:7'],
    [`${ecr}/api:v1`, `${ecr}/api@${digest}`],
    [`${ecr}/api`, '123456789012.dkr.ecr-fips.us-west-2.amazonaws.com/api'],
    [`${ecr}/api`, '123456789012.dkr-ecr.us-west-2.on.aws/api'],
    ['GHCR.io/team/api', 'ghcr.io/team/api'],
  ])('%s is that of %s', (a, b) => {
    expect(sameRepository(parseImage(a), parseImage(b))).toBe(true)
  })

  test.each([
    ['nginx', 'bitnami/nginx'],
    ['nginx', 'ghcr.io/library/nginx'],
    [`${ecr}/api`, `${ecr}/web`],
    [`${ecr}/api`, 'api'],
    [`${ecr}/api`, '123456789012.dkr.ecr.eu-west-1.amazonaws.com/api'],
    [`${ecr}/api`, '210987654321.dkr.ecr.us-west-2.amazonaws.com/api'],
    ['localhost:5000/api', 'localhost:5001/api'],
  ])('%s is not that of %s', (a, b) => {
    expect(sameRepository(parseImage(a), parseImage(b))).toBe(false)
  })
})

describe('an ECR host tells account, Region and domain', () => {
  test.each([
    [ecr, 'us-west-2', 'amazonaws.com'],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'cn-north-1', 'amazonaws.com.cn'],
    ['123456789012.dkr.ecr.us-gov-west-1.amazonaws.com', 'us-gov-west-1', 'amazonaws.com'],
    ['123456789012.dkr.ecr-fips.us-gov-east-1.amazonaws.com', 'us-gov-east-1', 'amazonaws.com'],
    ['123456789012.dkr-ecr.eu-central-1.on.aws', 'eu-central-1', 'on.aws'],
    ['123456789012.dkr-ecr-fips.us-east-1.on.aws', 'us-east-1', 'on.aws'],
    [
      '123456789012.dkr-ecr.cn-northwest-1.on.amazonwebservices.com.cn',
      'cn-northwest-1',
      'on.amazonwebservices.com.cn',
    ],
    ['123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu', 'eusc-de-east-1', 'amazonaws.eu'],
  ])('%s', (host, region, domain) => {
    expect(ecrRegistry(host)).toEqual({ account: '123456789012', region, domain })
  })

  test.each([
    'docker.io',
    'public.ecr.aws',
    '12345.dkr.ecr.us-west-2.amazonaws.com',
    '123456789012.dkr.ecr.us-west-2.amazonaws.com.evil.example',
    '123456789012.dkr.ecr.us-west-2.evil.example',
    'evil.example/123456789012.dkr.ecr.us-west-2.amazonaws.com',
    '123456789012.dkr.ecr.amazonaws.com',
  ])('%s is none', host => {
    expect(ecrRegistry(host)).toBeUndefined()
  })
})
