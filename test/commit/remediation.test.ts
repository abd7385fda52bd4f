import { describe, expect, test } from "vitest";
import { remediationsOf } from "../../src/core/commit/remediation.ts";
import { commitOf } from "./facts.ts";

const ada = "Ada Lovely <ada@example.org>";
const lin = "Lin Example <lin@example.org>";
const id = "0123456789abcdef0123456789abcdef01234567";
const adds = "hereby add my Signed-off-by to this commit:";

const statements = (
  lines: string,
  { signer = ada, author = ada, committer = author }: { signer?: string; author?: string; committer?: string } = {},
): readonly string[] =>
  remediationsOf(
    commitOf(`DCO remediation commit\n\n${lines}\n\nSigned-off-by: ${signer}\n`, { author, committer }),
  ).map(({ by, onBehalfOf, commit }) => `${by.email} for ${onBehalfOf?.email ?? "himself"}: ${commit}`);

describe("a remediation commit", () => {
  test("adds the author's sign-off to earlier commits", () => {
    const other = "f".repeat(64);
    expect(statements(`I, ${ada}, ${adds} ${id}\nI, ${ada}, ${adds} ${other.toUpperCase()}`)).toEqual([
      `ada@example.org for himself: ${id}`,
      `ada@example.org for himself: ${other}`,
    ]);
  });

  test("may speak on behalf of somebody else, as author or as committer", () => {
    const line = `On behalf of ${lin}, I, ${ada}, ${adds} ${id}`;
    expect(statements(line)).toEqual([`ada@example.org for lin@example.org: ${id}`]);
    expect(statements(line, { author: lin, committer: ada })).toEqual([`ada@example.org for lin@example.org: ${id}`]);
  });

  test("is read without regard to case, as the DCO app reads it", () => {
    expect(statements(`i, ${ada.toUpperCase()}, ${adds.toLowerCase()} ${id}`)).toHaveLength(1);
  });

  test.each([
    ["of somebody else than its author", `I, ${lin}, ${adds} ${id}`, {}],
    ["not signed off by who states it", `I, ${ada}, ${adds} ${id}`, { signer: lin }],
    ["for himself by its committer alone", `I, ${ada}, ${adds} ${id}`, { author: lin, committer: ada }],
    ["on behalf, stated by a third person", `On behalf of ${ada}, I, ${lin}, ${adds} ${id}`, {}],
    ["with a short id", `I, ${ada}, ${adds} ${id.slice(0, 12)}`, {}],
    ["with more behind the id", `I, ${ada}, ${adds} ${id} and more`, {}],
    ["in the middle of a line", `He said: I, ${ada}, ${adds} ${id}`, {}],
    ["without an address", `I, Ada Lovely, ${adds} ${id}`, {}],
    ["on behalf of nobody", `On behalf of , I, ${ada}, ${adds} ${id}`, {}],
    ["over two lines", `I, ${ada},\n${adds} ${id}`, {}],
  ])("counts no statement %s", (_what, line, people) => {
    expect(statements(line, people)).toEqual([]);
  });

  test("a sign-off outside the trailer block does not sign it off", () => {
    const text = `topic\n\nI, ${ada}, ${adds} ${id}\n\nSigned-off-by: ${ada}\n\nLast words.\n`;
    expect(remediationsOf(commitOf(text))).toEqual([]);
  });

  test("a long line of statements is read once", () => {
    expect(statements(`On behalf of <, I, <, ${adds} `.repeat(20_000))).toEqual([]);
  });
});
