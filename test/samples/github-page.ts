/** HTML of Markdown in a page that looks like a job summary on GitHub; `mermaid` is the address of its script. */
export function pageOf(html: string, mermaid: string): string {
  const drawn = html.replace(
    /<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/g,
    '<pre class="mermaid">$1</pre>',
  )
  return `<!doctype html>
<meta charset="utf-8">
<style>${style}</style>
<main>${drawn}</main>
<script src="${mermaid}"></script>
<script>mermaid.initialize({ startOnLoad: true, theme: 'neutral', gantt: { useWidth: 1100, barHeight: 18, fontSize: 12 } })</script>
`
}

const style = `
body { margin: 0; background: #fff; color: #1f2328; font: 14px/1.5 -apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif }
main { padding: 24px 32px; max-width: none }
h3 { font-size: 1.25em; margin: 0 0 16px }
h4 { font-size: 1em; margin: 24px 0 16px }
p, ul, ol, pre, table { margin: 0 0 16px }
a { color: #0969da; text-decoration: none }
code { background: #818b981f; border-radius: 6px; padding: .2em .4em; font: 85% ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace }
pre { background: #f6f8fa; border-radius: 6px; padding: 16px; overflow: auto }
pre code { background: none; padding: 0 }
pre.mermaid { background: none; padding: 0 }
table { border-collapse: collapse; display: block; overflow: auto; width: max-content; max-width: 100% }
th, td { border: 1px solid #d1d9e0; padding: 6px 13px; text-align: left }
tr:nth-child(2n) td { background: #f6f8fa }
`
