//! The style sheet of a report: one column for reading, light and dark by the reader's own setting, and paper.

/// The whole style sheet. It loads nothing.
pub const SHEET: &str = r#"
:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --ink: #1d1f21; --quiet: #5b6066; --rule: #d3d0c7; --soft: #f2f0e9; --accent: #8a1f1f; --link: #1f4e79;
  --l0: #1f4e79; --l1: #a3461a; --l2: #4b6b2f; --l3: #6a3d7c; --l4: #8a6d00; --l5: #3c6e71;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c; --ink: #e6e3dc; --quiet: #a3a7ab; --rule: #3a3f45; --soft: #1e2227; --accent: #e59a8f; --link: #9cc4ea;
    --l0: #8fbce6; --l1: #eba06f; --l2: #a9cc84; --l3: #cfa3e0; --l4: #e0c45c; --l5: #86c5c8;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 50rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 Charter, "Bitstream Charter", "Source Serif 4", Georgia, "Noto Serif", serif;
  overflow-wrap: break-word; hyphens: manual; font-variant-numeric: lining-nums;
}
h1, h2, h3, h4, h5, nav, table, figcaption, summary, .kind, .chart text, dt {
  font-family: "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial, "Noto Sans", sans-serif;
}
h1 { font-size: 2rem; line-height: 1.15; margin: .2rem 0 1rem; letter-spacing: -.01em; text-wrap: balance; }
h2 { font-size: 1.4rem; line-height: 1.2; margin: 3rem 0 .8rem; padding-top: .6rem; border-top: 3px solid var(--ink); }
h3 { font-size: 1.12rem; line-height: 1.3; margin: 2rem 0 .5rem; }
h4, h5 { font-size: .95rem; line-height: 1.3; margin: 1.2rem 0 .3rem; color: var(--quiet); }
p { margin: .5rem 0; }
ul { margin: .4rem 0 .8rem; padding-left: 1.2rem; }
li { margin: .25rem 0; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a.turn { white-space: nowrap; }
.kind { text-transform: uppercase; letter-spacing: .08em; font-size: .8rem; color: var(--quiet); margin: 0; }
.quiet { color: var(--quiet); }
.notice { font-size: .95rem; color: var(--quiet); border-left: 3px solid var(--rule); padding-left: .9rem; margin: 1rem 0; }
.callout { background: var(--soft); border-left: 4px solid var(--accent); padding: .7rem 1rem; margin: .8rem 0; font-size: 1.12rem; }
code { font: .85em/1.4 ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; background: var(--soft); padding: .05em .3em; overflow-wrap: anywhere; }
nav { font-size: .92rem; margin: 1.5rem 0; }
nav ol { columns: 2; column-gap: 2rem; padding-left: 1.4rem; margin: .4rem 0; }
nav li { break-inside: avoid; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .35rem 1.2rem; margin: .8rem 0; }
dt { color: var(--quiet); font-size: .92rem; }
dd { margin: 0; min-width: 0; }
.scroll { overflow-x: auto; margin: .8rem 0 1.2rem; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; line-height: 1.4; font-variant-numeric: lining-nums tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 0 0 .4rem; }
th { text-align: left; vertical-align: bottom; font-weight: 600; border-bottom: 2px solid var(--ink); padding: .3rem .6rem .3rem 0; }
td { vertical-align: top; border-bottom: 1px solid var(--rule); padding: .4rem .6rem .4rem 0; }
th.number, td.number { text-align: right; }
th.number + th:not(.number), td.number + td:not(.number) { padding-left: .9rem; }
td.blank { min-width: 4.5rem; }
blockquote { margin: .6rem 0 1rem; padding: .1rem 0 .1rem 1rem; border-left: 3px solid var(--rule); }
blockquote p { font-style: italic; margin: .2rem 0; }
blockquote footer { font-size: .88rem; color: var(--quiet); }
.fill { margin: .8rem 0 1.2rem; font-size: .9rem; color: var(--quiet); }
.fill span { display: block; border-bottom: 1px solid var(--rule); height: 1.8rem; }
figure { margin: 1rem 0; }
figcaption { font-weight: 600; font-size: .92rem; margin-bottom: .3rem; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(11.5rem, 1fr)); gap: 1rem 1.2rem; margin: 1rem 0; }
.charts figure { margin: 0; }
.chart { display: block; width: 100%; height: auto; overflow: visible; }
.chart text { font-size: 12px; fill: var(--quiet); }
.chart.small text { font-size: 10px; }
.chart .label { fill: var(--ink); font-weight: 600; }
.chart .mark-word { fill: var(--accent); }
.grid { stroke: var(--rule); stroke-width: 1; }
.mark { stroke: var(--accent); stroke-width: 1; stroke-dasharray: 2 3; }
.line { fill: none; stroke-width: 2.2; stroke-linejoin: round; stroke-linecap: round; }
.dot { stroke: none; }
.line-0 { stroke: var(--l0); } .line-1 { stroke: var(--l1); stroke-dasharray: 7 4; } .line-2 { stroke: var(--l2); stroke-dasharray: 2 4; }
.line-3 { stroke: var(--l3); stroke-dasharray: 10 3 2 3; } .line-4 { stroke: var(--l4); stroke-dasharray: 5 2; } .line-5 { stroke: var(--l5); stroke-dasharray: 1 3; }
.dot.line-0 { fill: var(--l0); } .dot.line-1 { fill: var(--l1); } .dot.line-2 { fill: var(--l2); }
.dot.line-3 { fill: var(--l3); } .dot.line-4 { fill: var(--l4); } .dot.line-5 { fill: var(--l5); }
details { margin: .4rem 0 1rem; font-size: .92rem; }
summary { cursor: pointer; color: var(--quiet); }
section.turn { border-top: 1px solid var(--rule); margin-top: 1.6rem; padding-top: .2rem; }
footer.end { margin-top: 3rem; border-top: 1px solid var(--rule); padding-top: .8rem; font-size: .88rem; color: var(--quiet); }
@media (max-width: 40rem) {
  body { padding: 1.2rem 1rem 3rem; font-size: 1rem; }
  h1 { font-size: 1.55rem; }
  h2 { margin-top: 2.2rem; }
  nav ol { columns: 1; }
  dl { grid-template-columns: 1fr; gap: .1rem; }
  dd { margin-bottom: .6rem; }
  table.rows thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table.rows, table.rows tbody, table.rows tr, table.rows td, table.rows caption { display: block; }
  table.rows tr { border-bottom: 2px solid var(--rule); padding: .5rem 0; }
  table.rows td { border: 0; padding: .1rem 0; text-align: left; }
  table.rows th.number + th:not(.number), td.number + td:not(.number) { padding-left: .9rem; }
td.blank { min-height: 1.5rem; }
  table.rows td::before { content: attr(data-label) ": "; color: var(--quiet); font-weight: 600; }
}
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --ink: #000; --quiet: #444; --rule: #bbb; --soft: #f4f4f4; --accent: #7a1414; --link: #000;
    --l0: #1f4e79; --l1: #a3461a; --l2: #4b6b2f; --l3: #6a3d7c; --l4: #8a6d00; --l5: #3c6e71;
  }
  @page { size: A4; margin: 20mm 18mm 22mm; }
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.42; }
  h1 { font-size: 20pt; } h2 { font-size: 14pt; } h3 { font-size: 11.5pt; }
  h2, h3, h4, h5, caption, figcaption { break-after: avoid; }
  tr, li, figure, blockquote, dl > div, .callout, .fill { break-inside: avoid; }
  thead { display: table-header-group; }
  p { orphans: 3; widows: 3; }
  a { text-decoration: none; }
  a.turn { text-decoration: underline; }
  table { font-size: 8.8pt; }
  .scroll { overflow: visible; }
  nav, details { display: none; }
}
"#;
