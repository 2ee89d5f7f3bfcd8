import { createHash, createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { awsServices } from '../../shared/aws/services.ts'
import type { AwsServices } from '../../shared/aws/services.ts'
import type { Clock } from '../../shared/ports.ts'

/** One request as it came over the wire. */
export interface Received {
  /** As in `UpdateService`; empty where the protocol does not say it in a header. */
  operation: string
  headers: IncomingMessage['headers']
  body: Buffer
  /** When the server says it was, by the Date header of its answer. */
  at: number
}

export type Answer = (response: ServerResponse, request: Received, index: number) => void

/** A loopback server that stands for AWS, with our real clients, handlers and sockets in front of it. */
export class AwsServer {
  readonly received: Received[] = []
  private readonly server: Server
  private waiting: (() => void)[] = []

  private constructor(answer: Answer) {
    this.server = createServer((request, response) => {
      void buffer(request).then(body => {
        const operation = String(request.headers['x-amz-target'] ?? '').replace(/^.*\./, '')
        const received = { operation, headers: request.headers, body, at: Date.now() }
        this.received.push(received)
        this.waiting.splice(0).forEach(wake => wake())
        answer(response, received, this.received.length - 1)
      })
    })
  }

  static async start(answer: Answer): Promise<AwsServer> {
    const started = new AwsServer(answer)
    await new Promise<void>(resolve => started.server.listen(0, '127.0.0.1', resolve))
    return started
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Comes back with the next request. */
  async request(): Promise<void> {
    await new Promise<void>(resolve => this.waiting.push(resolve))
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise(resolve => this.server.close(resolve))
  }
}

export const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI' }

/** Our clients as they are in a job. Only their pauses take no time. */
export function clientsOf({ url, patience = 60_000, without }: Job): AwsServices {
  process.env['AWS_ENDPOINT_URL'] = url
  const stop = new AbortController().signal
  const clock = hurrying(stop)
  const limits = { clock, random: () => 0.5, until: clock.now() + patience, stop, step: { info: () => undefined } }
  const region = without === 'region' ? {} : { region: 'eu-west-1' }
  const known = without === 'credentials' ? {} : { credentials }
  return awsServices({ version: '0.0.0', download: nowhere, ...region, ...known }, limits)
}

interface Job {
  url: string
  /** Milliseconds. */
  patience?: number
  /** What nobody has configured. */
  without?: 'region' | 'credentials'
}

/** A clock that moves when the job pauses, and at once. Whoever waits for something else waits in vain. */
function hurrying(stop: AbortSignal): Clock {
  let time = Date.now()
  return {
    now: () => time,
    sleep: (ms, signal) => {
      if (signal !== stop) return new Promise(resolve => signal?.addEventListener('abort', () => resolve()))
      time += ms
      return new Promise(resolve => setImmediate(resolve))
    },
  }
}

export function sendJson(response: ServerResponse, document: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'r-1' })
  response.end(typeof document === 'string' ? document : JSON.stringify(document))
}

export function refuse(response: ServerResponse, code: string, message: string): void {
  sendJson(response, { __type: code, message }, 400)
}

/**
 * Whether the signature is that of these bytes and headers.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function isSigned({ headers, body }: Received): boolean {
  const [, scope = '', names = '', signature = ''] =
    /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]+)/.exec(headers.authorization ?? '') ?? []
  const canonicalHeaders = names.split(';').map(name => `${name}:${String(headers[name]).trim()}\n`)
  const canonical = ['POST', '/', '', canonicalHeaders.join(''), names, sha256(body)].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', String(headers['x-amz-date']), scope, sha256(canonical)].join('\n')
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${credentials.secretAccessKey}`)
  return hmac(key, toSign).toString('hex') === signature
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest()
}

/** These tests read no blobs. */
function nowhere(url: string): Promise<string> {
  return Promise.reject(new Error(`nothing is at ${url}`))
}
