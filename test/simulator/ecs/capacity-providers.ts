import type { JsonObject } from '../operation.ts'
import { asNumber, asText } from './json.ts'
import { invalid } from './request.ts'

/** The capacity that every cluster here has. */
const providers = ['FARGATE', 'FARGATE_SPOT']

interface Share {
  provider: string
  weight: number
  base: number
}

function sharesOf(strategy: JsonObject): Share {
  return {
    provider: asText(strategy.capacityProvider) ?? '',
    weight: asNumber(strategy.weight) ?? 0,
    base: asNumber(strategy.base) ?? 0,
  }
}

/**
 * On which capacity provider each of so many tasks is to run: the base first, then by weight.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html
 */
export function spread(strategy: JsonObject[], count: number): string[] {
  const shares = strategy.map(sharesOf)
  const chosen: string[] = []
  const weighed = new Map(shares.map(({ provider }) => [provider, 0]))
  for (const { provider, base } of shares) chosen.push(...Array<string>(base).fill(provider))
  while (chosen.length < count) {
    const next = nextOf(shares, weighed)
    weighed.set(next, (weighed.get(next) ?? 0) + 1)
    chosen.push(next)
  }
  return chosen.slice(0, count)
}

/** The provider that is furthest behind its weight; a weight of 0 is enough for one that is alone. */
function nextOf(shares: Share[], weighed: ReadonlyMap<string, number>): string {
  const behind = ({ provider, weight }: Share): number => ((weighed.get(provider) ?? 0) + 1) / weight
  const candidates = shares.length === 1 ? shares : shares.filter(({ weight }) => weight > 0)
  return candidates.reduce((best, share) => (behind(share) < behind(best) ? share : best)).provider
}

/** Refuses a strategy by which no task could be placed. */
export function checkStrategy(strategy: JsonObject[]): void {
  const shares = strategy.map(sharesOf)
  if (shares.length > 20) throw invalid('A capacity provider strategy can contain a maximum of 20 capacity providers.')
  if (shares.some(({ provider }) => !providers.includes(provider))) {
    throw invalid(
      'The specified capacity provider strategy cannot contain a capacity provider that is not associated with the ' +
        'cluster. Associate the capacity provider with the cluster and try again.',
    )
  }
  if (shares.length > 1 && shares.every(({ weight }) => weight === 0)) {
    throw invalid('At least one capacity provider in the strategy must have a weight greater than zero.')
  }
  if (shares.filter(({ base }) => base > 0).length > 1) {
    throw invalid('Only one capacity provider in a capacity provider strategy can have a base value defined.')
  }
}
