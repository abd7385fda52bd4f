import { expect, test } from "vitest";
import { isForAll, scopeWords } from "../../src/core/policy/clause-scope.ts";
import { parsePolicy } from "../../src/core/policy/parse-policy.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";

test.each<[scope: string, words: readonly string[]]>([
  ["", []],
  ["classes: [code, tests]", ["changes of code or tests"]],
  ["who: maintainers", ["work of maintainers"]],
  ["who: others", ["work of people who are no maintainers"]],
  ["who: newcomers", ["somebody's first work here"]],
  ["who: contributors", ["work of people who contributed before"]],
  ["since: 2026-01-31", ["what was posted from 2026-01-31 on"]],
  ["above: 0", ["more than 0 added lines"]],
  ["who: newcomers, above: 20", ["somebody's first work here", "more than 20 added lines"]],
])("a clause with { %s } says of what it speaks", (scope, words) => {
  const text = `proviso: 1\nrules:\n  sign-off-present: { level: warn, ${scope} }\n`;
  const { settings, problems } = parsePolicy({ name: "proviso.yaml", text }, catalogue);
  expect(problems).toEqual([]);
  expect(settings.clauses.map((clause) => [isForAll(clause), scopeWords(clause)])).toEqual([[scope === "", words]]);
});
