import { expect, test } from "vitest";
import type { ListedException } from "../../src/core/document/document.ts";
import { listedExceptions } from "../../src/core/policy/listed-exceptions.ts";
import { agreementFound } from "../../src/core/process/agreement-found.ts";
import { discussionOf, readThread } from "../../src/core/process/thread/discussion.ts";
import type { Posting } from "../../src/core/process/thread/posting.ts";
import { tagForms } from "../../src/core/process/thread/statements.ts";
import { unknown } from "../../src/core/text/learned.ts";
import { ground } from "./ground.ts";
import { comment, mail } from "./thread/postings.ts";

/** As the document's own reader has it. */
function entry(covers: string): ListedException {
  const { document, settings } = ground(
    `# Exceptions\n\n## A\n\n- **Covers:** ${covers}\n- **Exception:** a\n`,
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
      maintainersAt: () => unknown("nobody asks"),
    }),
    { document: "policy.md", entry: null, difference: null },
    listed,
  );

const proposal = (id: string, covers: string, on = 1): Posting =>
  mail(id, { on, from: "ken", text: `:Exception: a\n:Covers: ${covers}\n` });
const nack = mail("3@x", { on: 3, answers: ["1@x"], text: "Nacked-by: ada <ada@example.org>\n" });

const cases: readonly (readonly [
  name: string,
  postings: readonly Posting[],
  entry: ListedException | null,
  expected: unknown,
])[] = [
  [
    "the last version's place",
    [proposal("1@x", "code"), proposal("2@x", "docs", 2)],
    entry("docs"),
    { link: "<2@x>", warnings: [] },
  ],
  [
    "an entry that says something else",
    [proposal("1@x", "code")],
    entry("docs"),
    {
      link: "<1@x>",
      warnings: ["what is to be listed says something else than v1, the last version of the discussion"],
    },
  ],
  [
    "an objection that is open",
    [proposal("1@x", "code"), nack],
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
  ["no version", [nack], entry("code"), { link: null, why: "it proposes no version of the exception", warnings: [] }],
  [
    "a comment without an address",
    [comment(1, "ken", ":Exception: a\n:Covers: code\n")],
    entry("code"),
    { link: null, why: "comment 1 has no Message-Id and no address", warnings: [] },
  ],
];

test.each(cases)("%s", (_, postings, listed, expected) => expect(found(postings, listed)).toEqual(expected));
