import { auditStyle } from "../core/report/html/audit-style.ts";

/** The style sheet of all pages: that of an audit's page, from which colours and tables come, and what a page among others needs beside. */
export const style = `${auditStyle}
:root { --field: #ffffff; --good: #1f6f5f; --bad: #8f2a12; --open: #7a5205; --broken: #5b4a80; --hover: #f0f3f6; }
@media (prefers-color-scheme: dark) {
  :root { --field: #0e1318; --good: #7fc7b6; --bad: #f0805f; --open: #e2b04a; --broken: #b9a6dc; --hover: #1a2129; }
}
body { font-size: .95rem; line-height: 1.5; }
header.top, main, footer { max-width: 78rem; }
.skip { position: absolute; left: -99rem; top: 0; background: var(--paper); padding: .5rem 1rem; z-index: 9; }
.skip:focus { left: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
header.top { display: flex; flex-wrap: wrap; align-items: center; gap: .2rem 1rem; padding-top: .7rem; padding-bottom: .6rem; }
header.top::after { content: ""; order: 9; flex-basis: 100%; border-bottom: 1px solid var(--line); margin-top: .4rem; }
.brand { font-weight: 700; font-size: 1.05rem; letter-spacing: .01em; color: var(--ink); text-decoration: none; }
header.top nav { margin: 0; padding: 0; max-width: none; flex: 1 1 auto; }
header.top nav ul { border: 0; margin: 0; padding: 0; gap: .1rem .15rem; }
header.top nav a { display: block; padding: .3rem .5rem; border-radius: .35rem; text-decoration: none; color: var(--ink); }
header.top nav a:hover { background: var(--hover); }
header.top nav a[aria-current] { background: var(--tint); font-weight: 600; box-shadow: inset 0 -2px 0 var(--line-chart); border-radius: .35rem .35rem 0 0; }
form.search { display: flex; gap: .3rem; margin: 0; }
.who { display: flex; align-items: center; gap: .6rem; font-size: .9rem; } .who form { margin: 0; }
input, select, textarea, button { font: inherit; color: var(--ink); background: var(--field); border: 1px solid var(--plain); border-radius: .35rem; padding: .28rem .55rem; max-width: 100%; }
label select, label input { font-weight: 400; }
textarea { width: 100%; font: .86rem/1.5 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
input[type=search] { width: 8.5rem; } form.search button { padding-left: .6rem; padding-right: .6rem; }
button { cursor: pointer; background: var(--tint); } button:hover { background: var(--hover); border-color: var(--ink); }
button.plain { background: none; border-color: transparent; color: var(--link); text-decoration: underline; padding: .28rem .2rem; }
button.main { background: var(--link); border-color: var(--link); color: var(--paper); font-weight: 600; }
:focus-visible { outline: 3px solid var(--line-chart); outline-offset: 2px; } main:focus { outline: none; }
label, legend { font-weight: 600; font-size: .92rem; } fieldset { border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0; padding: .6rem 1rem 1rem; max-width: 46rem; }
.field { margin: .7rem 0; } .field > label { display: block; margin-bottom: .2rem; } .field .quiet { font-size: .88rem; margin: .15rem 0; }
form.filter { display: flex; flex-wrap: wrap; align-items: end; gap: .4rem .9rem; margin: .9rem 0; }
form.filter label { display: flex; flex-direction: column; gap: .15rem; font-weight: 500; font-size: .85rem; color: var(--quiet); }
form.filter label.check { flex-direction: row; align-items: center; gap: .4rem; padding: .3rem 0; }
h1 { font-size: 1.55rem; margin: 1.1rem 0 .3rem; } h2 { font-size: 1.12rem; margin: 1.9rem 0 .4rem; padding-top: .7rem; } h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
nav.trail, nav.contents { padding: 0; margin: 0; max-width: none; }
nav.trail ol { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem .4rem; padding: 0; margin: .9rem 0 -.7rem; font-size: .9rem; }
nav.trail li:not(:last-child)::after { content: "/"; color: var(--quiet); margin-left: .4rem; }
nav.contents ul { margin: .9rem 0 0; padding: .45rem 0; font-size: .92rem; }
.wide { margin: .5rem 0 .2rem; } table { font-size: .9rem; } th, td { padding: .34rem .9rem .34rem 0; }
tbody tr:hover, tbody tr:hover th { background: var(--hover); }
tbody th { max-width: 30rem; min-width: 9rem; }
tbody td:not(.n) { min-width: 5.5rem; } td a bdi { overflow-wrap: break-word; } tbody th bdi { overflow-wrap: anywhere; }
.forms { display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin: .2rem 0 1rem; font-size: .85rem; }
.none { color: var(--quiet); }
.state { display: inline-flex; align-items: baseline; gap: .4em; font-weight: 600; }
.state .mark { display: inline-block; width: 1.25em; height: 1.25em; line-height: 1.2; text-align: center; border-radius: 50%; font-size: .8em; border: 1.5px solid currentColor; opacity: 1; stroke: none; }
.good { color: var(--good); } .bad { color: var(--bad); } .open { color: var(--open); } .broken { color: var(--broken); } .state.quiet { color: var(--quiet); font-weight: 500; }
.state.bad .mark { background: var(--bad); color: var(--paper); border-color: var(--bad); } .state.open .mark { border-style: dashed; } .state.broken .mark { border-radius: .2em; }
.conclusion.could-not { border-color: var(--warned); }
dl.figures { grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: .6rem 1.2rem; margin: .9rem 0; }
dl.figures dd { font-size: 1.35rem; } dl.figures dd a { color: inherit; text-decoration-thickness: 1px; text-underline-offset: .2em; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.2rem; margin: .8rem 0; max-width: 60rem; }
dl.facts dt { color: var(--quiet); } dl.facts dd { margin: 0; overflow-wrap: anywhere; }
.notice { border-left: .4rem solid var(--line-chart); background: var(--tint); padding: .6rem 1rem; max-width: none; margin: 1rem 0 0; }
pre { overflow-x: auto; background: var(--tint); border: 1px solid var(--line); border-radius: .4rem; padding: .7rem .9rem; font: .84rem/1.5 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
.number { color: var(--quiet); font-variant-numeric: tabular-nums; }
tbody th a { font-weight: 550; }
.copy { margin: .3rem 0; }
ul.plain { list-style: none; padding: 0; } ul.plain li { margin: .3rem 0; }
@media (max-width: 44rem) {
  header.top { gap: .2rem .8rem; } header.top nav { order: 5; flex-basis: 100%; overflow-x: auto; } header.top nav ul { flex-wrap: nowrap; }
  header.top nav a { white-space: nowrap; padding: .45rem .55rem; }
  form.search { order: 6; flex: 1 1 100%; } form.search input { flex: 1; width: auto; min-width: 0; } .who { margin-left: auto; }
  dl.facts { grid-template-columns: 1fr; gap: .05rem; } dl.facts dd { margin-bottom: .5rem; }
  tbody th { min-width: 8rem; max-width: 11rem; }
}
@media print {
  header.top, .forms, form, .skip, nav.trail, nav.contents { display: none; }
  main, footer { max-width: none; } pre { white-space: pre-wrap; } a { text-decoration: none; }
}
`;
