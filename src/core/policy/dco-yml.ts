import type { Problem } from "../problem/problem.ts";
import type { Rule } from "../rules/rule.ts";
import { flag } from "../text/shape.ts";
import type { Source, Span } from "../text/source.ts";
import { spanOf } from "../text/source.ts";
import { sectionReader } from "./map-reader.ts";
import { type ParsedPolicy, placesOf, settingsOf } from "./parse-policy.ts";
import type { Clause } from "./policy.ts";
import { type Placed, placed, type Reader } from "./reader.ts";
import { shapeReader, withDefaults } from "./shape-reader.ts";
import { note, readYaml, sortedProblems } from "./yaml-file.ts";
import { isScalar, type YamlNode } from "./yaml-node.ts";

/**
 * Reads a `.github/dco.yml` as dcoapp/app and cncf/dco2 do: same keys, same defaults; docs/dco-yml.md lists where judging by it
 * differs. A missing or empty file is one with all defaults. Keys that the apps ignore are warnings.
 */
export function parseDcoYml(source: Source, catalogue: readonly Rule[]): ParsedPolicy {
  const file = readYaml(source);
  const written = file.root === null || isNothing(file.root) ? {} : (format.read(file.root, file.notes) ?? {});
  const { members = null } = written.require ?? {};
  const { individual = null, thirdParty = null } = written.allowRemediationCommits ?? {};
  if (thirdParty?.value === true && individual?.value !== true) {
    const words = "`thirdParty` has no effect unless `individual` is true";
    note(file.notes, "third-party-alone", thirdParty.at, words, "the DCO apps read it so", "warning");
  }
  const remediation = individual?.value !== true ? "none" : thirdParty?.value === true ? "third-party" : "individual";
  const options = { bots: "exempt", members: members?.value === false ? "exempt" : "require", remediation };
  const at = (members ?? individual)?.at ?? spanOf(source, 0, 0);
  const clauses = [
    clauseOf(catalogue, "sign-off-present", options, at),
    clauseOf(catalogue, "sign-off-by-author", { ...options, match: "author-or-committer", names: "compare" }, at),
    clauseOf(catalogue, "sign-off-well-formed", {}, at),
  ].flatMap((clause) => clause ?? []);
  const problems = file.notes.problems.map(asTheAppsTakeIt);
  const settings = settingsOf(source, { rules: clauses }, file.notes, placesOf(file.root, file.notes));
  return { settings, problems: sortedProblems(problems) };
}

/** The apps ignore keys that they do not know; a value that they could not read stays an error, since nobody knows what was meant. */
const asTheAppsTakeIt = (problem: Problem): Problem =>
  problem.code === "unknown-key" ? { ...problem, severity: "warning" } : problem;

type WrittenDco = {
  readonly require: { readonly members?: Placed<boolean> | null };
  readonly allowRemediationCommits: {
    readonly individual?: Placed<boolean> | null;
    readonly thirdParty?: Placed<boolean> | null;
  };
  readonly allowOverrideAction: Placed<boolean> | null;
};

const switchReader = (about: string): Reader<Placed<boolean> | null> =>
  orNothing(placed(shapeReader(flag(about, false).shape)), null);

const format: Reader<Partial<WrittenDco>> = sectionReader<WrittenDco>(
  {
    require: {
      reader: orNothing(
        sectionReader<{ members: Placed<boolean> | null }>(
          { members: { reader: switchReader("do members of the organisation have to sign off?") } },
          "who must sign off",
        ),
        {},
      ),
    },
    allowRemediationCommits: {
      reader: orNothing(
        sectionReader<{ individual: Placed<boolean> | null; thirdParty: Placed<boolean> | null }>(
          {
            individual: { reader: switchReader("may authors sign off in a later commit?") },
            thirdParty: { reader: switchReader("may somebody else do so on their behalf?") },
          },
          "whose later statements count",
        ),
        {},
      ),
    },
    allowOverrideAction: { reader: switchReader("whether dco2 shows its button; nothing here depends on it") },
  },
  "the configuration of the DCO apps",
);

/** A key without a value stands for its default, as in the apps. */
function orNothing<T, N>(reader: Reader<T>, nothing: N): Reader<T | N> {
  return { ...reader, read: (node, notes) => (isNothing(node) ? nothing : reader.read(node, notes)) };
}

const isNothing = (node: YamlNode): boolean => node === null || (isScalar(node) && node.value === null);

function clauseOf(
  catalogue: readonly Rule[],
  id: string,
  options: { readonly [name: string]: string },
  at: Span,
): Clause | undefined {
  const rule = catalogue.find((candidate) => candidate.id === id);
  if (rule === undefined) return undefined;
  return { rule, level: "require", settings: withDefaults(rule.options, options), paths: null, because: null, at };
}
