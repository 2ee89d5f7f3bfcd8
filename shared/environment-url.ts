import type { Declared } from './core/deploy-manifest/declared.ts'
import { parsePageAddress } from './core/page-address.ts'
import { UsageError, messageOf } from './errors.ts'

/** The input `environment-url` where the workflow does not give it: the `url` that the manifest has. */
export function declaredUrl(declared: Declared | undefined): { 'environment-url'?: URL } {
  if (declared?.url === undefined) return {}
  try {
    return { 'environment-url': parsePageAddress(declared.url) }
  } catch (error) {
    throw new UsageError([`\`url\` of ${declared.environment} in the manifest ${messageOf(error)}`])
  }
}
