import { expect, test } from '@jest/globals'
import { commandEnvironment } from '../../shared/core/command-environment.ts'

const facts = {
  environment: 'production',
  release: 'v2',
  commit: 'abc',
  images: { api: 'r/api@sha256:1', 'web/nginx-1': 'r/n@sha256:2' },
}

test('a command knows the release', () => {
  expect(commandEnvironment({}, facts)).toEqual({
    DEPLOY_ENVIRONMENT: 'production',
    DEPLOY_RELEASE: 'v2',
    DEPLOY_COMMIT: 'abc',
    DEPLOY_IMAGES: '{"api":"r/api@sha256:1","web/nginx-1":"r/n@sha256:2"}',
    DEPLOY_IMAGE_API: 'r/api@sha256:1',
    DEPLOY_IMAGE_WEB_NGINX_1: 'r/n@sha256:2',
  })
})

test('a release may have no name', () => {
  expect(commandEnvironment({}, { ...facts, release: undefined })['DEPLOY_RELEASE']).toBe('')
})

test.each([
  'INPUT_GITHUB-TOKEN',
  'input_github-token',
  'STATE_x',
  'GITHUB_OUTPUT',
  'GITHUB_ENV',
  'GITHUB_PATH',
  'GITHUB_STATE',
  'GITHUB_STEP_SUMMARY',
])('the action’s own %s is not the command’s', name => {
  expect(commandEnvironment({ [name]: 'secret' }, facts)).not.toHaveProperty(name)
})

test.each(['PATH', 'HOME', 'AWS_SESSION_TOKEN', 'AWS_REGION', 'GITHUB_SHA', 'GITHUB_WORKSPACE'])(
  '%s of the job is',
  name => {
    expect(commandEnvironment({ [name]: 'kept' }, facts)).toHaveProperty([name], 'kept')
  },
)
