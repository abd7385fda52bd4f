import { shortObjectId } from "../commit/object-id.ts";
import type { Report, RuleCounts } from "../evaluate/verdict.ts";
import { type Cell, clipColumns, counted, fold, table } from "../report/layout.ts";
import { type Looks, painter } from "../report/paint.ts";
import { renderProblems } from "../report/render-policy.ts";
import { summaryLines } from "../report/summary.ts";
import { shown } from "../report/words.ts";
import { append } from "../text/long-lists.ts";
import type { Adoption } from "./adoption.ts";
import { type Example, examplesOf } from "./examples.ts";
import { notReadWords, seenWords } from "./seen-words.ts";

/** What was seen, the policy that is proposed, and what it would have said, for people. */
export function renderAdoption(adoption: Adoption, looks: Looks): string {
  const { seen, proposal, text, problems } = adoption;
  const paint = painter(looks.colour, looks.hyperlinks);
  const heading = (words: string): string => paint.tone("strong", words);
  const { commit, branch } = seen.head;
  const where =
    commit === null
      ? "nothing is committed yet"
      : `${shortObjectId(commit)}${branch === null ? "" : ` of ${shown(branch)}`}`;
  const lines = [heading(`seen (${where}):`), ...listed(seenWords(seen, proposal.readings), looks.width)];
  const unread = notReadWords(seen, proposal.readings);
  if (unread.length > 0) append(lines, ["", heading("not looked at:"), ...listed(unread, looks.width)]);
  if (proposal.kind === "profile") {
    const { name, date } = proposal.profile;
    const { document } = proposal.policy.settings;
    const words = `${document.join(", ")} is the document that Proviso's profile \`${name}\` of ${date} follows, so that profile is proposed.`;
    append(lines, ["", ...fold("", words, "", looks.width)]);
  }
  append(lines, [
    "",
    heading("proposed proviso.yaml:"),
    "",
    ...text
      .trimEnd()
      .split("\n")
      .map((line) => (line === "" ? "" : `  ${line}`)),
  ]);
  if (problems.length > 0) lines.push("", heading("lint says of it:"), "", renderProblems(problems, looks).trimEnd());
  return `${[...lines, ...previewLines(adoption, looks)].join("\n")}\n`;
}

const listed = (sentences: readonly string[], width: number | null): readonly string[] =>
  sentences.flatMap((sentence) => fold("  ", sentence, "    ", width));

function previewLines({ preview, sparesHistory }: Adoption, looks: Looks): readonly string[] {
  if (preview === null) return [];
  const paint = painter(looks.colour, looks.hyperlinks);
  const { counts } = preview;
  const style = { verbose: false, width: looks.width, paint };
  const spared = sparesHistory ? ["`from` spares them"] : [];
  const examples = examplesOf(preview);
  return [
    "",
    paint.tone("strong", `what it would have said of the newest ${counted(counts.commits, "commit")}:`),
    ...summaryLines(preview, spared, style).map((line) => `  ${line}`),
    ...ruleLines(preview.rules),
    ...[...examples].flatMap(([rule, found]) => ["", `  ${rule}, for example:`, ...exampleLines(found, looks.width)]),
  ];
}

function ruleLines(rules: Report["rules"]): readonly string[] {
  const applied = [...rules].filter(([, { met, unmet, warned, undecided }]) => met + unmet + warned + undecided > 0);
  const others = rules.size - applied.length;
  return [
    ...table([["rule", "met", "unmet", "warned", "undecided"], ...applied.map(ruleRow)], "  "),
    ...(others === 0 ? [] : [`  ${counted(others, "more rule")} applied to none`]),
  ];
}

const ruleRow = ([rule, { met, unmet, warned, undecided }]: readonly [string, RuleCounts]): readonly Cell[] => [
  rule,
  met,
  unmet,
  warned,
  undecided,
];

/** Columns of a subject where nobody knows the width. */
const subjectColumns = 100;

const exampleLines = (examples: readonly Example[], width: number | null): readonly string[] =>
  examples.flatMap(({ commit: { id, subject }, what, outcome }) => [
    clipColumns(`    ${shortObjectId(id ?? "")} ${shown(subject)}`, width ?? subjectColumns),
    ...fold("        ", outcome === "undecided" ? `undecided: ${what}` : what, "        ", width),
  ]);
