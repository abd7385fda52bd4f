import assert from "node:assert/strict";
import { placeholdersOf } from "../core/report/words.ts";
import type { Finding, Outcome, OutcomeKind, Place } from "../core/rules/outcome.ts";
import type { Rule } from "../core/rules/rule.ts";
import { positionAt } from "../core/text/source.ts";
import type { Example } from "./example.ts";
import { variantsOf } from "./probes.ts";
import { judgeExample } from "./situations.ts";

/** A commit to judge. A commit of which only the message matters is its text. */
export type Case = {
  /** For people, when the case fails. */
  readonly name?: string;
  readonly commit: string | Example;
  /** The rule's options that differ from its defaults. */
  readonly options?: { readonly [name: string]: unknown };
};

/** A message id with its place: `line 3` of the message, `path docs/a.rst`, `author`, `committer` or `commit`. */
export type ExpectedFinding = { readonly message: string; readonly at: string };

/** All findings of an outcome: one, and those that come with it. */
export type Expected = ExpectedFinding & { readonly also?: readonly ExpectedFinding[] };

export type RuleCases = {
  readonly met: readonly Case[];
  readonly unmet: readonly (Case & Expected)[];
  readonly notApplicable?: readonly Case[];
  readonly undecided?: readonly (Case & Expected)[];
};

/**
 * Judges every case and holds the answer against what is expected. Weak tests are refused: both a met and an unmet case,
 * every message id of the rule, message and place of every finding, no case twice, and a case for each further
 * outcome that the rule is seen to give when the cases are varied (a merge, unknown facts, no tags).
 *
 * @throws AssertionError naming the rule and the case
 */
export function checkRule(rule: Rule, cases: RuleCases): void {
  refuseWeak(rule, cases);
  for (const [kind, list] of listsOf(cases)) {
    for (const one of list) checkCase(rule, kind, one);
  }
  refuseUncovered(rule, cases);
}

type ListedCase = Case & Partial<Expected>;

const listsOf = (cases: RuleCases): readonly (readonly [OutcomeKind, readonly ListedCase[]])[] => [
  ["met", cases.met],
  ["unmet", cases.unmet],
  ["not-applicable", cases.notApplicable ?? []],
  ["undecided", cases.undecided ?? []],
];

const exampleIn = ({ commit }: Case): Example => (typeof commit === "string" ? { text: commit } : commit);

function checkCase(rule: Rule, kind: OutcomeKind, one: ListedCase): void {
  const { outcome, text } = judgeExample(rule, exampleIn(one), one.options);
  const where = `${rule.id}, ${one.name ?? "case"} (${firstLine(text)})`;
  assert.equal(outcome.kind, kind, `${where}: expected ${kind}, got ${inWords(outcome)}`);
  if (outcome.kind === "met" || outcome.kind === "not-applicable") {
    assert.notEqual(outcome.because, "", `${where}: the outcome says why`);
    return;
  }
  const expected = expectedOf(one).map(({ message, at }) => `${message}: ${at}`);
  const found = outcome.findings.map((finding) => `${finding.message}: ${placeInWords(finding.at)}`);
  assert.deepEqual(found, expected, `${where}: findings`);
  for (const finding of outcome.findings) checkFinding(rule, finding, text, where);
}

const expectedOf = ({ message, at, also = [] }: ListedCase): readonly ExpectedFinding[] => [
  { message: message ?? "", at: at ?? "" },
  ...also,
];

function checkFinding(rule: Rule, { message, data, at }: Finding, text: string, where: string): void {
  const words = rule.messages[message];
  assert.ok(words, `${where}: the rule has no message \`${message}\``);
  for (const name of placeholdersOf(`${words.what} ${words.fix ?? ""}`)) {
    assert.ok(name in data, `${where}: the message \`${message}\` shows {${name}}, which the finding does not have`);
  }
  if (at.kind !== "message") return;
  const { start, end } = at.at;
  assert.ok(
    0 <= start && start <= end && end <= text.length,
    `${where}: the place of \`${message}\` is outside the message`,
  );
}

function refuseWeak({ id, messages }: Rule, cases: RuleCases): void {
  assert.ok(cases.met.length > 0, `${id}: at least one case must be met`);
  // A rule that only waits for somebody's word never says unmet.
  const refused = cases.unmet.length + (cases.undecided?.length ?? 0);
  assert.ok(refused > 0, `${id}: at least one case must be unmet or undecided`);
  const seen = new Map<string, string>();
  for (const [kind, list] of listsOf(cases)) {
    for (const one of list) {
      const key = JSON.stringify([exampleIn(one), one.options ?? {}], withSortedKeys);
      const earlier = seen.get(key);
      assert.ok(earlier === undefined, `${id}: ${one.name ?? "a case"} stands twice, under ${earlier} and ${kind}`);
      seen.set(key, kind);
      if (kind !== "unmet" && kind !== "undecided") continue;
      for (const { message, at } of expectedOf(one)) {
        assert.ok(message in messages, `${id}: ${one.name ?? "a case"}: the rule has no message \`${message}\``);
        assert.match(at, placeForm, `${id}: ${one.name ?? "a case"}: \`${at}\` is no place`);
      }
    }
  }
}

const placeForm = /^(?:line [1-9][0-9]*|path \S+|author|committer|commit)$/;

function refuseUncovered(rule: Rule, cases: RuleCases): void {
  const found = [...cases.unmet, ...(cases.undecided ?? [])].flatMap(expectedOf);
  const missing = Object.keys(rule.messages).filter((id) => !found.some(({ message }) => message === id));
  assert.deepEqual(missing, [], `${rule.id}: messages without a case`);
  const lists = new Map(listsOf(cases));
  for (const [, list] of lists) {
    for (const one of list) {
      for (const { how, example } of variantsOf(exampleIn(one))) {
        const { kind } = judgeExample(rule, example, one.options).outcome;
        assert.ok(
          (lists.get(kind)?.length ?? 0) > 0,
          `${rule.id}: a case that is ${kind} is missing: ${one.name ?? "a case"} is, ${how}`,
        );
      }
    }
  }
}

/** `line 3`, `path docs/a.rst`, `author`. */
export function placeInWords(place: Place): string {
  if (place.kind === "path") return `path ${place.path}`;
  if (place.kind !== "message") return place.kind;
  return `line ${positionAt(place.at.source.text, place.at.start).line}`;
}

function inWords(outcome: Outcome): string {
  if ("because" in outcome) return `${outcome.kind}: ${outcome.because}`;
  return `${outcome.kind}: ${outcome.findings.map(({ message, at }) => `${message}: ${placeInWords(at)}`).join("; ")}`;
}

const firstLine = (text: string): string => text.split("\n", 1)[0] ?? "";

const withSortedKeys = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
