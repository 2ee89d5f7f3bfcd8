/**
 * Loaded before an action's own code (`node --import`), so that its clock runs CLOCK_SPEED times as fast as ours: it
 * then sleeps and looks as often, in the time of the simulated world, as it does against AWS in real time.
 */
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers'
import promises from 'node:timers/promises'

const speed = Number(process.env['CLOCK_SPEED'])
const began = Date.now()
const real = { setTimeout, setInterval, sleep: promises.setTimeout }

const now = (): number => Math.round(began + performance.now() * speed)

globalThis.Date = new Proxy(Date, {
  construct: (target, parts: unknown[], asked) =>
    Reflect.construct(target, parts.length === 0 ? [now()] : parts, asked) as Date,
  get: (target, name): unknown => (name === 'now' ? now : Reflect.get(target, name)),
})

type Callback = (...given: unknown[]) => void

const faster = {
  setTimeout: (callback: Callback, ms = 0, ...given: unknown[]) => real.setTimeout(callback, ms / speed, ...given),
  setInterval: (callback: Callback, ms = 0, ...given: unknown[]) => real.setInterval(callback, ms / speed, ...given),
}
Object.assign(globalThis, faster)
Object.assign(timers, faster)
Object.assign(promises, {
  setTimeout: (ms = 0, value?: unknown, options?: { signal?: AbortSignal }) => real.sleep(ms / speed, value, options),
})
syncBuiltinESMExports()
