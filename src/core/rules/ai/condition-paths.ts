import type { Change } from "../../commit/facts.ts";
import type { Artefact, ListedException, SizeLimit } from "../../document/document.ts";
import { isProseOnly } from "../../document/prose-only.ts";
import { isReserved, type PathClass } from "../../evidence/proof.ts";
import { compileGlob } from "../../text/glob.ts";
import type { Condition, ConditionState } from "../outcome.ts";
import type { Situation } from "../situation.ts";
import { fieldPlace } from "./conditions.ts";
import { changedBy, isSubmodule, leavesLink, touchesInside } from "./touched.ts";

/** *Covers*, *Paths*, *Not paths* and *At most*: decided by the paths touched and the lines counted. */
export function whatIsTouched(exception: ListedException, situation: Situation): readonly Condition[] {
  const changes = changedBy(situation.commit);
  const all: readonly Decider[] = [coversDecider, pathsDecider, notPathsDecider, ...exception.atMost.map(sizeDecider)];
  return all.flatMap((decider) => {
    const asked = decider(exception, situation);
    if (asked === null) return [];
    const at = fieldPlace(exception, asked.field);
    if (!changes.known) return [{ text: asked.text, state: "unknown", why: changes.why, at }];
    const [state, why] = changes.value.length === 0 ? noPath : asked.decide(changes.value);
    return [{ text: asked.text, state, why, at }];
  });
}

type Decision = readonly [state: ConditionState, why: string];

/** Nothing is inside and nothing outside: an empty commit proves no condition on paths. */
const noPath: Decision = ["judgement", "the commit touches no path"];

type Question = { field: string; text: string; decide: (changes: readonly Change[]) => Decision };
type Decider = (exception: ListedException, situation: Situation) => Question | null;

/** Both ends of a rename count as touched. */
const pathsOf = (changes: readonly Change[]): readonly string[] =>
  changes.flatMap(({ path, from, status }) => (from !== null && status === "renamed" ? [path, from] : [path]));

const coversDecider: Decider = (exception, { commit, policy, proofOf }) => {
  const { covers } = exception;
  if (covers.length === 0) return uncoveredDecider(exception, { commit, policy });
  const decide = (changes: readonly Change[]): Decision => {
    const outside = pathsOf(changes).filter(
      (path) => !covers.some((artefact) => coversClass(artefact, policy.classOf(path))),
    );
    const [path] = outside;
    const link = changes.find(leavesLink);
    if (path === undefined && link !== undefined)
      return ["judgement", `${link.path} is a link or a submodule, and what it brings is not in the commit`];
    if (path === undefined) return ["holds", `every path is ${covers.join(" or ")}`];
    if (covers.includes("comments") && outside.every((other) => policy.classOf(other) === "code")) {
      const proof = proofOf("comments");
      if (proof.kind === "proved") return ["holds", proof.how];
      return ["judgement", `whether only comments of ${path} change is not proved: ${proof.why}`];
    }
    const reserved = outside.find((other) => isReserved(policy.classOf(other)));
    if (reserved !== undefined) return ["fails", onlyByName(reserved, policy.classOf(reserved))];
    return ["fails", `${path} is ${policy.classOf(path)}`];
  };
  return { field: "Covers", text: `Covers: ${covers.join(", ")}`, decide };
};

const onlyByName = (path: string, sort: PathClass): string =>
  `${path} is of the class ${sort}, which only \`Covers: ${sort}\` covers`;

/**
 * An entry without *Covers* takes all content but legal texts and the policy's files. Asked only where one of these is touched; of an entry in
 * prose alone people judge also whether it means them.
 */
const uncoveredDecider = (
  exception: ListedException,
  { commit, policy }: Pick<Situation, "commit" | "policy">,
): Question | null => {
  const changes = changedBy(commit);
  const reserved = (all: readonly Change[]): string | undefined =>
    pathsOf(all).find((path) => isReserved(policy.classOf(path)));
  if (changes.known ? reserved(changes.value) === undefined : isProseOnly(exception)) return null;
  const decide = (all: readonly Change[]): Decision => {
    const path = reserved(all);
    if (path === undefined) return ["holds", "no legal text, and no file of the policy"];
    const sort = policy.classOf(path);
    return isProseOnly(exception)
      ? ["judgement", `${path} is of the class ${sort}, and whether the entry means it is for people`]
      : ["fails", onlyByName(path, sort)];
  };
  return { field: "Covers", text: "Covers, which is not there", decide };
};

const coversClass = (artefact: Artefact, sort: PathClass): boolean => artefact === sort;

const pathsDecider: Decider = ({ paths }) => {
  if (paths.length === 0) return null;
  const inside = matcherOf(paths);
  const decide = (changes: readonly Change[]): Decision => {
    if (inside === null) return ["unknown", "a pattern of the entry cannot be read"];
    const outside = pathsOf(changes).find((path) => !inside(path));
    return outside === undefined ? ["holds", "every path is inside"] : ["fails", `${outside} is outside`];
  };
  return { field: "Paths", text: `Paths: ${paths.join(", ")}`, decide };
};

const notPathsDecider: Decider = ({ notPaths }) => {
  if (notPaths.length === 0) return null;
  const inside = matcherOf(notPaths);
  const decide = (changes: readonly Change[]): Decision => {
    if (inside === null) return ["unknown", "a pattern of the entry cannot be read"];
    const found = changes.find((change) => touchesInside(change, inside));
    if (found === undefined) return ["holds", "no path is inside"];
    return ["fails", `${pathsOf([found]).find(inside) ?? found.path} is inside`];
  };
  return { field: "Not paths", text: `Not paths: ${notPaths.join(", ")}`, decide };
};

/** One matcher of several globs; null when one of them cannot be read, so that nobody is let through by it. */
function matcherOf(globs: readonly string[]): ((path: string) => boolean) | null {
  const compiled = globs.map((glob) => compileGlob(glob));
  const readable = compiled.flatMap((glob) => (glob.ok ? [glob] : []));
  return readable.length < compiled.length ? null : (path) => readable.some((glob) => glob.matches(path));
}

const sizeDecider =
  (limit: SizeLimit): Decider =>
  (_, { policy }) => {
    const text = `At most: ${limit.count} ${limit.of}${limit.notCountingTests ? ", not counting tests" : ""}`;
    const decide = (changes: readonly Change[]): Decision => {
      const isTest = (change: Change): boolean => pathsOf([change]).every((path) => policy.classOf(path) === "tests");
      const counted = limit.notCountingTests ? changes.filter((change) => !isTest(change)) : changes;
      if (limit.of === "files") return compare(counted.length, limit);
      const uncounted = counted.find(
        (change) => change.added === null || change.deleted === null || isSubmodule(change),
      );
      if (uncounted !== undefined) return ["unknown", `the lines of ${uncounted.path} cannot be counted`];
      return compare(
        counted.reduce((sum, change) => sum + lines(change, limit), 0),
        limit,
      );
    };
    return { field: "At most", text, decide };
  };

const lines = ({ added, deleted }: Change, { of }: SizeLimit): number =>
  (added ?? 0) + (of === "changed lines" ? (deleted ?? 0) : 0);

const compare = (found: number, { count, of }: SizeLimit): Decision => [
  found <= count ? "holds" : "fails",
  `${found} ${found === 1 ? of.slice(0, -1) : of}`,
];
