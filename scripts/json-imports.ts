/**
 * GitHub's language service imports JSON without saying so (`with { type: 'json' }`), which Node refuses.
 * Import this before it, and import the language service itself with `await import()`: static imports are linked first.
 */
import { registerHooks } from 'node:module'

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context)
    return found.url.endsWith('.json')
      ? { ...found, importAttributes: { ...found.importAttributes, type: 'json' } }
      : found
  },
  load: (url, context, next) =>
    url.endsWith('.json')
      ? next(url, { ...context, importAttributes: { ...context.importAttributes, type: 'json' } })
      : next(url, context),
})
