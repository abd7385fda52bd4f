import { describe, expect, test } from "vitest";
import { createProgress } from "../../src/cli/progress.ts";
import { rulePage, terminalOf } from "../../src/cli/terminal.ts";

const screen = { isTTY: true, columns: 100 };

describe("colour", () => {
  test.each([
    [screen, {}, true],
    [screen, { TERM: "dumb" }, false],
    [screen, { NO_COLOR: "1" }, false],
    [screen, { NO_COLOR: "" }, true],
    [screen, { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
    [screen, { FORCE_COLOR: "0" }, false],
    [{}, {}, false],
    [{}, { FORCE_COLOR: "1" }, true],
    [{}, { FORCE_COLOR: "" }, false],
    [{}, { FORCE_COLOR: "false" }, false],
  ])("on %j with %j: %s", (stream, environment, colour) => {
    expect(terminalOf(stream, environment).colour).toBe(colour);
  });
});

describe("width", () => {
  test.each([
    [{ isTTY: true, columns: 100 }, 100],
    [{ isTTY: true, columns: 400 }, 120],
    [{ isTTY: true, columns: 3 }, 40],
    [{ isTTY: true }, 80],
    [{ columns: 100 }, null],
  ])("of %j: %s", (stream, width) => {
    expect(terminalOf(stream, {}).width).toBe(width);
  });
});

describe("links", () => {
  test.each([
    [screen, {}, false],
    [screen, { VTE_VERSION: "7600" }, true],
    [screen, { VTE_VERSION: "4000" }, false],
    [screen, { TERM_PROGRAM: "WezTerm" }, true],
    [screen, { TERM_PROGRAM: "WezTerm", CI: "true" }, false],
    [screen, { FORCE_HYPERLINK: "1" }, true],
    [screen, { FORCE_HYPERLINK: "0", KITTY_WINDOW_ID: "1" }, false],
    [{}, { VTE_VERSION: "7600" }, false],
  ])("on %j with %j: %s", (stream, environment, links) => {
    expect(terminalOf(stream, environment).hyperlinks !== null).toBe(links);
  });

  test("a rule's page is a file of the package, whatever the id", () => {
    const script = new URL("../../package.json", import.meta.url).pathname;
    const inPackage = script.replace("package.json", "src/package.json");
    expect(rulePage("no-such-rule", script)).toBe(null);
    expect(rulePage("../../README", script)).toBe(null);
    expect(rulePage("sign-off-present", inPackage)).toBe(null);
  });
});

describe("progress", () => {
  test("says how long the rest will take where it is known how much there is", () => {
    const texts: string[] = [];
    let time = 0;
    const progress = createProgress(
      "judged",
      "commits",
      { isTTY: true, write: (text) => texts.push(text) },
      () => time,
    );
    time = 2000;
    progress.step(40_000, 100_000);
    time = 4000;
    progress.step(40_000, 1_000_000);
    progress.end();
    expect(texts).toEqual([
      "\rjudged 40,000 of 100,000 commits, 20,000 a second, 3 s left\x1b[K",
      "\rjudged 40,000 of 1,000,000 commits, 10,000 a second, 1 min 36 s left\x1b[K",
      "\r\x1b[K",
    ]);
  });

  /** What is written when the work takes a quarter of a second a step. */
  function written(isTTY: boolean, steps: number): readonly string[] {
    const texts: string[] = [];
    let time = 0;
    const progress = createProgress("judged", "commits", { isTTY, write: (text) => texts.push(text) }, () => time);
    for (let step = 1; step <= steps; step += 1) {
      time += 250;
      progress.step(step * 10_500);
    }
    progress.end();
    progress.end();
    return texts;
  }

  test("nothing for a second, then one line that is erased", () =>
    expect(written(true, 5)).toEqual(["\rjudged 42,000 commits\x1b[K", "\rjudged 52,500 commits\x1b[K", "\r\x1b[K"]));
  test("nothing for short work", () => expect(written(true, 3)).toEqual([]));
  test("nothing where nobody watches", () => expect(written(false, 50)).toEqual([]));
});
