import { parse, stringify } from 'yaml'
import { readText } from '../../scripts/repository.ts'

/** What a job that calls a workflow grants, as its head and docs/workflows.md say. */
const grants = {
  build: { contents: 'read', 'id-token': 'write', attestations: 'write' },
  promote: { contents: 'read', 'id-token': 'write', deployments: 'write', attestations: 'read' },
  rollback: { contents: 'read', 'id-token': 'write', deployments: 'write' },
  versions: { contents: 'read', 'id-token': 'write', deployments: 'read' },
} as const

export type Called = keyof typeof grants

interface Input {
  type: string
  default?: unknown
  required?: boolean
}

interface Interface {
  on: { workflow_call: { inputs: Record<string, Input>; secrets?: Record<string, unknown> } }
}

/** A caller that is dispatched with any of the inputs, and hands on every secret by its name in capitals. */
export function callerOf(name: Called, granted: Readonly<Record<string, string>> = grants[name]): string {
  const { inputs, secrets = {} } = (parse(readText(`.github/workflows/${name}.yml`)) as Interface).on.workflow_call
  return stringify({
    name,
    on: { workflow_dispatch: { inputs } },
    permissions: {},
    jobs: {
      [name]: {
        uses: `org/deploy-actions/.github/workflows/${name}.yml@v1`,
        permissions: granted,
        with: Object.fromEntries(Object.keys(inputs).map(input => [input, `\${{ inputs.${input} }}`])),
        secrets: Object.fromEntries(
          Object.keys(secrets).map(secret => [secret, `\${{ secrets.${inCapitals(secret)} }}`]),
        ),
      },
    },
  })
}

function inCapitals(secret: string): string {
  return secret.toUpperCase().replaceAll('-', '_')
}

/** The files of callers of all workflows. */
export const callers: Readonly<Record<string, string>> = Object.fromEntries(
  (Object.keys(grants) as Called[]).map(name => [`.github/workflows/${name}.yml`, callerOf(name)]),
)
