import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { changePage } from "../../src/dashboard/change-form.ts";
import { pageHtml } from "../../src/dashboard/page.ts";
import { allOf, readPage } from "../page.ts";
import type { Foreign } from "./sample-views.ts";
import { key } from "./sample-views.ts";
import { baseUrl, pagePaths, sessionFor, worldOf } from "./world.ts";

/** What strangers write; each takes the place of every foreign text of the records at once. */
const hostile: { readonly [name: string]: Foreign } = {
  "a script": (text) => `${text}</script><script>alert(1)</script>`,
  "an image": (text) => `<img src=x onerror=alert(1)>${text}`,
  "the end of an attribute": (text) => `${text}" onmouseover="alert(1)" x="`,
  "the end of one in apostrophes": (text) => `${text}' autofocus onfocus='alert(1)`,
  "the end of a title": (text) => `</title></textarea></style></pre><svg onload=alert(1)>${text}`,
  "a comment": (text) => `<!-- ${text} --><iframe src="javascript:alert(1)">`,
  "an entity": (text) => `&lt;img src=x&gt;&#0;${text}`,
  "a program's address": () => "javascript:alert(document.domain)",
  "an address with data": () => "data:text/html,<script>alert(1)</script>",
  "an address of another site": (text) => `//evil.example.org/${text}`,
  "a way up": () => "../../../../log-out",
  controls: (text) => `\u0000\u0007\u001b[31m${text}\u009b2J\r\n\tx`,
  "writing from right to left": (text) => `\u202e\u2066${text}\u200b\ufeff`,
  "half a character": (text) => `\ud800${text}\udfff`,
  "no character": () => "",
  "blanks alone": () => "   ",
  "a formula": () => '=HYPERLINK("http://evil.example.org")',
  "a template": (text) => `\${alert(1)}{{alert(1)}}\`${text}`,
  "a command of a log": (text) => `##[error]${text}`,
  "a very long word": () => "x".repeat(20_000),
  "many lines": () => "x\n".repeat(500),
};

const acting = /(?![\n\t])\p{Cc}|\p{Cf}|\p{Cs}|[\u2028\u2029]/gu;

/** Elements, and elements with each attribute. */
const kindsIn = (html: string): ReadonlySet<string> =>
  new Set(
    allOf(readPage(html), "*").flatMap((element) => [
      element.localName,
      ...[...element.attributes].map(({ name }) => `${element.localName} ${name}`),
    ]),
  );

async function read(
  foreign: Foreign,
  path: string,
): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }> {
  const world = worldOf({ foreign });
  const { cookie } = await sessionFor(world, ["operator"]);
  const answer = await world.app.request(`${baseUrl}${path}`, { headers: { Cookie: cookie } });
  expect(world.done.errors).toEqual([]);
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

const withFormat = (path: string, format: string): string => `${path}${path.includes("?") ? "&" : "?"}format=${format}`;

describe.each(Object.entries(pagePaths))("whatever stands in the records, the page %s", (_page, path) => {
  test("has the elements and attributes of a harmless one, links within the service or to pages, and runs nothing", async () => {
    const expected = kindsIn((await read((text) => text, path)).text);
    for (const [name, foreign] of Object.entries(hostile)) {
      const { status, text, headers } = await read(foreign, path);
      expect(status, name).toBe(200);
      expect(text.match(acting) ?? [], name).toEqual([]);
      expect(text, name).not.toMatch(/##[a-z]*\[/i);
      const page = readPage(text);
      // A long list has a link to its next part, an unread record none of its tables: fewer kinds are no danger, more are.
      expect(
        [...kindsIn(text)].filter((kind) => !expected.has(kind)),
        name,
      ).toEqual([]);
      for (const script of allOf(page, "script")) expect(script.getAttribute("src"), name).toBe("/assets/script.js");
      for (const link of allOf(page, "a")) {
        const address = link.getAttribute("href") ?? "";
        expect(address, name).toMatch(/^(?:\/(?![/\\])|#|https:\/\/(?:forge|lists)\.example\.org\/)/);
        // A browser goes up for two dots even where they are escaped.
        expect(new URL(address, baseUrl).pathname, name).not.toMatch(/^\/log-out/);
        expect(link.textContent.trim(), `${name}: ${address}`).not.toBe("");
      }
      for (const form of allOf(page, "form")) expect(form.getAttribute("action"), name).toMatch(/^\/(?![/\\])/);
      for (const element of allOf(page, "*"))
        for (const attribute of element.attributes) {
          expect(attribute.name, name).not.toMatch(/^on|^srcdoc$|^formaction$|^style$/);
        }
      expect(headers.get("Content-Security-Policy"), name).not.toMatch(/unsafe|\*|data:|http/);
    }
  }, 120_000);

  test("is whole JSON, and CSV without a formula", async () => {
    for (const [name, foreign] of Object.entries(hostile)) {
      const json = await read(foreign, withFormat(path, "json"));
      expect(json.headers.get("Content-Type"), name).toMatch(/^application\/json/);
      expect(json.text.match(acting) ?? [], name).toEqual([]);
      const { tables } = JSON.parse(json.text) as { tables: { [name: string]: { rows: unknown[] } } };
      for (const [table, { rows }] of Object.entries(tables)) {
        const csv = await read(foreign, `${withFormat(path, "csv")}&table=${table}`);
        expect(csv.status).toBe(200);
        const cells: string[][] = parse(csv.text, { relax_column_count: false });
        expect(cells, `${name} ${table}`).toHaveLength(rows.length + 1);
        for (const row of cells) for (const cell of row) expect(cell, name).not.toMatch(/^\s*[=+\-@]/);
      }
    }
  }, 120_000);
});

test("records that are hostile in every text are still shown, not only refused", async () => {
  const { text } = await read(hostile["an image"] as Foreign, pagePaths["contribution"] ?? "");
  expect(text).toContain("&lt;img src=x onerror=alert(1)&gt;");
  expect(allOf(readPage(text), "table").length).toBeGreaterThan(1);
});

test("what an address asks for is shown as text", async () => {
  for (const name of [
    "q",
    "words",
    "repository",
    "rule",
    "exception",
    "commit",
    "to",
    "after",
    "format",
    "table",
    "conclusion",
  ]) {
    for (const path of ["/search", "/contributions", "/repositories", "/log-in", "/"]) {
      const { text } = await read((own) => own, `${path}?${name}=${encodeURIComponent('"><script>alert(1)</script>')}`);
      expect(text, `${path} ${name}`).not.toContain("<script>alert");
    }
  }
});

test("a change that is proposed acts as little", () => {
  const around = { address: { path: "/x", query: {} }, person: null, hasLogIn: true, notice: null, version: "0" };
  const pageOf = (foreign: Foreign): string =>
    pageHtml(
      changePage({
        repository: key,
        exception: foreign("renames"),
        path: foreign("docs/x.rst"),
        message: foreign("x: withdraw it"),
        edit: foreign("-a\n+b"),
        command: foreign("proviso exception withdraw renames"),
        document: foreign("Title\n=====\n"),
        notes: [foreign("note")],
      }),
      around,
    );
  const expected = kindsIn(pageOf((text) => text));
  for (const [name, foreign] of Object.entries(hostile)) {
    expect(
      [...kindsIn(pageOf(foreign))].filter((kind) => !expected.has(kind)),
      name,
    ).toEqual([]);
    expect(pageOf(foreign).match(acting) ?? [], name).toEqual([]);
  }
  // What cannot be shown as it is must not be there to be copied.
  expect(pageOf((text) => `${text}\u202e`)).not.toContain('id="document-text"');
});
