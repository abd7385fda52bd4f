import { describe, expect, test } from "vitest";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import type { Example } from "../../src/testing/example.ts";
import { placeInWords } from "../../src/testing/rule-tester.ts";
import { judgeExample } from "../../src/testing/situations.ts";

/** What a rule answers: `met`, or `unmet: missing at line 1`. */
function answer(id: string, example: Example, options: { readonly [name: string]: unknown } = {}): string {
  const rule = catalogue.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`there is no rule ${id}`);
  const { outcome } = judgeExample(rule, example, options);
  if ("because" in outcome) return outcome.kind;
  return `${outcome.kind}: ${outcome.findings.map(({ message, at }) => `${message} at ${placeInWords(at)}`).join(", ")}`;
}

type Row = readonly [
  what: string,
  rule: string,
  example: Example,
  expected: string,
  options?: { readonly [name: string]: unknown },
];

const ada = "Signed-off-by: Ada Lovely <ada@example.org>";
const mary = "Signed-off-by: Mary Maintainer <mary@example.org>";
const byMary = { committer: "Mary Maintainer <mary@example.org>" };

const rows: readonly Row[] = [
  [
    "an indented quotation does not count",
    "sign-off-present",
    { text: `Revert it\n\nIt said:\n\n    ${ada}\n\nNo more.\n` },
    "unmet: indented at line 5",
  ],
  [
    "a line of its own is named before a quoted one",
    "sign-off-present",
    { text: `a\n\n${ada}\n\n    ${mary}\n\nProse.\n` },
    "unmet: outside at line 3",
  ],
  [
    "below a line of three dashes a patch begins",
    "sign-off-present",
    { text: `a\n\nb\n---\n${ada}\n` },
    "unmet: belowEnd at line 5",
  ],
  ["a commented line is no tag", "sign-off-present", { text: `a\n\n# ${ada}\n` }, "unmet: missing at line 1"],
  ["an empty message has no sign-off", "sign-off-present", { text: "" }, "unmet: missing at line 1"],
  [
    "a colon that only looks like one",
    "sign-off-present",
    { text: "a\n\nSigned-off-by： Ada Lovely <ada@example.org>\n" },
    "unmet: lookalike at line 3",
  ],
  [
    "an invisible character in the key",
    "sign-off-present",
    { text: `a\n\nSigned-off\u200b-by: Ada Lovely <ada@example.org>\n` },
    "unmet: lookalike at line 3",
  ],
  [
    "another tag is no misspelling",
    "sign-off-present",
    { text: "a\n\nReviewed-by: Rita <rita@example.org>\nTested-by: Rita <rita@example.org>\n" },
    "unmet: missing at line 1",
  ],
  [
    "a forge's squash has the sign-offs of its commits",
    "sign-off-present",
    {
      text: `Both (#12)\n\n* parser: one\n\n${ada}\n\n* parser: two\n\n${ada}\n\n---------\n\nCo-authored-by: Bob <bob@example.org>\n`,
    },
    "met",
  ],
  [
    "somebody else's own statement remedies nothing",
    "sign-off-present",
    { text: "a\n", remediatedBy: "Bob <bob@example.org>" },
    "unmet: missing at line 1",
    { remediation: "third-party" },
  ],
  [
    "a statement on behalf of another person remedies nothing",
    "sign-off-present",
    { text: "a\n", remediatedBy: "Bob <bob@example.org>", remediatedFor: "Rita <rita@example.org>" },
    "unmet: missing at line 1",
    { remediation: "third-party" },
  ],
  [
    "no member is asked for, whatever the signature",
    "sign-off-present",
    { text: "a\n", member: false },
    "unmet: missing at line 1",
    { members: "exempt" },
  ],
  [
    "an unverified signature settles it",
    "sign-off-present",
    { text: "a\n", verified: false },
    "unmet: missing at line 1",
    { members: "exempt" },
  ],
  [
    "a bot's typed name exempts nobody",
    "sign-off-present",
    { text: "a\n", author: "update-bot[bot] <bot@example.org>", bot: false },
    "unmet: missing at line 1",
    { bots: "exempt" },
  ],

  [
    "an address is compared without regard to case",
    "sign-off-by-author",
    { text: `a\n\nSigned-off-by: ada <ADA@EXAMPLE.ORG>\n` },
    "met",
  ],
  [
    "the Kelvin sign is no k",
    "sign-off-by-author",
    { text: `a\n\nSigned-off-by: K <\u212a@example.org>\n`, author: "K <k@example.org>" },
    "unmet: otherAddress at line 3",
  ],
  [
    "a letter of another script is another address",
    "sign-off-by-author",
    { text: "a\n\nSigned-off-by: Ada <аda@example.org>\n", author: "Ada <ada@example.org>" },
    "unmet: otherAddress at line 3",
  ],
  ["the author's may be any of the sign-offs", "sign-off-by-author", { text: `a\n\n${mary}\n${ada}\n` }, "met"],
  [
    "a forge's committer is not accepted for the author",
    "sign-off-by-author",
    { text: "a\n\nSigned-off-by: GitHub <noreply@github.com>\n", committer: "GitHub <noreply@github.com>" },
    "unmet: otherPerson at line 3",
    { match: "author-or-committer" },
  ],
  [
    "a name that ends in via, with a capital, is a name",
    "sign-off-by-author",
    { text: `a\n\n${mary}\n`, author: "Mario Via <mario@example.org>" },
    "unmet: otherPerson at line 3",
  ],
  [
    "a list's name without the list",
    "sign-off-by-author",
    { text: `a\n\n${ada}\n`, author: "Ada Lovely via <devel@example.org>" },
    "unmet: mangledAuthor at author",
  ],
  [
    "the mailmap may change a name too",
    "sign-off-by-author",
    {
      text: "a\n\nSigned-off-by: A. L. <old@example.org>\n",
      surroundings: { mailmap: "Ada Lovely <ada@example.org> <old@example.org>\n" },
    },
    "met",
    { names: "compare" },
  ],

  [
    "a known sender comes before the committer",
    "sign-off-by-submitter",
    { ...byMary, text: `a\n\n${ada}\n`, sender: "Ada Lovely <ada@example.org>" },
    "not-applicable",
  ],
  [
    "a sender is compared through the mailmap",
    "sign-off-by-submitter",
    {
      text: `a\n\n${ada}\n`,
      sender: "Ada <old@example.org>",
      surroundings: { mailmap: "Ada Lovely <ada@example.org> <old@example.org>\n" },
    },
    "not-applicable",
  ],
  [
    "people between the author and the submitter are in order",
    "sign-off-order",
    { ...byMary, text: `a\n\n${ada}\nSigned-off-by: Bob <bob@example.org>\n${mary}\n` },
    "met",
  ],
  [
    "a sign-off by nobody readable is skipped",
    "sign-off-order",
    { ...byMary, text: `a\n\nSigned-off-by: Mary\n${ada}\n${mary}\n` },
    "met",
  ],
  [
    "accents do not make two people of a name",
    "sign-off-order",
    {
      ...byMary,
      author: "Zoë Lovely <zoe@example.org>",
      text: `a\n\nSigned-off-by: Zoe Lovely <zoe@work.example.org>\n${mary}\nSigned-off-by: Zoë Lovely <zoe@example.org>\n`,
    },
    "not-applicable",
  ],
  [
    "a namesake behind the submitter was not before him",
    "sign-off-order",
    { ...byMary, text: `a\n\n${mary}\nSigned-off-by: Ada Lovely <ada@work.example.org>\n${ada}\n` },
    "unmet: submitterFirst at line 3",
  ],
  [
    "who has the author's name and signed off under his own address passed it on",
    "sign-off-by-submitter",
    {
      committer: "Ada Lovely <ada@work.example.org>",
      text: `a\n\n${ada}\nSigned-off-by: Ada Lovely <ada@work.example.org>\n`,
    },
    "met",
  ],
  [
    "nobody is a namesake without a name",
    "sign-off-by-submitter",
    { author: "<ada@example.org>", committer: "<mary@example.org>", text: "a\n\nSigned-off-by: <ada@example.org>\n" },
    "unmet: missing at committer",
  ],
  [
    "three addresses are two findings",
    "sign-off-one-address",
    { text: `a\n\n${ada}\nSigned-off-by: Ada Lovely <a@b.example.org>\nSigned-off-by: ada lovely <a@c.example.org>\n` },
    "unmet: twoAddresses at line 4, twoAddresses at line 5",
    { names: "compare" },
  ],
  [
    "empty names are nobody's",
    "sign-off-one-address",
    { text: "a\n\nSigned-off-by: <a@example.org>\nSigned-off-by: <b@example.org>\n" },
    "met",
    { names: "compare" },
  ],
  [
    "a name with a placeholder in it is a name",
    "sign-off-named",
    { text: "a\n\nSigned-off-by: Test Anonymous <t@example.org>\n" },
    "met",
  ],
  [
    "two notes, one of them late",
    "edit-note-placement",
    { ...byMary, text: `a\n\n${ada}\n[early]\n${mary}\n[late]\n` },
    "unmet: notFollowed at line 6",
  ],
];

describe("sign-off rules", () => {
  for (const [what, rule, example, expected, options] of rows) {
    test(`${what} (${rule})`, () => expect(answer(rule, example, options)).toBe(expected));
  }
});

const many = 20_000;

test("many sign-offs and many co-authors cost what they are long", () => {
  const signOffs = Array.from(
    { length: many },
    (_, index) => `Signed-off-by: P${index} <p${index}@example.org>\n`,
  ).join("");
  const coAuthors = Array.from(
    { length: many },
    (_, index) => `Co-authored-by: P${index} <p${index}@example.org>\n`,
  ).join("");
  const text = `a\n\n${coAuthors}${signOffs}`.slice(0, 1 << 20);
  // Quadratic work would be hundreds of millions of comparisons, and this test would not end within its limit.
  for (const { id, topic } of catalogue) {
    if (topic === "sign-off")
      expect(answer(id, { text, changes: "unknown" }, {})).toMatch(/^(?:met|unmet|undecided|not-applicable)/);
  }
});
