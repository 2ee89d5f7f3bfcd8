import { safeLine } from './foreign-text.ts'
import { redact } from './redaction.ts'

/** Characters, so that it fits wherever it is shown. */
const longest = 500

const takes = 'it takes an address such as https://example.com'

/** The address of a page that people open. Throws an Error whose message continues "`environment-url` …". */
export function parsePageAddress(text: string): URL {
  const url = /[\s{}<>\\]/.test(text) ? null : URL.parse(text)
  const is = `is ${JSON.stringify(redact(safeLine(text, { most: 200 })))}`
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error(`${is}; ${takes}`)
  if (url.username !== '' || url.password !== '') throw new Error(`${is}; everybody would see its user or password`)
  if (url.href.length > longest) throw new Error(`${is}, which is longer than ${longest} characters`)
  return url
}
