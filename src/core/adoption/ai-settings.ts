import type { Heading } from "../document/document.ts";
import { counted } from "../report/layout.ts";
import { shown } from "../report/words.ts";
import { unshowableIn } from "../text/neutralise.ts";
import type { AiSection, ContributionDocument, Quote } from "./contribution-document.ts";
import type { Practice } from "./seen.ts";
import { leftOpen, proposed, type Setting } from "./setting.ts";
import { clauseOf, scalarOf } from "./yaml-writing.ts";

/** The one thing that the documents say of AI content, and where. */
export type Stated = {
  readonly by: ContributionDocument;
  readonly section: AiSection;
  readonly said: Quote & { readonly stance: "declined" | "permitted" };
};

/** Undefined: no document says anything that leaves nothing to guess, or they say different things. */
export function statedStance(documents: readonly ContributionDocument[]): Stated | undefined {
  const all = documents.flatMap((by) =>
    by.aiSections.flatMap((section): readonly Stated[] =>
      section.said === null || !canBeNamed(section.heading) ? [] : [{ by, section, said: section.said }],
    ),
  );
  const [first] = all;
  return first !== undefined && all.every(({ said }) => said.stance === first.said.stance) ? first : undefined;
}

/** Longer titles are none that a policy would name, and what cannot be shown cannot be typed. */
const titleLengthMax = 200;

/** Can a policy name the heading? */
export const canBeNamed = ({ title, slug }: Heading): boolean =>
  title.length <= titleLengthMax && slug !== "" && unshowableIn(title) === undefined && !title.includes("\n");

/** A heading as a clause's `because` names it. */
export const becauseOf = ({ slug }: Heading): string => `#${slug}`;

/** `ai:`, as the documents say it. `withoutExceptions`: why their list of exceptions cannot be used; null: it can. */
export function aiSettings(
  stated: Stated | undefined,
  documents: readonly ContributionDocument[],
  withoutExceptions: string | null,
): readonly Setting[] {
  if (stated === undefined) return openStance(documents);
  const { section, said } = stated;
  const settings = [
    proposed("ai.stance", said.stance, `${placeOf(said)}: "${shown(said.words)}"`, ...besides(stated, documents)),
    proposed("ai.section", scalarOf(section.heading.title), "In force while this heading stands."),
  ];
  if (said.stance === "permitted") settings.push(proposed("ai.because", scalarOf(becauseOf(section.heading))));
  if (section.exceptions !== null && said.stance === "declined") {
    const { title } = section.exceptions;
    settings.push(
      withoutExceptions === null
        ? proposed("ai.exceptions", scalarOf(title), "What stands under this heading is listed as an exception.")
        : leftOpen("ai.exceptions", scalarOf(title), `Left out: ${withoutExceptions}.`),
    );
  }
  return settings;
}

/** Headings that are quoted beside what is proposed, or where nothing is. */
const headingsShown = 5;

/** Other places that speak of AI, and do not say whether it is taken in words that a program takes for either. */
function besides({ section }: Stated, documents: readonly ContributionDocument[]): readonly string[] {
  const others = documents.flatMap(({ aiSections }) =>
    aiSections.filter((other) => other !== section && other.said === null).map(({ at }) => at),
  );
  return [...others, ...aiLines(documents)]
    .slice(0, headingsShown)
    .map((at) => `Read beside it ${placeOf(at)}, "${shown(at.words)}".`);
}

const aiLines = (documents: readonly ContributionDocument[]): readonly Quote[] =>
  documents.flatMap(({ aiLine }) => aiLine ?? []);

function openStance(documents: readonly ContributionDocument[]): readonly Setting[] {
  const sections = documents.flatMap(({ aiSections }) => aiSections);
  const [line] = aiLines(documents);
  if (sections.length === 0 && line !== undefined) {
    const reason = `${placeOf(line)} speaks of it ("${shown(line.words)}"), in a form that is not read here, so the stance is yours to set.`;
    return [leftOpen("ai.stance", "declined", reason)];
  }
  if (sections.length === 0) {
    return [
      leftOpen("ai.stance", "declined", "No document that was looked at has a heading about AI-derived content."),
    ];
  }
  const reasons = sections.slice(0, headingsShown).map(({ at, said }) => {
    const words = said === null ? "" : `, where line ${said.line} says "${shown(said.words)}"`;
    return `${placeOf(at)} has the heading "${shown(at.words)}"${words}.`;
  });
  const differ = new Set(sections.map(({ said }) => said?.stance ?? null)).size > 1;
  const why = differ
    ? "What they say differs, or takes a person to read, so the stance is yours to set."
    : "Whether that declines or permits it takes a person to read, so the stance is yours to set.";
  return [leftOpen("ai.stance", "declined", ...reasons, why)];
}

const placeOf = ({ path, line }: Pick<Quote, "path" | "line">): string => `${shown(path)}:${line}`;

/** The clauses that judge by the stance, and what commits showed of AI use. */
export function aiRules(
  stated: Stated | undefined,
  withExceptions: boolean,
  withMaintainers: boolean,
): readonly Setting[] {
  if (stated === undefined) return [];
  const rules = [proposed("rules.ai-content-permitted", "require", "Judges by the stance.")];
  if (stated.said.stance === "permitted") return rules;
  if (withExceptions) {
    rules.push(
      proposed("rules.ai-exception-listed", "require", "Who cites an exception cites one that is listed."),
      proposed("rules.ai-justification", "require", "What is not evident is justified in the message."),
    );
    if (withMaintainers) rules.push(proposed("rules.ai-second-opinion", clauseOf("require", {}, null)));
  }
  return [
    ...rules,
    proposed("rules.policy-self-reliance", "require", "No contribution relies on what it adds to the policy."),
  ];
}

/** Tools and trailers that are named. */
const namesShown = 8;

/** What commits showed of tools and disclosures. Nothing follows from it: whether to ask for it or to refuse it, a document has to say. */
export function disclosureSettings({ disclosures, tools, commits }: Practice): readonly Setting[] {
  const said = disclosures
    .slice(0, namesShown)
    .map(({ key, commits: times }) => `\`${key}\` (${counted(times, "commit")})`);
  const bears = tools
    .filter((use) => use.class !== "bot")
    .slice(0, namesShown)
    .map(({ tool, role, commits: times }) => `${shown(tool)} as ${shown(role)} (${counted(times, "commit")})`);
  const of = `Of the newest ${counted(commits, "commit")}`;
  const settings: Setting[] = [];
  if (said.length > 0) {
    const words =
      "`ai-disclosure` asks for such a trailer, `no-tool-advertising` refuses it: no document was read to say which.";
    settings.push(leftOpen("rules.ai-disclosure", null, `${of} some disclose AI use: ${said.join(", ")}.`, words));
  }
  if (bears.length > 0)
    settings.push(
      leftOpen("rules.no-tool-identity", "warn", `${of} some bear the exact mark of a tool: ${bears.join(", ")}.`),
    );
  return settings;
}
