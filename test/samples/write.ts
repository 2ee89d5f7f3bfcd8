/**
 * `npm run samples`: writes what people see of these actions to `docs/samples`, and, where Chromium and cmark-gfm are on
 * the PATH, pictures of it to `docs/images`. Mermaid, with which GitHub draws timelines, is installed by its name for that.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../../scripts/repository.ts'
import { pageOf } from './github-page.ts'
import { samples } from './samples.ts'

const mermaid = 'mermaid@12.3.0'

interface Picture {
  name: string
  sample: string
  width: number
  height: number
  dark?: boolean
}

const pictures: readonly Picture[] = [
  { name: 'promotion', sample: 'promotion.md', width: 1200, height: 760 },
  { name: 'brought-back', sample: 'brought-back.md', width: 1200, height: 1130 },
  { name: 'rollback', sample: 'rollback.md', width: 1400, height: 900 },
  { name: 'versions', sample: 'versions.html', width: 1100, height: 1500 },
  { name: 'versions-phone', sample: 'versions.html', width: 500, height: 1500, dark: true },
]

const all = await samples()
mkdirSync(join(root, 'docs/samples'), { recursive: true })
for (const [name, text] of Object.entries(all)) writeFileSync(join(root, 'docs/samples', name), text)

const missing = ['chromium', 'cmark-gfm'].filter(tool => spawnSync(tool, ['--version']).error)
if (missing.length > 0) console.log(`No pictures: ${missing.join(' and ')} cannot be started.`)
else takePictures()

function takePictures(): void {
  const folder = mkdtempSync(join(tmpdir(), 'samples-'))
  try {
    execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--prefix', folder, mermaid], {
      stdio: 'inherit',
    })
    const script = pathToFileURL(join(folder, 'node_modules/mermaid/dist/mermaid.min.js')).href
    mkdirSync(join(root, 'docs/images'), { recursive: true })
    for (const picture of pictures) takePicture(picture, { folder, script })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function takePicture(
  { name, sample, width, height, dark = false }: Picture,
  { folder, script }: { folder: string; script: string },
): void {
  const text = all[sample] ?? ''
  const page = join(folder, `${name}.html`)
  writeFileSync(page, sample.endsWith('.md') ? pageOf(markdownToHtml(text), script) : text)
  execFileSync(
    'chromium',
    [
      ...['--headless', '--no-sandbox', '--hide-scrollbars', '--virtual-time-budget=5000'],
      `--blink-settings=preferredColorScheme=${dark ? 0 : 1}`,
      `--window-size=${width},${height}`,
      `--screenshot=${join(root, 'docs/images', `${name}.png`)}`,
      pathToFileURL(page).href,
    ],
    { stdio: 'ignore' },
  )
}

/** As GitHub does it; what HTML it lets through is what these actions write themselves. */
function markdownToHtml(markdown: string): string {
  const extensions = ['table', 'strikethrough', 'autolink', 'tagfilter'].flatMap(name => ['-e', name])
  return execFileSync('cmark-gfm', ['--unsafe', ...extensions], { input: markdown, encoding: 'utf8' })
}
