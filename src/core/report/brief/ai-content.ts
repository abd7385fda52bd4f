import type { Clause, Policy } from "../../policy/policy.ts";
import { append } from "../../text/long-lists.ts";
import { markdownCode, markdownText } from "../markdown.ts";
import { disclosureSentence } from "./disclosure-places.ts";
import { usable } from "./exceptions.ts";
import { secondOpinionPoints } from "./people.ts";
import { clauseOf, clausesOf, codes, joined, type Point, plainPoints, pointOf, textsOf } from "./section.ts";

/** What a policy says of AI-derived content: `silent` where it says nothing, `unclear` where its document does not say so now. */
export type AiPosition =
  | { readonly kind: "silent" }
  | { readonly kind: "unclear"; readonly why: string }
  | { readonly kind: "permitted" }
  | { readonly kind: "declined"; readonly hasExceptions: boolean };

/** The position at the revision that the policy was read at. */
export function positionOf(policy: Policy): AiPosition {
  const { stance, settings } = policy;
  if (settings.ai.stance === null) return { kind: "silent" };
  if (stance.inForce.kind !== "in-force") return { kind: "unclear", why: stance.inForce.why };
  return stance.position === "permitted"
    ? { kind: "permitted" }
    : { kind: "declined", hasExceptions: usable(policy).length > 0 };
}

/** How much and where AI-derived content may be, where the policy limits it. */
export function limitPoints(policy: Policy): readonly Point[] {
  return [
    ...clausesOf(policy, "ai-path-scope").flatMap((clause) => {
      const [allow, deny] = [textsOf(clause, "allow"), textsOf(clause, "deny")];
      return [
        ...(allow.length === 0 ? [] : [pointOf(clause, `AI-derived content belongs in ${codes(allow, "and")} only.`)]),
        ...(deny.length === 0 ? [] : [pointOf(clause, `None of it in ${codes(deny, "or")}.`)]),
      ];
    }),
    ...clausesOf(policy, "ai-size-limit").flatMap((clause) => {
      const limits = [countOf(clause, "lines", "added lines"), countOf(clause, "files", "files")].flat();
      const tests = clause.settings["notCountingTests"] === true ? ", tests not counted" : "";
      return limits.length === 0 ? [] : [pointOf(clause, `At most ${joined(limits, "and")} in a commit${tests}.`)];
    }),
    ...clausesOf(policy, "ai-window-share").map((clause) => {
      const [weeks, percent] = [clause.settings["weeks"], clause.settings["percent"]].map(Number);
      return pointOf(clause, `Of the commits of the last ${weeks} weeks no more than ${percent} % may declare AI use.`);
    }),
  ];
}

function countOf(clause: Clause, name: string, noun: string): readonly string[] {
  const count = clause.settings[name];
  return typeof count === "number" ? [`${count} ${noun}`] : [];
}

type Form = { readonly key?: unknown; readonly form?: unknown; readonly order?: unknown };

/** How and where AI use is said: one point for each thing that the policy asks for. Empty: it asks for nothing. */
export function disclosurePoints(policy: Policy): readonly Point[] {
  const disclosure = clauseOf(policy, "ai-disclosure");
  const marked = clauseOf(policy, "ai-signal-disclosed");
  const asking = disclosure ?? marked;
  const formed = clausesOf(policy, "ai-disclosure-form").slice(0, 1);
  const forms = formsOf(formed[0]);
  const points: Point[] = asking === undefined ? [] : [pointOf(asking, disclosureSentence(asking, policy))];
  for (const { key, form, order } of forms) {
    if (typeof key !== "string" || key === "") continue;
    const written = typeof form === "string" && form !== "" ? `${key}: ${form}` : `${key}: …`;
    const place = order === "before-sign-off" ? ", above the `Signed-off-by`" : "";
    append(
      points,
      formed.map((clause) => pointOf(clause, `Write it as ${markdownCode(written)}${place}.`)),
    );
  }
  return points;
}

const formsOf = (clause: Clause | undefined): readonly Form[] => {
  const forms = clause?.settings["trailers"];
  return Array.isArray(forms) ? (forms as readonly Form[]) : [];
};

/** How an exception is relied on; empty where none can be. */
export function citationPoints(policy: Policy): readonly Point[] {
  const [first] = usable(policy);
  if (first === undefined) return [];
  const keys = policy.settings.ai.citations;
  const tag = keys.length === 0 ? "" : `, or with the tag ${codes(keys, "or")}`;
  // A single word behind `exception` could mean anything, and cites nothing.
  const cited = first.id.includes("-") ? `exception ${first.id}` : `exception "${first.title}"`;
  return plainPoints(
    `Cite the exception, as in ${markdownCode(cited)}${tag}. Where the commit itself shows that all conditions hold, it need not be cited.`,
    "Else say in the same paragraph, in a sentence or two, why they hold.",
    ...secondOpinionPoints(policy)
      .slice(0, 1)
      .map((point) => `Another maintainer's word is ${lowered(point)}`),
  );
}

const lowered = (sentence: string): string => sentence.slice(0, 1).toLowerCase() + sentence.slice(1);

/** What must not stand in a commit, whoever made it. */
export function refusedPoints(policy: Policy): readonly Point[] {
  return [
    ...clausesOf(policy, "no-tool-advertising").flatMap((clause) => {
      const tags = textsOf(clause, "trailers").map((key) => `${key}:`);
      const { footers, coAuthors, values } = clause.settings;
      const which = values === "tools" ? "that names a tool" : "whatever its value";
      return [
        ...(tags.length === 0
          ? []
          : [pointOf(clause, `No ${codes(tags, "or")} tag${values === "tools" ? " " : ", "}${which}.`)]),
        ...(footers === true ? [pointOf(clause, "No line or link that a tool adds about itself.")] : []),
        ...(coAuthors === true ? [pointOf(clause, "No tool in `Co-authored-by` or `Co-developed-by`.")] : []),
      ];
    }),
    ...clausesOf(policy, "no-tool-identity").map((clause) => {
      const fields = textsOf(clause, "fields").map((field) => fieldWords[field] ?? markdownText(field));
      return pointOf(clause, `No tool as ${joined(fields, "or")}.`);
    }),
  ];
}

const fieldWords: { readonly [field: string]: string } = {
  author: "author",
  committer: "committer",
  "co-author": "co-author",
  reviewer: "reviewer",
  reporter: "reporter",
};
