import { isJsonObject } from './json.ts'

/**
 * How a part of a task definition is compared, and how much of it is shown. What the shapes below do not name is
 * `hidden`: values may be secrets, and nobody can know that of a member that AWS has yet to invent.
 */
export type Shape =
  | Whole
  /** Compared member by member. An empty object is the same as none. */
  | { is: 'object'; members: Readonly<Record<string, Shape>> }
  /** A list whose items have names and no order: ECS may return them in another one. */
  | { is: 'named'; item: Shape }
  | { is: 'list'; item: Shape }

/** What is compared as one. `absent` is what ECS takes where nothing is written. */
export type Whole =
  /** A difference is told, the values are not. */
  | { is: 'hidden'; absent?: unknown }
  /** `spelling` gives one spelling to values that mean the same; `text` is undefined for what cannot be shown. */
  | {
      is: 'shown'
      absent?: unknown
      spelling?: (value: unknown) => unknown
      text: (value: unknown) => string | undefined
    }

export const hidden = { is: 'hidden' } as const satisfies Shape
const shown = shownOr(undefined)
const map = object({})
const variables: Shape = { is: 'named', item: hidden }
const mounts: Shape = { is: 'list', item: object({ readOnly: { is: 'hidden', absent: false } }) }

function object(members: Readonly<Record<string, Shape>>): Shape {
  return { is: 'object', members }
}

function shownOr(absent: unknown): Shape {
  return { is: 'shown', absent, text: plainText }
}

function spelled(spelling: (value: unknown) => unknown): Shape {
  return { is: 'shown', spelling, text: plainText }
}

// The defaults are those of the API reference (RegisterTaskDefinition, ContainerDefinition and their parts); ECS writes
// most of them into what it describes.
const container = object({
  image: shown,
  cpu: shownOr(0),
  memory: shown,
  memoryReservation: shown,
  essential: shownOr(true),
  portMappings: { is: 'shown', text: portsText },
  healthCheck: object({ interval: shownOr(30), timeout: shownOr(5), retries: shownOr(3), startPeriod: shownOr(0) }),
  startTimeout: shown,
  stopTimeout: shown,
  privileged: shown,
  readonlyRootFilesystem: shown,
  versionConsistency: shownOr('enabled'),
  environment: variables,
  secrets: variables,
  mountPoints: mounts,
  volumesFrom: mounts,
  linuxParameters: object({ capabilities: map }),
  logConfiguration: object({ logDriver: shown, options: map, secretOptions: variables }),
  firelensConfiguration: object({ type: shown, options: map }),
  dockerLabels: map,
})

const volume = object({
  host: map,
  dockerVolumeConfiguration: object({ driverOpts: map, labels: map }),
  efsVolumeConfiguration: object({
    rootDirectory: { is: 'hidden', absent: '/' },
    transitEncryption: shownOr('DISABLED'),
    authorizationConfig: object({ iam: shownOr('DISABLED') }),
  }),
})

export const definitionShape = object({
  family: shown,
  cpu: spelled(units(/^(\d*\.?\d+) *vcpu$/i)),
  memory: spelled(units(/^(\d*\.?\d+) *gb$/i)),
  networkMode: shown,
  pidMode: shown,
  ipcMode: shown,
  taskRoleArn: shown,
  executionRoleArn: shown,
  requiresCompatibilities: spelled(asSet),
  runtimePlatform: object({ cpuArchitecture: shown, operatingSystemFamily: shown }),
  ephemeralStorage: object({ sizeInGiB: shown }),
  enableFaultInjection: shownOr(false),
  containerDefinitions: { is: 'named', item: container },
  volumes: { is: 'named', item: volume },
  proxyConfiguration: object({ type: shown, containerName: shown, properties: variables }),
})

/** ECS turns the task's size into units when it registers it: `1 vCPU` and `2 GB` come back as `1024` and `2048`. */
function units(pattern: RegExp): (value: unknown) => unknown {
  return value => {
    if (!isPlain(value)) return value
    const [, number] = pattern.exec(String(value)) ?? []
    return number === undefined ? String(value) : String(Number(number) * 1024)
  }
}

function asSet(value: unknown): unknown {
  return Array.isArray(value) && value.every(isPlain) ? [...new Set(value)].toSorted() : value
}

/** `8080/tcp, 80:8080/tcp, 9000-9010/udp`; undefined if they are not ports. */
function portsText(portMappings: unknown): string | undefined {
  const ports = Array.isArray(portMappings) ? portMappings.map(portText) : [undefined]
  return ports.includes(undefined) ? undefined : ports.join(', ')
}

function portText(mapping: unknown): string | undefined {
  const { containerPort, containerPortRange, hostPort, protocol } = isJsonObject(mapping) ? mapping : {}
  const port = containerPort ?? containerPortRange
  if (!isPlain(port) || !isPlain(protocol)) return undefined
  return `${isPlain(hostPort) && hostPort !== port ? `${String(hostPort)}:` : ''}${String(port)}/${String(protocol)}`
}

/** What is not plain is not what its shape expected: it is not shown. */
function plainText(value: unknown): string | undefined {
  if (Array.isArray(value) && value.every(isPlain)) return value.join(', ')
  return isPlain(value) ? String(value) : undefined
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}
