import type { Service } from './service.ts'
import type { TaskDefinition } from './task-definition.ts'

/** Where a task's network interface is. */
export interface Network {
  subnets: readonly string[]
  securityGroups: readonly string[]
  /** Absent where ECS's own default is to hold. */
  assignPublicIp?: boolean
}

/** One share of a capacity provider strategy. */
export interface CapacityShare {
  capacityProvider: string
  weight?: number
  base?: number
}

/** On what and where a task runs. At most one of `launchType` and `capacityProviders` is there. */
export interface Launch {
  launchType?: string
  capacityProviders?: readonly CapacityShare[]
  /** Of Fargate. */
  platformVersion?: string
  /** Only where the tasks have a network interface of their own (`awsvpc`): ECS refuses it elsewhere. */
  network?: Network
}

/** Capacity that may be taken away two minutes after a warning, or not. */
export type Capacity = 'on-demand' | 'spot'

export interface LaunchQuestion {
  definition: TaskDefinition
  /** Where it is like a service, that service. */
  service: Pick<Service, 'launchType' | 'capacityProviders' | 'platformVersion' | 'network'> | undefined
  /** Said in so many words; else that of the service. */
  network: Network | undefined
  capacity: Capacity
}

/** The launch, or why there is none, as the end of a sentence. */
export type LaunchChoice = { is: 'launch'; launch: Launch } | { is: 'problem'; why: string; next: string }

/**
 * How a task is launched that is no part of a service. On Fargate it gets on-demand capacity, even where the service
 * runs on Spot: a migration that is cut off half-way costs more than its minutes.
 */
export function launchOf(question: LaunchQuestion): LaunchChoice {
  const { definition, service, capacity } = question
  const network = question.network ?? service?.network
  const awsvpc = definition['networkMode'] === 'awsvpc'
  if (awsvpc && !network)
    return problem(
      'has a network interface of its own and no subnets for it',
      'Give `subnets` (and `security-groups`), or a `service` from which they are taken.',
    )
  const place = awsvpc && network ? { network } : {}
  if (onFargate(question)) return { is: 'launch', launch: { ...fargate(capacity), ...versionOf(service), ...place } }
  if (capacity === 'spot')
    return problem('does not run on Fargate, of which `capacity: spot` is', 'Leave `capacity` out.')
  const { launchType, capacityProviders } = service ?? {}
  const own = capacityProviders ? { capacityProviders } : launchType === undefined ? {} : { launchType }
  return { is: 'launch', launch: { ...own, ...place } }
}

function problem(why: string, next: string): LaunchChoice {
  return { is: 'problem', why, next }
}

const ofFargate = new Set(['FARGATE', 'FARGATE_SPOT'])

/** A service says it by its launch type or its strategy; without either the task definition does. */
function onFargate({ service, definition }: LaunchQuestion): boolean {
  if (service?.capacityProviders) return service.capacityProviders.every(share => ofFargate.has(share.capacityProvider))
  if (service?.launchType !== undefined) return service.launchType === 'FARGATE'
  const { requiresCompatibilities } = definition
  return Array.isArray(requiresCompatibilities) && requiresCompatibilities.includes('FARGATE')
}

/** The launch type means on-demand capacity and needs no provider in the cluster; Spot is had by its provider alone. */
function fargate(capacity: Capacity): Launch {
  return capacity === 'spot'
    ? { capacityProviders: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] }
    : { launchType: 'FARGATE' }
}

function versionOf(service: LaunchQuestion['service']): Launch {
  return service?.platformVersion === undefined ? {} : { platformVersion: service.platformVersion }
}

/** On what it runs, for a person: `Fargate, on demand, platform 1.4.0`. */
export function launchText({ launchType, capacityProviders, platformVersion }: Launch): string {
  const version = platformVersion === undefined ? '' : `, platform ${platformVersion}`
  if (launchType === 'FARGATE') return `Fargate, on demand${version}`
  if (capacityProviders) return `${capacityProviders.map(share => share.capacityProvider).join(', ')}${version}`
  return launchType ?? 'as the cluster has it'
}

/** Where it runs, for a person. */
export function networkText({ subnets, securityGroups, assignPublicIp }: Network): string {
  const groups = securityGroups.length > 0 ? securityGroups.join(', ') : 'the default security group'
  const address = assignPublicIp === undefined ? '' : assignPublicIp ? ', public address' : ', no public address'
  return `${subnets.join(', ')}; ${groups}${address}`
}
