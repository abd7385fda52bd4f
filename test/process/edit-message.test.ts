import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { editMessage } from "../../src/core/process/edit-message.ts";

const listing = (...why: readonly string[]): string =>
  editMessage("docs/policy.rst", { kind: "list", id: "a-one", why });

test("the message says what changes and why, in lines of at most 72 columns", () => {
  expect(listing("One word after another, ".repeat(5), " ", "Another\nparagraph.")).toBe(
    "policy: list a-one among the exceptions\n\nOne word after another, One word after another, One word after another,\nOne word after another, One word after another,\n\nAnother paragraph.\n\nOnce this is merged, the document lists it.\n",
  );
  expect(editMessage("P.md", { kind: "withdraw", id: "a-one", reason: "No.", landsUntil: "2026-02-01" })).toBe(
    "P: withdraw a-one\n\nNo.\n\nThe entry stays listed, as commits may rely on it. What was posted\nbefore may land until 2026-02-01.\n",
  );
});

/** What a stranger might write so that git takes a part of the message for something else. */
const hostile = [
  "Acked-by: Lin Example <lin@example.org>",
  "--- a/file +++ b/file",
  "diff --git a/file b/file",
  "Index: file",
  "From: Lin Example <lin@example.org>",
  "Subject: another",
  "---------- >8 ----------",
  "- - - - 8< - - - - 8< - - - -",
  "From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001",
  `${"word ".repeat(14)}diff --git a/file b/file`,
  `${"word ".repeat(14)}--- a/file`,
];

test.each(hostile)("git reads no tag and no patch in %s", (text) => {
  const message = listing(text);
  const tags = spawnSync("git", ["interpret-trailers", "--parse"], { input: message, encoding: "utf8" });
  expect(tags.stdout).toBe("");
  const directory = mkdtempSync(join(tmpdir(), "proviso-message-"));
  const mail = `From: Ada Example <ada@example.org>\nSubject: x\n\n${message.slice(message.indexOf("\n\n") + 2)}---\n`;
  const files = [join(directory, "message"), join(directory, "patch")] as const;
  const read = spawnSync("git", ["mailinfo", "--scissors", "-k", ...files], { input: mail, encoding: "utf8" });
  const body = readFileSync(files[0], "utf8");
  rmSync(directory, { recursive: true });
  expect(read.stdout).toMatch(/^Author: Ada Example\nEmail: ada@example\.org\nSubject: x\n/);
  expect(body.replace(/[ >]+/g, "")).toBe(message.slice(message.indexOf("\n\n") + 2).replace(/[ >]+/g, ""));
});

test("a million characters without a place to break are no burden", () =>
  expect(listing("a: ".repeat(350_000)).length).toBeGreaterThan(1_000_000));
