/** Whether a page can be read on a phone: laid out by Chromium in a frame of that width. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Program } from './optional-tools.ts'

/** CSS pixels of a small phone. */
const widths = [360, 320]

/** What sticks out of a page, at every width of a phone. */
export async function widthProblems(
  html: string,
  { chromium, folder }: { chromium: Program; folder: string },
): Promise<string[]> {
  const measured = await Promise.all(widths.map(width => widthNeeded(html, { width, chromium, folder })))
  return widths.flatMap((width, at) => {
    const needed = measured[at]
    if (needed === undefined) return [`Chromium measured nothing at ${width} px`]
    return needed > width ? [`at ${width} px the page needs ${needed} px, so it has to be moved sideways`] : []
  })
}

interface Measured {
  width: number
  chromium: Program
  folder: string
}

/** A window of Chromium without a screen is never narrower than 500 px, but a frame in it is. */
async function widthNeeded(html: string, { width, chromium, folder }: Measured): Promise<number | undefined> {
  // The page allows no scripts, and needs none; the measuring one is outside of the frame.
  const inside = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
  const file = join(folder, `width-${width}.html`)
  await writeFile(
    file,
    `<!doctype html><iframe width="${width}" height="4000" style="border:0" srcdoc="${escaped(inside)}"></iframe>
<script>
const frame = document.querySelector('iframe')
frame.addEventListener('load', () => { document.body.dataset.needed = frame.contentDocument.documentElement.scrollWidth })
</script>`,
  )
  const options = ['--headless', '--no-sandbox', '--virtual-time-budget=3000', '--dump-dom', pathToFileURL(file).href]
  const { stdout } = await chromium(options, { within: 60_000 })
  const needed = /data-needed="(\d+)"/.exec(stdout)?.[1]
  return needed === undefined ? undefined : Number(needed)
}

function escaped(html: string): string {
  return html.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
}
