/**
 * `@actions/core` imports an HTTP client only to ask GitHub for OIDC tokens, which these actions leave to
 * aws-actions/configure-aws-credentials. The real one brings undici, a megabyte that every step would load first.
 */
// A class because `@actions/core` constructs it.
// eslint-disable-next-line @typescript-eslint/no-extraneous-class
export class HttpClient {
  constructor() {
    throw new Error('@actions/core is built here without its HTTP client, so it cannot ask for OIDC tokens')
  }
}

export class BearerCredentialHandler extends HttpClient {}
