import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { getOctokit } from '@actions/github'
import { DescribeImagesCommand, ECRClient, GetDownloadUrlForLayerCommand } from '@aws-sdk/client-ecr'
import { DescribeServicesCommand, ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs'
import { DescribeTargetHealthCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterEach, describe, expect, test } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FaultKind } from './faults.ts'
import type { Server, ServerOptions } from './server.ts'
import type { AwsScenario } from './scenario.ts'
import { createServer } from './server.ts'
import { simulate } from './simulation.ts'

const cluster = 'production'
const commit = '14a3e0d3cdb8ffdba5aa92c315c51cac0c185517'
const servers: Server[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.close()))
})

async function serving(options: ServerOptions = {}, aws: AwsScenario = {}) {
  const simulation = simulate({
    aws,
    clusters: { [cluster]: { api: 'api:v1' } },
    github: { tags: { 'v1.4.0': commit } },
    urls: { 'https://example.com/health': `${cluster}/api` },
  })
  const server = await createServer(simulation, options)
  servers.push(server)
  return { simulation, url: server.url, ...clientsAt(server.url) }
}

function clientsAt(endpoint: string, requestTimeout = 10_000) {
  const credentials = { accessKeyId: 'simulator', secretAccessKey: 'simulator' }
  const requestHandler = { requestTimeout, throwOnRequestTimeout: true }
  const options = { endpoint, region: 'us-west-2', credentials, maxAttempts: 1, requestHandler }
  return { ecs: new ECSClient(options), ecr: new ECRClient(options), elb: new ElasticLoadBalancingV2Client(options) }
}

const update = new UpdateServiceCommand({ cluster, service: 'api', forceNewDeployment: true })

test('AWS is at the root, for every protocol', async () => {
  const { ecs, ecr, elb } = await serving()
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: ['api'] }))
  const TargetGroupArn = services?.[0]?.loadBalancers?.[0]?.targetGroupArn
  const { TargetHealthDescriptions } = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }))
  expect(TargetHealthDescriptions?.map(({ TargetHealth }) => TargetHealth?.State)).toEqual(['healthy', 'healthy'])
  const { imageDetails } = await ecr.send(
    new DescribeImagesCommand({ repositoryName: 'api', imageIds: [{ imageTag: 'v1' }] }),
  )
  expect(imageDetails).toHaveLength(1)
})

test('GitHub is under /github, and public pages under /health', async () => {
  const { url } = await serving()
  const github = getOctokit('simulator', { baseUrl: `${url}/github` })
  const { data } = await github.rest.git.getRef({ owner: 'example', repo: 'app', ref: 'tags/v1.4.0' })
  expect(data.object.sha).toBe(commit)
  expect((await fetch(`${url}/health/example.com/health`)).status).toBe(200)
})

test('the configuration of a single image is where the registry says, under the address of the server', async () => {
  const { simulation, url, ecr } = await serving()
  const { text } = simulation.world.ecr.push({ repository: 'api', tags: ['single'], format: 'manifest' })
  const { config } = JSON.parse(text) as { config: { digest: string } }
  const request = new GetDownloadUrlForLayerCommand({ repositoryName: 'api', layerDigest: config.digest })
  const { downloadUrl = '' } = await ecr.send(request)
  expect(downloadUrl).toMatch(new RegExp(`^${url}/health/`))
  const configuration = await (await fetch(downloadUrl)).text()
  expect(`sha256:${createHash('sha256').update(configuration).digest('hex')}`).toBe(config.digest)
})

test('the world goes on with our time, as much faster as asked', async () => {
  const { simulation } = await serving({ speed: 1_000 })
  const before = simulation.world.now()
  await sleep(200)
  expect(simulation.world.now() - before).toBeGreaterThan(100_000)
})

describe('faults are real', () => {
  // Node's own errors come from outside jest's realm, so that the SDK does not know them as errors and wraps them.
  test.each<{ is: FaultKind; applied: boolean; message: RegExp }>([
    { is: 'lost', applied: false, message: /socket hang up/ },
    { is: 'applied-and-lost', applied: true, message: /socket hang up/ },
    { is: 'applied-and-hangs', applied: true, message: /timeout/i },
    { is: 'applied-and-cut-off', applied: true, message: /aborted/ },
    { is: 'applied-and-html', applied: true, message: /not valid JSON/ },
    { is: 'throttled', applied: false, message: /Rate exceeded/ },
  ])('$is', async ({ is, applied, message }) => {
    const { simulation, url } = await serving()
    const { ecs } = clientsAt(url, is.endsWith('hangs') ? 1_000 : undefined)
    simulation.faults.add({ is })
    await expect(ecs.send(update)).rejects.toThrow(message)
    const deployments = simulation.world.ecs.cluster(cluster).services.get('api')?.deployments
    expect(deployments).toHaveLength(applied ? 2 : 1)
  })

  test('and so is a clock that is off', async () => {
    const { ecs } = await serving({}, { clockSkew: '-1h' })
    await expect(ecs.send(update)).rejects.toThrow(/^Signature not yet current: /)
    expect((await ecs.send(update)).service?.serviceName).toBe('api')
  })

  test('and a process can be killed by one', async () => {
    const seen: string[] = []
    const { simulation, ecs } = await serving({
      onRequest: (index, { target }) => seen.push(`${index} ${target ?? ''}`),
      onReply: ({ index, applied }) => seen.push(`${index} ${applied ? 'applied' : 'not applied'}`),
      kill: () => seen.push('killed'),
    })
    simulation.faults.add({ is: 'applied-and-killed', on: 'UpdateService' })
    await expect(ecs.send(update)).rejects.toThrow()
    expect(seen).toEqual(['0 AmazonEC2ContainerServiceV20141113.UpdateService', '0 applied', 'killed'])
  })
})

test('npm run simulator serves a world file and says how to use it', async () => {
  const world = join(import.meta.dirname, 'worlds', 'one-service.yml')
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts'), '--world', world, '--speed', '100'])
  const told = new Map<string, string>()
  for await (const line of createInterface(child.stdout)) {
    const [, name, value] = /^export (\w+)=(.*)$/.exec(line) ?? []
    if (name !== undefined) told.set(name, value ?? '')
    if (told.has('GITHUB_API_URL')) break
  }
  const { ecs } = clientsAt(told.get('AWS_ENDPOINT_URL') ?? '')
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: ['api'] }))
  expect(services).toMatchObject([{ serviceName: 'api', runningCount: 2 }])
  child.kill()
  await once(child, 'exit')
})
