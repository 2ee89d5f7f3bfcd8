import { isCommit } from './version.ts'

/** Addresses on GitHub that people open. Each is made here: none is taken as it was written down somewhere. */
export interface Links {
  repository: string | undefined
  commit: (sha: string | undefined) => string | undefined
  release: (name: string | undefined) => string | undefined
  /** The page of a run, by the address of one. Undefined unless that is a run of this repository. */
  run: (address: string | undefined) => string | undefined
  compare: (base: string, head: string) => string | undefined
  deployments: (environment: string) => string | undefined
}

/** `server` such as `https://github.com`, `repository` such as `owner/name`, as the runner gives them. */
export function linksOf({
  server = '',
  repository = '',
}: {
  server: string | undefined
  repository: string | undefined
}): Links {
  const isSound = /^https:\/\/[a-z0-9.-]+(:\d+)?$/i.test(server) && /^[\w.-]+\/[\w.-]+$/.test(repository)
  const home = isSound ? `${server}/${repository}` : undefined
  const page = (path: string | undefined): string | undefined =>
    home === undefined || path === undefined ? undefined : `${home}/${path}`
  return {
    repository: home,
    commit: sha => page(isCommit(sha) ? `commit/${sha}` : undefined),
    release: name => page(name === undefined ? undefined : `releases/tag/${encoded(name)}`),
    run: address => page(home === undefined ? undefined : runPath(address, home)),
    compare: (base, head) => page(isCommit(base) && isCommit(head) ? `compare/${base}...${head}` : undefined),
    deployments: environment => page(`deployments/${encoded(environment)}`),
  }
}

function runPath(address: string | undefined, home: string): string | undefined {
  const begin = `${home}/`
  const path = address?.startsWith(begin) ? address.slice(begin.length) : ''
  return /^actions\/runs\/\d{1,20}(\/attempts\/\d{1,6})?$/.test(path) ? path : undefined
}

/** Also what could end a link in Markdown. Half a character is none. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*~]/g,
    mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
