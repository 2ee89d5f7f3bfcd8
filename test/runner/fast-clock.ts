/**
 * Loaded before an action's own code (`node --import`): the process then lives in the time of a simulated world, which
 * runs CLOCK_SPEED times as fast as ours and was at CLOCK_WORLD when ours was at CLOCK_REAL (milliseconds since 1970).
 * What the code waits for by timers takes as long there as it would in the real world. Patience with a socket stays in
 * our time, since an answer needs as long as this machine needs.
 */
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers'
import promises from 'node:timers/promises'

const speed = positive('CLOCK_SPEED')
const origin = { real: positive('CLOCK_REAL'), world: positive('CLOCK_WORLD') }
const began = { real: Date.now(), ticks: performance.now() }
const real = {
  now: performance.now.bind(performance),
  setTimeout: globalThis.setTimeout,
  setInterval: globalThis.setInterval,
  sleep: promises.setTimeout,
  every: promises.setInterval,
}

/** Monotonic, whatever happens to the machine's clock while the process runs. */
function worldNow(): number {
  const elapsed = began.real - origin.real + (real.now() - began.ticks)
  return origin.world + elapsed * speed
}

globalThis.Date = new Proxy(Date, {
  apply: () => new Date().toString(),
  construct: (target, parts: unknown[], asked) =>
    Reflect.construct(target, parts.length === 0 ? [Math.floor(worldNow())] : parts, asked) as Date,
  get: (target, name): unknown => (name === 'now' ? () => Math.floor(worldNow()) : Reflect.get(target, name)),
})
performance.now = () => began.ticks + (real.now() - began.ticks) * speed

/** Node makes 1 ms of what is longer than its timers can be; in our time it fits. */
const inOurs = (ms = 0): number => ms / speed

/** Who times sockets: the HTTP handler of the AWS SDK, by its functions' names, and Node's own `fetch`. */
const ofSockets =
  /set(Connection|Request|Socket)(Timeout|KeepAlive)|register(Timeout|Listener)|node:internal\/deps\/undici/

const isOfSocket = (): boolean => ofSockets.test(new Error().stack ?? '')

type Callback = (...given: unknown[]) => void

const faster = {
  setTimeout: Object.assign(
    (callback: Callback, ms?: number, ...given: unknown[]) =>
      real.setTimeout(callback, isOfSocket() ? ms : inOurs(ms), ...given),
    // What `util.promisify` takes.
    { [Symbol.for('nodejs.util.promisify.custom')]: sleep },
  ),
  setInterval: (callback: Callback, ms?: number, ...given: unknown[]) =>
    real.setInterval(callback, inOurs(ms), ...given),
}

function sleep<Value>(ms?: number, value?: Value, options?: Parameters<typeof promises.setTimeout>[2]): Promise<Value> {
  return real.sleep<Value>(inOurs(ms), value, options)
}

Object.assign(globalThis, faster)
Object.assign(timers, faster)
Object.assign(promises, {
  setTimeout: sleep,
  setInterval: <Value>(ms?: number, value?: Value, options?: Parameters<typeof promises.setInterval>[2]) =>
    real.every(inOurs(ms), value, options),
})
promises.scheduler.wait = (ms, options) => sleep(ms, undefined, options)
syncBuiltinESMExports()

function positive(name: string): number {
  const value = Number(process.env[name])
  if (!(value > 0)) throw new Error(`${name} must say a number above 0 to the faster clock`)
  return value
}
