import { expect, test } from "vitest";
import { contributorsOf } from "../../src/core/rules/ai/contributors.ts";
import type { Situation } from "../../src/core/rules/situation.ts";
import { situationOf } from "../../src/testing/situations.ts";

const claude = "Claude <noreply@anthropic.com>";
const situation = (text: string, author = "Ada Lovely <ada@example.org>"): Situation =>
  situationOf({ text, author, committer: "Lin Maintainer <lin@example.org>" }, {}, []);
const addresses = (one: Situation): readonly string[] => contributorsOf(one).map(({ email }) => email);

const signedBy = (name: string): string => `a\n\nSigned-off-by: ${name} <${name.toLowerCase()}@example.org>\n`;

test.each([
  ["the author signed", situation(signedBy("Ada")), ["ada@example.org"]],
  ["nobody signed", situation("a\n"), ["ada@example.org"]],
  ["another signed", situation(signedBy("Mary")), ["ada@example.org", "mary@example.org"]],
  ["a tool is the author", situation("a\n", claude), ["noreply@anthropic.com", "lin@example.org"]],
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
