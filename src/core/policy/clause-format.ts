import type { PathClass } from "../evidence/proof.ts";
import type { Rule } from "../rules/rule.ts";
import { count, globs } from "../text/shape.ts";
import type { Span } from "../text/source.ts";
import { didYouMean } from "../text/suggest.ts";
import { clauseAuthors, isForAll } from "./clause-scope.ts";
import { dayForm, headingForm } from "./forms.ts";
import { pairsOf, sectionReader } from "./map-reader.ts";
import type { Clause, ClauseScope, Level } from "./policy.ts";
import {
  choiceReader,
  eitherReader,
  type JsonSchema,
  listReader,
  mapped,
  mismatch,
  type Placed,
  placed,
  type Reader,
  textReader,
} from "./reader.ts";
import { shapeKeys, shapeReader, withDefaults } from "./shape-reader.ts";
import { type Notes, note, shown } from "./yaml-file.ts";
import { isList, type YamlNode } from "./yaml-node.ts";

/** The classes of paths, in the order of `classes:`. */
const pathClasses: readonly PathClass[] = [
  "code",
  "tests",
  "docs",
  "translation",
  "media",
  "generated",
  "licence",
  "policy",
];

const levels: readonly Level[] = ["require", "warn", "off"];

/** Keys that every clause has; a rule's option may not take their names. */
export const clauseKeys: readonly string[] = ["level", "because", "paths", "classes", "who", "since", "above"];

type WrittenClause = {
  readonly level: Placed<Level>;
  readonly because: string;
  readonly paths: readonly string[];
  readonly classes: readonly PathClass[];
  readonly who: NonNullable<ClauseScope["who"]>;
  readonly since: string;
  readonly above: number;
  readonly [option: string]: unknown;
};

/**
 * The `rules:` map. A rule is a level, a map of level and options, or a list of such maps: each with `paths:`,
 * or another scope, and at most one without, which speaks of all commits.
 */
export function clausesReader(catalogue: readonly Rule[]): Reader<readonly Clause[]> {
  const rules = new Map(catalogue.map((rule) => [rule.id, rule]));
  const ids = [...rules.keys()];
  const expected = "a map of rules";
  return {
    expected,
    node: "map",
    read: (node, notes) => {
      const pairs = pairsOf(node, notes);
      if (pairs === undefined) return mismatch(node, notes, expected);
      return pairs.flatMap(({ name, nameAt, node: value }) => {
        const rule = rules.get(name);
        if (rule !== undefined) return readClauses(rule, { ...notes, emptyAt: nameAt }, nameAt, value);
        note(notes, "unknown-rule", nameAt, `there is no rule \`${shown(name)}\``, didYouMean(name, ids));
        return [];
      });
    },
    schema: () => ({
      description: "the rules that are judged, and how much each weighs",
      type: "object",
      properties: Object.fromEntries(catalogue.map((rule) => [rule.id, ruleSchema(rule)])),
      additionalProperties: false,
    }),
  };
}

function readClauses(rule: Rule, notes: Notes, nameAt: Span, node: YamlNode): readonly Clause[] {
  const given = ruleReader(rule).read(node, notes) ?? [];
  const clauses = given.flatMap((written): Clause[] => {
    const { level, because = null, paths = null } = written;
    if (level === undefined) return [];
    const settings = withDefaults(rule.options, written);
    const at = isList(node) ? level.at : { ...nameAt, end: lineEnd(nameAt, level.at) };
    return [{ rule, level: level.value, settings, paths, because, at, ...scopeOf(written) }];
  });
  for (const second of clauses.filter(isForAll).slice(1)) {
    const words = `\`${rule.id}\` is switched on twice for all paths`;
    note(notes, "clause-twice", second.at, words, "give one of them `paths:`");
  }
  return clauses;
}

/** The scope that is written, if any is. */
function scopeOf(written: Partial<WrittenClause>): { readonly scope?: ClauseScope } {
  const { classes = null, who = null, since = null, above = null } = written;
  if (classes === null && who === null && since === null && above === null) return {};
  return { scope: { classes, who, since, above } };
}

/** A clause is shown as `rule: level` where both stand on one line, else as the rule's name. */
const lineEnd = (name: Span, level: Span): number =>
  level.start >= name.end && /^\s*:[ \t]*$/.test(name.source.text.slice(name.end, level.start)) ? level.end : name.end;

function ruleReader(rule: Rule): Reader<readonly Partial<WrittenClause>[]> {
  const section = clauseReader(rule);
  return eitherReader<readonly Partial<WrittenClause>[]>(
    [
      mapped(placed(levelReader), (level) => [{ level }]),
      mapped(section, (written) => [written]),
      listReader(section, "a list of maps", "one clause for each set of paths", 1),
    ],
    rule.summary,
  );
}

const scopeAbout = {
  classes: "the clause speaks only of commits that touch a path of one of these classes",
  who: "the clause speaks only of commits by these authors: by the maintainers file, or by whether the branch has commits of theirs already",
  since:
    "the clause speaks only of what was posted on this day or later; where nobody knows when that was, of what is judged then",
  above: "the clause speaks only of commits that add more lines than these, as `git diff --numstat` counts them",
};

const levelReader = choiceReader(
  levels,
  "require: a commit that does not keep the rule fails; warn: that is shown and counted; off: the rule is not judged",
);

const clauseReader = (rule: Rule): Reader<Partial<WrittenClause>> =>
  sectionReader<WrittenClause>(
    {
      level: { reader: placed(levelReader), required: true },
      because: { reader: textReader(headingForm, "the heading of the document that the clause rests on") },
      paths: { reader: shapeReader(globs("the clause speaks only of commits that touch one of these", []).shape) },
      classes: {
        reader: listReader(choiceReader(pathClasses, "a class of paths"), "a list of classes", scopeAbout.classes, 1),
      },
      who: { reader: choiceReader(clauseAuthors, scopeAbout.who) },
      since: { reader: textReader(dayForm, scopeAbout.since) },
      above: { reader: shapeReader(count(scopeAbout.above, null).shape) },
      ...shapeKeys(rule.options),
    },
    rule.summary,
  );

/** A rule as one clause or several; the clause itself is a definition, so that it stands in the schema once. */
function ruleSchema({ id, summary }: Rule): JsonSchema {
  const clause = { $ref: `#/$defs/${id}` };
  return { description: summary, anyOf: [levelReader.schema(), clause, { type: "array", items: clause, minItems: 1 }] };
}

/** The definitions that the schema of `rules` refers to. */
export const clauseSchemas = (catalogue: readonly Rule[]): JsonSchema =>
  Object.fromEntries(catalogue.map((rule) => [rule.id, clauseReader(rule).schema()]));
