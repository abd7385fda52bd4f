import { describe, expect, test } from "vitest";
import type { Change } from "../../src/core/commit/facts.ts";
import { prepareScript } from "../../src/core/evidence/script/semantic-patch.ts";

const [one, other] = ["@@\n@@\n- a()\n+ b()\n", "@@\n@@\n- c()\n+ d()\n"] as const;

const change = (path: string, status: Change["status"] = "modified"): Change => ({
  path,
  from: null,
  status,
  oldMode: "100644",
  newMode: "100644",
  oldBlob: "1".repeat(40),
  newBlob: "2".repeat(40),
  added: 1,
  deleted: 1,
});
const touched = [change("a.c"), change("it's.h"), change("b.c", "added"), change("a.py")];

const overAll = "spatch --sp-file /patches/0.cocci --in-place --no-show-diff 'a.c' 'it'\\''s.h'";
const note = "the message names no command for its semantic patch; it ran over the C files that the commit modifies";

describe("a script and the semantic patches of its message", () => {
  test.each<[what: string, commands: string, patches: readonly string[], script: string, given: readonly string[]]>([
    ["a script without any is left as it is", "sed -i s/a/b/ x.c", [], "sed -i s/a/b/ x.c", []],
    [
      "a file is the message's, whatever it is called",
      "spatch --sp-file scripts/x.cocci --in-place a.c",
      [one],
      "spatch --sp-file /patches/0.cocci --in-place a.c",
      [one],
    ],
    [
      "two files are the two, in their order",
      "spatch --sp-file=x.cocci a.c\nspatch -cocci_file y.cocci a.c\nspatch --sp-file x.cocci b.c",
      [one, other],
      "spatch --sp-file=/patches/0.cocci a.c\nspatch -cocci_file /patches/1.cocci a.c\nspatch --sp-file /patches/0.cocci b.c",
      [one, other],
    ],
    [
      "one file has both",
      "spatch --sp-file x.cocci a.c",
      [one, other],
      "spatch --sp-file /patches/0.cocci a.c",
      [`${one}\n${other}`],
    ],
  ])("%s", (_, commands, patches, script, given) => {
    expect(prepareScript(commands, patches, touched)).toEqual({
      prepared: true,
      script,
      semanticPatches: given,
      note: null,
    });
  });

  test.each([
    ["", overAll],
    ["sed -i s/a/b/ x.c", `${overAll}\nsed -i s/a/b/ x.c`],
  ])("without a command that names it, it runs over the C files that change, before %j", (commands, script) => {
    expect(prepareScript(commands, [one], touched)).toEqual({ prepared: true, script, semanticPatches: [one], note });
  });
});

describe("what is not prepared", () => {
  test.each<[commands: string, patches: readonly string[], why: RegExp]>([
    ["spatch --sp-file x.cocci a.c", [], /^its semantic patch does not stand in the message$/],
    ["true; spatch --sp-file x.cocci a.c", [], /does not stand in the message/],
    ["", ["@script:python@\n@@\nprint(1)\n"], /holds code of another language/],
    ["", ["@@\n@@\n- a()\n+ \u0430()\n"], /letters other than those of ASCII/],
    ["", ['#include "x.cocci"\n@@\n@@\n- a\n+ b\n'], /includes another/],
    ["", ["@r extends s@\n@@\n- a\n+ b\n"], /a rule's head of a kind that is not replayed/],
    ["spatch --sp-file x a.c; spatch --sp-file y a.c", [one], /does not say which of its semantic patches/],
  ])("%j with %j", (commands, patches, why) => {
    const found = prepareScript(commands, patches, touched);
    expect(found).toEqual({ prepared: false, why: expect.stringMatching(why) });
  });

  test("a semantic patch where no C is modified", () =>
    expect(prepareScript("", [one], [change("a.py"), change("b.c", "added")])).toEqual({
      prepared: false,
      why: "the semantic patch is for C, and the commit modifies no C",
    }));
});
