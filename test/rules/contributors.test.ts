import { expect, test } from "vitest";
import { contributorsOf, isMaintainer } from "../../src/core/rules/ai/contributors.ts";
import type { Situation } from "../../src/core/rules/situation.ts";
import { situationOf } from "../../src/testing/situations.ts";

const claude = "Claude <noreply@anthropic.com>";
const lin = "Lin Maintainer <lin@example.org>";
const situation = (text: string, author = "Ada Lovely <ada@example.org>", committer = lin): Situation =>
  situationOf({ text, author, committer }, {}, []);
const addresses = (one: Situation): readonly string[] => contributorsOf(one).map(({ email }) => email);

const signedBy = (name: string): string => `a\n\nSigned-off-by: ${name} <${name.toLowerCase()}@example.org>\n`;

test.each([
  ["the author signed", situation(signedBy("Ada")), ["ada@example.org"]],
  ["nobody signed", situation("a\n"), ["ada@example.org"]],
  ["another signed", situation(signedBy("Mary")), ["ada@example.org", "mary@example.org"]],
  ["a tool is the author", situation("a\n", claude), ["noreply@anthropic.com", "lin@example.org"]],
  ["a tool is the author and committed it", situation("a\n", claude, claude), ["noreply@anthropic.com"]],
  [
    "tools are the author and the co-author",
    situation(`a\n\nCo-authored-by: ${claude}\n`, claude),
    ["noreply@anthropic.com", "noreply@anthropic.com", "lin@example.org"],
  ],
  [
    "a tool's sign-off submits nothing",
    situation(`a\n\nSigned-off-by: ${claude}\n`, claude),
    ["noreply@anthropic.com", "lin@example.org"],
  ],
  [
    "co-authors, wherever their tags stand and however",
    situation("a\n\nCo-developed-by: Max\nReviewed-by: Q\n\nb\n\nCo-authored-by: Bo <bo@example.org>\n"),
    ["ada@example.org", "bo@example.org", "Max"],
  ],
  ["somebody signed for the tool", situation(signedBy("Mary"), claude), ["noreply@anthropic.com", "mary@example.org"]],
])("%s", (_how, one, expected) => expect(addresses(one)).toEqual(expected));

test("signals that a reapplied commit had name nobody in this one", () => {
  const own = situation(signedBy("Ada"));
  const text = `a\n\nCo-authored-by: ${claude}\n`;
  const inherited = [...situation(text).observed.signals, ...situation("a\n", claude).observed.signals];
  expect(inherited.map(({ place }) => place.kind)).toEqual(["trailer", "author"]);
  const signals = [...own.observed.signals, ...inherited];
  const { trailers, signOffs, coAuthors, looseTags, lookalikes, notes, claims } = own.observed;
  const observed = { trailers, signOffs, coAuthors, looseTags, lookalikes, notes, claims, signals };
  expect(addresses({ ...own, observed })).toEqual(["ada@example.org"]);
});

test.each([
  ["* Ada@example.org\n", undefined, "yes"],
  [
    "* ada+lists@example.org\n",
    undefined,
    "`Ada Lovely <ada@example.org>` may be a maintainer under another address; a .mailmap line would settle who it is",
  ],
  ["* mary@example.org\n", undefined, "no"],
  ["* mary@example.org\n", "Mary <mary@example.org> <ada@example.org>\n", "yes"],
  ["* @lin mary@example.org @max\n", undefined, "the address of @lin is not known: add it to `people:`"],
  ["* @lin ada@example.org\n", undefined, "yes"],
  ["* @ada\n", undefined, "yes"],
  ["* @bo\n", undefined, "no"],
])("is Ada a maintainer by %j, with the .mailmap %j", (codeowners, mailmap, answer) => {
  const policy =
    "proviso: 1\nmaintainers: CODEOWNERS\npeople: { ada: [lovely@example.org, ada@example.org], bo: bo@example.org }\nrules:\n  sign-off-present: require\n";
  const surroundings = { policy, codeowners, ...(mailmap === undefined ? {} : { mailmap }) };
  const one = situationOf({ text: "a\n", author: "Ada Lovely <ada@example.org>", surroundings }, {}, []);
  const maintains = isMaintainer(one.commit.author, one);
  expect(maintains.known ? (maintains.value ? "yes" : "no") : maintains.why).toBe(answer);
});
