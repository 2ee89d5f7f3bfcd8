import { runBuiltAction } from '../../test/stage/built-action.ts'
import { awsEnvironment } from './aws-cli.ts'

type Texts = Record<string, string | undefined>

/** The three steps of a promotion, from dist/, each with what those before it left. */
const steps: readonly { action: string; inputs: (release: string, left: Texts) => Record<string, string> }[] = [
  {
    action: 'verify-image',
    inputs: release => ({ release, images: 'api=shop/api frontend=shop/frontend', 'github-token': 'any' }),
  },
  {
    action: 'deploy-ecs',
    inputs: (release, { images = '' }) => ({ cluster: 'shop', images, release }),
  },
  {
    action: 'wait-healthy',
    inputs: (_, { deployments = '' }) => ({ cluster: 'shop', deployments, timeout: '30m' }),
  },
]

export interface Promotion {
  release: string
  /** How the last step must end. */
  outcome: string
}

/** Takes a release to the simulated cluster with the built actions; how it ended otherwise than it must, if it did. */
export async function promotionProblems({ release, outcome }: Promotion, url: string): Promise<string[]> {
  const environment = { ...awsEnvironment(url), GITHUB_API_URL: `${url}/github`, GITHUB_REPOSITORY: 'example/shop' }
  const left: Texts = {}
  const logs: string[] = []
  for (const { action, inputs } of steps) {
    const { code, log, outputs } = await runBuiltAction(action, { inputs: inputs(release, left), environment })
    logs.push(`${action} ended with code ${String(code)}`, log.trim())
    Object.assign(left, outputs)
    if (code !== 0) break
  }
  if (left.outcome === outcome) return []
  return [`the promotion of ${release} ended as ${left.outcome ?? 'nothing'}, not as ${outcome}\n${logs.join('\n')}`]
}
