import { describe, expect, test } from "vitest";
import { type Ask, askAll } from "../../src/adapters/forge/http.ts";

/** A forge whose list has these pages, each of so many entries, and none behind them. */
function forgeOf(lengths: readonly number[]): { readonly ask: Ask; readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    ask: async ({ path }) => {
      asked.push(path);
      const page = Number(new URL(path, "https://forge.example.org").searchParams.get("page"));
      const value = Array.from({ length: lengths[page - 1] ?? 0 }, (_, entry) => ({ page, entry }));
      return { ok: true, value };
    },
  };
}

describe("all entries of a list", () => {
  test.each<
    readonly [
      what: string,
      lengths: readonly number[],
      options: readonly ["per_page" | "limit", (number | null)?, (number | null)?],
      seen: { readonly items: number; readonly complete: boolean; readonly questions: number },
    ]
  >([
    ["a short page is the last", [50, 20, 50], ["per_page"], { items: 70, complete: true, questions: 2 }],
    [
      "where a forge gives fewer than it is asked for, an empty one",
      [30, 30],
      ["limit"],
      { items: 60, complete: true, questions: 3 },
    ],
    ["of a list that is counted too", [50, 20, 50], ["per_page", 500], { items: 120, complete: true, questions: 4 }],
    [
      "a page from which all was left out ends it",
      [0, 50],
      ["per_page", 500],
      { items: 0, complete: true, questions: 1 },
    ],
    [
      "so many are enough, and more may be there",
      [50, 50, 50],
      ["per_page", 100],
      { items: 100, complete: false, questions: 2 },
    ],
    [
      "a list that is long enough in characters, too",
      [50, 50, 50, 50],
      ["limit", null, 1_500],
      { items: 100, complete: false, questions: 2 },
    ],
    [
      "so many at the most",
      Array.from({ length: 120 }, () => 50),
      ["per_page"],
      { items: 5000, complete: false, questions: 100 },
    ],
  ])("%s", async (_what, lengths, [lengthName, countedMax, lengthMax], seen) => {
    const { ask, asked } = forgeOf(lengths);
    const answer = await askAll(
      ask,
      { path: "/list?state=open", what: "for a list" },
      lengthName,
      countedMax,
      lengthMax,
    );
    if (!answer.ok) throw new Error(answer.error.text);
    expect({ items: answer.value.items.length, complete: answer.value.complete, questions: asked.length }).toEqual(
      seen,
    );
    expect(asked[0]).toBe(`/list?state=open&page=1&${lengthName}=50`);
  });
});
