import { expect, test } from "vitest";
import type { ListedException } from "../../src/core/document/document.ts";
import { parseMaintainersFile } from "../../src/core/people/maintainers-file.ts";
import { listedExceptions } from "../../src/core/policy/listed-exceptions.ts";
import { agreementFound } from "../../src/core/process/agreement-found.ts";
import { discussionOf, readThread } from "../../src/core/process/thread/discussion.ts";
import type { Posting } from "../../src/core/process/thread/posting.ts";
import { tagForms } from "../../src/core/process/thread/statements.ts";
import { learned } from "../../src/core/text/learned.ts";
import { ground } from "./ground.ts";
import { comment, mail } from "./thread/postings.ts";

/** As the document's own reader has it. */
function entry(covers: string, tool = ""): ListedException {
  const { document, settings } = ground(
    `# Exceptions\n\n## A\n\n- **Covers:** ${covers}\n- **Exception:** a\n${tool}`,
    "markdown",
  );
  return listedExceptions(document, settings).exceptions[0] as ListedException;
}

const found = (postings: readonly Posting[], listed: ListedException | null) =>
  agreementFound(
    discussionOf(readThread(postings), {
      exception: "a",
      forms: tagForms([]),
      identities: { canonical: (identity) => identity, addressesOf: () => undefined },
      maintainersAt: () => learned({ maintainers, revision: "1" }),
    }),
    { document: "policy.md", entry: null, difference: null },
    listed,
  );

const proposal = (id: string, covers: string, on = 1): Posting =>
  mail(id, { on, from: "ken", text: `:Exception: a\n:Covers: ${covers}\n` });
const nack = mail("3@x", { on: 3, answers: ["1@x"], text: "Nacked-by: ada <ada@example.org>\n" });

const { maintainers } = parseMaintainersFile({
  name: "MAINTAINERS",
  text: "Maintainers\n-----------\n\nLamp\nM: Lin <lin@example.org>\nM: Ada <ada@example.org>\nF: src/\n",
});

/** A maintainer's word for a version. */
const ack = (to: string): Posting =>
  mail("9@x", { on: 9, from: "lin", answers: [to], text: "Acked-by: lin <lin@example.org>\n" });

const proseOnly: ListedException = { ...entry("code"), covers: [] };

const noMaintainer = (version: string): string => `no tag of a maintainer agrees to ${version}, the last version`;

const cases: readonly (readonly [
  name: string,
  postings: readonly Posting[],
  entry: ListedException | null,
  expected: unknown,
])[] = [
  [
    "the last version's place",
    [proposal("1@x", "code"), proposal("2@x", "docs", 2), ack("2@x")],
    entry("docs"),
    { link: "<2@x>", warnings: [] },
  ],
  [
    "an entry that says something else",
    [proposal("1@x", "code"), ack("1@x")],
    entry("docs"),
    {
      link: "<1@x>",
      warnings: ["what is to be listed says something else than v1, the last version of the discussion"],
    },
  ],
  [
    "an objection that is open",
    [proposal("1@x", "code"), nack, ack("1@x")],
    entry("code"),
    { link: "<1@x>", warnings: ["an objection is open, of ada to v1"] },
  ],
  [
    "an objection that its author took back",
    [
      proposal("1@x", "code"),
      nack,
      mail("4@x", { on: 4, answers: ["1@x"], text: "Acked-by: ada <ada@example.org>\n" }),
    ],
    entry("code"),
    { link: "<1@x>", warnings: [] },
  ],
  [
    "a version that only others agree to, or an earlier one",
    [
      proposal("1@x", "code"),
      ack("1@x"),
      proposal("2@x", "docs", 10),
      mail("11@x", { on: 11, from: "ken", answers: ["2@x"], text: "Acked-by: ken <ken@example.org>\n" }),
    ],
    entry("docs"),
    { link: "<2@x>", warnings: [noMaintainer("v2")] },
  ],
  [
    "an entry for another tool",
    [proposal("1@x", "code"), ack("1@x")],
    entry("code", "- **Tool:** Some model\n"),
    {
      link: "<1@x>",
      warnings: ["what is to be listed says something else than v1, the last version of the discussion"],
    },
  ],
  [
    "an entry of nothing but text",
    [mail("1@x", { on: 1, from: "ken", text: ":Exception: a\n\nThe same edit.\n" }), ack("1@x")],
    proseOnly,
    {
      link: "<1@x>",
      warnings: ["people will judge the entry by its text, and the text was not compared with that of v1"],
    },
  ],
  [
    "a comment whose address has more behind it",
    [comment(1, "ken", ":Exception: a\n:Covers: code\n", { id: "https://example.org/1 x" })],
    entry("code"),
    { link: null, why: "comment 1 has no Message-Id and no address", warnings: [noMaintainer("v1")] },
  ],
  ["no version", [nack], entry("code"), { link: null, why: "it proposes no version of the exception", warnings: [] }],
  [
    "a comment without an address",
    [comment(1, "ken", ":Exception: a\n:Covers: code\n")],
    entry("code"),
    { link: null, why: "comment 1 has no Message-Id and no address", warnings: [noMaintainer("v1")] },
  ],
];

test.each(cases)("%s", (_, postings, listed, expected) => expect(found(postings, listed)).toEqual(expected));
