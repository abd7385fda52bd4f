import { expect, test } from "vitest";
import { commitCall } from "../../src/cli/calling-git.ts";

const plain = { amends: false, cleanup: null, verbose: null };

test.each([
  ["", plain],
  ["-asm x", plain],
  ["--amend", { ...plain, amends: true }],
  ["--ame --no-am", plain],
  ["--cleanup=verbatim", { ...plain, cleanup: "verbatim" }],
  ["--cleanup scissors", { ...plain, cleanup: "scissors" }],
  ["--clean=verbatim", { ...plain, cleanup: "verbatim" }],
  ["--clean verbatim -v", { ...plain, cleanup: "verbatim", verbose: true }],
  ["--verb", { ...plain, verbose: true }],
  ["-sv", { ...plain, verbose: true }],
  ["-v --no-verb", { ...plain, verbose: false }],
  ["--no-verify", plain],
  ["-m --amend", plain],
  ["-sm --cleanup=verbatim", plain],
  ["-aF -v", plain],
  ["-- --amend", plain],
])("git commit %s", (words, said) => expect(commitCall(words.split(" "))).toEqual(said));
