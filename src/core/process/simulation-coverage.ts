import type { Claim } from "../commit/claims.ts";
import type { Change } from "../commit/facts.ts";
import type { ListedException } from "../document/document.ts";
import type { Clause } from "../policy/policy.ts";
import aiSecondOpinion from "../rules/ai/ai-second-opinion.ts";
import { whatIsTouched } from "../rules/ai/condition-paths.ts";
import { type Candidate, contentKinds, standingOf } from "../rules/ai/reliance.ts";
import type { Opinion } from "../rules/ai/second-opinion.ts";
import type { Condition } from "../rules/outcome.ts";
import type { FactName, Situation } from "../rules/situation.ts";
import { learned } from "../text/learned.ts";

/**
 * How an entry stands for a commit, had it declared AI use and cited the entry in a sentence.
 * `evident`: all conditions hold. `judgement`: people must decide the rest. `not`: a condition fails, or the entry has ended.
 * `unknown`: a fact is missing.
 */
export type Coverage = {
  readonly kind: "evident" | "judgement" | "not" | "unknown";
  /** The condition as listed that fails, is left to people or is not known, or what ended the entry; null for evident. */
  readonly condition: string | null;
  /** What decided it, in the words of the conditions. */
  readonly why: string;
  /** The second opinion; null where none is asked for. */
  readonly opinion: CoverageOpinion | null;
};

/** `given`: by whom. `waits`: who could give it. `unknown`: why nobody can tell. */
export type CoverageOpinion = { readonly state: "given" | "waits" | "unknown"; readonly words: string };

/** Decides an entry, which must be one of the situation's policy, for a commit as far as its facts are known. */
export function coverageOf(entry: ListedException, situation: Situation, clauses: readonly Clause[]): Coverage {
  const asDeclared = declared(entry, situation);
  const standing = standingOf(asDeclared);
  switch (standing.kind) {
    case "evident":
      return {
        kind: "evident",
        condition: null,
        why: allWhys(standing.candidate.conditions),
        opinion: opinionOnEvident(asDeclared, clauses),
      };
    case "judged":
    case "open":
      return leftToPeople(standing);
    case "unknown":
      return decidedBy(
        "unknown",
        standing.candidate.conditions.find(({ state }) => state === "unknown"),
      );
    case "none":
      return standing.nearest === null || standing.nearest.ended === null
        ? decidedBy(
            "not",
            standing.nearest?.conditions.find(({ state }) => state === "fails"),
          )
        : { kind: "not", condition: standing.nearest.ended, why: standing.nearest.ended, opinion: null };
  }
}

/**
 * What the paths alone exclude: no path that is touched can be taken back by what else is learnt of the commit.
 *
 * @param paths every path that differs from the first parent, in either
 * @returns null when they exclude nothing; that does not mean that the entry covers them
 */
export function excludedByPaths(
  entry: ListedException,
  situation: Situation,
  paths: readonly string[],
): Coverage | null {
  const changes = learned(paths.map(asIfModified));
  const onlyPaths = { ...entry, atMost: [] };
  const conditions = whatIsTouched(onlyPaths, { ...situation, commit: { ...situation.commit, changes } });
  const failed = conditions.find(({ state }) => state === "fails");
  return failed === undefined ? null : decidedBy("not", failed);
}

/** Can the paths of a commit exclude it? */
export const isAboutPaths = ({ covers, paths, notPaths }: ListedException): boolean =>
  covers.length + paths.length + notPaths.length > 0;

/** The costly facts that could still turn the coverage of a commit whose changes are known. */
export function factsLeft(entry: ListedException, situation: Situation, { kind }: Coverage): readonly FactName[] {
  if (kind === "not" || kind === "evident") return [];
  const names: FactName[] = entry.who.kind === "contributors" ? ["earlier-commits"] : [];
  return contentKinds(declared(entry, situation)).size > 0 ? [...names, "content"] : names;
}

/** The kinds of change that the entry's coverage could rest on and that need the contents of the files. */
export const kindsOf = (entry: ListedException, situation: Situation): ReturnType<typeof contentKinds> =>
  contentKinds(declared(entry, situation));

/** Modes and lines are not looked at where a file's path is enough. */
const asIfModified = (path: string): Change => ({
  path,
  from: null,
  status: "modified",
  oldMode: "100644",
  newMode: "100644",
  oldBlob: "",
  newBlob: "",
  added: null,
  deleted: null,
});

/** The words that a contributor would have added. They are his to write, so they are taken to stand there. */
function declared(entry: ListedException, situation: Situation): Situation {
  const { observed } = situation;
  const { trailers, signOffs, coAuthors, looseTags, lookalikes, notes, signals } = observed;
  const claims = [...observed.claims.filter(({ source }) => source.by === "disclosure"), ...declarationOf(entry)];
  return {
    ...situation,
    observed: { trailers, signOffs, coAuthors, looseTags, lookalikes, notes, signals, claims },
  };
}

function declarationOf({ id }: ListedException): readonly Claim[] {
  const before = "This falls under the exception ";
  const source = { name: "a declaration", text: `${before}${id}, since all of its conditions hold here.` };
  const at = { source, start: before.length, end: before.length + id.length };
  return [
    { kind: "content", source: { by: "citation", cited: id, as: "id" }, at },
    { kind: "content", source: { by: "disclosure", key: "AI-used-for", value: "code", inTrailerBlock: true }, at },
  ];
}

const decidedBy = (kind: "not" | "unknown", condition: Condition | undefined): Coverage => ({
  kind,
  condition: condition?.text ?? null,
  why: condition?.why ?? "",
  opinion: null,
});

type LeftToPeople = { readonly candidate: Candidate; readonly opinion: Opinion | null };

/** What only waits for another's word is left to people, too: they decide whether they give it. */
function leftToPeople({ candidate: { conditions }, opinion }: LeftToPeople): Coverage {
  const left = conditions.filter(({ state }) => state === "judgement");
  const waiting = conditions.filter(({ state }) => state === "unknown");
  return {
    kind: "judgement",
    condition: (left.length > 0 ? left : waiting).map(({ text }) => text).join("; "),
    why: left.length > 0 ? allWhys(left) : "only another maintainer's word is missing",
    opinion: opinion === null ? null : opinionWords(opinion),
  };
}

const opinionWords = (opinion: Opinion): CoverageOpinion =>
  opinion.kind === "given"
    ? { state: "given", words: `${opinion.opinion.form} by ${opinion.opinion.by.email}` }
    : { state: opinion.kind === "waits" ? "waits" : "unknown", words: opinion.why };

/** A maintainer's own work needs another's word also where all is evident, if a clause of the policy asks for it. */
function opinionOnEvident(situation: Situation, clauses: readonly Clause[]): CoverageOpinion | null {
  for (const { rule, settings, level } of clauses) {
    if (rule.id !== aiSecondOpinion.id || level === "off") continue;
    const outcome = rule.check(situation, settings);
    if (outcome.kind === "met") return { state: "given", words: outcome.because };
    if (outcome.kind !== "undecided") continue;
    const { message, data } = outcome.findings[0];
    const isKnown = message.startsWith("missing");
    return { state: isKnown ? "waits" : "unknown", words: String(data[isKnown ? "who" : "why"] ?? "") };
  }
  return null;
}

const allWhys = (conditions: readonly Condition[]): string => conditions.map(({ why }) => why).join("; ");

/** Of a commit that cannot be read whole nothing is decided. */
export const notReadWhole = (damage: string): Coverage => ({
  kind: "unknown",
  condition: null,
  why: damage,
  opinion: null,
});
