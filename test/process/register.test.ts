import { expect, test } from "vitest";
import { listedExceptions } from "../../src/core/policy/listed-exceptions.ts";
import { type DocumentRevision, type RegisterEvent, registerOf } from "../../src/core/process/register.ts";
import { ground } from "./ground.ts";

const entry = (id: string, fields = "", prose = "Text."): string =>
  `## ${id[0]?.toUpperCase()}${id.slice(1)}\n\n- **Exception:** ${id}\n${fields}\n${prose}\n\n`;

/** Revisions of a document, one a day; null is one that cannot be read. */
function register(...documents: readonly (string | null)[]) {
  const revisions = documents.map((text, index): DocumentRevision => {
    const at = { id: String(index), day: `2026-01-0${index + 1}` };
    if (text === null) return { ...at, listed: { known: false, why: "broken" } };
    const { document, settings } = ground(`# Exceptions\n\n${text}`, "markdown");
    return { ...at, listed: { known: true, value: listedExceptions(document, settings).exceptions } };
  });
  return registerOf(revisions);
}

const words = (event: RegisterEvent): string =>
  `${event.id} ${event.kind}${event.kind === "changed" ? ` ${event.changed.join(", ")}` : ""}`;

const histories = (...documents: readonly (string | null)[]): readonly string[] =>
  register(...documents).entries.map(({ id, isListed, events }) =>
    [id, isListed ? "listed" : "gone", ...events.map(words)].join("; "),
  );

/** What the revisions list, and what the register says of it. */
const cases: readonly (readonly [name: string, documents: readonly (string | null)[], expected: readonly string[]])[] =
  [
    ["nothing was ever listed", ["", ""], []],
    ["one is listed, and stays", ["", entry("a-one"), entry("a-one")], ["a-one; listed; 1 listed"]],
    [
      "what changes is named, fields first",
      [entry("a-one"), entry("a-one", "- **Covers:** code\n", "Other text.")],
      ["a-one; listed; 0 listed; 1 changed Covers, text"],
    ],
    [
      "line breaks change nothing",
      [
        entry("a-one", "- **Covers:** code, tests\n", "Some text."),
        entry("a-one", "- **Covers:** code,\n  tests\n", "Some\ntext."),
      ],
      ["a-one; listed; 0 listed"],
    ],
    [
      "of an entry without fields the text is what stands below its heading, however that is drawn",
      ["## A one\nSome text.", "A one\n-----\n\nSome\ntext.\n\n\n", "A one\n-----\n\nOther text.\n"],
      ["a-one; listed; 0 listed; 2 changed text"],
    ],
    [
      "a withdrawal is one, and its reason no other change",
      [entry("a-one"), entry("a-one", "- **Withdrawn:** 2026-01-02 no\n")],
      ["a-one; listed; 0 listed; 1 withdrawn"],
    ],
    [
      "a withdrawal that is taken back is said",
      [entry("a-one", "- **Withdrawn:** 2026-01-02 no\n"), entry("a-one")],
      ["a-one; listed; 0 listed; 0 withdrawn; 1 reinstated"],
    ],
    [
      "what is taken out stays in the register, behind what is listed",
      [entry("a-one") + entry("b-two"), entry("b-two")],
      ["b-two; listed; 0 listed", "a-one; gone; 0 listed; 1 taken-out"],
    ],
    [
      "and may come back",
      [entry("a-one"), "", entry("a-one", "- **Covers:** code\n")],
      ["a-one; listed; 0 listed; 1 taken-out; 2 listed-again; 2 changed Covers"],
    ],
    [
      "a revision that cannot be read takes nothing out",
      [entry("a-one"), null, entry("a-one")],
      ["a-one; listed; 0 listed"],
    ],
    [
      "the document's order counts",
      [entry("a-one"), entry("b-two") + entry("a-one")],
      ["b-two; listed; 1 listed", "a-one; listed; 0 listed"],
    ],
  ];

test.each(cases)("%s", (_, documents, expected) => expect(histories(...documents)).toEqual(expected));

test("revisions that cannot be read are said", () =>
  expect(register(null, entry("a-one")).unread).toEqual([{ id: "0", day: "2026-01-01", why: "broken" }]));
