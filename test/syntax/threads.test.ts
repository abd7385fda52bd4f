import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { startThreads } from "../../src/adapters/syntax/reading-threads.ts";
import { createSyntax } from "../../src/adapters/syntax/syntax.ts";
import { grammarFile } from "../../src/cli/grammars.ts";
import { languageOf } from "../../src/core/evidence/languages.ts";
import { provedCases } from "../evidence/proved-cases.ts";
import { syntax as alone } from "./read.ts";

const scratch = mkdtempSync(join(tmpdir(), "proviso-threads-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Both sides of every file of the cases that proofs are tried on, by its language. */
const sides = provedCases.flatMap(({ files }) =>
  Object.entries(files).flatMap(([path, texts]) => {
    const language = languageOf(path, "");
    return language === null || typeof texts === "string" ? [] : [{ language, before: texts[0], after: texts[1] }];
  }),
);

/** Tells how many threads were started since. */
function countThreads(): () => number {
  let count = 0;
  const add = (): void => void (count += 1);
  process.on("worker", add);
  onTestFinished(() => void process.off("worker", add));
  return () => count;
}

describe("threads", () => {
  test("read what one thread reads, in the order that was asked for", async () => {
    const started = countThreads();
    const threads = createSyntax({ grammarFile, threads: 3, charactersAlone: 0 });
    const many = [...sides, ...sides.toReversed()];
    const read = await Promise.all(many.map(({ language, before, after }) => threads.read(language, before, after)));
    const expected: unknown[] = [];
    for (const { language, before, after } of many) expected.push(await alone.read(language, before, after));
    expect(started()).toBe(3);
    expect(read).toEqual(expected);
    expect(read.every(({ known }) => known)).toBe(true);
  });

  test("are not started for files that are asked for one after the other", async () => {
    const started = countThreads();
    const syntax = createSyntax({ grammarFile, threads: 3, charactersAlone: 0 });
    for (const { language, before: old, after } of sides.slice(0, 5)) await syntax.read(language, old, after);
    expect(started()).toBe(0);
  });

  test.each([
    ["ends at once", "process.exit(0)", "the thread that reads ended"],
    ["throws", "throw new Error('no memory')", "no memory"],
    [
      "ends at its first file",
      "require('node:worker_threads').parentPort.on('message', () => process.exit(0))",
      "ended",
    ],
  ])("one that %s leaves every file unread, with the reason", async (_what, code, why) => {
    const file = join(scratch, `${why.replaceAll(" ", "-")}-${code.length}.cjs`);
    writeFileSync(file, code);
    const threads = startThreads(2, grammarFile, file);
    const one = { language: "c", before: "int a;\n", after: "int b;\n" } as const;
    const read = await Promise.all(Array.from({ length: 20 }, () => threads.read(one)));
    expect(read.every(({ known }) => !known)).toBe(true);
    expect(read.some((answer) => !answer.known && answer.why.includes(why))).toBe(true);
    expect(threads.hasFailed()).toBe(true);
    expect(await threads.read(one)).toEqual({
      known: false,
      why: expect.stringContaining("no file is read after that"),
    });
  });
});
