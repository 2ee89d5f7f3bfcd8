/**
 * `npm run bench`: how long each built action takes from the start of its process to its first AWS request, and to its
 * end when that request is refused. A stub on the loopback interface takes the requests, so the numbers are processor
 * time: no network, no AWS. Configurations are run in turn, so that a slow phase of the machine hits all of them.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer as createPlainServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { gzipSync } from 'node:zlib'
import { markdownTable } from 'markdown-table'
import { run } from './command.ts'
import { defaultInputs, filesUnder, root } from './repository.ts'

const rounds = Number(process.argv[2] ?? 15)
const warmUps = 2
const image = `123456789012.dkr.ecr.us-west-2.amazonaws.com/api@sha256:${'0'.repeat(64)}`

/** Inputs with which an action asks AWS at once. */
const actions: Record<string, Record<string, string>> = {
  'verify-image': { images: 'api=api', tag: '0123456789abcdef0123456789abcdef01234567' },
  'deploy-ecs': { cluster: 'bench', services: 'api', images: `api=${image}` },
  'wait-healthy': { cluster: 'bench', services: 'api', timeout: '1m' },
}

interface Stub {
  url: string
  /** File with the certificate to trust; undefined where the stub speaks plain HTTP. */
  certificate: string | undefined
  /** When the first request since `forget` arrived, in milliseconds of this process's clock. */
  firstAt(): number | undefined
  forget(): void
  close(): void
}

interface Timing {
  first: number | undefined
  exit: number
}

/** Refuses every request, which no action repeats. */
async function startStub(folder: string): Promise<Stub> {
  let firstAt: number | undefined
  const refuse: RequestListener = (request, response) => {
    firstAt ??= performance.now()
    request.resume()
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' })
    response.end(JSON.stringify({ __type: 'AccessDeniedException', message: 'the benchmark refuses everything' }))
  }
  const certificate = await makeCertificate(folder)
  const server: Server = certificate ? createTlsServer(certificate.pair, refuse) : createPlainServer(refuse)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `${certificate ? 'https' : 'http'}://127.0.0.1:${port}`,
    certificate: certificate?.file,
    firstAt: () => firstAt,
    forget: () => (firstAt = undefined),
    close: () => server.close(),
  }
}

/** A certificate for 127.0.0.1 on an elliptic curve, made by openssl: Node can sign, but not write X.509. */
async function makeCertificate(
  folder: string,
): Promise<{ file: string; pair: { key: Buffer; cert: Buffer } } | undefined> {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const { code } = await run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'],
    ...['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert],
  ])
  return code === 0 ? { file: cert, pair: { key: readFileSync(key), cert: readFileSync(cert) } } : undefined
}

/** Runs one process to its end. */
function time(stub: Stub, args: readonly string[], env: Record<string, string>): Promise<Timing> {
  stub.forget()
  return new Promise(resolve => {
    const began = performance.now()
    const child = spawn(join(root, 'node_modules', '.bin', 'node'), args, { cwd: root, env, stdio: 'ignore' })
    child.on('close', () => {
      const firstAt = stub.firstAt()
      resolve({ first: firstAt === undefined ? undefined : firstAt - began, exit: performance.now() - began })
    })
  })
}

/** Inputs as the runner passes them: those given, and the defaults of a job that gives no token and has no commit. */
function inputVariables(name: string, given: Record<string, string>): Record<string, string> {
  const all = { ...defaultInputs(name, { token: '', sha: '' }), ...given }
  return Object.fromEntries(Object.entries(all).map(([input, text]) => [`INPUT_${input.toUpperCase()}`, text]))
}

/** Only what an action needs, so that nothing of this machine's configuration is measured. */
function environment(stub: Stub, inputs: Record<string, string>): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    AWS_ENDPOINT_URL: stub.url,
    AWS_REGION: 'us-west-2',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    ...(stub.certificate !== undefined && { NODE_EXTRA_CA_CERTS: stub.certificate }),
    ...inputs,
  }
}

async function measure(stub: Stub): Promise<Map<string, Timing[]>> {
  const subjects = [
    { name: 'node -e 0', args: ['-e', '0'], inputs: {} },
    ...Object.entries(actions).map(([name, inputs]) => ({
      name,
      args: [`actions/${name}/entry.js`],
      inputs: inputVariables(name, inputs),
    })),
  ]
  const timings = new Map<string, Timing[]>(subjects.map(({ name }) => [name, []]))
  for (let round = -warmUps; round < rounds; round++) {
    for (const { name, args, inputs } of subjects) {
      const timing = await time(stub, args, environment(stub, inputs))
      const silent = name in actions && timing.first === undefined
      if (silent) throw new Error(`${name} ended without asking AWS; its inputs above are wrong`)
      if (round >= 0) timings.get(name)?.push(timing)
    }
  }
  return timings
}

/** Median and range: `90.3 [84.0–100.5]`. */
function spread(values: readonly (number | undefined)[]): string {
  const sorted = values.filter(value => value !== undefined).sort((a, b) => a - b)
  const at = (index: number): string => sorted.at(index)?.toFixed(1) ?? ''
  return sorted.length === 0 ? '–' : `${at(Math.floor(sorted.length / 2))} [${at(0)}–${at(-1)}]`
}

function sizes(): string {
  const files = filesUnder('dist', /\.js$/).map(file => join(root, file))
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
  const zipped = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0)
  return `dist: ${files.length} files, ${bytes} bytes, ${zipped} gzipped`
}

const folder = mkdtempSync(join(tmpdir(), 'deploy-actions-bench-'))
const stub = await startStub(folder)
try {
  const rows = [...(await measure(stub))].map(([name, timings]) => [
    `\`${name}\``,
    spread(timings.map(({ first }) => first)),
    spread(timings.map(({ exit }) => exit)),
  ])
  console.log(markdownTable([['ms, median [min–max]', 'first request', 'exit'], ...rows], { align: ['l', 'r', 'r'] }))
  const protocol = stub.certificate ? 'TLS' : 'plain HTTP, because openssl is missing; not comparable with TLS'
  console.log(`\n${rounds} rounds over ${protocol}, Node ${process.versions.node}.\n${sizes()}.`)
} finally {
  stub.close()
  rmSync(folder, { recursive: true, force: true })
}
