/** `1 service`, `3 services`. */
export function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}

/** The text as the beginning of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The text with at most so many characters; what was cut is an ellipsis. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  // A character outside the basic plane is two units long; half of it would be no text.
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

const day = 86_400_000

/** How long ago something was: `3 days`, and shorter times as durations. */
export function age(ms: number): string {
  return ms >= 2 * day ? counted(Math.floor(ms / day), 'day') : elapsed(ms)
}

/** `2026-11-20 09:14Z`, for a time in milliseconds since 1970. */
export function dayAndTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}Z`
}

/** A duration as people say it: `45s`, `3m 20s`, `1h 5m`. */
export function elapsed(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  if (seconds < 60) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes}m` : `${minutes}m ${seconds % 60}s`
  return minutes % 60 === 0 ? `${Math.floor(minutes / 60)}h` : `${Math.floor(minutes / 60)}h ${minutes % 60}m`
}
