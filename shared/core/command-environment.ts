/** What a command of the workspace is told of the release, beside what the runner tells every step. */
export interface ReleaseFacts {
  environment: string
  release: string | undefined
  commit: string
  /** Image name → `registry/repository@sha256:…`. */
  images: Readonly<Record<string, string>>
}

type Environment = Readonly<Record<string, string | undefined>>

/** An action's own inputs, among them a token, and the files through which a step writes its outputs. */
const withheld = /^(INPUT_|STATE_|GITHUB_(OUTPUT|ENV|PATH|STATE|STEP_SUMMARY)$)/i

/** The environment of a command: the step's, without what is the action's own, and the release in `DEPLOY_…`. */
export function commandEnvironment(runner: Environment, facts: ReleaseFacts): Record<string, string> {
  const own = Object.entries(runner).flatMap(([name, value]) =>
    value === undefined || withheld.test(name) ? [] : [[name, value] as const],
  )
  return { ...Object.fromEntries(own), ...commandVariables(facts) }
}

/** `DEPLOY_IMAGES` has all images as JSON; `DEPLOY_IMAGE_API` and so on has one, for a command line. */
export function commandVariables({ environment, release, commit, images }: ReleaseFacts): Record<string, string> {
  const each = Object.entries(images).map(([name, image]) => [`DEPLOY_IMAGE_${variableName(name)}`, image] as const)
  return {
    DEPLOY_ENVIRONMENT: environment,
    DEPLOY_RELEASE: release ?? '',
    DEPLOY_COMMIT: commit,
    DEPLOY_IMAGES: JSON.stringify(images),
    ...Object.fromEntries(each),
  }
}

function variableName(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '_')
}
