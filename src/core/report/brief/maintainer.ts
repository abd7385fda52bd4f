import { isProseOnly } from "../../document/prose-only.ts";
import type { Anchor, Clause, Policy } from "../../policy/policy.ts";
import { folded } from "../../text/folded.ts";
import { markdownText } from "../markdown.ts";
import { positionOf } from "./ai-content.ts";
import { usable } from "./exceptions.ts";
import { secondOpinionPoints } from "./people.ts";
import { clauseOf, type Point, plainPoints, pointOf, type Section, wordsMax } from "./section.ts";

/** Points of people's judgement under one heading that a page has room for. */
const judgedMax = 12;

/** What is checked without a reviewer, what only a reviewer can judge, and who can give a second opinion. */
export function maintainerBrief(policy: Policy): readonly Section[] {
  const checked = (level: Clause["level"]): readonly Point[] =>
    policy.clauses
      .filter((clause) => clause.level === level)
      .map((clause) => pointOf({ ...clause, level: "require" }, summaryOf(clause)));
  return [
    { title: "Checked by `proviso check`: a commit that does not keep it fails", text: [], points: checked("require") },
    { title: "Checked, and only pointed out", text: [], points: checked("warn") },
    {
      title: "Yours to judge",
      text: [],
      points: plainPoints(...judgedPoints(policy), ...mappedPoints(policy.settings.coverage)),
    },
    { title: "Second opinions", text: [], points: plainPoints(...secondOpinionPoints(policy)) },
  ];
}

function summaryOf({ rule, settings }: Clause): string {
  const byEither = rule.id === "sign-off-by-author" && settings["match"] === "author-or-committer";
  return byEither ? "The author or the committer of a commit signs it off." : rule.summary;
}

/** What no rule decides, whatever the document says. */
function judgedPoints(policy: Policy): readonly string[] {
  const position = positionOf(policy);
  const entries = usable(policy);
  const fuzzy = entries.filter((entry) => isProseOnly(entry) || entry.judgements.length > 0 || entry.tool !== null);
  return [
    ...(position.kind === "unclear" ? [`Whether AI-derived content is accepted: ${markdownText(position.why)}.`] : []),
    ...(position.kind === "silent" ? ["Whether AI-derived content is accepted: the policy does not speak of it."] : []),
    ...(position.kind === "declined" || clauseOf(policy, "ai-disclosure") !== undefined
      ? ["AI use that nobody declares. Only declarations and the marks of tools are checked; style is no evidence."]
      : []),
    ...fuzzy.map(
      (entry) =>
        `Whether ${markdownText(entry.title)} (${markdownText(entry.id)}) covers a change: ${
          isProseOnly(entry)
            ? "all that its text says"
            : [
                ...(entry.tool === null ? [] : [`made with ${markdownText(entry.tool)}`]),
                ...entry.judgements.map((judgement) => markdownText(judgement, wordsMax)),
              ].join("; ")
        }.`,
    ),
    ...(entries.length === 0 ? [] : ["Whether a sentence that justifies an exception convinces."]),
    ...(clauseOf(policy, "generated-acknowledged") === undefined
      ? []
      : ["Whether words about generated files justify them."]),
  ];
}

/** What `coverage:` leaves to people, gathered by heading. */
function mappedPoints(coverage: readonly Anchor[]): readonly string[] {
  const byHeading = new Map<string, { readonly title: string; readonly texts: Set<string> }>();
  for (const { under, human } of coverage) {
    if (human === null) continue;
    const title = under ?? "Elsewhere in the document";
    const there = byHeading.get(folded(title)) ?? { title, texts: new Set<string>() };
    there.texts.add(markdownText(human, wordsMax));
    byHeading.set(folded(title), there);
  }
  return [...byHeading.values()].map(({ title, texts }) => {
    const some = [...texts].slice(0, judgedMax);
    const more = texts.size > some.length ? `; ${texts.size - some.length} more` : "";
    return `${markdownText(title.replace(/^#\s*/, ""))}: ${some.join("; ")}${more}.`;
  });
}
