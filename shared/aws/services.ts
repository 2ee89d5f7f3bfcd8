import type { Download } from '../ports.ts'
import type { Alarms } from './alarms.ts'
import type { Limits } from './call.ts'
import { Caller } from './call.ts'
import type { Ecr } from './ecr.ts'
import type { Ecs } from './ecs.ts'
import type { LoadBalancing } from './elb.ts'
import type { Logs } from './logs.ts'
import type { Metrics } from './metrics.ts'
import type { Waf } from './waf.ts'

/** The AWS services of one run. Each client is loaded when it is first asked for: loading is most of a short step's time. */
export interface AwsServices {
  ecs(): Promise<Ecs>
  /** Images live in the registry's own region, which may be another one. */
  ecr(region?: string): Promise<Ecr>
  loadBalancing(): Promise<LoadBalancing>
  logs(region?: string): Promise<Logs>
  /** What belongs to CloudFront is in us-east-1, whatever the region of the rest. */
  waf(region?: string): Promise<Waf>
  metrics(region?: string): Promise<Metrics>
  alarms(region?: string): Promise<Alarms>
}

/** Without a region it is that of the environment. */
export type AwsOptions = Pick<Limits, 'until' | 'patience'> & { region?: string }

/** How SDK clients are made; the simulator's tests give a request handler that answers from memory. */
export interface ClientSettings {
  version: string
  region?: string
  requestHandler?: unknown
  download: Download
  credentials?: unknown
}

export function awsServices(settings: ClientSettings, limits: Limits & AwsOptions): AwsServices {
  const caller = new Caller(limits)
  const client = (region = limits.region): Record<string, unknown> =>
    clientConfig({ ...settings, ...(region !== undefined && { region }) })
  return {
    ecs: once(async () => new (await import('./ecs.ts')).Ecs(client(), caller)),
    ecr: oncePerRegion(
      async region => new (await import('./ecr.ts')).Ecr(client(region), { caller, download: settings.download }),
    ),
    loadBalancing: once(async () => new (await import('./elb.ts')).LoadBalancing(client(), caller)),
    logs: oncePerRegion(async region => new (await import('./logs.ts')).Logs(client(region), caller)),
    waf: oncePerRegion(async region => new (await import('./waf.ts')).Waf(client(region), caller)),
    metrics: oncePerRegion(async region => new (await import('./metrics.ts')).Metrics(client(region), caller)),
    alarms: oncePerRegion(async region => new (await import('./alarms.ts')).Alarms(client(region), caller)),
  }
}

/** Milliseconds. Without `throwOnRequestTimeout` the SDK only warns, and waits for ever. */
const timeouts = { connectionTimeout: 5_000, requestTimeout: 10_000, throwOnRequestTimeout: true }

function clientConfig({ version, region, requestHandler, credentials }: ClientSettings): Record<string, unknown> {
  return {
    maxAttempts: 1,
    customUserAgent: [['deploy-actions', version]],
    // `proxyEnv` makes Node's own agent follow HTTPS_PROXY and NO_PROXY.
    requestHandler: requestHandler ?? {
      ...timeouts,
      httpsAgent: { keepAlive: true, maxSockets: 50, proxyEnv: process.env },
    },
    ...(region !== undefined && { region }),
    ...(credentials !== undefined && { credentials }),
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

function oncePerRegion<T>(make: (region?: string) => Promise<T>): (region?: string) => Promise<T> {
  const made = new Map<string | undefined, Promise<T>>()
  return region => {
    const known = made.get(region) ?? make(region)
    made.set(region, known)
    return known
  }
}
