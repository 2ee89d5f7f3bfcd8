import { optional, text } from './body.ts'
import type { Fields } from './body.ts'
import { notFound, validationFailed } from './refusals.ts'
import { releaseReply } from './release-reply.ts'
import type { RestOperation } from './request.ts'
import { ok } from './request.ts'

/** Characters. */
const longestBody = 125_000

export const updateReleaseFields: Fields = {
  name: optional('string'),
  body: optional('string'),
  draft: optional('boolean'),
  prerelease: optional('boolean'),
}

/** Changes what is given, and publishes a draft that is to be none. */
export const updateRelease: RestOperation = (world, { parameters, body }) => {
  const release = world.github.releases.find(({ id }) => id === Number(parameters.release_id))
  if (!release) throw notFound()
  if (text(body.body).length > longestBody) {
    const message = `body is too long (maximum is ${longestBody} characters)`
    throw validationFailed({ resource: 'Release', field: 'body', message })
  }
  Object.assign(release, body)
  if (!release.draft) release.publishedAt ??= world.now()
  return ok(releaseReply(world, release))
}
