import assert from "node:assert/strict";
import type { Rule } from "../core/rules/rule.ts";
import type { Example } from "./example.ts";
import { optionsTable } from "./options-table.ts";
import { type Block, readMarkdown } from "./page-blocks.ts";
import { exampleOf, findingsOf, newPageState, type PageState, surround } from "./page-examples.ts";
import { type Case, checkRule, type Expected, type RuleCases } from "./rule-tester.ts";

/** A rule's page, read. */
export type RulePage = {
  readonly title: string;
  /** The first paragraph, on one line. */
  readonly summary: string;
  readonly sections: readonly string[];
  /** The table under `## Options`, row by row, without the padding; empty if there is none. */
  readonly options: readonly string[];
  readonly cases: RuleCases;
};

/**
 * Reads a rule's page: Markdown whose fenced `commit` blocks are examples (docs/rules/README.md describes them).
 * Throws, naming the line, for a block that cannot be read.
 */
export function readRulePage(name: string, text: string): RulePage {
  const { title, summary, sections, tables, blocks } = readMarkdown(text);
  const state = newPageState();
  const cases: PageCases = { met: [], unmet: [], notApplicable: [], undecided: [] };
  for (const block of blocks) {
    try {
      readBlock(block, state, cases);
    } catch (problem) {
      throw new Error(`${name}:${block.line}: ${(problem as Error).message}`, { cause: problem });
    }
  }
  return { title, summary, sections, options: tables.get("Options") ?? [], cases };
}

/** Holds a page to its rule: title, summary, sections, options table, and every example. Throws an AssertionError. */
export function checkRulePage(rule: Rule, name: string, text: string): void {
  const page = readRulePage(name, text);
  assert.equal(page.title, rule.id, `${name}: the title is the rule's id`);
  assert.equal(page.summary, rule.summary, `${name}: the first paragraph is the rule's summary`);
  for (const section of ["Why", "Options", "Examples"]) {
    assert.ok(page.sections.includes(section), `${name}: a section \`## ${section}\` is missing`);
  }
  const table = optionsTable(rule);
  assert.deepEqual(
    page.options,
    table,
    `${name}: the table under \`## Options\` must be:\n${table.join("\n") || "(none)"}\n`,
  );
  checkRule(rule, page.cases);
}

/** The cases as they are gathered. */
type PageCases = {
  readonly met: Case[];
  readonly unmet: (Case & Expected)[];
  readonly notApplicable: Case[];
  readonly undecided: (Case & Expected)[];
};

function readBlock(block: Block, state: PageState, cases: PageCases): void {
  if (block.language !== "commit") {
    surround(state, block);
    return;
  }
  const { attributes } = block;
  const commit: Example = exampleOf(state, block);
  const given = attributes.get("options");
  const options = given === undefined ? {} : { options: JSON.parse(given) as Record<string, unknown> };
  const at = { name: `line ${block.line}`, commit, ...options };
  const unmet = attributes.get("unmet");
  const undecided = attributes.get("undecided");
  const kinds = ["met", "not-applicable", "unmet", "undecided"].filter((kind) => attributes.has(kind));
  if (kinds.length > 1) throw new Error(`one outcome for each commit, not ${kinds.join(" and ")}`);
  if (unmet !== undefined) cases.unmet.push({ ...at, ...findingsOf(unmet) });
  else if (undecided !== undefined) cases.undecided.push({ ...at, ...findingsOf(undecided) });
  else if (attributes.has("met")) cases.met.push(at);
  else if (attributes.has("not-applicable")) cases.notApplicable.push(at);
  else if (!attributes.has("name"))
    throw new Error("a commit says `met`, `not-applicable`, `unmet=…` or `undecided=…`, or has a `name`");
}
