import { expect, test } from "vitest";
import type { Field, ListedException } from "../../src/core/document/document.ts";
import type { Register, RegisterEntry, RegisterEvent } from "../../src/core/process/register.ts";
import { renderRegisterHtml } from "../../src/core/report/html/register-page.ts";
import { renderRegisterMarkdown } from "../../src/core/report/register-markdown.ts";
import type { RegisterOf } from "../../src/core/report/register-words.ts";
import { allOf, readPage } from "../page.ts";
import { heading, listedEntry } from "./sample.ts";

const field = (name: string, text: string): Field => ({
  name,
  value: text,
  nameAt: heading,
  valueAt: { source: { name: "value", text }, start: 0, end: text.length },
});
const entryOf = (id: string, more: Partial<ListedException> = {}): ListedException =>
  listedEntry(id, { title: `The ${id}`, ...more });

const eventOf = (day: string, kind: Exclude<RegisterEvent["kind"], "changed"> = "listed"): RegisterEvent => ({
  id: day.replaceAll("-", "").repeat(5),
  day,
  kind,
});
const one = (entry: ListedException, events: readonly RegisterEvent[], isListed = true): RegisterEntry => ({
  id: entry.id,
  entry,
  events,
  isListed,
});

const withdrawn = (day: string) => ({ day, reason: "", postedBeforeMayLandUntil: null });
const until = (day: string) => ({ day, postedBeforeMayLandUntil: null });
const error = { code: "x", text: "x", at: heading, severity: "error" } as const;
const listedOnce = [eventOf("2026-01-11")];
const links = ["https://lists.example.org/1", "<1@example.org>", "javascript:alert(1)"];

const register: Register = {
  entries: [
    one(
      entryOf("first-one", {
        fields: [field("Covers", "docs,\n  *tests*"), field("At most", "40 added lines")],
        agreed: { day: "2026-01-10", links },
        until: until("2026-12-31"),
      }),
      [
        eventOf("2026-01-11"),
        { ...eventOf("2026-02-01"), kind: "changed", changed: ["Covers", "title", "text"] },
        eventOf("2026-03-01", "taken-out"),
        eventOf("2026-04-01", "listed-again"),
      ],
    ),
    one(
      entryOf("waning", { agreed: { day: "2026-01-10", links: [] }, withdrawn: withdrawn("2026-09-01") }),
      listedOnce,
    ),
    one(entryOf("withdrawn-one", { withdrawn: withdrawn("2026-05-01") }), [
      eventOf("2026-05-01", "withdrawn"),
      eventOf("2026-05-02", "reinstated"),
    ]),
    one(entryOf("ended", { until: until("2026-05-31") }), listedOnce),
    one(entryOf("broken", { problems: [error] }), listedOnce),
    one(entryOf("gone"), [eventOf("2026-01-11"), eventOf("2026-03-01", "taken-out")], false),
  ],
  unread: [{ id: "e".repeat(40), day: "2026-02-02", why: "it is *no* text" }],
};

const of: RegisterOf = {
  document: "docs/provenance.rst",
  revision: "a".repeat(40),
  incomplete: "history is cut",
  today: "2026-06-30",
};

test("the register as a Markdown page", () =>
  expect(renderRegisterMarkdown(register, of)).toBe(`\
# Exceptions

What \`docs/provenance.rst\` lists, and listed, up to commit \`aaaaaaaaaaaa\`. Only the document grants an exception; this page shows its history.

| Exception | Title | State | Agreed |
|---|---|---|---|
| \`first-one\` | The first-one | listed until 2026-12-31 | 2026-01-10 |
| \`waning\` | The waning | listed, withdrawn from 2026-09-01 on | 2026-01-10 |
| \`withdrawn-one\` | The withdrawn-one | withdrawn 2026-05-01 |  |
| \`ended\` | The ended | expired 2026-05-31 |  |
| \`broken\` | The broken | unreadable, so nothing can rely on it |  |
| \`gone\` | The gone | taken out 2026-03-01 |  |

## The first-one

\`first-one\`: listed until 2026-12-31. Agreed on 2026-01-10 in <https://lists.example.org/1>, \`<1@example.org>\`, \`javascript:alert(1)\`.

- Covers: docs, \\*tests\\*
- At most: 40 added lines

What became of it:

- 2026-01-11: listed (\`202601112026\`)
- 2026-02-01: changed: \`Covers\`, its title, its text (\`202602012026\`)
- 2026-03-01: taken out of the document (\`202603012026\`)
- 2026-04-01: listed again (\`202604012026\`)

## The waning

\`waning\`: listed, withdrawn from 2026-09-01 on. Agreed on 2026-01-10.

It has no fields, so people judge all of it.

What became of it:

- 2026-01-11: listed (\`202601112026\`)

## The withdrawn-one

\`withdrawn-one\`: withdrawn 2026-05-01.

It has no fields, so people judge all of it.

What became of it:

- 2026-05-01: withdrawn (\`202605012026\`)
- 2026-05-02: its withdrawal taken back (\`202605022026\`)

## The ended

\`ended\`: expired 2026-05-31.

It has no fields, so people judge all of it.

What became of it:

- 2026-01-11: listed (\`202601112026\`)

## The broken

\`broken\`: unreadable, so nothing can rely on it.

It has no fields, so people judge all of it.

What became of it:

- 2026-01-11: listed (\`202601112026\`)

## The gone

\`gone\`: taken out 2026-03-01.

It has no fields, so people judge all of it.

What became of it:

- 2026-01-11: listed (\`202601112026\`)
- 2026-03-01: taken out of the document (\`202603012026\`)

## What is not known

- history is cut
- the document at eeeeeeeeeeee could not be read\\: it is \\*no\\* text
`));

const nothing: Register = { entries: [], unread: [] };
const beforeAll = { ...of, revision: "", incomplete: null };

test("a register of nothing says so, in Markdown and on a page", () => {
  expect(renderRegisterMarkdown(nothing, beforeAll)).toBe(`\
# Exceptions

What \`docs/provenance.rst\` lists, and listed, before there is a commit. Only the document grants an exception; this page shows its history.

No exception is listed.
`);
  const page = readPage(renderRegisterHtml(nothing, beforeAll, "1.2.3"));
  expect(allOf(page, "header p").map(({ textContent }) => textContent)).toEqual([
    "What docs/provenance.rst lists, and listed, before there is a commit: 0 exceptions. Only the document grants an exception; this page shows its history.",
    "No exception is listed.",
  ]);
  expect(allOf(page, "section, table")).toEqual([]);
});

/** What a person sees of it, a line each. */
const linesOf = (text: string): readonly string[] =>
  allOf(readPage(text), "title, header p, h1, h2, main p, main li, tr, footer").map((element) => {
    const cells = allOf(element, "th, td").map(({ textContent }) => textContent.trim());
    const words = cells.length > 0 ? cells.join(" | ") : element.textContent.replace(/\s+/g, " ").trim();
    return `${element.localName} ${words}`;
  });

test("the register as a page", () => {
  const text = renderRegisterHtml(register, of, "1.2.3");
  expect(linesOf(text).join("\n")).toBe(`\
title Exceptions of docs/provenance.rst
h1 Exceptions
p What docs/provenance.rst lists, and listed, up to commit aaaaaaaaaaaa: 6 exceptions. Only the document grants an exception; this page shows its history.
tr Exception | Title | State | Agreed
tr first-one | The first-one | listed until 2026-12-31 | 2026-01-10
tr waning | The waning | listed, withdrawn from 2026-09-01 on | 2026-01-10
tr withdrawn-one | The withdrawn-one | withdrawn 2026-05-01 | 
tr ended | The ended | expired 2026-05-31 | 
tr broken | The broken | unreadable, so nothing can rely on it | 
tr gone | The gone | taken out 2026-03-01 | 
h2 The first-one
p first-one: listed until 2026-12-31. Agreed on 2026-01-10 in https://lists.example.org/1, <1@example.org>, javascript:alert(1).
li Covers: docs, *tests*
li At most: 40 added lines
li 2026-01-11 202601112026 listed
li 2026-02-01 202602012026 changed: Covers, its title, its text
li 2026-03-01 202603012026 taken out of the document
li 2026-04-01 202604012026 listed again
h2 The waning
p waning: listed, withdrawn from 2026-09-01 on. Agreed on 2026-01-10.
p It has no fields, so people judge all of it.
li 2026-01-11 202601112026 listed
h2 The withdrawn-one
p withdrawn-one: withdrawn 2026-05-01.
p It has no fields, so people judge all of it.
li 2026-05-01 202605012026 withdrawn
li 2026-05-02 202605022026 its withdrawal taken back
h2 The ended
p ended: expired 2026-05-31.
p It has no fields, so people judge all of it.
li 2026-01-11 202601112026 listed
h2 The broken
p broken: unreadable, so nothing can rely on it.
p It has no fields, so people judge all of it.
li 2026-01-11 202601112026 listed
h2 The gone
p gone: taken out 2026-03-01.
p It has no fields, so people judge all of it.
li 2026-01-11 202601112026 listed
li 2026-03-01 202603012026 taken out of the document
h2 What is not known
li history is cut
li the document at eeeeeeeeeeee could not be read: it is *no* text
footer Written by Proviso 1.2.3 of commit aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa. The same as data: proviso exception list --format json.`);
  expect(allOf(readPage(text), "main a, header a").map((link) => link.getAttribute("href"))).toEqual([links[0]]);
});
