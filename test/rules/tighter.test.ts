import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withDefaults } from "../../src/core/policy/shape-reader.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import type { Rule, Tightening } from "../../src/core/rules/rule.ts";
import { variantsOf } from "../../src/testing/probes.ts";
import { readRulePage } from "../../src/testing/rule-page.ts";
import { judgeExample } from "../../src/testing/situations.ts";

const folder = new URL("../../docs/rules/", import.meta.url);

type Pair = { readonly loose: unknown; readonly tight: unknown };

/** Values of an option of which the second asks for more, by what the rule says of it and what its examples use. */
function pairsOf(tightening: Tightening, used: readonly unknown[]): readonly Pair[] {
  if (tightening === "lower") {
    const numbers = [...new Set([0, 1, 3, 100, ...used.filter((one) => typeof one === "number")])].slice(0, 6);
    return [
      ...numbers.map((tight) => ({ loose: null, tight })),
      ...numbers.flatMap((tight) => numbers.filter((one) => one > tight).map((loose) => ({ loose, tight }))),
    ];
  }
  if (tightening === "more" || tightening === "fewer") {
    const lists = used.filter((one) => Array.isArray(one));
    const all = [...new Map(lists.flat().map((one) => [JSON.stringify(one), one])).values()];
    const pairs = lists.flatMap((list) => [
      { less: list, more: all },
      { less: list.slice(1), more: list },
      { less: [], more: list },
    ]);
    return pairs.map(({ less, more }) =>
      tightening === "more" ? { loose: less, tight: more } : { loose: more, tight: less },
    );
  }
  return tightening.flatMap((tight, at) => tightening.slice(0, at).map((loose) => ({ loose, tight })));
}

const passes = (rule: Rule, example: Parameters<typeof judgeExample>[1], options: object): boolean =>
  ["met", "not-applicable"].includes(judgeExample(rule, example, { ...options }).outcome.kind);

/** A rule that is asked for a number from 1 on is not asked for 0. */
const isAllowed = (rule: Rule, option: string, value: unknown): boolean => {
  const { shape, default: by } = rule.options[option] as NonNullable<Rule["options"][string]>;
  if (value === null) return by === null;
  return shape.kind !== "count" || (typeof value === "number" && value >= shape.least && value <= shape.most);
};

const withOrder = catalogue.filter(({ tighter }) => Object.keys(tighter).length > 0);

test.each(withOrder.map((rule) => [rule.id, rule] as const))(
  "%s: whoever meets the tighter value of an option meets the looser one",
  (id, rule) => {
    const { cases } = readRulePage(id, readFileSync(new URL(`${id}.md`, folder), "utf8"));
    const all = [cases.met, cases.unmet, cases.notApplicable ?? [], cases.undecided ?? []].flat();
    const used = all.map(({ options = {} }) => withDefaults(rule.options, options));
    const examples = all.flatMap(({ commit, options = {} }) => {
      const example = typeof commit === "string" ? { text: commit } : commit;
      return [{ example, options }, ...variantsOf(example).map((variant) => ({ ...variant, options }))];
    });
    const options = [...new Map(used.map((one) => [JSON.stringify(one), one])).values()];
    for (const [option, tightening] of Object.entries(rule.tighter)) {
      const values = [...new Map(options.map((one) => [JSON.stringify(one[option]), one[option]])).values()];
      const pairs = pairsOf(tightening, values).filter(
        ({ loose, tight }) =>
          JSON.stringify(loose) !== JSON.stringify(tight) &&
          isAllowed(rule, option, loose) &&
          isAllowed(rule, option, tight),
      );
      expect(pairs.length, option).toBeGreaterThan(0);
      for (const { loose, tight } of pairs)
        for (const { example, options: given } of examples)
          if (passes(rule, example, { ...given, [option]: tight }))
            expect(
              passes(rule, example, { ...given, [option]: loose }),
              `${option}: ${JSON.stringify([loose, tight])} of ${JSON.stringify(given)}\n${example.text}`,
            ).toBe(true);
    }
  },
);

test("an order names options that are there, in words that they have", () => {
  for (const { id, options, tighter } of catalogue)
    for (const [option, tightening] of Object.entries(tighter)) {
      const shape = options[option]?.shape;
      const words = shape?.kind === "choice" ? shape.of : shape?.kind === "flag" ? [true, false] : [];
      if (Array.isArray(tightening)) expect(words, `${id}.${option}`).toEqual(expect.arrayContaining([...tightening]));
      else
        expect(shape?.kind, `${id}.${option}`).toMatch(
          tightening === "lower" ? /count/ : /texts|choices|records|globs/,
        );
    }
});
