import { seePlannedChange } from "../../app/planned-change.ts";
import type { IndependentMaintainer } from "../../core/people/who-maintains.ts";
import { independentMaintainers } from "../../core/people/who-maintains.ts";
import { markdownCode, markdownText } from "../../core/report/markdown.ts";
import { contributorsOf } from "../../core/rules/ai/contributors.ts";
import { changedBy } from "../../core/rules/ai/touched.ts";
import type { Situation } from "../../core/rules/situation.ts";
import { type CommonOptions, dayOption, policyFromOption, valueOf, withRepository } from "../context.ts";
import { plannedPaths } from "./paths.ts";
import { expectReadable } from "./policy-tool.ts";
import { type ToolAnswer, tool } from "./tool.ts";

/** People named one by one. */
const peopleMax = 20;

/** Whose word would be a second opinion? */
export const secondOpinionTool = tool({
  name: "second_opinion",
  title: "Who can give a second opinion?",
  description:
    "The maintainers whose word would count as a second opinion on what is staged, or on a change of the paths you name: never an author's own. " +
    "A person asks them; nothing is to be written in their names.",
  input: { paths: plannedPaths },
  answer: async ({ paths }, options) => {
    const situation = await situationOf(paths, options);
    const { policy, commit, opinionForms } = situation;
    if (!policy.maintainers.known) return unknownBecause(policy.maintainers.why);
    const changes = changedBy(commit);
    if (!changes.known) return unknownBecause(changes.why);
    const found = independentMaintainers({
      maintainers: policy.maintainers.value,
      paths: changes.value.flatMap(({ path, from }) => (from === null ? [path] : [path, from])),
      notThese: contributorsOf(situation),
      canonical: policy.canonical,
      addressesOf: policy.addressesOf,
    });
    if (!found.known) return unknownBecause(found.why);
    const { people, ofThesePaths, doubts } = found.value;
    return {
      text: wordsOf(people, ofThesePaths, doubts, opinionForms),
      data: { people: people.map(personValue), ofThesePaths, doubts, forms: opinionForms },
    };
  },
});

async function situationOf(paths: readonly string[] | undefined, options: CommonOptions): Promise<Situation> {
  const asked = {
    paths: paths ?? null,
    policyFrom: policyFromOption(options.policyFrom),
    today: dayOption(options.day),
  };
  const { policy, situation } = await withRepository(async (ports) => valueOf(await seePlannedChange(asked, ports)));
  expectReadable(policy);
  return situation;
}

const unknownBecause = (why: string): ToolAnswer => ({
  text: `It cannot be told: ${markdownText(why)}.\n`,
  data: { people: null, why },
});

const personValue = ({ identity, sections }: IndependentMaintainer) => ({
  name: identity.name,
  email: identity.email,
  sections: sections.map(({ ownership, path }) => ({ section: ownership.section, path })),
});

function wordsOf(
  people: readonly IndependentMaintainer[],
  ofThesePaths: boolean,
  doubts: readonly string[],
  forms: readonly string[],
): string {
  const doubtful = doubts.map((doubt) => `- Somebody may be missing: ${markdownText(doubt)}`);
  if (people.length === 0)
    return ["Nobody: the maintainers file names no other maintainer.", ...doubtful, ""].join("\n");
  const head = ofThesePaths
    ? "They maintain these paths, and have no part in the change:"
    : "Nobody else maintains these paths, so the word of any other maintainer counts:";
  const left = people.length - peopleMax;
  return [
    head,
    ...people.slice(0, peopleMax).map(personLine),
    ...(left > 0 ? [`- and ${left} more`] : []),
    ...doubtful,
    "",
    `Such a word is a tag of the form ${forms.map((form) => markdownCode(form)).join(", ")} that the maintainer gives. Ask; never write it for anybody.`,
    "",
  ].join("\n");
}

function personLine({ identity: { name, email }, sections }: IndependentMaintainer): string {
  const where = sections.map(({ ownership }) => markdownText(ownership.section));
  const who = name === "" ? markdownCode(email) : `${markdownText(name)} ${markdownCode(email)}`;
  return `- ${who}${where.length === 0 ? "" : ` (${[...new Set(where)].slice(0, 5).join("; ")})`}`;
}
