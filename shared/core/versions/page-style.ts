import { Html } from '../html.ts'

/** How the page looks: light and dark, on a phone, on a desk and on paper. It loads nothing. */
export const style = new Html(`
:root {
  color-scheme: light dark;
  --page: #f5f6f8; --panel: #ffffff; --ink: #15191f; --soft: #57606d; --line: #dde1e7; --faint: #eef0f4; --link: #0b57c2;
  --good: #116a3a; --good-back: #e3f5ea; --drift: #a81e22; --drift-back: #fdeaea; --moving: #0b57c2;
  --moving-back: #e6effc; --unknown: #7a4b00; --unknown-back: #fdf1dc; --none: #57606d; --none-back: #eef0f4;
  --shadow: 0 1px 2px rgb(21 25 31 / 6%), 0 4px 16px rgb(21 25 31 / 5%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1116; --panel: #171b22; --ink: #e8ebf0; --soft: #a0a9b6; --line: #2b313b; --faint: #20252e; --link: #84b6ff;
    --good: #6fd79b; --good-back: #12301f; --drift: #ff9d9d; --drift-back: #3d171a; --moving: #8fbcff;
    --moving-back: #14294a; --unknown: #f3c06b; --unknown-back: #362609; --none: #a0a9b6; --none-back: #20252e;
    --shadow: none;
  }
}
@media print {
  :root {
    color-scheme: light;
    --page: #fff; --panel: #fff; --ink: #000; --soft: #444; --line: #bbb; --faint: #fff; --link: #000; --good: #000;
    --good-back: #fff; --drift: #000; --drift-back: #fff; --moving: #000; --moving-back: #fff; --unknown: #000;
    --unknown-back: #fff; --none: #444; --none-back: #fff; --shadow: none;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0; background: var(--page); color: var(--ink); overflow-wrap: anywhere;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
.frame { max-width: 74rem; margin: 0 auto; padding: clamp(1rem, 4vw, 3rem); }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
h1, h2, h3, p, ul, ol, dl, dd { margin: 0; }
ul, ol { padding: 0; list-style: none; }
h1 { font-size: clamp(1.6rem, 5vw, 2.25rem); line-height: 1.15; letter-spacing: -.02em; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; letter-spacing: -.01em; }
h3 { font-size: .8rem; text-transform: uppercase; letter-spacing: .06em; color: var(--soft); }
.soft { color: var(--soft); }
.small { font-size: .875rem; }
.top { display: grid; gap: .5rem; margin-bottom: clamp(1.5rem, 4vw, 2.5rem); }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.badge {
  display: inline-flex; align-items: center; gap: .4em; padding: .1rem .6rem .1rem .45rem; border-radius: 1rem;
  border: 1px solid currentcolor; font-size: .8rem; font-weight: 600; line-height: 1.5;
}
.sign { display: inline-block; min-width: 1em; text-align: center; font-weight: 700; }
.good { --tone: var(--good); --back: var(--good-back); }
.drift { --tone: var(--drift); --back: var(--drift-back); }
.moving { --tone: var(--moving); --back: var(--moving-back); }
.unknown { --tone: var(--unknown); --back: var(--unknown-back); }
.none, .note { --tone: var(--none); --back: var(--none-back); }
.badge, .finding .sign, .mark { color: var(--tone); }
.badge { background: var(--back); }

.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); margin-bottom: 2.5rem; }
.card, .panel { background: var(--panel); border: 1px solid var(--line); border-radius: .75rem; box-shadow: var(--shadow); min-width: 0; }
.card { display: flex; flex-direction: column; gap: .75rem; padding: 1.1rem 1.25rem 1.25rem; border-top: 4px solid var(--tone); }
.card header { display: flex; flex-wrap: wrap; gap: .35rem .75rem; align-items: center; justify-content: space-between; }
.card h2 { font-size: 1rem; min-width: 0; }
.card h2 a { color: inherit; text-decoration: none; }
.card h2 a:hover { text-decoration: underline; }
.release { font-size: clamp(1.5rem, 6vw, 2rem); font-weight: 700; line-height: 1.15; letter-spacing: -.02em; }
.release.long { font-size: 1.15rem; letter-spacing: 0; }
.release.nothing { color: var(--soft); font-weight: 500; }
.facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .15rem .75rem; font-size: .875rem; }
.facts dt { color: var(--soft); }
.waiting { margin-top: auto; padding-top: .75rem; border-top: 1px solid var(--line); font-size: .875rem; }
.waiting b { font-size: 1.05rem; }

section { margin-bottom: 2.5rem; min-width: 0; }
section > h2 { margin-bottom: .75rem; }
.environment { padding: clamp(1rem, 3vw, 1.75rem); }
.environment > * + * { margin-top: 1.25rem; }
.environment > header { display: flex; flex-wrap: wrap; gap: .4rem .9rem; align-items: center; }
.environment > header .small { flex-basis: 100%; }
.environment h3 { margin-bottom: .6rem; }

.findings { display: grid; gap: .5rem; }
.finding { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .1rem .7rem; padding: .6rem .8rem; border-left: 4px solid var(--tone); border-radius: .25rem .5rem .5rem .25rem; background: var(--back); }
.finding b { color: var(--tone); }
.finding .next { grid-column: 2; color: var(--soft); font-size: .875rem; }

table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th, td { padding: .55rem .75rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { font-size: .78rem; font-weight: 600; color: var(--soft); border-bottom-width: 2px; white-space: nowrap; }
.matrix thead th { white-space: normal; }
tbody tr:last-child > * { border-bottom: 0; }
tbody th a { text-decoration: none; }
tbody th a:hover { text-decoration: underline; }
.under { color: var(--soft); font-size: .8rem; font-weight: 400; }
tbody th { font-weight: 600; }
td.nowrap { white-space: nowrap; }
.cell { display: grid; gap: .1rem; min-width: 0; }
.mark { font-weight: 600; font-size: .85rem; }
tr.drift > th, td.drift { box-shadow: inset 3px 0 0 var(--tone); background: var(--back); }
.matrix { table-layout: fixed; }

.commits { display: grid; gap: .35rem; font-size: .9rem; }
.commits li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 .75rem; }
.timeline { border-left: 2px solid var(--line); margin-left: .45rem; }
.timeline > li { position: relative; padding: 0 0 1rem 1.35rem; font-size: .9rem; }
.timeline > li:last-child { padding-bottom: 0; }
.timeline > li::before { content: ""; position: absolute; left: -.45rem; top: .4rem; width: .7rem; height: .7rem; border-radius: 50%; background: var(--panel); border: 3px solid var(--tone); }
.event { display: flex; flex-wrap: wrap; gap: .1rem .7rem; align-items: baseline; }
.event b { font-size: 1rem; }
footer { color: var(--soft); font-size: .8rem; border-top: 1px solid var(--line); padding-top: 1rem; }

@media print {
  .frame { max-width: none; padding: 0; }
  .card, .finding, tr, .timeline > li { break-inside: avoid; }
  .environment { border: 0; padding: 0; break-before: page; }
  h2, h3, thead { break-after: avoid; }
  a { text-decoration: none; }
  table { font-size: .78rem; }
  th, td { padding: .35rem .4rem; }
}
@media screen and (max-width: 48rem) { ${stacked('.narrow')} }
@media screen and (max-width: 74rem) { ${stacked('.wide')} }
@media screen { ${stacked('.widest')} }
`)

/** A table as a list of its rows, each cell behind the name of its column: what is too wide is never scrolled. */
function stacked(table: string): string {
  return `
  ${table}, ${table} :is(tbody, tr, th, td) { display: block; width: auto; }
  ${table} thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  ${table} tr { padding: .75rem 0; border-bottom: 1px solid var(--line); }
  ${table} tr.drift { padding: .75rem; border-left: 4px solid var(--tone); background: var(--back); }
  ${table} tr:last-child { border-bottom: 0; }
  ${table}.matrix tr { padding: .75rem 1rem; }
  ${table} :is(th, td) { padding: .1rem 0; border: 0; }
  ${table} tr > :is(th, td, td.drift) { box-shadow: none; background: none; }
  ${table} td { display: grid; grid-template-columns: minmax(5rem, 32%) minmax(0, 1fr); gap: .75rem; }
  ${table} td.nowrap { white-space: normal; }
  ${table} td:empty { display: none; }
  ${table} td::before { content: attr(data-column); color: var(--soft); font-size: .85rem; }`
}
